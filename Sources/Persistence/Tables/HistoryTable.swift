// Reads and writes entries of the history.

import Foundation
import GRDB
import Lifecycle

/// The table of history entries.
enum HistoryTable {
  /// What to select, in the order in which `entry(_:)` reads it; `h` is the history.
  static let selection = """
    h.id, h.at, h.by, p.id, o.offer_id, h.kind, h.subject, h.detail, h.from_stage, h.to_stage, \
    h.source, h.undoes, h.before
    """

  /// Where it is selected from.
  static let source = """
    history h JOIN publishers p ON p.number = h.publisher LEFT JOIN offers o ON o.id = h.offer
    """

  /// The entry of a row.
  static func entry(_ row: Row) throws -> HistoryEntry {
    let word: String = row[10]
    guard let source = Source(rawValue: word) else {
      throw Unreadable(what: "source", value: word)
    }
    return HistoryEntry(
      id: row[0], at: Date(microseconds: row[1]), by: row[2], publisher: row[3], offer: row[4],
      kind: row[5], subject: row[6], detail: row[7],
      from: try (row[8] as Int64?).map { try Stage(code: $0) },
      to: try (row[9] as Int64?).map { try Stage(code: $0) }, source: source, undoes: row[11],
      before: try (row[12] as String?).map {
        try StoredJSON.value(HistoryEntry.Snapshot.self, of: $0)
      })
  }

  /// Adds an entry and gives it its number. One that has a number keeps it.
  ///
  /// - Parameters:
  ///   - publisher: the number of the publisher that the entry belongs to.
  ///   - offer: the number of the offer that it belongs to.
  @discardableResult
  static func insert(
    _ db: Database, _ entry: HistoryEntry, publisher: Int64, offer: Int64? = nil
  ) throws -> HistoryEntry {
    var stored = entry
    stored.at = entry.at.atDeckResolution
    try db.cachedStatement(
      sql: "INSERT INTO history VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    ).execute(arguments: [
      entry.id == 0 ? nil : entry.id, stored.at.microseconds, entry.by, publisher, offer,
      entry.kind, entry.subject, entry.detail, entry.from?.code, entry.to?.code,
      entry.source.rawValue, entry.undoes, try entry.before.map { try StoredJSON.text($0) },
    ])
    stored.id = db.lastInsertedRowID
    return stored
  }
}
