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
  ///
  /// - Parameter damage: where to note damaged rows, which are left out; without it they are an error.
  static func fetchAll(
    _ db: Database, leavingOut damage: DamageLog? = nil
  ) throws -> [PublisherRecord] {
    func grouped(_ sql: String) throws -> [DatabaseValue: [Row]] {
      Dictionary(grouping: try Row.fetchAll(db, sql: sql), by: { $0[0] })
    }
    let owners = try grouped("SELECT publisher, address FROM owners ORDER BY publisher, place")
    let ticks = try grouped("SELECT publisher, step, at, by FROM account_ticks")
    let entities = try grouped(
      "SELECT publisher, name FROM legal_entities ORDER BY publisher, place")
    let rows = try Row.fetchAll(
      db, sql: "SELECT \(selection) FROM publishers ORDER BY name COLLATE NOCASE, id")
    return try rows.compactMap { row in
      try damage.skipping {
        try record(
          row, owners: owners[row[0]] ?? [], ticks: ticks[row[0]] ?? [],
          entities: entities[row[0]] ?? [], leavingOut: damage)
      }
    }
  }

  /// A publisher by its ID; nil where the deck has none.
  ///
  /// - Parameter ignoringCase: an ID that differs only in the case of ASCII letters is found too, if
  ///   there is none as it is written.
  static func fetch(
    _ db: Database, _ id: String, ignoringCase: Bool = false
  ) throws -> PublisherRecord? {
    let statement = try db.cachedStatement(
      sql: "SELECT \(selection) FROM publishers WHERE id = ?")
    if ignoringCase, try Row.fetchOne(statement, arguments: [id]) == nil,
      let known = try String.fetchOne(
        db, sql: "SELECT id FROM publishers WHERE id = ? COLLATE NOCASE LIMIT 1", arguments: [id])
    {
      return try fetch(db, known)
    }
    guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
    let number: DatabaseValue = row[0]
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
    _ row: Row, owners: [Row], ticks: [Row], entities: [Row], leavingOut damage: DamageLog? = nil
  ) throws -> PublisherRecord {
    /// Reads the rows of a table that belong to the publisher.
    func parts<Part>(
      _ table: String, _ rows: [Row], _ read: (Row) throws -> Part
    ) throws -> [Part] {
      try rows.compactMap { part in
        try damage.skipping {
          try DamagedRow.naming(table, "\(row.text(0)) (\(row.text(1)), \(part.text(1)))") {
            try read(part)
          }
        }
      }
    }
    let tickPairs = try parts("account_ticks", ticks) { tick in
      (try tick.read(1) as String, Tick(at: try tick.read(2), by: try tick.read(3)))
    }
    let addresses: [String] = try parts("owners", owners) { try $0.read(1) }
    let names: [String] = try parts("legal_entities", entities) { try $0.read(1) }
    return try DamagedRow.naming("publishers", "\(row.text(0)) (\(row.text(1)))") {
      let role: PortalRole = try row.word(3)
      let account = try account(row, 6)
      var publisher = Publisher(
        id: try row.read(1), name: try row.read(2), owners: addresses, signIn: try row.read(4),
        hasMicrosoftAccount: try row.read(5),
        account: role == .owner ? account : account.lostOwnership(),
        ticks: Dictionary(tickPairs, uniquingKeysWith: { first, _ in first }))
      publisher.legalEntities = names
      return PublisherRecord(number: try row.read(0), publisher: publisher)
    }
  }

  private static func account(_ row: Row, _ column: Int) throws -> Account {
    let text: String = try row.read(column)
    do { return try StoredJSON.value(Account.self, of: text) } catch {
      throw Unreadable(json: "account")
    }
  }

  /// Adds a publisher.
  ///
  /// - Parameter number: the number that it had before; nil for one that none had.
  static func insert(
    _ db: Database, _ publisher: Publisher, number: Int64? = nil
  ) throws -> PublisherRecord {
    try db.cachedStatement(
      sql: """
        INSERT INTO publishers (number, id, name, role, sign_in, microsoft_account, account)
        VALUES (coalesce(?, (
          SELECT coalesce(max(number), 0) + 1 FROM (
            SELECT number FROM publishers UNION ALL SELECT number FROM removed_publishers))),
          ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [number, publisher.id] + (try arguments(publisher)))
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
