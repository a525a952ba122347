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
  ///
  /// - Throws: `DamagedRow`, if it can't be read.
  static func entry(_ row: Row) throws -> HistoryEntry {
    try DamagedRow.naming("history", row.text(0)) {
      HistoryEntry(
        id: try row.read(0), at: try row.read(1), by: try row.read(2), publisher: try row.read(3),
        offer: try row.read(4), kind: try row.read(5), subject: try row.read(6),
        detail: try row.read(7), from: try row.read(8), to: try row.read(9),
        source: try row.word(10), undoes: try row.read(11), before: try snapshot(row, 12))
    }
  }

  /// The snapshot in a column; nil if the column is empty.
  static func snapshot(_ row: Row, _ column: Int) throws -> HistoryEntry.Snapshot? {
    guard let text: String = try row.read(column) else { return nil }
    do { return try StoredJSON.value(HistoryEntry.Snapshot.self, of: text) } catch {
      throw Unreadable(json: "before")
    }
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
