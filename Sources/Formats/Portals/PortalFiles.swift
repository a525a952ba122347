// Files of a portal read together: products from one, submissions or status answers from others.

import Foundation
import Lifecycle

/// Portal files that belong together, joined into offers.
struct PortalFiles {
  /// The offers, in the order of the files.
  private(set) var offers: [PortalOffer] = []
  /// The format that all records have; nil where there are none.
  private(set) var format: FileFormat?

  private let files: [JSONFile]
  /// Places in `offers` by the names of an offer.
  private var places: [String: Int] = [:]
  /// The offers that files are named after; nil for a file that is named after none.
  private var fileOwners: [String: Int?] = [:]

  /// Joins files of one format.
  ///
  /// - Throws: all mistakes of all files.
  init(_ files: [JSONFile], format: FileFormat?) throws(FileMistakes) {
    self.files = files
    self.format = format
    let records = files.flatMap(PortalRecord.all)
    for record in records { checkFormat(of: record) }
    for record in records where record.kind.isProduct { add(record) }
    for record in records where !record.kind.isProduct { answer(record) }
    try Self.check(files)
  }

  /// All sightings, each checked for what the portal wrote.
  func sightings() throws(FileMistakes) -> [Sighting] {
    let sightings = offers.map(\.sighting)
    try Self.check(files)
    return sightings
  }

  private static func check(_ files: [JSONFile]) throws(FileMistakes) {
    let all = files.compactMap(\.log.all)
    guard !all.isEmpty else { return }
    throw FileMistakes(
      all.flatMap(\.mistakes), further: all.reduce(0) { $0 + $1.further })
  }

  private mutating func checkFormat(of record: PortalRecord) {
    guard let own = record.kind.format else { return }
    guard let format else {
      format = own
      return
    }
    if format != own {
      record.report(
        "this is of the format \(own.rawValue), and not \(format.rawValue) as expected; "
          + "read it by itself")
    }
  }

  private mutating func add(_ record: PortalRecord) {
    guard let offer = PortalOffer(record) else { return }
    for name in offer.names {
      if let place = places[name] {
        let first = offers[place].record
        record.report(
          "the offer “\(offer.offer)” stands in \(first.file.name), line "
            + "\(first.file.line(of: first.value)), already")
        return
      }
    }
    for name in offer.names { places[name] = offers.count }
    offers.append(offer)
  }

  private mutating func answer(_ record: PortalRecord) {
    guard let place = owner(of: record) else {
      // An empty page is no mistake: the last page of a list can be one.
      if record.kind == .nothing { return }
      record.report(
        offers.isEmpty
          ? "the product that this belongs to is not known; read it together with the products' file"
          : "no product is known that this belongs to; put the product's ID into the file's name")
      return
    }
    offers[place].isAnswered = true
    if record.kind != .nothing { offers[place].answers.append(record) }
  }

  /// The offer that an answer is about: as the record says, or its place, or its file's name.
  private mutating func owner(of record: PortalRecord) -> Int? {
    if record.kind == .graphSubmission, let product = record.text("product") {
      return places[String(product.dropFirst("product/".count)).lowercased()]
    }
    if let owner = record.owner {
      return places[(owner.split(separator: "/").last.map(String.init) ?? owner).lowercased()]
    }
    if let owner = fileOwners[record.file.name] { return owner }
    let owner = owner(ofFile: record.file.name)
    fileOwners[record.file.name] = owner
    return owner
  }

  private func owner(ofFile path: String) -> Int? {
    let name = URL(filePath: path).deletingPathExtension().lastPathComponent.lowercased()
    for prefix in ["submissions-", "submission-", "status-"] where name.hasPrefix(prefix) {
      if let place = places[String(name.dropFirst(prefix.count))] { return place }
    }
    // The longest name is meant: one offer's ID may be the beginning of another's.
    return places.filter { name.contains($0.key) }.max { $0.key.count < $1.key.count }?.value
  }
}
