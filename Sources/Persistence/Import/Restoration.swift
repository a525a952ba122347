// Takes an export, record by record, inside one transaction.

import Foundation
import GRDB
import Lifecycle

/// A restoration that is under way.
final class Restoration {
  private let writing: Writing
  private let settings: ImportSettings
  /// The deck was empty: it becomes what was exported, its log included.
  private let isExact: Bool
  /// An earlier version wrote the export: its entries have to be converted.
  private var isOfEarlierVersion = true
  private var report = ImportReport()
  private var owners: [String: PublisherRecord] = [:]
  private var newOwners: Set<String> = []
  private var newOffers: [OfferKey: Int64] = [:]
  private var numbers: [Int64: Int64] = [:]
  private var merges: [String: Merge] = [:]
  private var directory: [Change] = []
  private var replicas: [String: Int64] = [:]
  private var memory: DigestMemory
  private var bulk: BulkInsertion

  /// What a merge did for one publisher.
  private final class Merge {
    /// The numbers of its event.
    let event: Int64
    let action: Int64
    var changes: [Change] = []
    var added = 0
    var changed = 0

    init(_ numbers: (event: Int64, action: Int64)) {
      event = numbers.event
      action = numbers.action
    }
  }

  /// A restoration into the deck of a transaction.
  init(_ writing: Writing, _ settings: ImportSettings, isExact: Bool) throws {
    self.writing = writing
    self.settings = settings
    self.isExact = isExact
    memory = DigestMemory(writing.shelf)
    bulk = try BulkInsertion(writing.db)
    try writing.db.execute(
      sql: """
        CREATE TEMP TABLE IF NOT EXISTS snapshots (entry INTEGER PRIMARY KEY, text TEXT NOT NULL);
        DELETE FROM snapshots;
        """)
  }

  /// Takes one record.
  func take(_ record: DeckRecord) throws {
    switch record {
    case .publisher(let publisher): try take(publisher.atDeckResolution)
    case .offer(let offer): try take(offer.atDeckResolution)
    case .history(let entry): try take(entry)
    case .added(let event, let offers):
      // Offers that are new to another deck are added by its own event.
      if isExact { try HistoryTable.write(writing.db, part: offers, of: event) }
    case .account(.user(let publisher, let user)):
      // What the deck knows of a person stays.
      try UserTable.insert(writing.db, user, publisher: try owner(publisher).number)
      guard writing.db.changesCount > 0 else { return }
      writing.change()
      if !isExact {
        try merge(publisher).changes += AccountUsers([user]).changes(
          from: AccountUsers(), publisher: publisher)
      }
    case .account(.directory(let known)):
      var report = DirectoryReport()
      let changes = try writing.learn(known.entry, known.assurance, &report)
      if !changes.isEmpty { writing.change() }
      directory += changes
    }
  }

  private func rejected(_ reason: String) -> StoreFailure {
    .rejected(file: settings.file, line: 0, reason: reason)
  }

  private func merge(_ publisher: String) throws -> Merge {
    if let merge = merges[publisher] { return merge }
    let merge = Merge(try writing.nextEventNumbers())
    merges[publisher] = merge
    return merge
  }

  // MARK: - Publishers

  private func take(_ publisher: Publisher) throws {
    guard let known = try PublisherTable.fetch(writing.db, publisher.id) else {
      owners[publisher.id] = try writing.insert(publisher)
      newOwners.insert(publisher.id)
      if !isExact {
        try merge(publisher.id).changes += [
          Change(.publisher(publisher.id), from: [:], to: publisher.fields)
        ].compactMap { $0 }
      }
      return
    }
    guard known.publisher == publisher else {
      throw rejected(
        "publisher \(publisher.id) differs from the one in the deck, and neither is newer; make "
          + "them equal, or import into a new deck")
    }
    owners[publisher.id] = known
  }

