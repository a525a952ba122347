// Reads and writes the people of an account.

import Foundation
import GRDB
import Lifecycle

/// The table of people.
enum UserTable {
  /// The people of an account, by the number of its publisher.
  static func fetch(_ db: Database, publisher: Int64) throws -> AccountUsers {
    let rows = try Row.fetchAll(
      try db.cachedStatement(
        sql: """
          SELECT address, name, cpp_role, cpp_since, center_role, center_since, echo_since
          FROM users WHERE publisher = ?
          """), arguments: [publisher])
    return AccountUsers(try rows.map(user))
  }

  private static func user(_ row: Row) throws -> AccountUser {
    guard let address = try? EmailAddress(row[0] as String) else {
      throw Unreadable(what: "address", value: row[0])
    }
    var user = AccountUser(address: address, name: row[1])
    if let word = row[2] as String? {
      guard let role = PortalRole(rawValue: word) else {
        throw Unreadable(what: "role", value: word)
      }
      user.cpp = role
    }
    if let word = row[4] as String? {
      guard let role = CenterRole(rawValue: word) else {
        throw Unreadable(what: "role", value: word)
      }
      user.center = role
    }
    user.cppSince = (row[3] as Int64?).map { Date(microseconds: $0) }
    user.centerSince = (row[5] as Int64?).map { Date(microseconds: $0) }
    user.echoSince = (row[6] as Int64?).map { Date(microseconds: $0) }
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
