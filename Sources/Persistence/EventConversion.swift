// Works out what the entries of earlier versions changed: each kept what it changed as it was before,
// so that going back from the rows as they are gives what it was afterward. Runs once when a deck is
// migrated, and when an export of an earlier version is restored.

import Foundation
import GRDB
import Lifecycle

/// Makes events of the entries that an earlier version wrote.
struct EventConversion {
  private let db: Database
  private let damage = DamageLog()
  private var renamings: [Renaming] = []
  /// What no entry tells of.
  private var beginning: [Change] = []

  /// A legal entity that was given another name, in all offers of its publisher.
  private struct Renaming {
    let event: Int64
    let publisher: String
    let from: String
    let to: String
  }

  private init(_ db: Database) { self.db = db }

  /// Converts all entries. Their types are still the words of earlier versions, and `snapshots`, a
  /// temporary table, has what they kept.
  ///
  /// - Parameter moment: when a deck without any history began.
  static func run(_ db: Database, at moment: Date) throws {
    try makeReplica(db)
    let isEmpty = try Bool.fetchOne(
      db,
      sql: """
        SELECT NOT EXISTS (SELECT 1 FROM history) AND NOT EXISTS (SELECT 1 FROM publishers)
          AND NOT EXISTS (SELECT 1 FROM tenants)
        """)
    guard isEmpty != true else { return }
    var conversion = EventConversion(db)
    try conversion.sortByScope()
    try db.execute(
      sql: """
        CREATE TEMP TABLE IF NOT EXISTS payloads (entry INTEGER PRIMARY KEY, text TEXT NOT NULL);
        DELETE FROM payloads;
        """)
    try conversion.convertAccounts()
    try conversion.convertDirectory()
    let began = try conversion.beginningNumber()
    let hasOffers = try conversion.convertOffers(began)
    if hasOffers || !conversion.beginning.isEmpty {
      try conversion.writeBeginning(began, at: moment)
    }
    try conversion.finish()
    try db.execute(sql: "DROP TABLE payloads")
  }

  /// Gives the deck an ID of its own, unless it has one.
  static func makeReplica(_ db: Database) throws {
    let id = EventID(at: Date())
    try db.execute(
      sql: "INSERT OR IGNORE INTO replicas VALUES (1, ?)", arguments: [Data(id.bytes)])
  }

  // MARK: - What entries are about

