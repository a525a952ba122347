// Everything that a deck remembers, from one state of it, one after the other.

import GRDB
package import Lifecycle

/// Everything in a deck, for an export.
package struct ExportRepository {
  let deck: Store

  /// Gives everything to a closure: publishers, then offers, then the history, then what is known
  /// for accounts. Nothing that is written meanwhile shows.
  ///
  /// Damaged rows are left out and noted in `damage`, with what can't be imported without them: the
  /// offers of a publisher, and the history of an offer.
  ///
  /// - Throws: whatever `take` throws; or a `StoreFailure`.
  package func each(_ take: (DeckRecord) throws -> Void) throws {
    try deck.readingThrough { db in
      let publishers = try PublisherTable.fetchAll(db, leavingOut: deck.damage)
      for record in publishers { try take(.publisher(record.publisher)) }
      let kept = Set(publishers.map(\.number))
      var leftOut: Set<Int64> = []
      try OfferStream.read(db, leavingOut: deck.damage, isDigestNeeded: false) { record in
        if kept.contains(record.publisher) { return try take(.offer(record.offer)) }
        leftOut.insert(record.id)
        deck.damage.note(
          DamagedRow(
            table: "offers", key: "\(record.id) (\(record.offer.key.offer))",
            reason: "its publisher can't be read"))
      } leaveOut: {
        leftOut.insert($0)
      }
      try exportHistory(db, publishers: kept, without: leftOut, take)
      for record in publishers {
        for user in try UserTable.fetch(db, publisher: record.number, leavingOut: deck.damage)
          .sorted
        {
          try take(.account(.user(publisher: record.publisher.id, user)))
        }
      }
      for entry in try DirectoryRepository.entries(db, leavingOut: deck.damage) {
        try take(.account(.directory(entry)))
      }
    }
  }

  private func exportHistory(
    _ db: Database, publishers: Set<Int64>, without offers: Set<Int64>,
    _ take: (DeckRecord) throws -> Void
  ) throws {
    var leftOut: Set<Int64> = []
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(HistoryTable.selection), \(HistoryTable.eventSelection),
          h.publisher AS publisher, h.offer AS offer, p.id IS NOT NULL
        FROM \(HistoryTable.source) ORDER BY h.id
        """)
    while let row = try rows.next() {
      let entry = try deck.damage.skipping {
        var entry = try HistoryTable.event(row)
        let (offer, isThere) = try DamagedRow.naming("history", row.text(0)) {
          (try row.read(20) as Int64?, try row.read(21) as Bool)
        }
        let isOrphan =
          Int64(stored: row[19]).map { number in
            isThere ? !publishers.contains(number) : entry.publisher.isEmpty && number != 0
          } ?? true || offer.map { offers.contains($0) || entry.offer == nil } ?? false
        if isOrphan {
          throw DamagedRow(
            table: "history", key: row.text(0), reason: "what it belongs to can't be read")
        }
        // What is left out can't be referred to.
        if let undone = entry.undoes, leftOut.contains(undone) { entry.undoes = nil }
        return entry
      }
      guard let entry else {
        leftOut.insert(try row.read(0))
        continue
      }
      try take(.history(entry))
      let parts = try HistoryTable.parts(db, of: entry.id)
      while let row = try parts.next() {
        let offers = try deck.damage.skipping {
          try DamagedRow.naming("history_parts", "\(entry.id)") { try row.read(0) as String }
        }
        if let offers { try take(.added(event: entry.id, offers: offers)) }
      }
    }
  }
}
