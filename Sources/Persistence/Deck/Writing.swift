// A write transaction that is under way: the database, the rules, and what is written at its end.

import Foundation
import GRDB
import Lifecycle

/// A write transaction.
final class Writing {
  /// The connection that writes.
  let db: Database
  /// The playbooks.
  let shelf: Shelf
  /// Where damaged rows are noted that are left as they are.
  let damage: DamageLog?
  /// Counts and digests are computed anew, and what they are is not trusted.
  var isRepairing = false
  /// The counts that change.
  var tally = TallyChanges()
  /// Something was written that others must see.
  private(set) var hasChanged = false
  private var playbookNumbers: [String: Int64] = [:]
  /// The number of the next event; nil until one is written.
  private var nextEvent: Int64?
  /// The number of the first event of the action that is under way.
  private var action: Int64?

  /// A transaction on this connection.
  init(db: Database, shelf: Shelf, damage: DamageLog? = nil) {
    self.db = db
    self.shelf = shelf
    self.damage = damage
  }

  /// Does all that `body` does, or none of it where it throws or is not to be kept.
  func transaction<Value>(isKept: Bool, _ body: (Writing) throws -> Value) throws -> Value {
    var value: Value?
    // IMMEDIATE: the rules must run on rows that nobody changes any more.
    try db.inTransaction(.immediate) {
      value = try body(self)
      try finish()
      return isKept ? .commit : .rollback
    }
    guard let value else { preconditionFailure("A transaction ended without its value.") }
    return value
  }

  /// Notes that something was written.
  func change() { hasChanged = true }

  /// Writes what belongs at the end.
  private func finish() throws {
    guard hasChanged else { return }
    try tally.write(db)
    try db.cachedStatement(sql: "UPDATE deck SET generation = generation + 1").execute()
  }

  // MARK: - Events

  /// The numbers for an event: its own, and that of its action. All events of a transaction are one
  /// action.
  func nextEventNumbers() throws -> (event: Int64, action: Int64) {
    let number = try nextEvent ?? HistoryTable.nextNumber(db)
    nextEvent = number + 1
    let first = action ?? number
    action = first
    return (number, first)
  }

  /// Writes an event to the log. What it changes is written to the rows by the caller.
  ///
  /// - Parameters:
  ///   - changes: what it changes.
  ///   - publisher: the number of the publisher that it belongs to; 0 for the deck as a whole.
  ///   - offer: the number of the offer that it belongs to.
  /// - Returns: the entry with its number.
  @discardableResult
  func record(
    _ entry: HistoryEntry, _ changes: [Change], _ scope: EventScope, publisher: Int64,
    offer: Int64? = nil
  ) throws -> HistoryEntry {
    change()
    var stored = entry
    stored.at = entry.at.atDeckResolution
    let numbers = try nextEventNumbers()
    stored.id = numbers.event
    try HistoryTable.write(
      db,
      HistoryTable.Event(
        entry: stored, publisher: publisher, offer: offer, scope: scope,
        type: EventType(kind: entry.kind, isOffers: scope == .offer).name,
        id: EventID(at: stored.at), action: numbers.action,
        payload: EventPayload.text(changes)))
    return stored
  }

  // MARK: - Publishers

  /// A publisher that has to be there.
  func publisher(_ id: String) throws -> PublisherRecord {
    guard let record = try PublisherTable.fetch(db, id) else {
      throw StoreFailure.unknownPublisher(id)
    }
    return record
  }

  /// Writes a publisher, and what follows for its offers where account-wide steps differ.
  func update(_ record: PublisherRecord, from before: Publisher) throws {
    change()
    try PublisherTable.update(db, record)
    let steps = Set(
      shelf.playbooks.flatMap(\.tracks).flatMap(\.steps).filter {
        $0.kind == .account && record.publisher.hasDone($0) != before.hasDone($0)
      }.map(\.id))
    if !steps.isEmpty { try DigestUpdate(self).run(of: record, after: steps) }
  }

  // MARK: - Offers

  /// An offer that has to be there.
  func offer(_ key: OfferKey) throws -> OfferRecord {
    guard let record = try OfferTable.fetch(db, key) else { throw StoreFailure.unknownOffer(key) }
    return record
  }

  /// The number of a playbook.
  func number(ofPlaybook id: String) throws -> Int64 {
    if let number = playbookNumbers[id] { return number }
    let statement = try db.cachedStatement(sql: "SELECT number FROM playbooks WHERE id = ?")
    guard let number = try Int64.fetchOne(statement, arguments: [id]) else {
      throw StoreFailure.unknownPlaybook(id)
    }
    playbookNumbers[id] = number
    return number
  }

  /// Writes an offer that has changed, with its digest and the counts.
  func update(_ record: OfferRecord, from before: OfferRecord, _ publisher: Publisher) throws {
    change()
    var record = record
    let rules = try shelf.rules(record.offer.playbook)
    record.digest = DigestRecord(rules.digest(of: record.offer, publisher))
    try OfferTable.update(db, record, from: before.offer)
    tally.move(from: before.group, to: record.group)
  }

  /// Writes an offer and its publisher, as far as they differ from what is stored.
  func write(
    _ subject: Rules.Subject, over record: OfferRecord, _ owner: PublisherRecord
  ) throws {
    var stored = record
    if subject.publisher != owner.publisher {
      try update(
        PublisherRecord(number: owner.number, publisher: subject.publisher), from: owner.publisher)
      // The step may have changed this offer's digest along with the others'.
      stored = try offer(record.offer.key)
    }
    guard subject.offer != stored.offer else { return }
    var after = stored
    after.offer = subject.offer
    try update(after, from: stored, subject.publisher)
  }
}