  private func owner(_ id: String) throws -> PublisherRecord {
    guard let owner = owners[id] else {
      throw rejected("publisher \(id) is missing; export the deck again")
    }
    return owner
  }

  // MARK: - Offers

  private func take(_ offer: Offer) throws {
    let owner = try owner(offer.key.publisher)
    if writing.shelf.knownRules(offer.playbook) == nil {
      throw rejected(
        "offer \(offer.key.offer) uses playbook \(offer.playbook.inQuotes), which is not available; "
          + "add its file to your playbooks")
    }
    guard !isExact, let known = try OfferTable.fetch(writing.db, offer.key) else {
      return try add(offer, owner)
    }
    guard known.offer != offer else {
      report.same += 1
      return
    }
    guard offer.changedAt > known.offer.changedAt else {
      throw rejected(
        "offer \(offer.key.publisher)/\(offer.key.offer) differs from the one in the deck and is "
          + "not newer; make them equal, or import into a new deck")
    }
    try update(known, to: offer, owner)
  }

  private func add(_ offer: Offer, _ owner: PublisherRecord) throws {
    let merge = isExact ? nil : try merge(offer.key.publisher)
    let number =
      bulk.mayHaveRemoved ? try writing.takeNumber(ofRemoved: offer.key.offer, owner) : nil
    let record = try writing.newRecord(
      offer, number: number ?? bulk.nextNumber(), owner, addedBy: merge?.event, &memory)
    try bulk.insert(record)
    report.added += 1
    guard let merge else { return }
    newOffers[offer.key] = record.id
    merge.added += 1
  }

  private func update(
    _ known: OfferRecord, to offer: Offer, _ owner: PublisherRecord
  ) throws {
    var after = known
    after.offer = offer
    after.playbook = try writing.number(ofPlaybook: offer.playbook)
    try writing.update(after, from: known, owner.publisher)
    try bulk.noteWrite()
    let merge = try merge(offer.key.publisher)
    try writing.record(
      HistoryEntry(
        at: settings.moment, by: settings.actor, publisher: offer.key.publisher,
        offer: offer.key.offer, kind: "edited", detail: settings.file,
        from: known.offer.publication.stage, to: offer.publication.stage,
        source: settings.source),
      [Change(.offer(offer.key), from: known.offer.fields, to: offer.fields)].compactMap { $0 },
      .offer, publisher: owner.number, offer: known.id)
    merge.changed += 1
    report.changed += 1
  }

  // MARK: - History

  /// In an empty deck every event, as it was. In another one, only what belongs to offers and
  /// publishers that are new, with the next numbers.
  private func take(_ entry: HistoryEntry) throws {
    // What a deck began with is an event before the first.
    let first: Int64 = entry.event?.type == EventType.beginning.name ? 0 : 1
    guard entry.id >= first, entry.id < .max,
      entry.undoes.map({ $0 >= 1 && $0 < entry.id }) ?? true
    else {
      throw rejected(
        "the history entry \(entry.id) has an invalid “id” or “undoes”; an ID is 1 or more, and "
          + "what an entry undoes comes before it")
    }
    isOfEarlierVersion = entry.event == nil
    guard isExact else { return try merge(entry) }
    guard let event = entry.event else { return try restore(entry) }
    let offer = try entry.offerKey.map { try number($0, isNeeded: false) }
    guard let id = EventID(event.id), let replica = EventID(event.replica),
      let scope = EventScope(rawValue: event.scope)
    else { throw rejected("the event \(entry.id) has no valid ID; export the deck again") }
    let known = try replicas[event.replica] ?? HistoryTable.number(ofReplica: replica, writing.db)
    replicas[event.replica] = known
    writing.change()
    var stored = entry
    stored.at = entry.at.atDeckResolution
    try HistoryTable.write(
      writing.db,
      HistoryTable.Event(
        entry: stored, publisher: try number(ofPublisher: entry.publisher), offer: offer,
        scope: scope, type: event.type, id: id, action: event.action, replica: known,
        version: event.version, payload: event.payload))
  }

