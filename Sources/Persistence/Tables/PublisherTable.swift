// Reads and writes publishers, with their owners, account-wide ticks and legal entities.

import Foundation
import GRDB
import Lifecycle

/// A publisher with the number of its row.
struct PublisherRecord {
  /// The number.
  let number: Int64
  /// The publisher.
  var publisher: Publisher
}

/// The tables of publishers, their owners, their ticks and their legal entities.
enum PublisherTable {
  /// The tables of what belongs to a publisher alone, but for its history.
  static let parts = ["users", "owners", "account_ticks", "legal_entities", "drafts"]

  /// All publishers, by name.
  static func fetchAll(_ db: Database) throws -> [PublisherRecord] {
    let owners = Dictionary(
      grouping: try Row.fetchAll(
        db, sql: "SELECT publisher, address FROM owners ORDER BY publisher, place"),
      by: { $0[0] as Int64 })
    let ticks = Dictionary(
      grouping: try Row.fetchAll(db, sql: "SELECT publisher, step, at, by FROM account_ticks"),
      by: { $0[0] as Int64 })
    let entities = Dictionary(
      grouping: try Row.fetchAll(
        db, sql: "SELECT publisher, name FROM legal_entities ORDER BY publisher, place"),
      by: { $0[0] as Int64 })
    let rows = try Row.fetchAll(
      db, sql: "SELECT \(selection) FROM publishers ORDER BY name COLLATE NOCASE, id")
    return try rows.map { row in
      try record(
        row, owners: owners[row[0]] ?? [], ticks: ticks[row[0]] ?? [],
        entities: entities[row[0]] ?? [])
    }
  }

  /// A publisher by its ID; nil where the deck has none.
  static func fetch(_ db: Database, _ id: String) throws -> PublisherRecord? {
    let statement = try db.cachedStatement(
      sql: "SELECT \(selection) FROM publishers WHERE id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
    let number: Int64 = row[0]
    return try record(
      row,
      owners: Row.fetchAll(
        try db.cachedStatement(
          sql: "SELECT publisher, address FROM owners WHERE publisher = ? ORDER BY place"),
        arguments: [number]),
      ticks: Row.fetchAll(
        try db.cachedStatement(
          sql: "SELECT publisher, step, at, by FROM account_ticks WHERE publisher = ?"),
        arguments: [number]),
      entities: Row.fetchAll(
        try db.cachedStatement(
          sql: "SELECT publisher, name FROM legal_entities WHERE publisher = ? ORDER BY place"),
        arguments: [number]))
  }

  private static let selection =
    "number, id, name, role, sign_in, microsoft_account, account"

  private static func record(
    _ row: Row, owners: [Row], ticks: [Row], entities: [Row]
  ) throws -> PublisherRecord {
    let word: String = row[3]
    guard let role = PortalRole(rawValue: word) else {
      throw Unreadable(what: "role", value: word)
    }
    let tickPairs = ticks.map { tick in
      (tick[1] as String, Tick(at: Date(microseconds: tick[2]), by: tick[3]))
    }
    let account: Account
    do {
      account = try StoredJSON.value(Account.self, of: row[6])
    } catch { throw Unreadable(what: "account", value: row[6]) }
    var publisher = Publisher(
      id: row[1], name: row[2], owners: owners.map { $0[1] }, signIn: row[4],
      hasMicrosoftAccount: row[5], account: role == .owner ? account : account.lostOwnership(),
      ticks: Dictionary(tickPairs, uniquingKeysWith: { first, _ in first }))
    publisher.legalEntities = entities.map { $0[1] }
    return PublisherRecord(number: row[0], publisher: publisher)
  }

  /// Adds a publisher.
  static func insert(_ db: Database, _ publisher: Publisher) throws -> PublisherRecord {
    try db.cachedStatement(
      sql: """
        INSERT INTO publishers (id, name, role, sign_in, microsoft_account, account)
        VALUES (?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [publisher.id] + (try arguments(publisher)))
    let record = PublisherRecord(number: db.lastInsertedRowID, publisher: publisher)
    try insertParts(db, record)
    return record
  }

  /// Writes a publisher anew.
  static func update(_ db: Database, _ record: PublisherRecord) throws {
    try db.cachedStatement(
      sql: """
        UPDATE publishers
        SET name = ?, role = ?, sign_in = ?, microsoft_account = ?, account = ?
        WHERE number = ?
        """
    ).execute(arguments: try arguments(record.publisher) + [record.number])
    for table in ["owners", "account_ticks", "legal_entities"] {
      try db.cachedStatement(sql: "DELETE FROM \(table) WHERE publisher = ?")
        .execute(arguments: [record.number])
    }
    try insertParts(db, record)
  }

  private static func arguments(_ publisher: Publisher) throws -> StatementArguments {
    [
      publisher.name, publisher.role.rawValue, publisher.signIn, publisher.hasMicrosoftAccount,
      try StoredJSON.text(publisher.account.underlying),
    ]
  }

  private static func insertParts(_ db: Database, _ record: PublisherRecord) throws {
    for (place, address) in record.publisher.owners.enumerated() {
      try db.cachedStatement(sql: "INSERT INTO owners VALUES (?, ?, ?)")
        .execute(arguments: [record.number, place, address])
    }
    for (step, tick) in record.publisher.ticks {
      try db.cachedStatement(sql: "INSERT INTO account_ticks VALUES (?, ?, ?, ?)")
        .execute(arguments: [record.number, step, tick.at.microseconds, tick.by])
    }
    for (place, name) in record.publisher.legalEntities.enumerated() {
      try db.cachedStatement(sql: "INSERT INTO legal_entities VALUES (?, ?, ?)")
        .execute(arguments: [record.number, place, name])
    }
  }
}

extension Publisher {
  /// The publisher with every date at the resolution of the deck.
  var atDeckResolution: Publisher {
    var rounded = self
    rounded.account = account.atDeckResolution
    rounded.ticks = ticks.mapValues { Tick(at: $0.at.atDeckResolution, by: $0.by) }
    return rounded
  }
}

extension Account {
  /// The account with its date at the resolution of the deck.
  fileprivate var atDeckResolution: Account {
    switch self {
    case .notOwner(let kept): return .notOwner(kept.atDeckResolution)
    case .migrated(var completion):
      completion.at = completion.at.atDeckResolution
      return .migrated(completion)
    case .actionRequired, .workEmail, .membership, .review: return self
    }
  }
}
