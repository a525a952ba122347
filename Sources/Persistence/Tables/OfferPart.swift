// What few offers have: steps, pages, and facts without a column. Each is a row of a table of its own.

import Foundation
import GRDB
import Lifecycle

/// A table of what few offers have.
struct OfferPart: Sendable {
  /// Its name.
  let table: String
  /// Its columns after the number of the offer; the first tells apart the rows of an offer.
  let columns: [String]
  /// Takes a row of the number and the columns.
  let take: @Sendable (inout Offer, Row) throws -> Void
  /// The values of the columns, for each row of an offer.
  let rows: @Sendable (Offer) -> [[any DatabaseValueConvertible]]
  /// Whether two offers have the same rows.
  let isSame: @Sendable (Offer, Offer) -> Bool

  /// All of them.
  static let all = [
    OfferPart(table: "ticks", columns: ["step", "at", "by"]) { offer, row in
      offer.ticks[try row.read(1)] = Tick(at: try row.read(2), by: try row.read(3))
    } rows: {
      $0.ticks.map { [$0.key, $0.value.at.microseconds, $0.value.by] }
    } isSame: {
      $0.ticks == $1.ticks
    },
    OfferPart(table: "pages", columns: ["page", "state"]) { offer, row in
      offer.pages[try row.read(1)] = try row.word(2) as PageState
    } rows: {
      $0.pages.map { [$0.key, $0.value.rawValue] }
    } isSame: {
      $0.pages == $1.pages
    },
    OfferPart(table: "facts", columns: ["fact", "value"]) { offer, row in
      offer.facts[Fact(name: try row.read(1))] = try row.read(2) as String
    } rows: {
      $0.facts.filter(\.key.isRow).map { [$0.key.rawValue, $0.value] }
    } isSame: {
      $0.facts == $1.facts || $0.facts.filter(\.key.isRow) == $1.facts.filter(\.key.isRow)
    },
  ]

  /// The number of the offer and the columns, to be selected.
  var selection: String { (["offer"] + columns).joined(separator: ", ") }

  /// Takes a row of `selection`.
  ///
  /// - Throws: `DamagedRow`, if it can't be read.
  func read(_ row: Row, into offer: inout Offer) throws {
    let id = offer.key.offer
    try DamagedRow.naming(table, "\(row.text(0)) (\(id), \(columns[0]) \(row.text(1)))") {
      try take(&offer, row)
    }
  }

  /// Adds the rows of an offer.
  func insert(_ db: Database, _ offer: Offer, number: Int64) throws {
    for row in rows(offer) {
      let marks = columns.map { _ in ", ?" }.joined()
      try db.cachedStatement(sql: "INSERT INTO \(table) (\(selection)) VALUES (?\(marks))")
        .execute(arguments: [number] + StatementArguments(row))
    }
  }

  /// Removes the rows of an offer.
  func delete(_ db: Database, number: Int64) throws {
    try db.cachedStatement(sql: "DELETE FROM \(table) WHERE offer = ?")
      .execute(arguments: [number])
  }
}
