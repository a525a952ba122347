// What happened to an account.

import GRDB
package import Lifecycle

extension Store {
  /// What happened to an account: its migration, profile, users, legal entities, steps, and the
  /// directory, the newest first.
  package func accountHistory(of id: String, limit: Int) throws(StoreFailure) -> [HistoryEntry] {
    try reading(over: .walk) { db in
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
        .compactMap { row in try damage.skipping { try HistoryTable.entry(row) } }
    }
  }
}
