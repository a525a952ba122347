// The inverse of an export. An empty deck becomes what was exported, exactly; into another one, an
// export is merged, and nothing that differs is taken unless it is known to be later.

package import Foundation
import GRDB
package import Lifecycle

extension Store {
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
    try expectWritable()
    let records = Spool<DeckRecord>()
    try feed(records.append)
    let report = try writing(isKept: !isDryRun, isLarge: true) { writing in
      let isEmpty =
        try Int.fetchOne(
          writing.db, sql: "SELECT EXISTS (SELECT 1 FROM publishers)") == 0
      let restoration = try Restoration(writing, settings, isExact: isEmpty)
      try records.replay(into: restoration.take)
      return try restoration.finish()
    }
    if report.added + report.changed > 10_000 { tidy() }
    return report
  }
}
