// Holds the rows against the log: each record has to be the fold of the events about it. What differs
// can be made again from the log.

import Foundation
import GRDB
import Lifecycle

/// Compares the rows of a deck with its log, without holding more than a thousand offers.
struct LogCheck {
  /// A record that is not what the log makes of it.
  struct Difference {
    let subject: Subject
    /// What the log makes of it; empty if it should not be there.
    let expected: Fields
    /// What the row has; empty if there is none, nil if it can't be read.
    let found: Fields?
    /// The event that added it with others; nil if it was added by itself.
    var addedBy: Int64?
    /// The number of an offer whose row is missing; nil if no other event tells of it.
    var number: Int64?

    /// The difference in one sentence.
    var sentence: String {
      guard let found else { return "\(subject.title): the row can't be read; the log has it." }
      if found.isEmpty { return "\(subject.title): the row is missing; the log has it." }
      if expected.isEmpty { return "\(subject.title): it is not in the log." }
      let names = Set(expected.keys).union(found.keys).filter { expected[$0] != found[$0] }
      return
        "\(subject.title): the row differs from the log (\(names.sorted().joined(separator: ", ")))."
    }
  }

  private let db: Database
  private let take: (Difference) throws -> Void
  private var orphans: [OfferKey: Int64] = [:]
  private var renamings: [(event: Int64, publisher: String, changes: Change)] = []

  /// A check that gives each difference to a closure.
  init(_ db: Database, _ take: @escaping (Difference) throws -> Void) {
    self.db = db
    self.take = take
  }

  /// Compares all rows, accounts first.
  mutating func run() throws {
    try compareAccounts()
    orphans = try missingOffers()
    let parts = try Int64.fetchAll(db, sql: "SELECT number FROM history_parts ORDER BY number")
    for part in parts { try compareOffers(ofPart: part) }
    try compareOffersOfNoPart()
    try compareMissingOffers()
  }

  // MARK: - The log itself

  /// What is wrong with events, in sentences: those whose checksum says that they are damaged.
  static func damagedEvents(_ db: Database) throws -> [String] {
    var sentences: [String] = []
    let rows = try Row.fetchCursor(
      db, sql: "SELECT \(HistoryTable.storedSelection) FROM history ORDER BY id")
    while let row = try rows.next() {
      do {
        let (event, checksum) = try HistoryTable.stored(row)
        if event.checksum != checksum {
          sentences.append("history, row \(event.entry.id): its checksum doesn't match.")
        }
      } catch let row as DamagedRow { sentences.append("\(row.description).") }
    }
    let parts = try Row.fetchCursor(
      db, sql: "SELECT number, event, payload, checksum FROM history_parts ORDER BY number")
    while let row = try parts.next() {
      var sum = Checksum()
      sum.add([row.text(1), String(stored: row[2])])
      if Int64(stored: row[3]) != sum.value {
        sentences.append("history_parts, row \(row.text(0)): its checksum doesn't match.")
      }
    }
    return sentences
  }

  private func changes(_ row: Row, _ column: Int) -> [Change] {
    // What can't be read is told of by its checksum, or is of a later version.
    ((try? HistoryTable.changes(row, column)) ?? nil) ?? []
  }

  // MARK: - Accounts and the directory

  private mutating func compareAccounts() throws {
    var records: [Subject: Fields] = [:]
    let rows = try Row.fetchCursor(
      db, sql: "SELECT id, payload FROM history WHERE scope <> 1 ORDER BY id")
    while let row = try rows.next() {
      let event: Int64 = try row.read(0)
      for change in changes(row, 1) {
        switch change {
        case .renaming(let publisher, _, _, _):
          renamings.append((event, publisher, change))
        case .fields(.offer, _): continue
        case .fields(let subject, let fields):
          for (name, change) in fields { records[subject, default: [:]][name] = change.new }
        }
      }
    }
    var found = try DirectoryTable.fetchAll(db)
    for record in try PublisherTable.fetchAll(db, leavingOut: DamageLog()) {
      let id = record.publisher.id
      found[.publisher(id)] = record.publisher.fields
      let users = try UserTable.fetch(db, publisher: record.number, leavingOut: DamageLog())
      for (key, user) in users.people { found[.user(publisher: id, key: key)] = user.fields }
    }
    let subjects = Set(records.keys).union(found.keys).sorted { $0.order < $1.order }
    for subject in subjects {
      try compare(subject, records[subject] ?? [:], found[subject] ?? [:])
    }
  }

  private func compare(
    _ subject: Subject, _ expected: Fields, _ found: Fields?, addedBy event: Int64? = nil
  ) throws {
    if expected != found {
      try take(
        Difference(
          subject: subject, expected: expected, found: found, addedBy: event,
          number: found?.isEmpty == true ? key(subject).flatMap { orphans[$0] } : nil))
    }
  }

  private func key(_ subject: Subject) -> OfferKey? {
    if case .offer(let key) = subject { key } else { nil }
  }

  // MARK: - Offers

