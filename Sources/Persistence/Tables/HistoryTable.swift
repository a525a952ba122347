// Reads and writes the log of events.

import Foundation
import GRDB
import Lifecycle

/// What an event is about, by the number in the deck.
enum EventScope: Int64 {
  /// An offer.
  case offer = 1
  /// A publisher: its profile, account, steps, users and legal entities.
  case account = 2
  /// Offers that were added.
  case imported = 3
  /// The deck: its directory, and what it began with.
  case deck = 4
}

/// The table of events.
enum HistoryTable {
  /// What to select, in the order in which `entry(_:)` reads it; `h` is the history.
  static let selection = """
    h.id, h.at, h.by, coalesce(p.id, rp.id, ''), coalesce(o.offer_id, ro.offer_id), h.type, \
    h.subject, h.detail, h.from_stage, h.to_stage, h.source, h.undoes
    """

  /// Where it is selected from.
  static let source = "history h \(joins)"

  /// What to join to the history for it.
  static let joins = """
    LEFT JOIN publishers p ON p.number = h.publisher \
    LEFT JOIN removed_publishers rp ON rp.number = h.publisher \
    LEFT JOIN offers o ON o.id = h.offer LEFT JOIN removed_offers ro ON ro.number = h.offer
    """

  /// Holds for what people are shown: what a deck began with is nobody's doing.
  static let isShown = "h.type <> 'deck.began'"

  /// The entry of a row.
  ///
  /// - Throws: `DamagedRow`, if it can't be read.
  static func entry(_ row: Row) throws -> HistoryEntry {
    try DamagedRow.naming("history", row.text(0)) {
      HistoryEntry(
        id: try row.read(0), at: try row.read(1), by: try row.read(2), publisher: try row.read(3),
        offer: try row.read(4), kind: EventType(name: try row.read(5)).kind,
        subject: try row.read(6), detail: try row.read(7), from: try row.read(8),
        to: try row.read(9), source: try row.word(10), undoes: try row.read(11))
    }
  }

  /// What else to select for a whole event, in the order in which `event(_:)` reads it.
  static let eventSelection =
    "h.uuid, h.action, (SELECT r.uuid FROM replicas r WHERE r.number = h.replica), h.scope, "
    + "h.type, h.version, h.payload"

  /// The whole event of a row that has `selection` and then `eventSelection`.
  static func event(_ row: Row) throws -> HistoryEntry {
    var entry = try entry(row)
    entry.event = try DamagedRow.naming("history", row.text(0)) {
      HistoryEntry.Event(
        id: try id(row, 12).text, action: try row.read(13), replica: try id(row, 14).text,
        scope: try row.read(15), type: try row.read(16), version: try row.read(17),
        payload: try row.read(18))
    }
    return entry
  }

  private static func id(_ row: Row, _ column: Int) throws -> EventID {
    guard case .blob(let data) = (row[column] as DatabaseValue).storage,
      let id = EventID(bytes: Array(data))
    else { throw row.unreadable(column) }
    return id
  }

  /// The texts of the offers that an event added, each in a row of its own: together they can be
  /// larger than what can be held.
  static func parts(_ db: Database, of event: Int64) throws -> RowCursor {
    try Row.fetchCursor(
      try db.cachedStatement(
        sql: "SELECT payload FROM history_parts WHERE event = ? ORDER BY number"),
      arguments: [event])
  }

  /// The changes in a column.
  ///
  /// - Throws: `Unreadable`, if they are damaged, or of a later version.
  static func changes(_ row: Row, _ column: Int) throws -> [Change]? {
    guard let text: String = try row.read(column) else { return nil }
    do { return try EventPayload.changes(text) } catch { throw Unreadable(json: "payload") }
  }

  // MARK: - Writing

  /// A row of the log.
  struct Event {
    var entry: HistoryEntry
    var publisher: Int64
    var offer: Int64?
    var scope: EventScope
    var type: String
    var id: EventID
    var action: Int64
    var replica: Int64 = 1
    var version = EventPayload.version
    var payload: String?

