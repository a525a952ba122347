// The indexes that serve the list of offers: one for each order, over the whole deck. Where a large
// deck has several publishers, the orders that people look at most have one within each publisher
// as well; in the others, one publisher's offers are picked out of the whole deck's index.
//
// Each ends with name, ID and publisher, which breaks all ties, so that a row's key is its place.

import GRDB
import Lifecycle

/// An index over offers.
enum OfferIndex {
  /// The offers of each publisher by ID: finds an offer, and forbids it twice.
  static let identity = "offers_by_id"

  /// The index for an order over all publishers.
  static func all(_ sort: Query.Sort) -> String { "offers_by_\(sort.rawValue)" }

  /// The orders that can have an index within each publisher. All of them would double the time of
  /// an import.
  static let sortsWithinPublisher: [Query.Sort] = [.due, .name]

  /// The index for an order within a publisher; not every deck has it.
  static func withinPublisher(_ sort: Query.Sort) -> String {
    "publisher_offers_by_\(sort.rawValue)"
  }

  /// The column that an order begins with; nil where the name is the first already.
  static func column(_ sort: Query.Sort) -> String? {
    switch sort {
    case .due: "due"
    case .name: nil
    case .stage: "stage"
    case .track: "track"
    case .type: "type"
    case .changed: "changed_at"
    }
  }

  /// The columns that make up the key of a row in an order.
  static func key(_ sort: Query.Sort) -> [String] {
    [column(sort), "name", "offer_id", "publisher"].compactMap { $0 }
  }

  /// Offers from which on a deck with several publishers gets the indexes within each: below,
  /// passing over other publishers' offers costs nothing that one could feel.
  static let severalPublishersThreshold = 20_000

  /// Creates the index that tells whether an offer is known.
  static func createIdentity(_ db: Database) throws {
    try db.execute(
      sql: "CREATE UNIQUE INDEX IF NOT EXISTS \(identity) ON offers (publisher, offer_id)")
  }

  /// The condition of the index that `createFoldedIdentity` makes. Portals write IDs in lower case, so that
  /// these are few.
  static let hasCapitals = "offer_id GLOB '*[A-Z]*'"

  /// Creates the index that finds an offer whose ID is written in another case.
  static func createFoldedIdentity(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE INDEX IF NOT EXISTS offers_by_folded_id
        ON offers (publisher, lower(offer_id)) WHERE \(hasCapitals)
        """)
  }

  /// Creates those of the orders that the deck is to have and has not.
  static func createLists(_ db: Database) throws {
    for sort in Query.Sort.allCases {
      try create(db, all(sort), key(sort))
    }
    let publishers = try Int.fetchOne(db, sql: "SELECT count(DISTINCT publisher) FROM tally") ?? 0
    let offers = try Int.fetchOne(db, sql: "SELECT sum(count) FROM tally") ?? 0
    guard publishers > 1, offers >= severalPublishersThreshold else { return }
    for sort in sortsWithinPublisher {
      try create(db, withinPublisher(sort), ["publisher"] + key(sort).dropLast())
    }
  }

  /// Drops the indexes of the orders, so that many offers can be added quickly; `createLists`
  /// makes them again, in less time than keeping them up would have taken.
  static func dropLists(_ db: Database) throws {
    for sort in Query.Sort.allCases {
      try db.execute(sql: "DROP INDEX IF EXISTS \(all(sort))")
      try db.execute(sql: "DROP INDEX IF EXISTS \(withinPublisher(sort))")
    }
  }

  /// Drops the index that tells whether an offer is known.
  static func dropIdentity(_ db: Database) throws {
    try db.execute(sql: "DROP INDEX IF EXISTS \(identity)")
  }

  /// Whether the deck has an index.
  static func exists(_ db: Database, _ name: String) throws -> Bool {
    let statement = try db.cachedStatement(
      sql: "SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = ?")
    return try Int.fetchOne(statement, arguments: [name]) != nil
  }

  private static func create(_ db: Database, _ name: String, _ columns: [String]) throws {
    let columns = columns.joined(separator: ", ")
    try db.execute(sql: "CREATE INDEX IF NOT EXISTS \(name) ON offers (\(columns))")
  }
}
