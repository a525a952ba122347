// The history: newest first, in portions.

package import Foundation
import GRDB
package import Lifecycle

/// The log of a deck, as people see it, and undo and redo.
package struct HistoryRepository {
  let deck: Store

  /// Entries of the history, the newest first.
  ///
  /// - Parameters:
  ///   - key: only what was done to this offer, and the import in which it was added.
  ///   - publisher: only what belongs to this publisher.
  ///   - limit: how many at most.
  ///   - id: only entries before this one; nil to begin with the newest.
  package func entries(
    of key: OfferKey? = nil, publisher: String? = nil, limit: Int, before id: Int64? = nil
  ) throws(StoreFailure) -> [HistoryEntry] {
    try deck.reading { db in
      var conditions = ["h.id < ?", HistoryTable.isShown]
      var arguments: StatementArguments = [id ?? .max]
      if let key {
        guard let record = try OfferTable.fetch(db, key) else { return [] }
        // Two indexes, rather than a walk through all entries.
        conditions.append("(h.offer = ? OR h.id = ?)")
        arguments += [record.id, record.addedBy]
      }
      if let publisher {
        conditions.append("h.publisher = (SELECT number FROM publishers WHERE id = ?)")
        arguments += [publisher]
      }
      let statement = try db.cachedStatement(
        sql: """
          SELECT \(HistoryTable.selection) FROM \(HistoryTable.source)
          WHERE \(conditions.joined(separator: " AND ")) ORDER BY h.id DESC LIMIT ?
          """)
      return try Row.fetchAll(statement, arguments: arguments + [limit])
        .compactMap { row in try deck.damage.skipping { try HistoryTable.entry(row) } }
    }
  }

  /// What an event changed; nil if there is none of this number, or it is not known what it changed.
  ///
  /// - Throws: its payload is damaged, or of a later version.
  package func changes(of event: Int64) throws(StoreFailure) -> [Change]? {
    try deck.reading { db in
      let row = try Row.fetchOne(
        try db.cachedStatement(sql: "SELECT id, payload FROM history WHERE id = ?"),
        arguments: [event])
      return try row.flatMap { row in
        try DamagedRow.naming("history", row.text(0)) { try HistoryTable.changes(row, 1) }
      }
    }
  }

  /// What was done since a moment, the newest first: by its dates, and in the order of entry where
  /// those are the same.
  ///
  /// - Parameters:
  ///   - moment: the earliest date.
  ///   - publisher: only what belongs to this publisher.
  ///   - limit: how many at most.
  package func entries(
    since moment: Date, publisher: String? = nil, limit: Int
  ) throws(StoreFailure) -> [HistoryEntry] {
    try deck.reading { db in
      // Along the dates, however many entries the deck has.
      let statement = try db.cachedStatement(
        sql: """
          SELECT \(HistoryTable.selection)
          FROM history h INDEXED BY history_by_moment \(HistoryTable.joins)
          WHERE h.at >= ?1 AND \(HistoryTable.isShown) AND (?2 IS NULL OR p.id = ?2) ORDER BY h.at DESC, h.id DESC LIMIT ?3
          """)
      return try Row.fetchAll(statement, arguments: [moment.microseconds, publisher, limit])
        .compactMap { row in try deck.damage.skipping { try HistoryTable.entry(row) } }
    }
  }

  /// What happened to an account: its migration, profile, users, legal entities, steps, and the
  /// directory, the newest first.
  package func entries(ofAccount id: String, limit: Int) throws(StoreFailure) -> [HistoryEntry] {
    try deck.reading(over: .walk) { db in
      let statement = try db.cachedStatement(
        sql: """
          WITH entries AS (
            SELECT a.id FROM history a
            WHERE a.publisher = (SELECT number FROM publishers WHERE id = ?) AND a.scope <> 1
            UNION ALL SELECT d.id FROM history d WHERE d.publisher = 0 AND d.scope <> 1)
          SELECT \(HistoryTable.selection) FROM \(HistoryTable.source)
          WHERE h.id IN (SELECT id FROM entries) AND \(HistoryTable.isShown)
          ORDER BY h.id DESC LIMIT ?
          """)
      return try Row.fetchAll(statement, arguments: [id, limit])
        .compactMap { row in try deck.damage.skipping { try HistoryTable.entry(row) } }
    }
  }

  /// The ID of the latest entry of the history; 0 if there is none.
  package func latest() throws(StoreFailure) -> Int64 {
    try deck.reading { try Int64.fetchOne($0, sql: "SELECT max(id) FROM history") ?? 0 }
  }

  /// The first moment that the history knows of; nil where it is empty.
  package func beginning() throws(StoreFailure) -> Date? {
    try deck.reading { db in
      try Row.fetchOne(db, sql: "SELECT min(at) FROM history").flatMap { Date(stored: $0[0]) }
    }
  }
}
