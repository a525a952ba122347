// Imports: a file is taken whole or not at all.

package import Foundation
import GRDB
package import Lifecycle

extension Store {
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
  package func importing(
    _ source: Source, named file: String, publisher: String?, at moment: Date, by actor: String,
    acceptEarlier: Bool = false, isDryRun: Bool = false,
    _ feed: ((Sighting) throws -> Void) throws -> Void
  ) throws -> ImportReport {
    let settings = ImportSettings(
      source: source, file: file, publisher: publisher, moment: moment, actor: actor,
      acceptsEarlier: acceptEarlier)
    try expectWritable()
    let rows = Spool<Sighting>()
    try feed(rows.append)
    let report = try writing(isKept: !isDryRun, isLarge: true) { writing in
      let importer = try Importer(writing, settings)
      try rows.replay(into: importer.take)
      return try importer.finish()
    }
    if report.added + report.changed > 10_000 { tidy() }
    return report
  }
}
