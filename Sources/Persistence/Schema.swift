// The versions of the deck's file, and the way from one to the next.

import GRDB

/// The tables of a deck, by version.
enum Schema {
  /// "ofdk": marks the file as ours, as https://www.sqlite.org/pragma.html#pragma_application_id
  /// asks for.
  static let applicationID: Int32 = 0x6f66_646b

  /// The steps from one version to the next; the first begins with an empty file.
  private static var steps: [(Database) throws -> Void] {
    [createVersion1, createVersion2, createVersion3, createVersion4]
  }

  /// The version that this program writes.
  static var version: Int { steps.count }

  /// Brings the file to the current version, from whatever earlier one it has.
  ///
  /// - Precondition: the file is empty or ours, and a write transaction is open.
  static func migrate(_ db: Database) throws {
    let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    guard found < version else { return }
    for step in steps[found...] { try step(db) }
    try db.execute(sql: "PRAGMA user_version = \(version)")
    try db.execute(sql: "PRAGMA application_id = \(applicationID)")
  }
}
