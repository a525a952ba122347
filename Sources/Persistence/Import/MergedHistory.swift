// What was merged into a deck came with its own history: the merge adds what was there before that.

import Foundation
import GRDB
import Lifecycle

/// The history of a publisher and of offers that were new to a deck.
struct MergedHistory {
  private let db: Database
  private let owner: PublisherRecord
  /// What its events changed, the latest first; empty for a publisher that the deck knew.
  private var changes: [Change] = []
  /// The same, as far as legal entities were renamed, with the numbers of the events.
  private var renamings: [(event: Int64, change: Change)] = []

  /// Reads what was merged.
  ///
  /// - Parameter isNew: the publisher was new too.
  init(_ db: Database, _ owner: PublisherRecord, isNew: Bool) throws {
    self.db = db
    self.owner = owner
    guard isNew else { return }
    var publisher = owner.publisher
    var people = try UserTable.fetch(db, publisher: owner.number)
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT h.id, h.payload, s.text FROM history h LEFT JOIN temp.snapshots s ON s.entry = h.id
        WHERE h.publisher = ? AND h.scope = 2 ORDER BY h.id DESC
        """, arguments: [owner.number])
    for row in rows {
      let event: Int64 = try row.read(0)
      var own = try HistoryTable.changes(row, 1) ?? []
      if let text: String = try row.read(2) {
        let before = try StoredJSON.value(HistoryEntry.Snapshot.self, of: text)
        own = before.changes(leadingTo: &publisher, &people)
        try HistoryTable.set(own, of: event, db)
      }
      changes += own.reversed()
      for case .renaming(let id, let from, let to, let others) in own {
        renamings.append(
          (event, .renaming(publisher: id, from: from, to: to, others: others)))
      }
    }
  }

  /// What was there before all of it, of what is there now.
  func beginning(of now: [Change]) -> [Change] {
    var records: [Subject: Fields] = [:]
    for case .fields(let subject, let fields) in now {
      records[subject] = fields.compactMapValues(\.new)
    }
    for case .fields(let subject, let fields) in changes {
      for (name, change) in fields { records[subject, default: [:]][name] = change.old }
    }
    let order = now.compactMap { change in
      if case .fields(let subject, _) = change { subject } else { nil }
    }
    let others = records.keys.filter { !order.contains($0) }.sorted { $0.title < $1.title }
    return (order + others).compactMap { Change($0, from: [:], to: records[$0] ?? [:]) }
  }

  /// Writes the offers that a merge added as they were before what was merged of their history.
  func writeOffers(addedBy event: Int64) throws {
    var last: Int64 = 0
    while true {
      let numbers = try Int64.fetchAll(
        db,
        sql: """
          SELECT id FROM offers NOT INDEXED WHERE added_by = ? AND id > ? ORDER BY id LIMIT 1000
          """, arguments: [event, last])
      guard let next = numbers.last else { return }
      last = next
      var records: [(offer: String, fields: Fields)] = []
      for record in try OfferTable.fetch(db, numbers) {
        let fields = try beginning(of: record)
        if fields.isEmpty {
          // Its own history tells that it was added.
          try db.execute(
            sql: "UPDATE offers SET added_by = NULL WHERE id = ?", arguments: [record.id])
        } else {
          records.append((record.offer.key.offer, fields))
        }
      }
      guard !records.isEmpty else { continue }
      try HistoryTable.write(
        db, part: EventPayload.text(adding: records, of: owner.publisher.id), of: event)
    }
  }

  private func beginning(of record: OfferRecord) throws -> Fields {
    var fields = record.offer.fields
    var later = renamings[...]
    func takeBack(_ change: Change) {
      guard case .renaming(_, let from, let to, let others) = change,
        fields[FieldName.legalEntity] == .text(to), !others.contains(record.offer.key.offer)
      else { return }
      fields[FieldName.legalEntity] = .text(from)
    }
    let rows = try Row.fetchAll(
      try db.cachedStatement(
        sql: """
          SELECT h.id, h.payload, s.text, h.type FROM history h
          LEFT JOIN temp.snapshots s ON s.entry = h.id
          WHERE h.offer = ? AND h.scope = 1 ORDER BY h.id DESC
          """), arguments: [record.id])
    for row in rows {
      let event: Int64 = try row.read(0)
      while let next = later.first, next.event > event {
        takeBack(next.change)
        later.removeFirst()
      }
      let after = fields
      let (text, type): (String?, String) = (try row.read(2), try row.read(3))
      let own = try HistoryTable.changes(row, 1) ?? []
      if let text {
        if case .offer(let before) = try StoredJSON.value(HistoryEntry.Snapshot.self, of: text) {
          fields = before.atDeckResolution.fields
        }
      } else if type == "offer.added", own.isEmpty {
        fields = [:]
      } else {
        for case .fields(.offer, let changes) in own {
          for (name, change) in changes { fields[name] = change.old }
        }
        continue
      }
      try HistoryTable.set(
        [Change(.offer(record.offer.key), from: fields, to: after)].compactMap { $0 }, of: event,
        db)
    }
    for renaming in later { takeBack(renaming.change) }
    return fields
  }
}

extension HistoryEntry.Snapshot {
  /// What changed since it was kept, and the values of then in the place of those of now.
  func changes(leadingTo publisher: inout Publisher, _ people: inout AccountUsers) -> [Change] {
    let (after, users) = (publisher, people)
    var changes: [Change] = []
    switch self {
    case .publisher(let before): publisher = before.atDeckResolution
    case .accountStep(let step, let tick): publisher.ticks[step] = tick
    case .user(let address, let user): people = people.restoring(user, address)
    case .users(let list): people = AccountUsers(list)
    case .legalEntity(let name, let known):
      publisher.rename(name, to: known)
      changes.append(.renaming(publisher: publisher.id, from: known, to: name, others: []))
    case .offer: break
    }
    return after.changes(from: publisher) + changes
      + users.changes(from: people, publisher: publisher.id)
  }
}
