// The one path by which an offer changes: the rule runs in the write transaction, on the row as it
// is then, and the row, its digest, the counts and the history are written together.

package import Foundation
import GRDB
package import Lifecycle

extension Store {
  /// Does actions to an offer, all of them or none. Each that changes something is an entry in the
  /// history; the entry of an account-wide step belongs to the offer through which it was done.
  ///
  /// - Returns: the offer and its publisher afterward.
  /// - Throws: a `Refusal` where a rule says no, a `StoreFailure` where the deck does.
  @discardableResult
  package func apply(
    _ actions: [Action], to key: OfferKey, at moment: Date, by actor: String,
    source: Source = .hand
  ) throws -> Rules.Subject {
    try writing { try apply(actions, to: key, $0, at: moment, by: actor, source) }
  }

  /// Does actions to several offers in one transaction, so that they are undone as one. An offer for
  /// which a rule says no stays as it was, and the others are done.
  ///
  /// - Returns: what was done, with the offers and publishers afterward, and what was refused.
  /// - Throws: a `StoreFailure`; nothing is done then.
  package func apply(
    _ actions: [Action], to keys: [OfferKey], at moment: Date, by actor: String
  ) throws -> (done: [Rules.Subject], refused: [(key: OfferKey, refusal: Refusal)]) {
    try writing { writing in
      var done: [Rules.Subject] = []
      var refused: [(key: OfferKey, refusal: Refusal)] = []
      for key in keys {
        do {
          done.append(try apply(actions, to: key, writing, at: moment, by: actor, .hand))
        } catch let refusal as Refusal {
          refused.append((key, refusal))
        }
      }
      return (done, refused)
    }
  }

  /// Does actions to an offer. The rules are asked before anything is written, so a refusal leaves
  /// the transaction as it was.
  private func apply(
    _ actions: [Action], to key: OfferKey, _ writing: Writing, at moment: Date, by actor: String,
    _ source: Source
  ) throws -> Rules.Subject {
    let record = try writing.offer(key)
    let owner = try writing.publisher(key.publisher)
    let rules = try writing.shelf.rules(record.offer.playbook)
    var subject = Rules.Subject(record.offer, owner.publisher)
    var entries: [(HistoryEntry, [Change], EventScope)] = []
    for action in actions {
      let after = try rules.applying(
        action.atDeckResolution, to: subject, at: moment.atDeckResolution, by: actor)
      guard after != subject else { continue }
      entries.append(entry(action, from: subject, to: after, at: moment, by: actor, source))
      subject = after
    }
    try writing.write(subject, over: record, owner)
    for (entry, changes, scope) in entries {
      try writing.record(entry, changes, scope, publisher: owner.number, offer: record.id)
    }
    return subject
  }

  private func entry(
    _ action: Action, from before: Rules.Subject, to after: Rules.Subject, at moment: Date,
    by actor: String, _ source: Source
  ) -> (HistoryEntry, [Change], EventScope) {
    let (step, detail) = action.particulars
    let origin = if case .observe(let observation) = action { observation.source } else { source }
    let entry = HistoryEntry(
      at: moment, by: actor, publisher: before.offer.key.publisher, offer: before.offer.key.offer,
      kind: action.name, subject: step, detail: detail, from: before.offer.publication.stage,
      to: after.offer.publication.stage, source: origin)
    let offers = Change(
      .offer(before.offer.key), from: before.offer.fields, to: after.offer.fields)
    let accounts = after.publisher.changes(from: before.publisher)
    return (
      entry, accounts + [offers].compactMap { $0 }, accounts.isEmpty ? .offer : .account
    )
  }
}

extension Writing {
  /// Writes an offer and its publisher, as far as they differ from what is stored.
  func write(
    _ subject: Rules.Subject, over record: OfferRecord, _ owner: PublisherRecord
  ) throws {
    var stored = record
    if subject.publisher != owner.publisher {
      try update(
        PublisherRecord(number: owner.number, publisher: subject.publisher), from: owner.publisher)
      // The step may have changed this offer's digest along with the others'.
      stored = try offer(record.offer.key)
    }
    guard subject.offer != stored.offer else { return }
    var after = stored
    after.offer = subject.offer
    try update(after, from: stored, subject.publisher)
  }
}

extension Action {
  /// The action with its date at the resolution of the deck.
  fileprivate var atDeckResolution: Action {
    guard case .observe(var observation) = self else { return self }
    observation.at = observation.at?.atDeckResolution
    return .observe(observation)
  }
}
