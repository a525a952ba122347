// Makes rows that differ from the log again.

import GRDB
import Lifecycle

/// Makes the rows of a deck what its log says, inside a transaction.
struct RowRepair {
  private let writing: Writing
  private var db: Database { writing.db }

  /// Writes by a transaction.
  init(_ writing: Writing) { self.writing = writing }

  /// Makes the rows that differ from the log again.
  func run() throws {
    var differences: [LogCheck.Difference] = []
    var check = LogCheck(db) { differences.append($0) }
    try check.run()
    for difference in differences {
      if difference.found == nil, case .offer(let key) = difference.subject {
        try removeDamaged(key)
      }
      if let number = difference.number, case .offer(let key) = difference.subject {
        // The row gets the number that its events have, and nothing that was left of it.
        for part in OfferPart.all { try part.delete(db, number: number) }
        try db.execute(
          sql: "INSERT OR REPLACE INTO removed_offers VALUES (?, ?, ?)",
          arguments: [number, try writing.publisher(key.publisher).number, key.offer])
      }
      if let change = Change(
        difference.subject, from: difference.found ?? [:], to: difference.expected)
      {
        try EventApplication(writing).apply([change])
      }
      if let event = difference.addedBy, case .offer(let key) = difference.subject {
        try db.execute(
          sql: """
            UPDATE offers SET added_by = ? WHERE offer_id = ? AND publisher = (
              SELECT number FROM publishers WHERE id = ?)
            """, arguments: [event, key.offer, key.publisher])
      }
    }
  }

  private func removeDamaged(_ key: OfferKey) throws {
    let owner = try writing.publisher(key.publisher)
    guard
      let number = try Int64.fetchOne(
        db, sql: "SELECT id FROM offers WHERE publisher = ? AND offer_id = ?",
        arguments: [owner.number, key.offer])
    else { return }
    try OfferTable.delete(db, number: number)
    try db.execute(
      sql: "INSERT OR REPLACE INTO removed_offers VALUES (?, ?, ?)",
      arguments: [number, owner.number, key.offer])
  }
}