  private func sortByScope() throws {
    try db.execute(
      sql: """
        UPDATE history SET scope = CASE
          WHEN type = 'imported' THEN 3
          WHEN type = 'directory' THEN 4
          WHEN offer IS NULL THEN 2
          ELSE 1 END
        """)
    // Steps of the account that were done through an offer.
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT h.id, s.text FROM history h JOIN temp.snapshots s ON s.entry = h.id
        WHERE h.offer IS NOT NULL
        """)
    var steps: [Int64] = []
    while let row = try rows.next() {
      if case .accountStep = try snapshot(row, 1) { steps.append(try row.read(0)) }
    }
    for step in steps {
      try db.execute(
        sql: "UPDATE history SET scope = 2 WHERE id = ?1 OR undoes = ?1", arguments: [step])
    }
  }

  private func snapshot(_ row: Row, _ column: Int) throws -> HistoryEntry.Snapshot? {
    guard let text = String(stored: row[column]) else { return nil }
    return try? StoredJSON.value(HistoryEntry.Snapshot.self, of: text)
  }

  private func keep(_ changes: [Change], of entry: Int64) throws {
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO payloads VALUES (?, ?)")
      .execute(arguments: [entry, EventPayload.text(changes)])
  }

  // MARK: - Accounts

  private mutating func convertAccounts() throws {
    for record in try PublisherTable.fetchAll(db, leavingOut: damage) {
      let id = record.publisher.id
      var publisher: Publisher? = record.publisher
      var people = try UserTable.fetch(db, publisher: record.number, leavingOut: damage)
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT h.id, h.type, s.text, n.text
          FROM history h LEFT JOIN temp.snapshots s ON s.entry = h.id
            LEFT JOIN temp.snapshots n ON n.entry = h.undoes
          WHERE h.publisher = ? AND h.scope = 2 ORDER BY h.id DESC
          """, arguments: [record.number])
      for row in rows {
        guard let after = publisher else { break }
        let (entry, type): (Int64, String) = (try row.read(0), try row.read(1))
        var changes: [Change] = []
        if let before = try snapshot(row, 2) ?? renamed(row) {
          if case .offer = before { continue }
          if case .legalEntity(let name, let known) = before {
            renamings.append(Renaming(event: entry, publisher: id, from: known, to: name))
          }
          var then = after
          changes = before.changes(leadingTo: &then, &people)
          publisher = then
        } else if type == "added" {
          publisher = nil
          changes = [Change(.publisher(id), from: [:], to: after.fields)].compactMap { $0 }
        } else {
          continue
        }
        try keep(changes, of: entry)
      }
      if let publisher, let change = Change(.publisher(id), from: [:], to: publisher.fields) {
        beginning.append(change)
      }
      beginning += people.changes(from: AccountUsers(), publisher: id)
    }
  }

  /// What an entry kept that took a renaming back: versions up to 3 did not, and yet it is known.
  private func renamed(_ row: Row) throws -> HistoryEntry.Snapshot? {
    guard case .legalEntity(let name, let known) = try snapshot(row, 3) else { return nil }
    return .legalEntity(known, was: name)
  }

  /// The directory had no history of its values: it is what the deck began with.
  private mutating func convertDirectory() throws {
    let records = try DirectoryTable.fetchAll(db)
    // Tenants before what refers to them.
    for (subject, fields) in records.sorted(by: { Self.order($0.key) < Self.order($1.key) }) {
      if let change = Change(subject, from: [:], to: fields) { beginning.append(change) }
    }
  }

  private static func order(_ subject: Subject) -> String {
    switch subject {
    case .tenant(let id): "0\(id)"
    case .domain(let name): "1\(name)"
    default: "2\(subject.title)"
    }
  }

  // MARK: - Offers

  /// Goes through all offers with their entries, side by side.
  ///
  /// - Returns: whether there were offers that no entry tells of.
  private func convertOffers(_ began: Int64) throws -> Bool {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT h.offer, h.id, h.type, s.text FROM history h
        LEFT JOIN temp.snapshots s ON s.entry = h.id
        WHERE h.scope = 1 ORDER BY h.offer, h.id DESC
        """)
    var row = try rows.next()
    var parts: [Int64: [String: [(offer: String, fields: Fields)]]] = [:]
    try OfferStream.read(db, leavingOut: damage, isDigestNeeded: false) { record in
      let key = record.offer.key
      var fields = record.offer.fields
      var later = renamings.filter { $0.publisher == key.publisher }[...]
      func takeBack(_ renaming: Renaming) {
        guard fields[FieldName.legalEntity] == .text(renaming.to) else { return }
        fields[FieldName.legalEntity] = .text(renaming.from)
      }
      while let found = row, (Int64(stored: found[0]) ?? 0) < record.id { row = try rows.next() }
      while let found = row, Int64(stored: found[0]) == record.id {
        let entry: Int64 = try found.read(1)
        while let next = later.first, next.event > entry {
          takeBack(next)
          later.removeFirst()
        }
        let after = fields
        if case .offer(let before) = try snapshot(found, 3) {
          fields = before.atDeckResolution.fields
          try keep([Change(.offer(key), from: fields, to: after)].compactMap { $0 }, of: entry)
        } else if try found.read(2) == "added" {
          fields = [:]
          try keep([Change(.offer(key), from: fields, to: after)].compactMap { $0 }, of: entry)
        }
        row = try rows.next()
      }
      guard !fields.isEmpty else { return }
      for renaming in later { takeBack(renaming) }
      let event = record.addedBy ?? began
      parts[event, default: [:]][key.publisher, default: []].append((key.offer, fields))
      if parts[event]?[key.publisher]?.count == 1_000 {
        try write(parts[event]?[key.publisher] ?? [], of: key.publisher, to: event)
        parts[event]?[key.publisher] = nil
      }
    } leaveOut: { _ in
    }
    for (event, publishers) in parts.sorted(by: { $0.key < $1.key }) {
      for (publisher, records) in publishers.sorted(by: { $0.key < $1.key }) {
        try write(records, of: publisher, to: event)
      }
    }
    try db.execute(
      sql: """
        UPDATE offers SET added_by = ? WHERE added_by IS NULL AND NOT EXISTS (
          SELECT 1 FROM history h WHERE h.offer = offers.id AND h.scope = 1 AND h.type = 'added')
        """, arguments: [began])
    return db.changesCount > 0
  }

  private func write(
    _ records: [(offer: String, fields: Fields)], of publisher: String, to event: Int64
  ) throws {
    try HistoryTable.write(
      db, part: EventPayload.text(adding: records, of: publisher), of: event)
  }

  // MARK: - The end

  /// The number of the event that tells of everything that no entry tells of. It comes before all
  /// others.
  private func beginningNumber() throws -> Int64 {
    min(1, try Int64.fetchOne(db, sql: "SELECT min(id) FROM history") ?? 1) - 1
  }

  private func writeBeginning(_ number: Int64, at moment: Date) throws {
    let first = try Row.fetchOne(db, sql: "SELECT min(at) FROM history")
    let at = Date(stored: first?[0] ?? .null) ?? moment.atDeckResolution
    try HistoryTable.write(
      db,
      HistoryTable.Event(
        entry: HistoryEntry(id: number, at: at, by: "offerdeck", publisher: "", kind: ""),
        publisher: 0, scope: .deck, type: EventType.beginning.name, id: EventID(at: at),
        action: number, payload: EventPayload.text(beginning)))
    try keep(beginning, of: number)
  }

  /// Gives every entry its ID, its permanent type, its payload and its checksum.
  private func finish() throws {
    var last = Int64.min
    while true {
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT h.id, h.at, h.by, h.publisher, h.offer, h.type, h.subject, h.detail, h.from_stage,
            h.to_stage, h.source, h.undoes, h.scope, p.text
          FROM history h LEFT JOIN payloads p ON p.entry = h.id
          WHERE h.id > ? ORDER BY h.id LIMIT 1000
          """, arguments: [last])
      guard let row = rows.last else { return }
      last = try row.read(0)
      for row in rows { try damage.skipping { try finish(row) } }
    }
  }

  private func finish(_ row: Row) throws {
    try DamagedRow.naming("history", row.text(0)) {
      let (number, at): (Int64, Date) = (try row.read(0), try row.read(1))
      guard let scope = EventScope(rawValue: try row.read(12)) else { throw row.unreadable(12) }
      let word: String = try row.read(5)
      let type =
        word == EventType.beginning.name
        ? word : EventType(kind: word, isOffers: scope == .offer).name
      var payload: String? = try row.read(13)
      if scope == .imported { payload = EventPayload.text([]) }
      try HistoryTable.write(
        db,
        HistoryTable.Event(
          entry: HistoryEntry(
            id: number, at: at, by: try row.read(2), publisher: "", kind: word,
            subject: try row.read(6), detail: try row.read(7), from: try row.read(8),
            to: try row.read(9), source: try row.word(10), undoes: try row.read(11)),
          publisher: try row.read(3), offer: try row.read(4), scope: scope, type: type,
          id: EventID(at: at), action: number, payload: payload))
    }
  }
}
