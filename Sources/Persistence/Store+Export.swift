// Everything that a deck remembers, from one state of it, one after the other.

import GRDB
package import Lifecycle

/// Something that a deck remembers.
package enum Export: Hashable, Sendable {
  /// A publisher. All of them come first.
  case publisher(Publisher)
  /// An offer, in the order in which they were added.
  case offer(Offer)
  /// An entry of the history, the oldest first.
  case history(HistoryEntry)
  /// A person of an account, or an entry of the directory. They come last.
  case account(AccountEntry)
}

extension Store {
  /// Gives everything to a closure: publishers, then offers, then the history, then what is known
  /// for accounts. Nothing that is written meanwhile shows.
  ///
  /// - Throws: whatever `take` throws; or a `StoreFailure`.
  package func export(_ take: (Export) throws -> Void) throws {
    try readingThrough { db in
      for record in try PublisherTable.fetchAll(db) { try take(.publisher(record.publisher)) }
      try OfferStream.read(db) { try take(.offer($0.offer)) }
      let entries = try Row.fetchCursor(
        db, sql: "SELECT \(HistoryTable.selection) FROM \(HistoryTable.source) ORDER BY h.id")
      while let row = try entries.next() { try take(.history(HistoryTable.entry(row))) }
      for record in try PublisherTable.fetchAll(db) {
        for user in try UserTable.fetch(db, publisher: record.number).sorted {
          try take(.account(.user(publisher: record.publisher.id, user)))
        }
      }
      for entry in try Self.directoryEntries(db) { try take(.account(.directory(entry))) }
    }
  }
}
