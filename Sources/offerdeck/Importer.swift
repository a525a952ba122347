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
  /// Is warned of what was passed over.
  var warn: (String) -> Void = { _ in }

  /// Takes files. Each table and each deck stands for itself, and is taken whole or not at all; so
  /// are all answers of a portal together.
  ///
  /// - Parameter told: is told of each as soon as it is in the deck: a later one can still fail.
  func take(
    _ paths: [String], _ format: FileFormat?, told: (_ path: String, ImportReport) -> Void
  ) throws {
    var answers: [ByteSource] = []
    for path in paths {
      // Opened once: a pipe gives its bytes to the first who reads it.
      let source = try ByteSource(path: path)
      switch try OfferFile.wholeFormat(of: source, format) {
      case .offerdeck: told(source.name, try restore(source))
      case .csv: told(source.name, try table(source))
      default: answers.append(source)
      }
    }
    if let first = answers.first { told(first.name, try portal(answers, format)) }
  }

  private func table(_ source: ByteSource) throws -> ImportReport {
    // A column that was ignored can be why a row fails, so it is named then too.
    var warnings: [Mistake] = []
    defer { for warning in warnings { warn(warning.description) } }
    return try importing(.csv, source.name) { take in
      _ = try OfferFile.read(source, format: .csv, warn: { warnings.append($0) }, into: take)
    }
  }

  private func portal(_ sources: [ByteSource], _ format: FileFormat?) throws -> ImportReport {
    var sightings: [Sighting] = []
    let summaries = try OfferFile.read(sources, format: format) { sightings.append($0) }
    let source = summaries.last?.source ?? .ingestion
    for warning in summaries.flatMap(\.warnings) {
      warn(warning.description)
    }
    return try importing(source, sources[0].name) { take in
      for sighting in sightings { try take(sighting) }
    }
  }

  private func importing(
    _ source: Source, _ path: String, _ feed: ((Sighting) throws -> Void) throws -> Void
  ) throws -> ImportReport {
    let report = try store.imports.take(
      source, named: path, publisher: publisher, at: moment, by: actor,
      acceptEarlier: acceptsEarlier, feed)
    for warning in report.warnings { warn(warning) }
    return report
  }

  private func restore(_ source: ByteSource) throws -> ImportReport {
    var skew = ClockSkew(now: moment)
    var doubts = ImportReport()
    var report = try store.imports.restore(
      named: source.name, at: moment, by: actor
    ) { take in
      try DeckFile.read(source) { record, place in
        if case .history(let entry) = record, let offer = entry.offerKey,
          let fault = skew.take(offer, at: entry.at)
        {
          doubts.add(entry, offer, fault, place)
        }
        try take(record)
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
      case .beforeItsCause(let earlier): "before the entry it follows, \(Moment(earlier).text)"
      case .inFuture: "in the future"
      }
    var what = entry
    what.detail = nil
    let (line, column) = place.place(of: "at")
    add(
      Remark(
        key: offer, line: line, column: column,
        sentence:
          "\(what.sentence().inQuotes) is dated \(Moment(entry.at).text), \(wrong); the order of the "
          + "entries is used instead, and they don't count for lead times"))
  }
}
