// Takes a copy of a deck back to a past moment: what was added later goes, what was changed later is
// as it was before the first of those changes, and counts and digests follow.

import Foundation
import GRDB
import Lifecycle

/// The way of a deck back to a past moment, inside one transaction.
struct Unwinding {
  private let writing: Writing
  private var db: Database { writing.db }

  /// Begins the way back.
  init(_ writing: Writing) { self.writing = writing }

  /// Goes back.
  ///
  /// - Returns: what the history could not bring back.
  func run(to moment: Date) throws -> PastGaps {
    writing.change()
    // A deck that was only read may be behind its playbooks.
    try Store.takePlaybooks(writing)
    try LaterEntries.gather(after: moment, db)
    let gaps = try gaps()
    let offers = try markGoneOffers()
    let isLarge = try suspendLists(for: offers)
    try removeGone(offers)
    try restoreOffers(undoing: try restorePublishers())
    try db.execute(sql: "DELETE FROM history WHERE id IN (SELECT id FROM later)")
    // The counts tell which indexes there are to be.
    try writing.tally.write(db)
    if isLarge { try OfferIndex.createLists(db) }
    return gaps
  }

  private func gaps() throws -> PastGaps {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT count(*) FILTER (WHERE h.kind = 'users_seen'), count(*) FILTER (WHERE h.kind = 'undo')
        FROM later l CROSS JOIN history h ON h.id = l.id WHERE h.before IS NULL
        """)
    return PastGaps(userLists: row?[0] ?? 0, undos: row?[1] ?? 0)
  }

  // MARK: - What was added later

  /// Gathers the offers and publishers that were not there yet.
  ///
  /// - Returns: how many offers.
  private func markGoneOffers() throws -> Int {
    try db.execute(
      sql: """
        CREATE TEMP TABLE IF NOT EXISTS gone_publishers (number INTEGER PRIMARY KEY);
        CREATE TEMP TABLE IF NOT EXISTS gone (id INTEGER PRIMARY KEY);
        DELETE FROM gone_publishers;
        DELETE FROM gone;

        INSERT OR IGNORE INTO gone_publishers
        SELECT h.publisher FROM later l CROSS JOIN history h ON h.id = l.id
        WHERE h.kind = 'added' AND h.offer IS NULL;

        INSERT OR IGNORE INTO gone
        SELECT h.offer FROM later l CROSS JOIN history h ON h.id = l.id
        WHERE h.kind = 'added' AND h.offer IS NOT NULL;
        """)
    let imports = try Int64.fetchAll(
      db,
      sql: """
        SELECT h.id FROM later l CROSS JOIN history h ON h.id = l.id WHERE h.kind = 'imported'
        """)
    let publishers = try Int64.fetchAll(db, sql: "SELECT number FROM gone_publishers")
    // Looks at every offer, so only where there is something to find.
    if !imports.isEmpty || !publishers.isEmpty {
      try db.execute(
        sql: """
          INSERT OR IGNORE INTO gone SELECT id FROM offers NOT INDEXED
          WHERE added_by IN (SELECT id FROM later)
            OR publisher IN (SELECT number FROM gone_publishers)
          """)
    }
    return try Int.fetchOne(db, sql: "SELECT count(*) FROM gone") ?? 0
  }

  /// Drops the indexes of the lists where making them anew takes less time than keeping them up.
  private func suspendLists(for gone: Int) throws -> Bool {
    let changed = try Int.fetchOne(db, sql: "SELECT count(*) FROM firsts") ?? 0
    let all = try Int.fetchOne(db, sql: "SELECT sum(count) FROM tally") ?? 0
    guard gone + changed > max(10_000, all / 10) else { return false }
    try OfferIndex.dropLists(db)
    return true
  }

  private func removeGone(_ offers: Int) throws {
    if offers > 0 {
      for (group, count) in try TallyTable.recount(db, of: "SELECT id FROM gone").groups {
        writing.tally.add(group, -count)
      }
      for (table, column) in [
        ("ticks", "offer"), ("pages", "offer"), ("history", "offer"), ("firsts", "offer"),
        ("offers", "id"),
      ] {
        try db.execute(sql: "DELETE FROM \(table) WHERE \(column) IN (SELECT id FROM gone)")
      }
    }
    // Counts name their publishers, which must still be there.
    try writing.tally.write(db)
    for table in [
      "users", "owners", "account_ticks", "legal_entities", "drafts", "history",
    ] {
      try db.execute(
        sql: "DELETE FROM \(table) WHERE publisher IN (SELECT number FROM gone_publishers)")
    }
    try db.execute(
      sql: "DELETE FROM publishers WHERE number IN (SELECT number FROM gone_publishers)")
  }

  // MARK: - What was changed later

  /// A legal entity that was called otherwise, in all offers of its publisher at once.
  private struct Renaming {
    let publisher: String
    let entry: Int64
    let name: String
    let known: String
  }

  /// Publishers with their steps and people, the latest change first.
  ///
  /// - Returns: the names of legal entities that were given later, the latest first. Offers without
  ///   later changes of their own have the former ones then.
  private func restorePublishers() throws -> [Renaming] {
    var renamings: [Renaming] = []
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT p.id, h.before, h.id FROM later l CROSS JOIN history h ON h.id = l.id
        CROSS JOIN publishers p ON p.number = h.publisher
        WHERE h.before IS NOT NULL AND substr(h.before, 1, 8) <> '{"offer"' ORDER BY h.id DESC
        """)
    for (id, changes) in Dictionary(grouping: rows, by: { String(stored: $0[0]) ?? "" }) {
      let owner = try writing.publisher(id)
      let people = try UserTable.fetch(db, publisher: owner.number)
      var (before, users) = (owner.publisher, people)
      for row in changes {
        switch try Self.snapshot(row, entry: 2) {
        case .publisher(let publisher): before = publisher
        case .accountStep(let step, let tick): before.ticks[step] = tick
        case .user(let address, let user): users = users.restoring(user, address)
        case .users(let list): users = AccountUsers(list)
        case .legalEntity(let name, let known):
          renamings.append(
            Renaming(publisher: id, entry: try row.read(2), name: name, known: known))
          before.rename(name, to: known)
          try writing.rename(entity: name, to: known, of: owner)
        case .offer, nil: continue
        }
      }
      try writing.update(
        PublisherRecord(number: owner.number, publisher: before), from: owner.publisher)
      try UserTable.update(db, from: people, to: users, publisher: owner.number)
    }
    return renamings
  }

  /// Offers as they were before the first of their later changes.
  private func restoreOffers(undoing renamings: [Renaming]) throws {
    let owners = Dictionary(
      try PublisherTable.fetchAll(db).map { ($0.publisher.id, $0.publisher) },
      uniquingKeysWith: { first, _ in first })
    var memory = DigestMemory(writing.shelf)
    let statement = try db.makeStatement(
      sql: """
        SELECT f.offer, s.before, s.id FROM firsts f LEFT JOIN history s ON s.id = (
          SELECT h.id FROM history h WHERE h.offer = f.offer AND h.id >= f.id
            AND h.before IS NOT NULL AND substr(h.before, 1, 8) = '{"offer"' ORDER BY h.id LIMIT 1
        ) WHERE f.offer > ? ORDER BY f.offer LIMIT 500
        """)
    var last: Int64 = 0
    while true {
      // In portions, since what is read is written to meanwhile.
      let rows = try Row.fetchAll(statement, arguments: [last])
      guard let row = rows.last else { return }
      last = try row.read(0)
      let changed = rows.filter { !($0[1] as DatabaseValue).isNull }
      let records = try OfferTable.fetch(db, changed.map { try $0.read(0) })
      for (row, record) in zip(changed, records) {
        guard
          case .offer(var before) = try Self.snapshot(row, entry: 2),
          let owner = owners[record.offer.key.publisher]
        else { continue }
        // What was kept between a renaming and now has the name that was given.
        let entry: Int64 = try row.read(2)
        for renaming in renamings
        where renaming.publisher == before.key.publisher && renaming.entry < entry
          && before.facts[.legalEntity] == renaming.name
        {
          before.facts[.legalEntity] = renaming.known
        }
        try restore(before, over: record, owner, &memory)
      }
    }
  }

  /// The snapshot in a row's second column.
  private static func snapshot(_ row: Row, entry: Int) throws -> HistoryEntry.Snapshot? {
    try DamagedRow.naming("history", row.text(entry)) { try HistoryTable.snapshot(row, 1) }
  }

  private func restore(
    _ before: Offer, over record: OfferRecord, _ owner: Publisher, _ memory: inout DigestMemory
  ) throws {
    var after = record
    after.offer = before
    after.playbook = try writing.number(ofPlaybook: before.playbook)
    // Without its playbook an offer keeps the digest that it has.
    if writing.shelf.knownRules(before.playbook) != nil {
      after.digest = try memory.digest(of: before, owner)
    }
    try OfferTable.update(db, after, from: record.offer)
    writing.tally.move(from: record.group, to: after.group)
  }
}
