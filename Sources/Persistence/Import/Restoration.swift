// Takes an export, record by record, inside one transaction.

import Foundation
import GRDB
import Lifecycle

/// A restoration that is under way.
final class Restoration {
  private let writing: Writing
  private let settings: ImportSettings
  /// The deck was empty: entries of the history keep their numbers.
  private let isExact: Bool
  private var report = ImportReport()
  private var owners: [String: PublisherRecord] = [:]
  private var newOwners: Set<String> = []
  private var newOffers: [OfferKey: Int64] = [:]
  private var numbers: [Int64: Int64] = [:]
  private var counts: [String: (added: Int, changed: Int)] = [:]
  private var memory: DigestMemory
  private var bulk: BulkInsertion

  /// A restoration into the deck of a transaction.
  init(_ writing: Writing, _ settings: ImportSettings, isExact: Bool) throws {
    self.writing = writing
    self.settings = settings
    self.isExact = isExact
    memory = DigestMemory(writing.shelf)
    bulk = try BulkInsertion(writing.db)
  }

  /// Takes one record.
  func take(_ export: Export) throws {
    switch export {
    case .publisher(let publisher): try take(publisher.atDeckResolution)
    case .offer(let offer): try take(offer.atDeckResolution)
    case .history(let entry): try take(entry)
    case .account(.user(let publisher, let user)):
      // What the deck knows of a person stays.
      try UserTable.insert(writing.db, user, publisher: try owner(publisher).number)
      if writing.db.changesCount > 0 { writing.change() }
    case .account(.directory(let known)):
      var report = DirectoryReport()
      try writing.learn(known.entry, known.assurance, &report)
      if report.same == 0 { writing.change() }
    }
  }

  private func rejected(_ reason: String) -> StoreFailure {
    .rejected(file: settings.file, line: 0, reason: reason)
  }

  // MARK: - Publishers

  private func take(_ publisher: Publisher) throws {
    guard let known = try PublisherTable.fetch(writing.db, publisher.id) else {
      writing.change()
      owners[publisher.id] = try PublisherTable.insert(writing.db, publisher)
      newOwners.insert(publisher.id)
      return
    }
    guard known.publisher == publisher else {
      throw rejected(
        "the publisher \(publisher.id) differs from that of the deck, and nothing says which is "
          + "later; make them alike, or restore into a new deck")
    }
    owners[publisher.id] = known
  }

  private func owner(_ id: String) throws -> PublisherRecord {
    guard let owner = owners[id] else {
      throw rejected("the publisher \(id) is missing; export the deck again")
    }
    return owner
  }

  // MARK: - Offers

  private func take(_ offer: Offer) throws {
    let owner = try owner(offer.key.publisher)
    if writing.shelf.knownRules(offer.playbook) == nil {
      throw rejected(
        "the offer \(offer.key.offer) needs the playbook “\(offer.playbook)”, which was not found; "
          + "add its file to your playbooks")
    }
    guard !isExact, let known = try OfferTable.fetch(writing.db, offer.key) else {
      let record = try writing.newRecord(
        offer, number: bulk.nextNumber(), owner, addedBy: nil, &memory)
      try bulk.insert(record)
      report.added += 1
      if !isExact {
        newOffers[offer.key] = record.id
        counts[offer.key.publisher, default: (0, 0)].added += 1
      }
      return
    }
    guard known.offer != offer else {
      report.same += 1
      return
    }
    guard offer.changedAt > known.offer.changedAt else {
      throw rejected(
        "the offer \(offer.key.publisher)/\(offer.key.offer) differs from that of the deck and is "
          + "not later; make them alike, or restore into a new deck")
    }
    try update(known, to: offer, owner)
  }

  private func update(
    _ known: OfferRecord, to offer: Offer, _ owner: PublisherRecord
  ) throws {
    var after = known
    after.offer = offer
    after.playbook = try writing.number(ofPlaybook: offer.playbook)
    try writing.update(after, from: known, owner.publisher)
    try bulk.noteWrite()
    try HistoryTable.insert(
      writing.db,
      HistoryEntry(
        at: settings.moment, by: settings.actor, publisher: offer.key.publisher,
        offer: offer.key.offer, kind: "edited", detail: settings.file,
        from: known.offer.publication.stage, to: offer.publication.stage,
        source: settings.source, before: .offer(known.offer)),
      publisher: owner.number, offer: known.id)
    counts[offer.key.publisher, default: (0, 0)].changed += 1
    report.changed += 1
  }

