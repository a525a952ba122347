// Single offers: looked up, found by what a person typed, added by hand, and changed by the one path
// there is: the rule runs in the write transaction, on the row as it is then, and the row, its digest,
// the counts and the history are written together.

package import Foundation
import GRDB
package import Lifecycle

/// The offers of a deck, one by one.
package struct OfferRepository {
  let deck: Store

  /// An offer; nil where the deck has none.
  package func find(_ key: OfferKey) throws(StoreFailure) -> Offer? {
    try deck.reading { db in try OfferTable.fetch(db, key)?.offer }
  }

  /// The offers that a text on the command line can mean: an offer's exact ID, with whichever
  /// publisher, or `publisher/offer`. Sorted by publisher.
  package func matches(_ text: String) throws(StoreFailure) -> [OfferKey] {
    try deck.reading { db in
      // IDs can contain a slash themselves, so that every one of them may be the divider.
      let byID = try Row.fetchAll(
        db,
        sql: """
          SELECT p.id, o.offer_id FROM publishers p
          CROSS JOIN offers o INDEXED BY \(OfferIndex.identity)
            ON o.publisher = p.number AND o.offer_id = ?1
          UNION
          SELECT p.id, o.offer_id FROM publishers p
          CROSS JOIN offers o INDEXED BY \(OfferIndex.identity)
            ON o.publisher = p.number AND o.offer_id = substr(?1, length(p.id) + 2)
          WHERE substr(?1, 1, length(p.id) + 1) = p.id || '/'
          ORDER BY 1, 2
          """, arguments: [text])
      return try byID.map { OfferKey(publisher: try $0.read(0), offer: try $0.read(1)) }
    }
  }

  /// Adds an offer by hand, with an entry in the history.
  ///
  /// - Throws: the deck has the offer already, or not its publisher; its playbook is not at hand.
  package func add(_ offer: Offer, at moment: Date, by actor: String) throws(StoreFailure) {
    try deck.writing { writing in
      let owner = try writing.publisher(offer.key.publisher)
      guard !offer.key.offer.isEmpty else {
        throw StoreFailure.unacceptable("An offer needs an ID. Use the one shown in the portal.")
      }
      try OfferIndex.createFoldedIdentity(writing.db)
      let known = try OfferTable.fetch(
        writing.db, publisher: owner.number, offer: offer.key.offer, ignoringCase: true)
      if let known { throw StoreFailure.knownOffer(known.offer.key) }
      var memory = DigestMemory(writing.shelf)
      let record = try writing.insert(offer.atDeckResolution, owner, addedBy: nil, &memory)
      try writing.record(
        HistoryEntry(
          at: moment, by: actor, publisher: offer.key.publisher, offer: offer.key.offer,
          kind: "added", to: offer.publication.stage),
        Change(.offer(offer.key), from: [:], to: record.offer.fields).map { [$0] } ?? [],
        .offer, publisher: owner.number, offer: record.id)
    }
  }

  // MARK: - Actions

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
    try deck.writingThrough { try apply(actions, to: key, $0, at: moment, by: actor, source) }
  }

  /// Does actions to several offers in one transaction, so that they are undone as one. An offer for
  /// which a rule says no stays as it was, and the others are done.
  ///
  /// - Returns: what was done, with the offers and publishers afterward, and what was refused.
  /// - Throws: a `StoreFailure`; nothing is done then.
  package func apply(
    _ actions: [Action], to keys: [OfferKey], at moment: Date, by actor: String
  ) throws -> (done: [Rules.Subject], refused: [(key: OfferKey, refusal: Refusal)]) {
    try deck.writingThrough { writing in
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

extension Action {
  /// The action with its date at the resolution of the deck.
  fileprivate var atDeckResolution: Action {
    guard case .observe(var observation) = self else { return self }
    observation.at = observation.at?.atDeckResolution
    return .observe(observation)
  }
}
