// Adds and removes rows of publishers and offers. One that was there before gets the number that it
// had, since its events refer to it.

import Foundation
import GRDB
import Lifecycle

extension Writing {
  // MARK: - Publishers

  /// Adds a publisher, with an entry in the history.
  func add(
    _ publisher: Publisher, at moment: Date, by actor: String, source: Source
  ) throws -> PublisherRecord {
    guard !publisher.id.isEmpty else {
      throw StoreFailure.unacceptable("A publisher needs an ID; give the one from the portal.")
    }
    change()
    let record = try insert(publisher.atDeckResolution)
    try self.record(
      HistoryEntry(
        at: moment, by: actor, publisher: publisher.id, kind: "added", source: source),
      [Change(.publisher(publisher.id), from: [:], to: record.publisher.fields)]
        .compactMap { $0 }, .account, publisher: record.number)
    return record
  }

  /// Adds the row of a publisher. One that was there before gets the number that it had.
  func insert(_ publisher: Publisher) throws -> PublisherRecord {
    change()
    let number = try Int64.fetchOne(
      db, sql: "SELECT number FROM removed_publishers WHERE id = ?", arguments: [publisher.id])
    if number != nil {
      try db.execute(
        sql: "DELETE FROM removed_publishers WHERE id = ?", arguments: [publisher.id])
    }
    return try PublisherTable.insert(db, publisher, number: number)
  }

  /// Removes the row of a publisher, and what belongs to it alone. Its events stay.
  ///
  /// - Throws: it has offers.
  func remove(_ owner: PublisherRecord) throws {
    let id = owner.publisher.id
    let offers =
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM offers WHERE publisher = ?", arguments: [owner.number]) ?? 0
    guard offers == 0 else {
      throw StoreFailure.changedSince(
        "Publisher \(id) has \(offers) offers and can't be removed. Their history would be lost.")
    }
    change()
    for table in PublisherTable.parts {
      try db.execute(sql: "DELETE FROM \(table) WHERE publisher = ?", arguments: [owner.number])
    }
    try db.execute(sql: "DELETE FROM publishers WHERE number = ?", arguments: [owner.number])
    try db.execute(
      sql: "INSERT INTO removed_publishers VALUES (?, ?)", arguments: [owner.number, id])
  }

  // MARK: - Offers

  /// The record of a new offer, with its digest, counted already. The caller writes it.
  func newRecord(
    _ offer: Offer, number: Int64, _ owner: PublisherRecord, addedBy: Int64?,
    _ memory: inout DigestMemory
  ) throws -> OfferRecord {
    change()
    let record = OfferRecord(
      id: number, publisher: owner.number, playbook: try self.number(ofPlaybook: offer.playbook),
      addedBy: addedBy, offer: offer, digest: try memory.digest(of: offer, owner.publisher))
    tally.add(record.group)
    return record
  }

  /// Adds the row of an offer. One that was there before gets the number that it had.
  @discardableResult
  func insert(
    _ offer: Offer, _ owner: PublisherRecord, addedBy event: Int64?, _ memory: inout DigestMemory
  ) throws -> OfferRecord {
    let number = try takeNumber(ofRemoved: offer.key.offer, owner) ?? OfferTable.nextNumber(db)
    let record = try newRecord(offer, number: number, owner, addedBy: event, &memory)
    try OfferTable.insert(db, record)
    return record
  }

  /// The number that an offer had before it was removed, which nothing has from now on; nil if it
  /// was never there.
  func takeNumber(ofRemoved offer: String, _ owner: PublisherRecord) throws -> Int64? {
    let number = try Int64.fetchOne(
      try db.cachedStatement(
        sql: "SELECT number FROM removed_offers WHERE publisher = ? AND offer_id = ?"),
      arguments: [owner.number, offer])
    if let number {
      try db.cachedStatement(sql: "DELETE FROM removed_offers WHERE number = ?")
        .execute(arguments: [number])
    }
    return number
  }

  /// Removes the row of an offer. Its events stay.
  func remove(_ record: OfferRecord) throws {
    change()
    tally.add(record.group, -1)
    try OfferTable.delete(db, number: record.id)
    try db.cachedStatement(sql: "INSERT INTO removed_offers VALUES (?, ?, ?)")
      .execute(arguments: [record.id, record.publisher, record.offer.key.offer])
  }

  /// Gives all offers that name an entity another name of it, and what follows from that where a
  /// playbook asks for the name.
  ///
  /// - Parameter others: offers that keep the name.
  func rename(
    entity known: String, to name: String, of record: PublisherRecord, but others: Set<String> = []
  ) throws {
    guard known != name else { return }
    change()
    try db.cachedStatement(
      sql: """
        UPDATE offers SET legal_entity = ? WHERE publisher = ? AND legal_entity = ?
          AND offer_id NOT IN (SELECT value FROM json_each(?))
        """
    ).execute(arguments: [
      name, record.number, known,
      String(decoding: try JSONEncoder().encode(others.sorted()), as: UTF8.self),
    ])
    for playbook in shelf.playbooks where playbook.factsThatDecide.contains(.legalEntity) {
      try DigestUpdate(self).run(ofPlaybook: playbook)
    }
  }
}