  // MARK: - History

  /// In an empty deck every entry, as it was. In another one, only what belongs to offers and
  /// publishers that are new, with the next numbers.
  private func take(_ entry: HistoryEntry) throws {
    guard entry.id >= 1, entry.id < .max, entry.undoes.map({ 1..<entry.id ~= $0 }) ?? true else {
      throw rejected(
        "the history entry \(entry.id) has an invalid “id” or “undoes”; an ID is 1 or more, and "
          + "what an entry undoes comes before it")
    }
    let owner = try owner(entry.publisher)
    var stored = entry
    var offer: Int64?
    if isExact {
      offer = try entry.offer.map { try number(OfferKey(publisher: entry.publisher, offer: $0)) }
    } else {
      let isNew: Bool
      if let id = entry.offer {
        offer = newOffers[OfferKey(publisher: entry.publisher, offer: id)]
        isNew = offer != nil
      } else {
        isNew = newOwners.contains(entry.publisher)
      }
      guard isNew else { return }
      stored.id = 0
      stored.undoes = entry.undoes.flatMap { numbers[$0] }
    }
    let kept = try HistoryTable.insert(writing.db, stored, publisher: owner.number, offer: offer)
    if !isExact { numbers[entry.id] = kept.id }
  }

  private func number(_ key: OfferKey) throws -> Int64 {
    try makeFindable()
    guard
      let number = try Int64.fetchOne(
        try writing.db.cachedStatement(
          sql: "SELECT id FROM offers WHERE publisher = ? AND offer_id = ?"),
        arguments: [try owner(key.publisher).number, key.offer])
    else {
      throw rejected(
        "the history names the offer \(key.publisher)/\(key.offer), which is missing; export the "
          + "deck again")
    }
    return number
  }

  /// Offers can be found by their IDs once all of them are there.
  private func makeFindable() throws {
    guard bulk.isIdentitySuspended else { return }
    if let twice = try bulk.resumeIdentity() {
      throw rejected("the offer \(twice.offer) is there twice; export the deck again")
    }
  }

  // MARK: - The end

  /// Ends the restoration.
  func finish() throws -> ImportReport {
    try makeFindable()
    try writing.tally.write(writing.db)
    _ = try bulk.finish()
    if isExact { try linkImports() } else { try noteMerge() }
    return report
  }

  /// An import's entry names the first offer that it added; those after it, up to the first of the
  /// publisher's next import, came with it as well, but for those that were added by hand.
  private func linkImports() throws {
    let imports = try Row.fetchAll(
      writing.db,
      sql: """
        SELECT h.id, h.publisher, o.id FROM history h
        JOIN offers o ON o.publisher = h.publisher AND o.offer_id = h.subject
        WHERE h.kind = 'imported' ORDER BY h.publisher, o.id
        """)
    for (place, row) in imports.enumerated() {
      let next = place + 1 < imports.count ? imports[place + 1] : nil
      let isSame = next.map { $0[1] as DatabaseValue == row[1] as DatabaseValue } ?? false
      let end = isSame ? next?[2] as DatabaseValue? : Int64.max.databaseValue
      try writing.db.execute(
        sql: """
          UPDATE offers SET added_by = ? WHERE id >= ? AND id < ? AND publisher = ?
            AND NOT EXISTS (
              SELECT 1 FROM history h WHERE h.offer = offers.id AND h.kind = 'added')
          """,
        arguments: [
          row[0] as DatabaseValue, row[2] as DatabaseValue, end, row[1] as DatabaseValue,
        ])
    }
  }

  /// A merge that changed something is an import.
  private func noteMerge() throws {
    for (publisher, count) in counts.sorted(by: { $0.key < $1.key }) {
      let owner = try owner(publisher)
      let entry = try HistoryTable.insert(
        writing.db,
        HistoryEntry(
          at: settings.moment, by: settings.actor, publisher: publisher, kind: "imported",
          detail: "\(settings.file): \(count.added) added, \(count.changed) changed",
          source: settings.source),
        publisher: owner.number)
      for (key, number) in newOffers where key.publisher == publisher {
        try writing.db.cachedStatement(
          sql: """
            UPDATE offers SET added_by = ? WHERE id = ? AND NOT EXISTS (
              SELECT 1 FROM history h WHERE h.offer = offers.id AND h.kind = 'added')
            """
        ).execute(arguments: [entry.id, number])
      }
    }
  }
}