    /// 64 bits of everything that the event says, by FNV-1a: tells that it is damaged.
    var checksum: Int64 {
      var sum = Checksum()
      sum.add([
        "\(entry.id)", "\(entry.at.microseconds)", entry.by, "\(publisher)",
        offer.map { "\($0)" }, type, entry.subject, entry.detail, entry.from.map { "\($0.code)" },
        entry.to.map { "\($0.code)" }, entry.source.rawValue, entry.undoes.map { "\($0)" },
        id.text, "\(action)", "\(replica)", "\(version)", payload,
      ])
      return sum.value
    }
  }

  static let columns = [
    "id", "at", "by", "publisher", "offer", "type", "subject", "detail", "from_stage", "to_stage",
    "source", "undoes", "uuid", "action", "replica", "version", "scope", "payload", "checksum",
  ]

  /// Writes an event, over the one of its number if there is one.
  static func write(_ db: Database, _ event: Event) throws {
    let entry = event.entry
    try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO history (\(columns.joined(separator: ", ")))
        VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
        """
    ).execute(arguments: [
      entry.id, entry.at.microseconds, entry.by, event.publisher, event.offer, event.type,
      entry.subject, entry.detail, entry.from?.code, entry.to?.code, entry.source.rawValue,
      entry.undoes, Data(event.id.bytes), event.action, event.replica, event.version,
      event.scope.rawValue, event.payload, event.checksum,
    ])
  }

  /// What to select for `stored(_:)`.
  static let storedSelection = columns.joined(separator: ", ")

  /// The event of a row that has `storedSelection`, and the checksum that it was written with.
  static func stored(_ row: Row) throws -> (event: Event, checksum: Int64) {
    try DamagedRow.naming("history", row.text(0)) {
      guard let scope = EventScope(rawValue: try row.read(16)) else { throw row.unreadable(16) }
      let entry = HistoryEntry(
        id: try row.read(0), at: try row.read(1), by: try row.read(2), publisher: "",
        kind: "", subject: try row.read(6), detail: try row.read(7), from: try row.read(8),
        to: try row.read(9), source: try row.word(10), undoes: try row.read(11))
      let event = Event(
        entry: entry, publisher: try row.read(3), offer: try row.read(4), scope: scope,
        type: try row.read(5), id: try id(row, 12), action: try row.read(13),
        replica: try row.read(14), version: try row.read(15), payload: try row.read(17))
      return (event, try row.read(18))
    }
  }

  /// Gives an event other changes, before it is committed.
  static func set(_ changes: [Change], of event: Int64, _ db: Database) throws {
    guard
      let row = try Row.fetchOne(
        try db.cachedStatement(sql: "SELECT \(storedSelection) FROM history WHERE id = ?"),
        arguments: [event])
    else { return }
    var stored = try stored(row).event
    stored.payload = EventPayload.text(changes)
    try write(db, stored)
  }

  /// Adds offers to those that an event added.
  static func write(_ db: Database, part text: String, of event: Int64) throws {
    var sum = Checksum()
    sum.add(["\(event)", text])
    try db.cachedStatement(
      sql: "INSERT INTO history_parts (event, payload, checksum) VALUES (?, ?, ?)"
    ).execute(arguments: [event, text, sum.value])
  }

  /// The number that the next event gets.
  static func nextNumber(_ db: Database) throws -> Int64 {
    let last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM history") ?? 0
    guard last < .max else {
      throw DamagedRow(table: "history", key: "\(last)", reason: "no number is left after it")
    }
    return max(0, last) + 1
  }

  /// The number of a replica, which is added if it is not known.
  static func number(ofReplica id: EventID, _ db: Database) throws -> Int64 {
    let known = try Int64.fetchOne(
      try db.cachedStatement(sql: "SELECT number FROM replicas WHERE uuid = ?"),
      arguments: [Data(id.bytes)])
    if let known { return known }
    try db.execute(
      sql: "INSERT INTO replicas (uuid) VALUES (?)", arguments: [Data(id.bytes)])
    return db.lastInsertedRowID
  }
}

/// FNV-1a with 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/) over texts and their ends.
struct Checksum {
  private var sum: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Its bits.
  var value: Int64 { Int64(bitPattern: sum) }

  /// Adds texts; nil differs from an empty one.
  mutating func add(_ texts: [String?]) {
    for text in texts {
      if var text {
        text.withUTF8 { bytes in
          for byte in bytes { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        add(0xFF)
      } else {
        add(0xFE)
      }
    }
  }

  private mutating func add(_ byte: UInt64) { sum = (sum ^ byte) &* 0x100_0000_01b3 }
}
