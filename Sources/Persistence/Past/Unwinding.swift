// Takes a copy of a deck back to a past moment: every later event is inverted, and counts and digests
// follow.

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
    try DigestUpdate(writing).takePlaybooks()
    try LaterEntries.gather(after: moment, db)
    let gaps = try gaps()
    let accounts = try accounts()
    let imports = try imports()
    let gone = try markGone(imports, accounts)
    let isLarge = try suspendLists(for: gone)
    try write(accounts)
    try removeGone(gone)
    try putBack(imports)
    try restoreOffers(undoing: accounts.renamings)
    try rename(accounts.renamings)
    // Counts name their publishers, which must still be there; they also tell which indexes there
    // are to be.
    try writing.tally.write(db)
    try removePublishers(accounts)
    try db.execute(
      sql: """
        DELETE FROM history_parts WHERE event IN (SELECT id FROM later);
        DELETE FROM history WHERE id IN (SELECT id FROM later);
        """)
    if isLarge { try OfferIndex.createLists(db) }
    return gaps
  }

  private func gaps() throws -> PastGaps {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT count(*) FILTER (WHERE h.type = 'users.observed'),
          count(*) FILTER (WHERE h.type = 'action.undone')
        FROM later l CROSS JOIN history h ON h.id = l.id WHERE h.payload IS NULL
        """)
    return PastGaps(userLists: try row?.read(0) ?? 0, undos: try row?.read(1) ?? 0)
  }

  // MARK: - Accounts and the directory

  /// A legal entity that was given another name later, in all offers of its publisher at once.
  private struct Renaming {
    let publisher: String
    let event: Int64
    let from: String
    let to: String
    let others: Set<String>

    /// Takes it back from a record.
    func invert(_ fields: inout Fields, of offer: String) {
      if fields[FieldName.legalEntity] == .text(to), !others.contains(offer) {
        fields[FieldName.legalEntity] = .text(from)
      }
    }
  }

  /// What changed later beside offers.
  private struct Accounts {
    /// The records as they are now.
    var before: [Subject: Fields] = [:]
    /// The same as they were then.
    var after: [Subject: Fields] = [:]
    /// The latest first.
    var renamings: [Renaming] = []

    /// The publishers that were not there yet.
    var gone: [String] {
      after.compactMap { subject, fields in
        if case .publisher(let id) = subject, fields.isEmpty { id } else { nil }
      }
    }
  }

  private func accounts() throws -> Accounts {
    var accounts = Accounts()
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT h.id, h.payload FROM later l CROSS JOIN history h ON h.id = l.id
        WHERE h.scope IN (2, 4) AND h.payload IS NOT NULL ORDER BY h.id DESC
        """)
    for row in rows {
      let changes = try DamagedRow.naming("history", row.text(0)) {
        try HistoryTable.changes(row, 1) ?? []
      }
      for change in changes.reversed() {
        switch change {
        case .renaming(let publisher, let from, let to, let others):
          accounts.renamings.append(
            Renaming(
              publisher: publisher, event: try row.read(0), from: from, to: to, others: others))
        case .fields(.offer, _): continue
        case .fields(let subject, let fields):
          if accounts.before[subject] == nil {
            let known = try record(subject)
            accounts.before[subject] = known
            accounts.after[subject] = known
          }
          for (name, change) in fields { accounts.after[subject]?[name] = change.old }
        }
      }
    }
    return accounts
  }

  private func record(_ subject: Subject) throws -> Fields {
    switch subject {
    case .publisher(let id): return try PublisherTable.fetch(db, id)?.publisher.fields ?? [:]
    case .user(let publisher, let key):
      guard let owner = try PublisherTable.fetch(db, publisher) else { return [:] }
      return try UserTable.fetch(db, publisher: owner.number).people[key]?.fields ?? [:]
    case .tenant, .domain, .membership: return try DirectoryTable.fetch(db, subject)
    case .offer: preconditionFailure("Offers are taken back one by one.")
    }
  }

  /// Writes the accounts as they were, but for those that were not there.
  private func write(_ accounts: Accounts) throws {
    func changes(_ isMeant: (Subject) -> Bool) -> [Change] {
      accounts.after.compactMap { subject, fields in
        isMeant(subject) ? Change(subject, from: accounts.before[subject] ?? [:], to: fields) : nil
      }
    }
    let gone = Set(accounts.gone)
    // Publishers before their users, tenants before what refers to them.
    try EventApplication(writing).apply(
      changes { if case .publisher(let id) = $0 { !gone.contains(id) } else { false } })
    try EventApplication(writing).apply(
      changes { if case .user(let id, _) = $0 { !gone.contains(id) } else { false } })
    try EventApplication(writing).apply(
      changes { if case .tenant = $0 { accounts.after[$0]?.isEmpty == false } else { false } })
    try EventApplication(writing).apply(
      changes {
        switch $0 {
        case .domain, .membership: true
        default: false
        }
      })
    try EventApplication(writing).apply(
      changes { if case .tenant = $0 { accounts.after[$0]?.isEmpty == true } else { false } })
  }

  private func removePublishers(_ accounts: Accounts) throws {
    for id in accounts.gone {
      guard let owner = try PublisherTable.fetch(db, id) else { continue }
      try db.execute(
        sql: """
          DELETE FROM history_parts
          WHERE event IN (SELECT id FROM history WHERE publisher = ?)
          """, arguments: [owner.number])
      for table in PublisherTable.parts + ["history"] {
        try db.execute(
          sql: "DELETE FROM \(table) WHERE publisher = ?", arguments: [owner.number])
      }
      try db.execute(sql: "DELETE FROM publishers WHERE number = ?", arguments: [owner.number])
    }
  }

  // MARK: - Imports

  /// The imports whose offers were not there yet, and those whose offers were still there.
  private struct Imports {
    var gone: [Int64] = []
    var back: [Int64] = []
  }

  private func imports() throws -> Imports {
    let events = try Int64.fetchAll(
      db,
      sql: """
        SELECT h.id FROM later l CROSS JOIN history h ON h.id = l.id WHERE h.scope = 3 ORDER BY h.id
        """)
    var imports = Imports()
    var known: Set<Int64> = []
    // The first later event of an import tells how it was before.
    for event in events {
      let (root, isAdded) = try Reversal.origin(of: event, db)
      guard known.insert(root).inserted else { continue }
      var last = event
      while let next = try Int64.fetchOne(
        db, sql: "SELECT id FROM history WHERE undoes = ?", arguments: [last])
      {
        last = next
      }
      let isThere = try Reversal.origin(of: last, db).isAdded
      if isAdded && isThere { imports.gone.append(root) }
      if !isAdded && !isThere { imports.back.append(root) }
    }
    return imports
  }

  /// Gathers the offers that were not there yet.
  ///
  /// - Returns: how many there are.
  private func markGone(_ imports: Imports, _ accounts: Accounts) throws -> Int {
    try db.execute(
      sql: """
        CREATE TEMP TABLE IF NOT EXISTS gone (id INTEGER PRIMARY KEY);
        DELETE FROM gone;
        """)
    let publishers = try accounts.gone.compactMap { try PublisherTable.fetch(db, $0)?.number }
    // Looks at every offer, so only if there is something to find.
    if !imports.gone.isEmpty || !publishers.isEmpty {
      func list(_ numbers: [Int64]) -> String {
        "(\(numbers.map(String.init).joined(separator: ", ")))"
      }
      try db.execute(
        sql: """
          INSERT OR IGNORE INTO gone SELECT id FROM offers NOT INDEXED
          WHERE added_by IN \(list(imports.gone)) OR publisher IN \(list(publishers))
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
    guard offers > 0 else { return }
    for (group, count) in try TallyTable.recount(db, of: "SELECT id FROM gone").groups {
      writing.tally.add(group, -count)
    }
    let tables =
      OfferPart.all.map { ($0.table, "offer") } + [("firsts", "offer"), ("offers", "id")]
    for (table, column) in tables {
      try db.execute(sql: "DELETE FROM \(table) WHERE \(column) IN (SELECT id FROM gone)")
    }
    try db.execute(
      sql: "DELETE FROM history WHERE scope = 1 AND offer IN (SELECT id FROM gone)")
    try writing.tally.write(db)
  }

  private func putBack(_ imports: Imports) throws {
    var memory = DigestMemory(writing.shelf)
    for event in imports.back {
      let parts = try HistoryTable.parts(db, of: event)
      while let row = try parts.next() {
        try EventApplication(writing).apply(
          part: try row.read(0), of: event, isRemoval: false, &memory)
      }
    }
  }

  // MARK: - Offers

  /// Offers as they were before the first of their later changes.
  private func restoreOffers(undoing renamings: [Renaming]) throws {
    let owners = Dictionary(
      try PublisherTable.fetchAll(db).map { ($0.publisher.id, $0) },
      uniquingKeysWith: { first, _ in first })
    var memory = DigestMemory(writing.shelf)
    let statement = try db.makeStatement(
      sql: """
        SELECT f.offer, h.id, h.payload, coalesce(p.id, rp.id, ''), coalesce(o.offer_id, ro.offer_id)
        FROM firsts f CROSS JOIN history h ON h.offer = f.offer AND h.id >= f.id AND h.scope = 1
        \(HistoryTable.joins)
        WHERE f.offer IN (SELECT offer FROM firsts WHERE offer > ? ORDER BY offer LIMIT 500)
        ORDER BY f.offer, h.id DESC
        """)
    var last: Int64 = 0
    while true {
      // In portions, so that few are in memory at once.
      let rows = try Row.fetchAll(statement, arguments: [last])
      guard let row = rows.last else { return }
      last = try row.read(0)
      var start = rows.startIndex
      while start < rows.endIndex {
        let number: Int64 = try rows[start].read(0)
        let end =
          rows[start...].firstIndex { Int64(stored: $0[0]) != number } ?? rows.endIndex
        try restore(number, Array(rows[start..<end]), renamings, owners, &memory)
        start = end
      }
    }
  }

  private func restore(
    _ number: Int64, _ events: [Row], _ renamings: [Renaming], _ owners: [String: PublisherRecord],
    _ memory: inout DigestMemory
  ) throws {
    let key = OfferKey(publisher: try events[0].read(3), offer: try events[0].read(4) ?? "")
    guard let owner = owners[key.publisher] else { return }
    let known = try OfferTable.fetch(db, [number]).first
    var fields = known?.offer.fields ?? [:]
    // Names that were given to all offers, and the offer's own changes, in the order of both.
    var later = renamings.filter { $0.publisher == key.publisher }[...]
    for row in events {
      let event: Int64 = try row.read(1)
      while let next = later.first, next.event > event {
        next.invert(&fields, of: key.offer)
        later.removeFirst()
      }
      let changes = try DamagedRow.naming("history", "\(event)") {
        try HistoryTable.changes(row, 2) ?? []
      }
      for case .fields(.offer(key), let own) in changes {
        for (name, change) in own { fields[name] = change.old }
      }
    }
    for renaming in later { renaming.invert(&fields, of: key.offer) }
    guard !fields.isEmpty else {
      if let known { try writing.remove(known) }
      return
    }
    let offer: Offer
    do throws(UnreadableRecord) { offer = try Offer(key, fields) } catch {
      throw DamagedRow(
        table: "history", key: events[0].text(1), reason: "\(error.field.inQuotes) can't be read")
    }
    guard let known else {
      try writing.insert(offer, owner, addedBy: nil, &memory)
      return
    }
    var after = known
    after.offer = offer
    after.playbook = try writing.number(ofPlaybook: offer.playbook)
    // Without its playbook an offer keeps the digest that it has.
    if writing.shelf.knownRules(offer.playbook) != nil {
      after.digest = try memory.digest(of: offer, owner.publisher)
    }
    try OfferTable.update(db, after, from: known.offer)
    writing.tally.move(from: known.group, to: after.group)
  }

  /// Takes names back from the offers that have no later changes of their own.
  private func rename(_ renamings: [Renaming]) throws {
    for renaming in renamings {
      guard let owner = try PublisherTable.fetch(db, renaming.publisher) else { continue }
      let changed = try String.fetchAll(
        db,
        sql: """
          SELECT o.offer_id FROM firsts f CROSS JOIN offers o ON o.id = f.offer
          WHERE o.publisher = ?
          """, arguments: [owner.number])
      try writing.rename(
        entity: renaming.to, to: renaming.from, of: owner,
        but: renaming.others.union(changed))
    }
  }
}
