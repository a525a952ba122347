// Undo and redo: an event that changes back what another one changed. Nothing is rewritten.

package import Foundation
import GRDB
package import Lifecycle

extension HistoryRepository {
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
      let events = try Reversal(writing).lastAction()
      return isAllowed(events.map(\.entry)) ? events : []
    }
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
      return try Reversal(writing).events(
        "h.type = '\(EventType.undone.name)' AND \(HistoryTable.isNotUndone) AND h.action = ?",
        [try row.read(1) as Int64])
    }
  }

  /// Takes back what the last action did through an offer that is not taken back yet, all of it at
  /// once; done again, it walks back further. An account-wide step counts that was done through the
  /// offer, or on the profile if the offer counts on it. What the action did to other offers stays.
  ///
  /// - Returns: the entries that say so; empty if there is nothing to take back.
  /// - Throws: something that it changed has changed since; or the deck can't be written.
  @discardableResult
  package func undo(
    _ key: OfferKey, at moment: Date, by actor: String
  ) throws(StoreFailure) -> [HistoryEntry] {
    try reverting(at: moment, by: actor) { writing in
      let record = try writing.offer(key)
      let steps =
        writing.shelf.playbooks.first { $0.id == record.offer.playbook }?
        .track(record.offer.track)?.steps.map(\.id) ?? []
      return try Reversal(writing).lastAction(
        where: """
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
    }
  }

  /// Takes back what the last action did to an account that is not taken back yet, account-wide steps
  /// included, through whichever offer they were done.
  ///
  /// - Returns: the entries that say so; empty if there is nothing to take back.
  /// - Throws: the account has changed since by something that can't be taken back.
  @discardableResult
  package func undo(
    accountOf id: String, at moment: Date, by actor: String
  ) throws(StoreFailure) -> [HistoryEntry] {
    try reverting(at: moment, by: actor) { writing in
      let owner = try writing.publisher(id)
      return try Reversal(writing).lastAction(
        where: """
          h.publisher = ? AND h.scope = \(EventScope.account.rawValue)
            AND h.type NOT IN ('publisher.added', 'users.observed')
          """, [owner.number])
    }
  }

  private func reverting(
    at moment: Date, by actor: String, _ find: (Writing) throws -> [RevertibleEvent]
  ) throws(StoreFailure) -> [HistoryEntry] {
    try deck.writing { writing in
      let reversal = Reversal(writing)
      return try find(writing).map { try reversal.revert($0, at: moment, by: actor) }
    }
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
