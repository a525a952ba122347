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
    let records = files.flatMap { PortalRecordCollector($0).records }
    for record in records { checkFormat(of: record) }
    for record in records where record.kind.isProduct { add(record) }
    for offer in offers { offer.checkIdentity() }
    for record in records where !record.kind.isProduct { answer(record) }
    try Self.check(files)
  }

  /// What was left out or is not known, and is no mistake.
  var warnings: [Mistake] {
    var warnings = files.flatMap(\.warnings) + PortalPages.warnings(files)
    let unknown = offers.filter { !$0.hasStage }
    if let first = unknown.first {
      let count = unknown.count == 1 ? "1 product" : "\(unknown.count) products"
      let file = first.record.file
      let place = file.place(of: first.record.value.offset)
      warnings.append(
        Mistake(
          sentence: "the file does not tell the stage of \(count); import the files of their "
            + "submissions together with it",
          file: file.name, line: place.line, column: place.column))
    }
    return warnings
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
        "this file has the format \(own.rawValue), not \(format.rawValue); "
          + "import it separately")
    }
  }

  private mutating func add(_ record: PortalRecord) {
    guard let offer = PortalOffer(record) else { return }
    if let place = offer.names.compactMap({ places[$0] }).first {
      let first = offers[place]
      // Two publishers of the old portal may use the same ID.
      if first.isOther(than: offer) {
        offers.append(offer)
        return
      }
      // The same product on two pages is one offer, by the page that names its offer ID.
      if first.isSame(as: offer) {
        if !first.hasOfferID {
          offers[place] = offer
          for name in offer.names { places[name] = place }
        }
        return
      }
      record.report(
        "duplicate offer \(offer.offer.inQuotes) (first in \(first.record.file.name), line "
          + "\(first.record.file.line(of: first.record.value)))")
      return
    }
    for name in offer.names { places[name] = offers.count }
    offers.append(offer)
  }

  private mutating func answer(_ record: PortalRecord) {
    guard let place = owner(of: record) else {
      // An empty page is no mistake: the last page of a list can be one.
      if record.kind == .nothing || record.kind == .ingestionDetail { return }
      record.report(
        offers.isEmpty
          ? "unknown product; import this file together with the product list"
          : "unknown product; put the product's ID in the file name")
      return
    }
    if record.kind.isAnswer { offers[place].isAnswered = true }
    if record.kind != .nothing { offers[place].answers.append(record) }
  }

  /// The offer that an answer is about: as the record says, or its place, or its file's name.
  private mutating func owner(of record: PortalRecord) -> Int? {
    if record.kind == .graphSubmission, let product = record.text("product") {
      return places[String(product.dropFirst("product/".count)).lowercased()]
    }
    if record.kind == .graphJob, let place = owner(ofJob: record.value) { return place }
    if let owner = record.owner {
      return places[(owner.split(separator: "/").last.map(String.init) ?? owner).lowercased()]
    }
    if let owner = fileOwners[record.file.name] { return owner }
    let owner = owner(ofFile: record.file.name)
    fileOwners[record.file.name] = owner
    return owner
  }

  /// The product of a job, which its errors name: “submission/<product ID>/…”.
  private func owner(ofJob value: JSONValue) -> Int? {
    for error in value.elements(of: "errors") {
      for part in error["resourceId"]?.text?.split(separator: "/") ?? [] {
        if let place = places[part.lowercased()] { return place }
      }
    }
    return nil
  }

  private func owner(ofFile path: String) -> Int? {
    let name = URL(filePath: path).deletingPathExtension().lastPathComponent.lowercased()
    for prefix in ["submissions-", "submission-", "status-", "validations-"]
    where name.hasPrefix(prefix) {
      if let place = places[String(name.dropFirst(prefix.count))] { return place }
    }
    // The longest name is meant: one offer's ID may be the beginning of another's.
    return places.filter { name.contains($0.key) }.max { $0.key.count < $1.key.count }?.value
  }
}
