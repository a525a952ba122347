// Undo and redo: an event that changes back what another one changed. Nothing is rewritten.

package import Foundation
import GRDB
package import Lifecycle

extension Store {
  /// Takes back the last action that is not taken back yet, whatever it was and however many offers
  /// it changed; done again, it walks back further.
  ///
  /// - Parameter isAllowed: whether to take back an action with these entries, the latest first; asked
  ///   inside the transaction.
  /// - Returns: the entries that say so, the first first; empty if there is nothing to take back, or
  ///   if it was not allowed.
  /// - Throws: something that it changed has changed since; or the deck can't be written.
  @discardableResult
  package func undo(
    at moment: Date, by actor: String,
    if isAllowed: ([HistoryEntry]) -> Bool = { _ in true }
  ) throws(StoreFailure) -> [HistoryEntry] {
    try reverting(at: moment, by: actor) { writing in
      let action = try Int64.fetchOne(
        writing.db,
        sql: """
          SELECT h.action FROM history h WHERE \(HistoryTable.isUndoable)
          ORDER BY h.id DESC LIMIT 1
          """)
      let events = try action.map {
        try writing.events("\(HistoryTable.isUndoable) AND h.action = ?", [$0])
      }
      guard let events, isAllowed(events.map(\.entry)) else { return [] }
      return events
    }
  }

  /// The ID of the latest entry of the history; 0 if there is none.
  package func latestEntry() throws(StoreFailure) -> Int64 {
    try reading { try Int64.fetchOne($0, sql: "SELECT max(id) FROM history") ?? 0 }
  }

  /// Does again what was taken back last, unless something else was done since.
  ///
  /// - Returns: the entries that say so, the first first; empty if there is nothing to do again.
  /// - Throws: something that it changed has changed since; or the deck can't be written.
  @discardableResult
  package func redo(at moment: Date, by actor: String) throws(StoreFailure) -> [HistoryEntry] {
    try reverting(at: moment, by: actor) { writing in
      let row = try Row.fetchOne(
        writing.db,
        sql: """
          SELECT h.id, h.action FROM history h WHERE h.type = '\(EventType.undone.name)'
            AND \(HistoryTable.isNotUndone)
            AND NOT EXISTS (
              SELECT 1 FROM history n WHERE n.id > h.id
                AND n.type NOT IN ('\(EventType.undone.name)', '\(EventType.redone.name)'))
          ORDER BY h.id DESC LIMIT 1
          """)
      guard let row else { return [] }
      return try writing.events(
        "h.type = '\(EventType.undone.name)' AND \(HistoryTable.isNotUndone) AND h.action = ?",
        [try row.read(1) as Int64])
    }
  }

  /// Takes back the latest thing that was done through an offer and is not taken back yet; done
  /// again, it walks back further. An account-wide step counts that was done through the offer, or
  /// on the profile if the offer counts on it.
  ///
  /// - Returns: the entry that says so, or nil if there is nothing to take back.
  /// - Throws: the account-wide step has changed since; or the deck can't be written.
  @discardableResult
  package func undo(
    _ key: OfferKey, at moment: Date, by actor: String
  ) throws(StoreFailure) -> HistoryEntry? {
    try reverting(at: moment, by: actor) { writing in
      let record = try writing.offer(key)
      let steps =
        writing.shelf.playbooks.first { $0.id == record.offer.playbook }?
        .track(record.offer.track)?.steps.map(\.id) ?? []
      return try writing.latest(
        """
        h.id IN (
            SELECT id FROM history WHERE offer = ?
            UNION ALL
            SELECT a.id FROM history a WHERE a.publisher = ? AND a.scope <> 1 AND a.offer IS NULL
              AND a.type IN ('publisher.step.completed', 'publisher.step.reopened')
              AND a.subject IN (SELECT value FROM json_each(?)))
          AND h.type <> 'offer.added'
        """,
        [
          record.id, record.publisher,
          String(decoding: try JSONEncoder().encode(steps), as: UTF8.self),
        ], through: key)
    }.first
  }

  /// Takes back the latest thing that was done to an account and is not taken back yet, account-wide
  /// steps included, through whichever offer they were done.
  ///
  /// - Returns: the entry that says so, or nil if there is nothing to take back.
  /// - Throws: the account has changed since by something that can't be taken back.
  @discardableResult
  package func undoAccount(
    of id: String, at moment: Date, by actor: String
  ) throws(StoreFailure) -> HistoryEntry? {
    try reverting(at: moment, by: actor) { writing in
      let owner = try writing.publisher(id)
      return try writing.latest(
        """
        h.publisher = ? AND h.scope <> 1 AND h.scope = \(EventScope.account.rawValue)
          AND h.type NOT IN ('publisher.added', 'users.observed')
        """, [owner.number])
    }.first
  }

  private func reverting(
    at moment: Date, by actor: String, _ find: (Writing) throws -> [RevertibleEvent]
  ) throws(StoreFailure) -> [HistoryEntry] {
    do {
      return try writing { writing in
        let events = try find(writing)
        return try events.map { try writing.revert($0, at: moment, by: actor) }
      }
    } catch { throw StoreFailure(error, path: path) }
  }
}

