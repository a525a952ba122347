// Single offers: looked up, found by what a person typed, and added by hand.

package import Foundation
import GRDB
package import Lifecycle

extension Store {
  /// An offer; nil where the deck has none.
  package func offer(_ key: OfferKey) throws(StoreFailure) -> Offer? {
    try reading { db in try OfferTable.fetch(db, key)?.offer }
  }

  /// The offers that a text on the command line can mean: an offer's exact ID, with whichever
  /// publisher, or `publisher/offer`. Sorted by publisher.
  package func matches(_ text: String) throws(StoreFailure) -> [OfferKey] {
    try reading { db in
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
    do {
      try writing { writing in
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
    } catch { throw StoreFailure(error, path: path) }
  }
}

extension Writing {
  /// The record of a new offer, with its digest, counted already. The caller writes it.
  func newRecord(
    _ offer: Offer, number: Int64, _ owner: PublisherRecord, addedBy: Int64?,
    _ memory: inout DigestMemory
  ) throws -> OfferRecord {
    change()
    let record = OfferRecord(
      id: number, publisher: owner.number, playbook: try self.number(ofPlaybook: offer.playbook),
      addedBy: addedBy, offer: offer, digest: try memory.digest(of: offer, owner.publisher))
    tally.add(record.group)
    return record
  }
}
