// Reads and writes whole offers: the row with its ticks and pages.

import Foundation
import GRDB
import Lifecycle

/// The tables of offers, their ticks and their pages.
enum OfferTable {
  /// An offer by its key; nil where the deck has none.
  static func fetch(_ db: Database, _ key: OfferKey) throws -> OfferRecord? {
    try fetchOne(
      db, "WHERE o.publisher = (SELECT number FROM publishers WHERE id = ?) AND o.offer_id = ?",
      [key.publisher, key.offer])
  }

  /// An offer of the publisher with this number; nil where the deck has none.
  ///
  /// - Parameter ignoringCase: an ID that differs only in the case of ASCII letters is found too, if
  ///   there is none as it is written.
  static func fetch(
    _ db: Database, publisher: Int64, offer: String, ignoringCase: Bool = false
  ) throws -> OfferRecord? {
    let exact = try fetchOne(db, "WHERE o.publisher = ? AND o.offer_id = ?", [publisher, offer])
    guard ignoringCase, exact == nil else { return exact }
    let folded = offer.lowercased()
    if folded != offer, let found = try fetch(db, publisher: publisher, offer: folded) {
      return found
    }
    return try fetchOne(
      db,
      "WHERE o.publisher = ? AND lower(o.offer_id) = ? AND \(OfferIndex.hasCapitals) LIMIT 1",
      [publisher, folded])
  }

  /// Offers in the order of their numbers' list.
  ///
  /// - Parameter standIn: makes an offer of a row that can't be read, or leaves it out.
  static func fetch(
    _ db: Database, _ numbers: [Int64], leavingOut damage: DamageLog? = nil,
    standIn: (Row) -> OfferRecord? = { _ in nil }
  ) throws -> [OfferRecord] {
    guard !numbers.isEmpty else { return [] }
    let list = "[\(numbers.map(String.init).joined(separator: ","))]"
    let statement = try db.cachedStatement(
      sql: """
        SELECT \(OfferRecord.selection) FROM json_each(?) n CROSS JOIN offers o ON o.id = n.value
        \(OfferRecord.joins) ORDER BY n.id
        """)
    var records: [OfferRecord] = []
    records.reserveCapacity(numbers.count)
    let rows = try Row.fetchCursor(statement, arguments: [list])
    while let row = try rows.next() {
      if let record = try damage.skipping({ try OfferRecord(row: row) }) ?? standIn(row) {
        records.append(record)
      }
    }
    try complete(db, &records, leavingOut: damage)
    return records
  }

  private static func fetchOne(
    _ db: Database, _ condition: String, _ arguments: StatementArguments
  ) throws -> OfferRecord? {
    let statement = try db.cachedStatement(
      sql: "SELECT \(OfferRecord.selection) FROM offers o \(OfferRecord.joins) \(condition)")
    guard let row = try Row.fetchOne(statement, arguments: arguments) else { return nil }
    var records = [try OfferRecord(row: row)]
    try complete(db, &records)
    return records[0]
  }

  /// Adds to records the ticks and pages that they have.
  static func complete(
    _ db: Database, _ records: inout [OfferRecord], leavingOut damage: DamageLog? = nil
  ) throws {
    guard !records.isEmpty else { return }
    let numbers = "[\(records.map { String($0.id) }.joined(separator: ","))]"
    let places = Dictionary(
      records.enumerated().map { ($0.element.id, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    for part in OfferPart.all {
      let statement = try db.cachedStatement(
        sql: """
          SELECT \(part.selection) FROM \(part.table)
          WHERE offer IN (SELECT value FROM json_each(?))
          """)
      let rows = try Row.fetchCursor(statement, arguments: [numbers])
      while let row = try rows.next() {
        guard let number = Int64(stored: row[0]), let place = places[number] else { continue }
        try damage.skipping { try part.read(row, into: &records[place].offer) }
      }
    }
  }

  /// Adds an offer, with its ticks and pages. The record's number is taken, so that who adds many
  /// can count them.
  static func insert(_ db: Database, _ record: OfferRecord) throws {
    try insert(db, record, by: db.cachedStatement(sql: OfferRecord.insertion))
  }

  /// Adds an offer by a statement that was made from `OfferRecord.insertion` before.
  static func insert(_ db: Database, _ record: OfferRecord, by statement: Statement) throws {
    record.bind(to: statement)
    try statement.execute()
    for part in OfferPart.all { try part.insert(db, record.offer, number: record.id) }
  }

  /// The number that the next offer gets.
  static func nextNumber(_ db: Database) throws -> Int64 {
    // A number that was taken once is never given to another offer: events refer to it.
    let last = max(
      try Int64.fetchOne(db, sql: "SELECT max(id) FROM offers") ?? 0,
      try Int64.fetchOne(db, sql: "SELECT max(number) FROM removed_offers") ?? 0)
    guard last < .max else {
      throw DamagedRow(table: "offers", key: "\(last)", reason: "no number is left after it")
    }
    return max(0, last) + 1
  }

  /// Writes an offer anew, with its ticks and pages where those differ from before.
  static func update(_ db: Database, _ record: OfferRecord, from before: Offer) throws {
    let statement = try db.cachedStatement(sql: OfferRecord.update)
    record.bind(to: statement)
    try statement.execute()
    for part in OfferPart.all where !part.isSame(record.offer, before) {
      try part.delete(db, number: record.id)
      try part.insert(db, record.offer, number: record.id)
    }
  }

  /// Removes an offer, with its ticks and pages.
  static func delete(_ db: Database, number: Int64) throws {
    for part in OfferPart.all { try part.delete(db, number: number) }
    try db.cachedStatement(sql: "DELETE FROM offers WHERE id = ?").execute(arguments: [number])
  }
}

extension Offer {
  /// The offer with every date at the resolution of the deck, so that it equals what is read back.
  var atDeckResolution: Offer {
    var rounded = self
    rounded.standsSince = standsSince.atDeckResolution
    rounded.changedAt = changedAt.atDeckResolution
    rounded.ticks = ticks.mapValues { Tick(at: $0.at.atDeckResolution, by: $0.by) }
    // SQLite ends a text at a NUL.
    rounded.name = name.untilNUL
    rounded.facts = facts.mapValues(\.untilNUL)
    return rounded
  }
}

extension String {
  fileprivate var untilNUL: String {
    utf8.contains(0) ? String(decoding: utf8.prefix { $0 != 0 }, as: UTF8.self) : self
  }
}
