// What happened to an account, and taking the latest of it back.

package import Foundation
import GRDB
package import Lifecycle

extension Store {
  /// Takes back the latest thing that was done to an account and is not taken back yet, account-wide
  /// steps included, through whichever offer they were done.
  ///
  /// - Returns: the entry that says so, or nil where there is nothing to take back.
  /// - Throws: the account has changed since by something that can't be taken back.
  @discardableResult
  package func undoAccount(
    of id: String, at moment: Date, by actor: String
  ) throws(StoreFailure) -> HistoryEntry? {
    do {
      return try writing { writing -> HistoryEntry? in
        let owner = try writing.publisher(id)
        guard let entry = try HistoryTable.latestUndoable(writing.db, account: owner.number),
          let before = entry.before
        else { return nil }
        let people = try UserTable.fetch(writing.db, publisher: owner.number)
        try writing.restore(before, to: owner, people)
        let offer = try entry.offer.map {
          try writing.offer(OfferKey(publisher: id, offer: $0)).id
        }
        return try HistoryTable.insert(
          writing.db,
          HistoryEntry(
            at: moment, by: actor, publisher: id, offer: entry.offer, kind: "undo",
            subject: entry.subject, detail: entry.kind, undoes: entry.id,
            before: before.counterpart(nil, owner.publisher, people)),
          publisher: owner.number, offer: offer)
      }
    } catch { throw StoreFailure(error, path: path) }
  }

  /// What happened to an account: its migration, profile, users, legal entities, steps, and the
  /// directory, the newest first.
  package func accountHistory(of id: String, limit: Int) throws(StoreFailure) -> [HistoryEntry] {
    try reading(over: .walk) { db in
      let statement = try db.cachedStatement(
        sql: """
          WITH entries AS (
            SELECT a.id FROM history a
            WHERE a.publisher = (SELECT number FROM publishers WHERE id = ?)
              AND (\(HistoryTable.concernsAccount("a"))))
          SELECT \(HistoryTable.selection) FROM \(HistoryTable.source)
          WHERE h.id IN (
            SELECT id FROM entries
            UNION ALL
            SELECT u.id FROM entries e JOIN history u ON u.undoes = e.id WHERE u.offer IS NOT NULL)
          ORDER BY h.id DESC LIMIT ?
          """)
      return try Row.fetchAll(statement, arguments: [id, limit])
        .compactMap { row in try damage.skipping { try HistoryTable.entry(row) } }
    }
  }
}

extension Writing {
  /// Puts back what an entry of an account changed.
  fileprivate func restore(
    _ before: HistoryEntry.Snapshot, to owner: PublisherRecord, _ people: AccountUsers
  ) throws {
    var after = owner.publisher
    switch before {
    case .publisher(let publisher):
      // Steps have entries of their own.
      after = publisher
      after.ticks = owner.publisher.ticks
    case .accountStep(let step, let tick): after.ticks[step] = tick
    case .user(let address, let user):
      try UserTable.update(
        db, from: people, to: people.restoring(user, address), publisher: owner.number)
    case .legalEntity(let name, let known):
      let taken = after.entity(known, try EntityTable.named(db, owner.number))
      guard taken == nil || taken?.name == name else {
        throw StoreFailure.changedSince(
          "“\(name.excerpt)” can't be called “\(known.excerpt)” again: another legal entity has "
            + "that name since; rename that one first.")
      }
      after.rename(name, to: known)
      try rename(entity: name, to: known, of: owner)
    case .offer, .users:
      // Such an entry is never looked for: the query knows each by how its JSON begins.
      throw DamagedRow(
        table: "history", key: owner.publisher.id, reason: "“before” belongs to another entry")
    }
    try update(PublisherRecord(number: owner.number, publisher: after), from: owner.publisher)
  }
}

extension HistoryTable {
  /// Whether an entry is one of an account: the condition of the index `history_of_accounts`, which
  /// is used only where it stands word for word.
  static func concernsAccount(_ table: String) -> String {
    "\(table).offer IS NULL OR substr(\(table).before, 1, 14) = '{\"accountStep\"'"
  }

  /// The latest entry of an account that can be taken back and is not.
  fileprivate static func latestUndoable(
    _ db: Database, account: Int64
  ) throws -> HistoryEntry? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT \(selection) FROM \(source)
        WHERE h.publisher = ? AND (\(concernsAccount("h"))) AND h.kind <> 'undo'
          AND h.before IS NOT NULL AND substr(h.before, 1, 9) <> '{"users":'
          AND NOT EXISTS (SELECT 1 FROM history u WHERE u.undoes = h.id)
        ORDER BY h.id DESC LIMIT 1
        """)
    return try Row.fetchOne(statement, arguments: [account]).map(entry)
  }

  /// The latest entry that can be taken back through an offer and is not: of the offer itself, or of
  /// an account-wide step that it counts on and that was done on the profile.
  static func latestUndoable(
    _ db: Database, offer: Int64, account: Int64, steps: Set<String>
  ) throws -> HistoryEntry? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT \(selection) FROM \(source)
        WHERE h.id IN (
            SELECT id FROM history WHERE offer = ?
            UNION ALL
            SELECT a.id FROM history a WHERE a.publisher = ? AND (\(concernsAccount("a")))
              AND a.offer IS NULL AND substr(a.before, 1, 14) = '{"accountStep"')
          AND h.kind <> 'undo' AND h.before IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM history u WHERE u.undoes = h.id)
        ORDER BY h.id DESC
        """)
    let rows = try Row.fetchCursor(statement, arguments: [offer, account])
    while let row = try rows.next() {
      let entry = try entry(row)
      if case .accountStep(let step, _) = entry.before, entry.offer == nil, !steps.contains(step) {
        continue
      }
      return entry
    }
    return nil
  }
}
