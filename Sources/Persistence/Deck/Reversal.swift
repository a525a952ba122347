// Finds the events that are to be taken back or done again, and does it.

import Foundation
import GRDB
import Lifecycle

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

/// Takes events back, inside a transaction.
struct Reversal {
  private let writing: Writing
  private var db: Database { writing.db }

  /// Writes by a transaction.
  init(_ writing: Writing) { self.writing = writing }

  /// The events of the last action that has some that fulfill a condition and can be taken back: those
  /// events, the latest first.
  func lastAction(
    where condition: String = "TRUE", _ arguments: StatementArguments = [],
    through key: OfferKey? = nil
  ) throws -> [RevertibleEvent] {
    let condition = "\(HistoryTable.isUndoable) AND \(condition)"
    let action = try Int64.fetchOne(
      db, sql: "SELECT h.action FROM history h WHERE \(condition) ORDER BY h.id DESC LIMIT 1",
      arguments: arguments)
    guard let action else { return [] }
    return try events("\(condition) AND h.action = ?", arguments + [action]).map { event in
      var event = event
      event.key = event.entry.offer == nil ? key : nil
      return event
    }
  }

  /// The events that fulfill a condition, the latest first.
  ///
  /// - Throws: one of them is of a type or version that this program does not know.
  func events(
    _ condition: String, _ arguments: StatementArguments
  ) throws -> [RevertibleEvent] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT \(HistoryTable.selection), h.type, h.publisher, h.offer, h.scope, h.version, h.payload
        FROM \(HistoryTable.source) WHERE \(condition) ORDER BY h.id DESC
        """, arguments: arguments)
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
    try EventApplication(writing).apply(changes)
    if event.scope == .imported { try revertParts(of: entry.id) }
    let after = try key.flatMap { try OfferTable.fetch(db, $0)?.offer.publication.stage }
    let isOfRevert = isRedo || event.type == EventType.redone.name
    let number = try event.key.flatMap { try OfferTable.fetch(db, $0)?.id }
    return try writing.record(
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
    var memory = DigestMemory(writing.shelf)
    let numbers = try Int64.fetchAll(
      db, sql: "SELECT number FROM history_parts WHERE event = ? ORDER BY number",
      arguments: [root])
    let isLarge = numbers.count > 10
    if isLarge { try OfferIndex.dropLists(db) }
    for number in isAdded ? numbers.reversed() : numbers {
      let text = try String.fetchOne(
        db, sql: "SELECT payload FROM history_parts WHERE number = ?", arguments: [number])
      try EventApplication(writing).apply(part: text ?? "", of: root, isRemoval: isAdded, &memory)
    }
    try writing.tally.write(db)
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
