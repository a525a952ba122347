// Undo: what an entry changed is put back exactly, by an entry of its own. Nothing is rewritten.

package import Foundation
import GRDB
package import Lifecycle

extension Store {
  /// Takes back the latest thing that was done through an offer and is not taken back yet; done
  /// again, it walks back further. An account-wide step counts that was done through the offer, or
  /// on the profile where the offer counts on it.
  ///
  /// - Returns: the entry that says so, or nil where there is nothing to take back.
  /// - Throws: the account-wide step has changed since; or the deck can't be written.
  @discardableResult
  package func undo(
    _ key: OfferKey, at moment: Date, by actor: String
  ) throws(StoreFailure) -> HistoryEntry? {
    do {
      return try writing { writing -> HistoryEntry? in
        let record = try writing.offer(key)
        let owner = try writing.publisher(key.publisher)
        let steps = writing.shelf.playbooks.first { $0.id == record.offer.playbook }?
          .track(record.offer.track)?.steps.map(\.id)
        guard
          let entry = try HistoryTable.latestUndoable(
            writing.db, offer: record.id, account: owner.number, steps: Set(steps ?? [])),
          let before = entry.before
        else { return nil }
        var subject = Rules.Subject(record.offer, owner.publisher)
        try restore(before, of: entry, to: &subject)
        try writing.write(subject, over: record, owner)
        // An entry whose effect was the same as before still counts as taken back.
        writing.change()
        return try HistoryTable.insert(
          writing.db,
          HistoryEntry(
            at: moment, by: actor, publisher: key.publisher, offer: key.offer, kind: "undo",
            subject: entry.subject, detail: entry.kind, from: record.offer.publication.stage,
            to: subject.offer.publication.stage, undoes: entry.id,
            before: before.counterpart(record.offer, owner.publisher)),
          publisher: owner.number, offer: record.id)
      }
    } catch { throw StoreFailure(error, path: path) }
  }

  private func restore(
    _ before: HistoryEntry.Snapshot, of entry: HistoryEntry, to subject: inout Rules.Subject
  ) throws(StoreFailure) {
    switch before {
    case .offer(let offer):
      subject.offer = offer
    case .accountStep(let step, let tick):
      // The step is every offer's: it can have been changed through another one since.
      let left = entry.kind == "untick" ? nil : Tick(at: entry.at, by: entry.by)
      guard subject.publisher.ticks[step] == left else {
        throw .changedSince(
          "The step \(step) of \(subject.publisher.name) was changed since through another offer; "
            + "undo it there, or set it anew.")
      }
      subject.publisher.ticks[step] = tick
    case .publisher(let publisher):
      subject.publisher = publisher
    case .user, .users, .legalEntity:
      // People and entities belong to no offer.
      return
    }
  }
}

extension HistoryEntry.Snapshot {
  /// The same part as it is now, which undoing changes: so the deck can be shown as it was before
  /// that. Nil where the part is not among what is given.
  func counterpart(
    _ offer: Offer?, _ publisher: Publisher, _ people: AccountUsers? = nil
  ) -> Self? {
    switch self {
    case .offer: offer.map { .offer($0) }
    case .accountStep(let step, _): .accountStep(step, publisher.ticks[step])
    case .publisher: .publisher(publisher)
    case .user(let address, _): people.map { .user(address, $0.people[address.key]) }
    case .users: people.map { .users($0.sorted) }
    case .legalEntity(let name, let known): .legalEntity(known, was: name)
    }
  }
}