extension HistoryTable {
  /// Holds for an event `h` that no other one takes back.
  static let isNotUndone = "NOT EXISTS (SELECT 1 FROM history u WHERE u.undoes = h.id)"

  /// Holds for an event `h` that can be taken back, as far as SQL can tell.
  static let isUndoable = """
    h.type NOT IN ('\(EventType.undone.name)', '\(EventType.beginning.name)') \
    AND h.payload IS NOT NULL AND \(isNotUndone)
    """
}

/// An event with what it changed, that is to be taken back or done again.
struct RevertibleEvent {
  let entry: HistoryEntry
  let type: String
  let publisher: Int64
  let offer: Int64?
  let scope: EventScope
  let changes: [Change]
  /// The offer through which it is taken back, if that is another one than its own.
  var key: OfferKey?
}

extension Writing {
  /// The latest event that fulfills a condition and can be taken back.
  func latest(
    _ condition: String, _ arguments: StatementArguments, through key: OfferKey? = nil
  ) throws -> [RevertibleEvent] {
    let found = try events("\(HistoryTable.isUndoable) AND \(condition)", arguments, limit: 1)
    return found.map { event in
      var event = event
      event.key = event.entry.offer == nil ? key : nil
      return event
    }
  }

  /// The events that fulfill a condition, the latest first.
  ///
  /// - Throws: one of them is of a type or version that this program does not know.
  func events(
    _ condition: String, _ arguments: StatementArguments, limit: Int = .max
  ) throws -> [RevertibleEvent] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT \(HistoryTable.selection), h.type, h.publisher, h.offer, h.scope, h.version, h.payload
        FROM \(HistoryTable.source) WHERE \(condition) ORDER BY h.id DESC LIMIT ?
        """, arguments: arguments + [limit])
    return try rows.map { row in
      let entry = try HistoryTable.entry(row)
      return try DamagedRow.naming("history", row.text(0)) {
        let (type, version): (String, Int64) = (try row.read(12), try row.read(16))
        guard EventType(name: type).isKnown, version <= EventPayload.version else {
          throw StoreFailure.changedSince(
            "The change \(type.inQuotes) was made by a newer offerdeck; undo it there.")
        }
        guard let scope = EventScope(rawValue: try row.read(15)) else { throw row.unreadable(15) }
        return RevertibleEvent(
          entry: entry, type: type, publisher: try row.read(13), offer: try row.read(14),
          scope: scope, changes: try HistoryTable.changes(row, 17) ?? [])
      }
    }
  }

  /// Takes an event back, or does it again if it took another one back.
  func revert(_ event: RevertibleEvent, at moment: Date, by actor: String) throws -> HistoryEntry {
    let entry = event.entry
    let isRedo = event.type == EventType.undone.name
    let key = entry.offerKey
    let stage = try key.flatMap { try OfferTable.fetch(db, $0)?.offer.publication.stage }
    let changes = event.changes.inverse
    try apply(changes)
    if event.scope == .imported { try revertParts(of: entry.id) }
    let after = try key.flatMap { try OfferTable.fetch(db, $0)?.offer.publication.stage }
    let isOfRevert = isRedo || event.type == EventType.redone.name
    let number = try event.key.flatMap { try OfferTable.fetch(db, $0)?.id }
    return try record(
      HistoryEntry(
        at: moment, by: actor, publisher: entry.publisher, offer: event.key?.offer ?? entry.offer,
        kind: isRedo ? "redo" : "undo", subject: entry.subject,
        detail: isOfRevert ? entry.detail : entry.kind, from: stage ?? after, to: after ?? stage,
        undoes: entry.id),
      changes, event.scope, publisher: event.publisher, offer: number ?? event.offer)
  }

  /// Takes the offers that an import added out of the deck, or puts them back.
  private func revertParts(of event: Int64) throws {
    let (root, isAdded) = try Self.origin(of: event, db)
    var memory = DigestMemory(shelf)
    let numbers = try Int64.fetchAll(
      db, sql: "SELECT number FROM history_parts WHERE event = ? ORDER BY number",
      arguments: [root])
    let isLarge = numbers.count > 10
    if isLarge { try OfferIndex.dropLists(db) }
    for number in isAdded ? numbers.reversed() : numbers {
      let text = try String.fetchOne(
        db, sql: "SELECT payload FROM history_parts WHERE number = ?", arguments: [number])
      try apply(part: text ?? "", of: root, isRemoval: isAdded, &memory)
    }
    try tally.write(db)
    if isLarge { try OfferIndex.createLists(db) }
  }

  /// The import whose offers an event added or removed, and which of the two.
  static func origin(of event: Int64, _ db: Database) throws -> (root: Int64, isAdded: Bool) {
    var (root, isAdded) = (event, true)
    while let undone = try Int64.fetchOne(
      try db.cachedStatement(sql: "SELECT undoes FROM history WHERE id = ?"), arguments: [root])
    {
      root = undone
      isAdded.toggle()
    }
    return (root, isAdded)
  }
}
