// What an export holds, record by record.

/// Something that a deck remembers.
package enum DeckRecord: Hashable, Sendable {
  /// A publisher. All of them come first.
  case publisher(Publisher)
  /// An offer, in the order in which they were added.
  case offer(Offer)
  /// An entry of the history, the oldest first.
  case history(HistoryEntry)
  /// Offers that the entry before this record added, as `EventPayload` writes them.
  case added(event: Int64, offers: String)
  /// A person of an account, or an entry of the directory. They come last.
  case account(AccountEntry)
}
