// All offers one after the other, without ever holding more than one.

import Foundation
import GRDB
import Lifecycle

/// Reads all offers in the order in which they were added.
enum OfferStream {
  /// Gives every offer, whole, to a closure.
  static func read(_ db: Database, _ take: (OfferRecord) throws -> Void) throws {
    // Ticks and pages lie in the order of the offers, so that three cursors walk side by side.
    let ticks = try Row.fetchCursor(
      db, sql: "SELECT offer, step, at, by FROM ticks ORDER BY offer, step")
    let pages = try Row.fetchCursor(
      db, sql: "SELECT offer, page, state FROM pages ORDER BY offer, page")
    var tick = try ticks.next()
    var page = try pages.next()
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(OfferRecord.selection) FROM offers o NOT INDEXED \(OfferRecord.joins)
        ORDER BY o.id
        """)
    while let row = try rows.next() {
      var record = try OfferRecord(row: row)
      while let found = tick, found[0] as Int64 == record.id {
        record.offer.ticks[found[1]] = Tick(at: Date(microseconds: found[2]), by: found[3])
        tick = try ticks.next()
      }
      while let found = page, found[0] as Int64 == record.id {
        record.offer.pages[found[1]] = try OfferTable.pageState(found[2])
        page = try pages.next()
      }
      try take(record)
    }
  }
}
