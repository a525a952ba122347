// Makes adding many offers quick: past a certain number the indexes are dropped, and made again at
// the end by sorting once. All of it happens inside the transaction, so that nobody sees it.

import GRDB
import Lifecycle

/// Adds many offers.
struct BulkInsertion {
  /// Nothing tells whether an offer is known, since none was when it began.
  private(set) var isIdentitySuspended: Bool
  /// An offer that is added may have been there before.
  let mayHaveRemoved: Bool
  private let db: Database
  private let statement: Statement
  private var number: Int64
  private var written = 0
  private var areListsSuspended: Bool
  /// Offers after which making the indexes anew takes less time than keeping them up.
  private let threshold: Int

  /// Begins to add offers to a deck.
  init(_ db: Database) throws {
    self.db = db
    number = try OfferTable.nextNumber(db)
    mayHaveRemoved =
      try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM removed_offers)") ?? false
    let isEmpty = number == 1
    isIdentitySuspended = isEmpty
    areListsSuspended = isEmpty
    threshold = max(10_000, Int(number / 4))
    if isEmpty {
      try OfferIndex.dropIdentity(db)
      try OfferIndex.dropLists(db)
    }
    try OfferIndex.createFoldedIdentity(db)
    statement = try db.makeStatement(sql: OfferRecord.insertion)
  }

  /// The number for the next offer.
  mutating func nextNumber() -> Int64 {
    defer { number += 1 }
    return number
  }

  /// Adds an offer.
  mutating func insert(_ record: OfferRecord) throws {
    try OfferTable.insert(db, record, by: statement)
    try noteWrite()
  }

  /// Notes that an offer was written.
  mutating func noteWrite() throws {
    written += 1
    guard written > threshold, !areListsSuspended else { return }
    areListsSuspended = true
    try OfferIndex.dropLists(db)
  }

  /// An offer that was added twice, with the numbers of both rows.
  struct Twice {
    let offer: String
    let first: Int64
    let second: Int64
  }

  /// Makes the indexes that are missing. The counts have to be written before: they tell which.
  ///
  /// - Returns: the first offer that was added twice; nil where none was.
  mutating func finish() throws -> Twice? {
    if let twice = try resumeIdentity() { return twice }
    if written > 0 { try OfferIndex.createLists(db) }
    return nil
  }

  /// Makes it possible again to find an offer by its ID.
  ///
  /// - Returns: the first offer that was added twice; nil where none was.
  mutating func resumeIdentity() throws -> Twice? {
    guard isIdentitySuspended else { return nil }
    do {
      try OfferIndex.createIdentity(db)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      return try firstTwice()
    }
    isIdentitySuspended = false
    return nil
  }

  private func firstTwice() throws -> Twice? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT offer_id, first, id FROM (
          SELECT id, offer_id, min(id) OVER same AS first, row_number() OVER same AS time
          FROM offers WINDOW same AS (PARTITION BY publisher, offer_id ORDER BY id))
        WHERE time = 2 ORDER BY id LIMIT 1
        """
    ).map { Twice(offer: try $0.read(0), first: try $0.read(1), second: try $0.read(2)) }
  }
}