  /// What the log makes of an offer.
  ///
  /// - Parameters:
  ///   - number: the number of its row; nil if it has none, and had none.
  ///   - chain: the events that added it with others or took that back, with what it was then.
  private func fold(
    _ key: OfferKey, _ number: Int64?, _ chain: [(event: Int64, fields: Fields)]
  ) throws -> Fields {
    var steps: [(event: Int64, apply: (inout Fields) -> Void)] = chain.map { step in
      (step.event, { $0 = step.fields })
    }
    if let number {
      let rows = try Row.fetchAll(
        try db.cachedStatement(
          sql: "SELECT id, payload FROM history WHERE offer = ? AND scope = 1 ORDER BY id"),
        arguments: [number])
      for row in rows {
        let changes = changes(row, 1)
        steps.append(
          (
            try row.read(0),
            { fields in
              for case .fields(.offer, let own) in changes {
                for (name, change) in own { fields[name] = change.new }
              }
            }
          ))
      }
    }
    for renaming in renamings where renaming.publisher == key.publisher {
      guard case .renaming(_, let from, let to, let others) = renaming.changes,
        !others.contains(key.offer)
      else { continue }
      steps.append(
        (
          renaming.event,
          { fields in
            if fields[FieldName.legalEntity] == .text(from) {
              fields[FieldName.legalEntity] = .text(to)
            }
          }
        ))
    }
    var fields: Fields = [:]
    for step in steps.sorted(by: { $0.event < $1.event }) { step.apply(&fields) }
    return fields
  }

  private func compareOffers(ofPart part: Int64) throws {
    guard
      let row = try Row.fetchOne(
        db, sql: "SELECT event, payload FROM history_parts WHERE number = ?", arguments: [part]),
      let event = Int64(stored: row[0]), let text = String(stored: row[1]),
      let added = try? EventPayload.added(text)
    else { return }
    var chain: [(event: Int64, isAdded: Bool)] = [(event, true)]
    while let last = chain.last,
      let next = try Int64.fetchOne(
        db, sql: "SELECT id FROM history WHERE undoes = ?", arguments: [last.event])
    {
      chain.append((next, !last.isAdded))
    }
    let isThere = chain.last?.isAdded == true
    for (key, fields) in added {
      let row = try Row.fetchOne(
        try db.cachedStatement(
          sql: """
            SELECT o.id, o.added_by FROM offers o JOIN publishers p ON p.number = o.publisher
            WHERE p.id = ? AND o.offer_id = ?
            """), arguments: [key.publisher, key.offer])
      let number = row.flatMap { Int64(stored: $0[0]) }
      // It was added again since: that one is looked at.
      if let row, Int64(stored: row[1]) != event { continue }
      if number == nil, !isThere { continue }
      let expected = try fold(
        key, number ?? self.number(ofRemoved: key) ?? orphans[key],
        chain.map { ($0.event, $0.isAdded ? fields : [:]) })
      try compare(.offer(key), expected, try found(number), addedBy: event)
    }
  }

  private func number(ofRemoved key: OfferKey) throws -> Int64? {
    try Int64.fetchOne(
      try db.cachedStatement(
        sql: """
          SELECT r.number FROM removed_offers r JOIN publishers p ON p.number = r.publisher
          WHERE p.id = ? AND r.offer_id = ?
          """), arguments: [key.publisher, key.offer])
  }

  /// The record of a row; empty if there is none, nil if it can't be read.
  private func found(_ number: Int64?) throws -> Fields? {
    guard let number else { return [:] }
    do { return try OfferTable.fetch(db, [number]).first?.offer.fields ?? [:] } catch is DamagedRow
    {
      return nil
    }
  }

  private func compareOffersOfNoPart() throws {
    var last = Int64.min
    while true {
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT o.id, p.id, o.offer_id FROM offers o NOT INDEXED
          JOIN publishers p ON p.number = o.publisher
          WHERE o.id > ? AND (o.added_by IS NULL OR NOT EXISTS (
            SELECT 1 FROM history_parts t WHERE t.event = o.added_by))
          ORDER BY o.id LIMIT 1000
          """, arguments: [last])
      guard let end = rows.last else { return }
      last = try end.read(0)
      for row in rows {
        guard let publisher = String(stored: row[1]), let offer = String(stored: row[2]) else {
          continue
        }
        let key = OfferKey(publisher: publisher, offer: offer)
        let number: Int64 = try row.read(0)
        try compare(.offer(key), try fold(key, number, []), try found(number))
      }
    }
  }

  /// Offers that were added one by one and whose rows are missing.
  private func compareMissingOffers() throws {
    for (key, number) in orphans {
      let isOwn = try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (SELECT 1 FROM history WHERE offer = ? AND scope = 1 AND type = 'offer.added')
          """, arguments: [number])
      if isOwn == true { try compare(.offer(key), try fold(key, number, []), [:]) }
    }
  }

  /// The numbers of offers that events tell of and that have no rows, without a word on it.
  private func missingOffers() throws -> [OfferKey: Int64] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT h.offer, h.payload, min(h.id) FROM history h
        WHERE h.scope = 1 AND h.offer IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM offers o WHERE o.id = h.offer)
          AND NOT EXISTS (SELECT 1 FROM removed_offers r WHERE r.number = h.offer)
        GROUP BY h.offer
        """)
    var numbers: [OfferKey: Int64] = [:]
    for row in rows {
      guard let number = Int64(stored: row[0]),
        case .fields(.offer(let key), _) = changes(row, 1).first
      else { continue }
      numbers[key] = number
    }
    return numbers
  }
}

extension Subject {
  /// Publishers before their people and offers, tenants before what refers to them.
  fileprivate var order: String {
    switch self {
    case .publisher(let id): "0\(id)"
    case .tenant(let id): "1\(id)"
    case .domain(let name): "2\(name)"
    case .membership(let id): "3\(id)"
    case .user(let publisher, let key): "4\(publisher)/\(key)"
    case .offer(let key): "5\(key.publisher)/\(key.offer)"
    }
  }
}
