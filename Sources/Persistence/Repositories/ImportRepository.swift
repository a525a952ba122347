// Imports: a file is taken whole or not at all.

package import Foundation
import GRDB
package import Lifecycle

/// What a deck takes from files: lists of offers, and exports.
package struct ImportRepository {
  let deck: Store

  /// Takes what a file says, in one transaction. A file that says nothing new writes nothing. The
  /// whole file is read before the deck is locked.
  ///
  /// - Parameters:
  ///   - source: where the file comes from.
  ///   - file: its name, for messages and the history.
  ///   - publisher: the publisher of rows that name none.
  ///   - acceptsEarlier: take stages that lie behind what is known as well.
  ///   - isDryRun: do everything, and then nothing.
  ///   - feed: gives every row of the file to the closure that it is given.
  /// - Throws: whatever `feed` throws; or a `StoreFailure` that names the line.
  package func take(
    _ source: Source, named file: String, publisher: String?, at moment: Date, by actor: String,
    acceptEarlier: Bool = false, isDryRun: Bool = false,
    _ feed: ((Sighting) throws -> Void) throws -> Void
  ) throws -> ImportReport {
    let settings = ImportSettings(
      source: source, file: file, publisher: publisher, moment: moment, actor: actor,
      acceptsEarlier: acceptEarlier)
    try deck.expectWritable()
    let rows = Spool<Sighting>()
    try feed(rows.append)
    let report = try deck.writingThrough(isKept: !isDryRun, isLarge: true) { writing in
      let importer = try Importer(writing, settings)
      try rows.replay(into: importer.take)
      return try importer.finish()
    }
    if report.added + report.changed > 10_000 { deck.tidy() }
    return report
  }

  /// Takes everything that was exported, in one transaction and in the order of the export. The
  /// whole file is read before the deck is locked.
  ///
  /// - Parameters:
  ///   - file: the name of the file, for messages and the history.
  ///   - isDryRun: do everything, and then nothing.
  ///   - feed: gives everything that was exported to the closure that it is given.
  /// - Throws: whatever `feed` throws; a `StoreFailure` that says what differs and is not later.
  package func restore(
    named file: String, at moment: Date, by actor: String, isDryRun: Bool = false,
    _ feed: ((DeckRecord) throws -> Void) throws -> Void
  ) throws -> ImportReport {
    let settings = ImportSettings(
      source: .offerdeck, file: file, publisher: nil, moment: moment, actor: actor,
      acceptsEarlier: false)
    try deck.expectWritable()
    let records = Spool<DeckRecord>()
    try feed(records.append)
    let report = try deck.writingThrough(isKept: !isDryRun, isLarge: true) { writing in
      let isEmpty =
        try Int.fetchOne(
          writing.db, sql: "SELECT EXISTS (SELECT 1 FROM publishers)") == 0
      let restoration = try Restoration(writing, settings, isExact: isEmpty)
      try records.replay(into: restoration.take)
      return try restoration.finish()
    }
    if report.added + report.changed > 10_000 { deck.tidy() }
    return report
  }
}
