// The one path by which an account changes: the rule runs in the write transaction, on the row as it
// is then, and the row and its history are written together.

package import Foundation
import GRDB
package import Lifecycle

extension Store {
  /// Lets something happen to the account of a publisher.
  ///
  /// - Parameter expected: the account as it was when the person decided; where it is another one
  ///   by now, nothing is done. Nil where that does not matter.
  /// - Returns: the publisher afterwards.
  /// - Throws: an `AccountRefusal` where the rules say no, a `StoreFailure` where the deck does.
  @discardableResult
  package func apply(
    _ event: AccountEvent, toAccountOf id: String, expecting expected: Account? = nil,
    at moment: Date, by actor: String
  ) throws -> Publisher {
    try writing { writing in
      let owner = try writing.publisher(id)
      if let expected, expected != owner.publisher.account {
        throw AccountRefusal.changedMeanwhile
      }
      let after = try owner.publisher.applying(event, at: moment.atDeckResolution)
      guard after != owner.publisher else { return after }
      try writing.update(
        PublisherRecord(number: owner.number, publisher: after), from: owner.publisher)
      // What was only typed is no event: nobody wants to read it, or to undo it.
      if case .draft = event { return after }
      try HistoryTable.insert(
        writing.db,
        HistoryEntry(
          at: moment, by: actor, publisher: id, kind: event.name, detail: event.detail,
          before: .publisher(owner.publisher)),
        publisher: owner.number)
      return after
    }
  }

  /// Corrects a field of a publisher's profile, on the row as it is then.
  ///
  /// - Returns: the publisher afterwards.
  /// - Throws: an `AccountRefusal` where the text does not fit, a `StoreFailure` where the deck
  ///   can't be written.
  @discardableResult
  package func set(
    _ field: ProfileField, to text: String, ofAccount id: String, at moment: Date, by actor: String
  ) throws -> Publisher {
    try writing { writing in
      let owner = try writing.publisher(id)
      let after = try owner.publisher.setting(field, to: text)
      guard after != owner.publisher else { return after }
      try writing.update(
        PublisherRecord(number: owner.number, publisher: after), from: owner.publisher)
      try HistoryTable.insert(
        writing.db,
        HistoryEntry(
          at: moment, by: actor, publisher: id, kind: "edited", subject: field.title,
          detail: text.trimmingWhitespace(), before: .publisher(owner.publisher)),
        publisher: owner.number)
      return after
    }
  }

  /// The legal entities that the offers of a publisher name, each with how many do.
  package func legalEntities(of id: String) throws(StoreFailure) -> [(name: String, offers: Int)] {
    try reading(over: .walk) { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT legal_entity, count(*) FROM offers
          WHERE publisher = (SELECT number FROM publishers WHERE id = ?)
            AND legal_entity IS NOT NULL
          GROUP BY legal_entity ORDER BY 2 DESC, 1 LIMIT 50
          """, arguments: [id]
      ).map { ($0[0], $0[1]) }
    }
  }

  /// Ticks an account-wide step of a publisher, or takes its tick back, without an offer.
  ///
  /// - Returns: the publisher afterwards.
  @discardableResult
  package func set(
    _ step: String, isDone: Bool, ofAccount id: String, at moment: Date, by actor: String
  ) throws(StoreFailure) -> Publisher {
    do {
      return try writing { writing in
        let owner = try writing.publisher(id)
        guard (owner.publisher.ticks[step] != nil) != isDone else { return owner.publisher }
        var after = owner.publisher
        after.ticks[step] = isDone ? Tick(at: moment.atDeckResolution, by: actor) : nil
        try writing.update(
          PublisherRecord(number: owner.number, publisher: after), from: owner.publisher)
        try HistoryTable.insert(
          writing.db,
          HistoryEntry(
            at: moment, by: actor, publisher: id, kind: isDone ? "tick" : "untick", subject: step,
            before: .accountStep(step, owner.publisher.ticks[step])),
          publisher: owner.number)
        return after
      }
    } catch { throw StoreFailure(error, path: path) }
  }

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
        var after = owner.publisher
        let people = try UserTable.fetch(writing.db, publisher: owner.number)
        switch before {
        case .publisher(let publisher):
          // Steps have entries of their own.
          after = publisher
          after.ticks = owner.publisher.ticks
        case .accountStep(let step, let tick): after.ticks[step] = tick
        case .user(let address, let user):
          try UserTable.update(
            writing.db, from: people, to: people.restoring(user, address),
            publisher: owner.number)
        case .offer, .users: return nil
        }
        try writing.update(
          PublisherRecord(number: owner.number, publisher: after), from: owner.publisher)
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
}

extension Store {
  /// What happened to an account, its users and its steps, the newest first.
  package func accountHistory(of id: String, limit: Int) throws(StoreFailure) -> [HistoryEntry] {
    try reading(over: .walk) { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT \(HistoryTable.selection) FROM \(HistoryTable.source)
          WHERE h.publisher = (SELECT number FROM publishers WHERE id = ?)
            AND (h.offer IS NULL OR h.before LIKE '{"accountStep"%'
              OR h.undoes IN (SELECT id FROM history WHERE before LIKE '{"accountStep"%'))
          ORDER BY h.id DESC LIMIT ?
          """)
      return try Row.fetchAll(statement, arguments: [id, limit]).map { try HistoryTable.entry($0) }
    }
  }
}

extension HistoryTable {
  /// The latest entry of an account that can be taken back and is not.
  static func latestUndoable(_ db: Database, account: Int64) throws -> HistoryEntry? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT \(selection) FROM \(source)
        WHERE h.publisher = ? AND h.kind <> 'undo'
          AND (h.before LIKE '{"publisher"%' OR h.before LIKE '{"accountStep"%'
            OR h.before LIKE '{"user"%')
          AND NOT EXISTS (SELECT 1 FROM history u WHERE u.undoes = h.id)
        ORDER BY h.id DESC LIMIT 1
        """)
    return try Row.fetchOne(statement, arguments: [account]).map(entry)
  }
}
