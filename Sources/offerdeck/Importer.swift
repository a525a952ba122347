// Brings files and the deck together: a table streams straight into the deck's transaction, the
// answers of a portal are joined first, and a deck of offerdeck's own is restored.

import Formats
import Foundation
import Lifecycle
import Persistence

/// Takes files into a deck.
struct Importer {
  let store: Store
  /// When it is done.
  let moment: Date
  /// Who does it.
  let actor: String
  /// The publisher of rows that name none.
  let publisher: String?
  /// Take what lies behind the deck too.
  var acceptsEarlier = false
  /// Change nothing.
  var isDryRun = false
  /// Is told of what was passed over.
  var warn: (String) -> Void = { _ in }

  /// Takes files. Each table and each deck stands for itself, and is taken whole or not at all; so
  /// are all answers of a portal together.
  ///
  /// - Parameter told: is told of each as soon as it is in the deck: a later one can still fail.
  func take(
    _ paths: [String], _ format: FileFormat?, told: (_ path: String, ImportReport) -> Void
  ) throws {
    var answers: [String] = []
    for path in paths {
      switch try OfferFile.wholeFormat(ofPath: path, format) {
      case .offerdeck: told(path, try restore(path))
      case .csv: told(path, try table(path))
      default: answers.append(path)
      }
    }
    if let first = answers.first { told(first, try portal(answers, format)) }
  }

  private func table(_ path: String) throws -> ImportReport {
    var warnings: [Mistake] = []
    let report = try importing(.csv, path) { take in
      warnings = try OfferFile.read(path: path, format: .csv, into: take).warnings
    }
    for warning in warnings { warn("warning: \(warning.description)") }
    return report
  }

  private func portal(_ paths: [String], _ format: FileFormat?) throws -> ImportReport {
    var sightings: [Sighting] = []
    let summaries = try OfferFile.read(paths: paths, format: format) { sightings.append($0) }
    let source = summaries.last?.source ?? .ingestion
    for warning in summaries.flatMap(\.warnings) {
      warn("warning: \(warning.description)")
    }
    return try importing(source, paths[0]) { take in
      for sighting in sightings { try take(sighting) }
    }
  }

  private func importing(
    _ source: Source, _ path: String, _ feed: ((Sighting) throws -> Void) throws -> Void
  ) throws -> ImportReport {
    try store.importing(
      source, named: path, publisher: publisher, at: moment, by: actor,
      acceptEarlier: acceptsEarlier, isDryRun: isDryRun, feed)
  }

  private func restore(_ path: String) throws -> ImportReport {
    var skew = ClockSkew(now: moment)
    var doubts = ImportReport()
    var report = try store.restore(
      named: path, at: moment, by: actor, isDryRun: isDryRun
    ) { take in
      try DeckFile.read(path: path) { record, place in
        switch record {
        case .publisher(let publisher): try take(.publisher(publisher))
        case .offer(let offer): try take(.offer(offer))
        case .history(let entry):
          if let offer = entry.offerKey, let fault = skew.take(offer, at: entry.at) {
            doubts.add(entry, offer, fault, place)
          }
          try take(.history(entry))
        case .account(let entry): try take(.account(entry))
        }
      }
    }
    report.remarks = doubts.remarks
    report.furtherRemarks = doubts.furtherRemarks
    return report
  }
}

extension ImportReport {
  /// Says that the date of an entry can't be right, and how it is treated.
  fileprivate mutating func add(
    _ entry: HistoryEntry, _ offer: OfferKey, _ fault: ClockSkew.Fault, _ place: DeckPlace
  ) {
    let wrong =
      switch fault {
      case .beforeItsCause(let earlier): "before the entry that it follows, \(Moment(earlier).text)"
      case .inFuture: "which is yet to come"
      }
    var what = entry
    what.detail = nil
    let (line, column) = place.place(of: "at")
    add(
      Remark(
        key: offer, line: line, column: column,
        sentence:
          "“\(what.sentence())” is dated \(Moment(entry.at).text), \(wrong); the order of the "
          + "entries counts and not their dates, and what took less than no time is left out of what "
          + "is learned"))
  }
}