  /// Writes an entry as an earlier version had it, to be converted at the end.
  private func restore(_ entry: HistoryEntry) throws {
    let offer = try entry.offerKey.map { try number($0, isNeeded: true) }
    writing.change()
    try writing.db.cachedStatement(
      sql: """
        INSERT INTO history (id, at, by, publisher, offer, type, subject, detail, from_stage,
          to_stage, source, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      entry.id, entry.at.microseconds, entry.by, try owner(entry.publisher).number, offer,
      entry.kind, entry.subject, entry.detail, entry.from?.code, entry.to?.code,
      entry.source.rawValue, entry.undoes,
    ])
    try keep(entry.before, of: entry.id)
  }

  private func keep(_ before: HistoryEntry.Snapshot?, of entry: Int64) throws {
    guard let before else { return }
    try writing.db.cachedStatement(sql: "INSERT INTO temp.snapshots VALUES (?, ?)")
      .execute(arguments: [entry, try StoredJSON.text(before)])
  }

  private func merge(_ entry: HistoryEntry) throws {
    guard entry.event?.type != EventType.beginning.name, !entry.publisher.isEmpty else { return }
    let owner = try owner(entry.publisher)
    let offer = entry.offerKey.flatMap { newOffers[$0] }
    guard entry.offer == nil ? newOwners.contains(entry.publisher) : offer != nil else { return }
    var stored = entry
    stored.undoes = entry.undoes.flatMap { numbers[$0] }
    let isOffers = entry.event.map { $0.scope == EventScope.offer.rawValue } ?? (offer != nil)
    let kept = try writing.record(
      stored, entry.event?.payload.flatMap { try? EventPayload.changes($0) } ?? [],
      isOffers ? .offer : .account, publisher: owner.number, offer: offer)
    try keep(entry.before, of: kept.id)
    numbers[entry.id] = kept.id
  }

  private func number(ofPublisher id: String) throws -> Int64 {
    if id.isEmpty { return 0 }
    if let owner = owners[id] { return owner.number }
    let db = writing.db
    let known = try Int64.fetchOne(
      db, sql: "SELECT number FROM removed_publishers WHERE id = ?", arguments: [id])
    if let known { return known }
    try db.execute(
      sql: """
        INSERT INTO removed_publishers SELECT coalesce(max(number), 0) + 1, ? FROM (
          SELECT number FROM publishers UNION ALL SELECT number FROM removed_publishers)
        """, arguments: [id])
    return db.lastInsertedRowID
  }

  /// The number of an offer.
  ///
  /// - Parameter isNeeded: it has to be there; otherwise it may have been removed.
  private func number(_ key: OfferKey, isNeeded: Bool) throws -> Int64 {
    try makeFindable()
    let publisher = try number(ofPublisher: key.publisher)
    let number = try Int64.fetchOne(
      try writing.db.cachedStatement(
        sql: """
          SELECT id FROM offers WHERE publisher = ?1 AND offer_id = ?2
          UNION ALL SELECT number FROM removed_offers WHERE publisher = ?1 AND offer_id = ?2
          """), arguments: [publisher, key.offer])
    if let number { return number }
    guard !isNeeded else {
      throw rejected(
        "the history names the offer \(key.publisher)/\(key.offer), which is missing; export the "
          + "deck again")
    }
    let next = bulk.nextNumber()
    try writing.db.execute(
      sql: "INSERT INTO removed_offers VALUES (?, ?, ?)", arguments: [next, publisher, key.offer])
    return next
  }

  /// Offers can be found by their IDs once all of them are there.
  private func makeFindable() throws {
    guard bulk.isIdentitySuspended else { return }
    if let twice = try bulk.resumeIdentity() {
      throw rejected("duplicate offer \(twice.offer); export the deck again")
    }
  }

  // MARK: - The end

  /// Ends the restoration.
  func finish() throws -> ImportReport {
    try makeFindable()
    try writing.tally.write(writing.db)
    _ = try bulk.finish()
    if !isExact {
      try noteMerge()
    } else if isOfEarlierVersion {
      try linkImports()
      try EventConversion.run(writing.db, at: settings.moment)
    } else {
      try linkParts()
    }
    return report
  }

  /// Offers refer to the event that added them.
  private func linkParts() throws {
    let events = try Int64.fetchAll(
      writing.db, sql: "SELECT DISTINCT event FROM history_parts ORDER BY event")
    for event in events {
      guard try isAdded(by: event) else { continue }
      let parts = try HistoryTable.parts(writing.db, of: event)
      while let row = try parts.next() {
        guard let added = try? EventPayload.added(try row.read(0)) else {
          throw rejected("the event \(event) can't be read; export the deck again")
        }
        for (key, _) in added {
          try writing.db.cachedStatement(
            sql: "UPDATE offers SET added_by = ? WHERE publisher = ? AND offer_id = ?"
          ).execute(arguments: [event, try number(ofPublisher: key.publisher), key.offer])
        }
      }
    }
  }

  /// Whether what an event added is there, rather than taken back.
  private func isAdded(by event: Int64) throws -> Bool {
    var (last, isAdded) = (event, true)
    while let next = try Int64.fetchOne(
      writing.db, sql: "SELECT id FROM history WHERE undoes = ?", arguments: [last])
    {
      last = next
      isAdded.toggle()
    }
    return isAdded
  }

  /// An import's entry names the first offer that it added; those after it, up to the first of the
  /// publisher's next import, came with it as well, but for those that were added by hand.
  private func linkImports() throws {
    let imports = try Row.fetchAll(
      writing.db,
      sql: """
        SELECT h.id, h.publisher, o.id FROM history h
        JOIN offers o ON o.publisher = h.publisher AND o.offer_id = h.subject
        WHERE h.type = 'imported' ORDER BY h.publisher, o.id
        """)
    for (place, row) in imports.enumerated() {
      let next = place + 1 < imports.count ? imports[place + 1] : nil
      let isSame = next.map { $0[1] as DatabaseValue == row[1] as DatabaseValue } ?? false
      let end = isSame ? next?[2] as DatabaseValue? : Int64.max.databaseValue
      try writing.db.execute(
        sql: """
          UPDATE offers SET added_by = ? WHERE id >= ? AND id < ? AND publisher = ?
            AND NOT EXISTS (
              SELECT 1 FROM history h WHERE h.offer = offers.id AND h.type = 'added')
          """,
        arguments: [
          row[0] as DatabaseValue, row[2] as DatabaseValue, end, row[1] as DatabaseValue,
        ])
    }
  }

  /// A merge that changed something is an import.
  private func noteMerge() throws {
    for (publisher, merge) in merges.sorted(by: { $0.key < $1.key }) {
      let owner = try owner(publisher)
      // What was new came with a history that leads to it.
      let merged = try MergedHistory(writing.db, owner, isNew: newOwners.contains(publisher))
      let changes = merged.beginning(of: merge.changes)
      try merged.writeOffers(addedBy: merge.event)
      let at = settings.moment.atDeckResolution
      writing.change()
      try HistoryTable.write(
        writing.db,
        HistoryTable.Event(
          entry: HistoryEntry(
            id: merge.event, at: at, by: settings.actor, publisher: publisher, kind: "imported",
            detail: "\(settings.file): \(merge.added) added, \(merge.changed) changed",
            source: settings.source),
          publisher: owner.number, scope: .imported, type: EventType.imported.name,
          id: EventID(at: at), action: merge.action, payload: EventPayload.text(changes)))
    }
    guard !directory.isEmpty else { return }
    try writing.record(
      HistoryEntry(
        at: settings.moment, by: settings.actor, publisher: "", kind: "directory",
        subject: settings.file), directory, .deck, publisher: 0)
  }
}
