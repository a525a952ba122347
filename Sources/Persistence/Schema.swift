// The versions of the deck's file, and the way from one to the next.

import Foundation
import GRDB

/// The tables of a deck, by version.
enum Schema {
  /// "ofdk": marks the file as ours, as https://www.sqlite.org/pragma.html#pragma_application_id
  /// asks for.
  static let applicationID: Int32 = 0x6f66_646b

  /// The steps from one version to the next; the first begins with an empty file. Their SQL is
  /// written out: it must stay the same when a type in the program changes.
  static let steps: [@Sendable (Database) throws -> Void] = [
    createVersion1, createVersion2, createVersion3, createVersion4, createVersion5,
    createVersion6,
  ]

  /// The version that this program writes.
  static var version: Int { steps.count }

  /// Brings a deck to the current version, from whatever earlier one it has.
  ///
  /// All steps run in one transaction, so that a program that is killed meanwhile leaves the deck
  /// as it was. `user_version` says which version a deck has: it is older than the migrator's own
  /// table, and earlier programs refuse a newer deck by it.
  ///
  /// - Parameter backUp: called inside that transaction, before anything changes, with the version
  ///   of a deck that holds something.
  /// - Precondition: the file is empty or ours.
  static func migrate(
    _ queue: DatabaseQueue, backUp: @escaping @Sendable (Int) throws -> Void
  ) throws {
    var migrator = DatabaseMigrator()
    migrator.registerMigration(
      name(version), foreignKeyChecks: .immediate, merging: Set((1..<version).map(name))
    ) { db, _ in
      let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      guard found < version else { throw AlreadyMigrated() }
      if found > 0 { try backUp(found) }
      for step in steps[(try effective(found, db))...] { try step(db) }
      if found < 6 {
        // With the tables as they are now: what entries changed follows from the rows.
        try EventConversion.run(db, at: Date())
        try db.execute(sql: "DROP TABLE temp.snapshots")
        try indexVersion6(db)
      }
      try db.execute(sql: "PRAGMA user_version = \(version)")
      try db.execute(sql: "PRAGMA application_id = \(applicationID)")
    }
    do { try migrator.migrate(queue) } catch is AlreadyMigrated {
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      throw try damage(in: queue) ?? error
    }
  }

  /// The row that can't be taken to the current version, as far as SQLite finds one.
  private static func damage(in queue: DatabaseQueue) throws -> DamagedRow? {
    try queue.read { db in
      let lines = try String.fetchAll(db, sql: "PRAGMA quick_check(1)")
      guard let line = lines.first, line != "ok" else { return nil }
      guard let found = line.firstMatch(of: #/^NULL value in (\w+)\.(\w+)$/#) else {
        return DamagedRow(table: "deck", key: "unknown", reason: line)
      }
      let row = try Int64.fetchOne(
        db, sql: "SELECT rowid FROM \(found.1) WHERE \(found.2) IS NULL LIMIT 1")
      return DamagedRow(
        table: String(found.1), key: row.map(String.init) ?? "unknown",
        reason: "invalid value “NULL” in column “\(found.2)”")
    }
  }

  private static func name(_ version: Int) -> String { "deck \(version)" }

  /// The steps that a deck of a version has behind it. For some hours, version 3 had the indexes of
  /// version 4 and nothing else.
  private static func effective(_ found: Int, _ db: Database) throws -> Int {
    try found == 3 && !db.tableExists("drafts") ? 2 : found
  }

  /// Another program was faster.
  private struct AlreadyMigrated: Error {}
}
