// Rows of a deck that its own tables forbid: a disk or a program damaged the file. A deck is rid of them
// before it is upgraded, because they can't be copied into new tables.

import GRDB

/// Finds and removes damaged rows.
enum DamagedRows {
  /// The most kinds of damage that are looked for at once.
  private static let limit = 1000

  /// Removes the rows with a value that its column can't have, and what belongs to them.
  ///
  /// - Parameter damage: where to note the rows.
  /// - Throws: `DamagedRow`, if the file is damaged in another way.
  static func remove(_ db: Database, notingIn damage: DamageLog) throws {
    guard try !problems(db).isEmpty else { return }
    // Indexes first: they are made from the rows, and a damaged one hides some.
    try db.execute(sql: "REINDEX")
    for problem in try problems(db) {
      guard
        let found = problem.wholeMatch(of: #/(NULL|non-[A-Z]+|[A-Z]+) value in (\w+)\.(\w+)/#)
      else { continue }
      try remove(db, String(found.2), String(found.3), damage)
    }
    try removeOrphans(db)
    if let problem = try problems(db).first {
      throw DamagedRow(table: "deck", key: "unknown", reason: problem)
    }
  }

  /// Removes what belonged to offers and publishers that are gone, but for their history.
  private static func removeOrphans(_ db: Database) throws {
    let parts = try Row.fetchAll(
      db,
      sql: """
        SELECT t.name, k."from", k."table", k."to" FROM sqlite_master t, pragma_foreign_key_list(t.name) k
        WHERE t.type = 'table' AND t.name NOT IN ('history', 'tally')
          AND k."table" IN ('offers', 'publishers')
        """)
    for part in parts {
      let (table, column) = (part.text(0), part.text(1))
      try db.execute(
        sql: """
          DELETE FROM \(table) WHERE \(column) NOT IN (SELECT \(part.text(3)) FROM \(part.text(2)))
          """)
    }
  }

  /// What SQLite says about the file, one line for each column of a table that has a forbidden value.
  private static func problems(_ db: Database) throws -> [String] {
    var lines: [String] = []
    for line in try String.fetchAll(db, sql: "PRAGMA quick_check(\(limit))")
    where line != "ok" && !lines.contains(line) { lines.append(line) }
    return lines
  }

  private static func remove(
    _ db: Database, _ table: String, _ column: String, _ damage: DamageLog
  ) throws {
    guard let declared = try db.columns(in: table).first(where: { $0.name == column }) else {
      return
    }
    let type = ["INT": "integer"][declared.type] ?? declared.type.lowercased()
    // By `typeof`: SQLite takes it for granted that a NOT NULL column is never NULL. In a table that
    // isn't STRICT, and in a column of any type, NULL alone is forbidden.
    let kind = try Row.fetchOne(
      db, sql: "SELECT strict, wr FROM pragma_table_list WHERE name = ?", arguments: [table])
    let (isStrict, hasNumbers) = (kind?["strict"] == 1, kind?["wr"] == 0)
    var forbidden: [String] = []
    if declared.isNotNull { forbidden.append("typeof(\(column)) = 'null'") }
    if isStrict, type != "any" { forbidden.append("typeof(\(column)) NOT IN ('null', '\(type)')") }
    guard !forbidden.isEmpty else { return }
    let condition = forbidden.joined(separator: " OR ")
    let rows = try Row.fetchAll(
      db,
      sql:
        "SELECT \(hasNumbers ? "rowid" : "NULL"), * FROM \(table) WHERE \(condition) LIMIT \(limit)"
    )
    for row in rows {
      damage.note(
        DamagedRow(
          table: table, key: key(row),
          reason: Unreadable(column: column, value: row[column]).description))
    }
    try db.execute(sql: "DELETE FROM \(table) WHERE \(condition)")
  }

  /// The number of a row, and the ID that people know it by.
  private static func key(_ row: Row) -> String {
    let number = Int64(stored: row[0]).map(String.init) ?? "unknown"
    let id = ["offer_id", "id", "name"].lazy
      .compactMap { row.hasColumn($0) ? String(stored: row[$0] as DatabaseValue) : nil }.first
    return id.map { "\(number) (\($0))" } ?? number
  }
}
