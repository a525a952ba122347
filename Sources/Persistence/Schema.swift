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
    createVersion6, createVersion7,
  ]

  /// The version that this program writes.
  static var version: Int { steps.count }

  /// Brings a deck to the current version, from whatever earlier one it has.
  ///
  /// All steps run in one transaction, so that a program that is killed meanwhile leaves the deck
  /// as it was. `user_version` says which version a deck has: it is older than the migrator's own
  /// table, and earlier programs refuse a newer deck by it.
  ///
  /// - Parameters:
  ///   - damage: where to note damaged rows, which are left out; the backup still has them.
  ///   - backUp: called inside that transaction, before anything changes, with the version of a deck
  ///     that holds something.
  /// - Precondition: the file is empty or ours.
  static func migrate(
    _ queue: DatabaseQueue, leavingOut damage: DamageLog,
    backUp: @escaping @Sendable (Int) throws -> Void
  ) throws {
    var migrator = DatabaseMigrator()
    migrator.registerMigration(
      name(version), foreignKeyChecks: .immediate, merging: Set((1..<version).map(name))
    ) { db, _ in
      let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      guard found < version else { throw AlreadyMigrated() }
      if found > 0 {
        try backUp(found)
        try DamagedRows.remove(db, notingIn: damage)
      }
      for step in steps[(try effective(found, db))...] { try step(db) }
      if found < 6 {
        // With the tables as they are now: what entries changed follows from the rows.
        try EventConversion.run(db, at: Date())
        try db.execute(sql: "DROP TABLE temp.snapshots")
        try indexVersion6(db)
      }
      if damage.count > 0 {
        try DigestUpdate(Writing(db: db, shelf: Shelf([]), damage: damage)).recountTally()
      }
      try db.execute(sql: "PRAGMA user_version = \(version)")
      try db.execute(sql: "PRAGMA application_id = \(applicationID)")
    }
    do { try migrator.migrate(queue) } catch is AlreadyMigrated {}
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
