// Reads and writes the people of an account.

import Foundation
import GRDB
import Lifecycle

/// The table of people.
enum UserTable {
  /// The people of an account, by the number of its publisher.
  ///
  /// - Parameter damage: where to note damaged rows, which are left out; without it they are an error.
  static func fetch(
    _ db: Database, publisher: Int64, leavingOut damage: DamageLog? = nil
  ) throws -> AccountUsers {
    let rows = try Row.fetchAll(
      try db.cachedStatement(
        sql: """
          SELECT address, name, cpp_role, cpp_since, center_role, center_since, echo_since
          FROM users WHERE publisher = ?
          """), arguments: [publisher])
    return AccountUsers(
      try rows.compactMap { row in
        try damage.skipping {
          try DamagedRow.naming("users", "\(publisher) (\(row.text(0)))") { try user(row) }
        }
      })
  }

  private static func user(_ row: Row) throws -> AccountUser {
    guard let address = try? EmailAddress(try row.read(0) as String) else {
      throw row.unreadable(0)
    }
    var user = AccountUser(address: address, name: try row.read(1))
    if try row.read(2) as String? != nil { user.cpp = try row.word(2) as PortalRole }
    if try row.read(4) as String? != nil { user.center = try row.word(4) as CenterRole }
    user.cppSince = try row.read(3)
    user.centerSince = try row.read(5)
    user.echoSince = try row.read(6)
    return user
  }

  /// Writes the people of an account anew, as far as they differ from what is stored.
  static func update(
    _ db: Database, from before: AccountUsers, to after: AccountUsers, publisher: Int64
  ) throws {
    for key in before.people.keys where after.people[key] == nil {
      try db.cachedStatement(sql: "DELETE FROM users WHERE publisher = ? AND key = ?")
        .execute(arguments: [publisher, key])
    }
    for (key, user) in after.people where before.people[key] != user {
      try db.cachedStatement(sql: "DELETE FROM users WHERE publisher = ? AND key = ?")
        .execute(arguments: [publisher, key])
      try insert(db, user, publisher: publisher)
    }
  }

  /// Adds a person, unless the account has them already.
  static func insert(_ db: Database, _ user: AccountUser, publisher: Int64) throws {
    try db.cachedStatement(sql: "INSERT OR IGNORE INTO users VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .execute(arguments: [
        publisher, user.address.key, user.address.text, user.name, user.cpp?.rawValue,
        user.cppSince?.microseconds, user.center?.rawValue, user.centerSince?.microseconds,
        user.echoSince?.microseconds,
      ])
  }
}
