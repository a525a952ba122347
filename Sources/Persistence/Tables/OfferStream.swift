// All offers one after the other, without ever holding more than one.

import Foundation
import GRDB
import Lifecycle

/// Reads all offers in the order in which they were added.
enum OfferStream {
  /// Gives every offer, whole, to a closure.
  ///
  /// - Parameters:
  ///   - damage: where to note damaged rows, which are left out; without it they end the reading.
  ///   - isDigestNeeded: an offer whose digest can't be read is damaged too.
  ///   - leaveOut: is given the number of each offer that is left out.
  static func read(
    _ db: Database, leavingOut damage: DamageLog? = nil, isDigestNeeded: Bool = true,
    _ take: (OfferRecord) throws -> Void,
    leaveOut: (Int64) -> Void = { _ in }
  ) throws {
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
      let number: Int64 = try row.read(0)
      var record = try damage.skipping { try OfferRecord(row: row, isDigestNeeded: isDigestNeeded) }
      if record == nil { leaveOut(number) }
      // What belongs to a row that is missing, or that can't be read, is passed on the way.
      while let found = tick, Self.isUpTo(number, found) {
        if Int64(stored: found[0]) == number {
          try damage.skipping { try record?.offer.takeTick(found) }
        }
        tick = try ticks.next()
      }
      while let found = page, Self.isUpTo(number, found) {
        if Int64(stored: found[0]) == number {
          try damage.skipping { try record?.offer.takePage(found) }
        }
        page = try pages.next()
      }
      if let record { try take(record) }
    }
  }

  /// Whether a row that names an offer in its first column comes before the next offer's: SQLite
  /// sorts NULL before numbers, and everything else after them.
  private static func isUpTo(_ number: Int64, _ row: Row) -> Bool {
    switch (row[0] as DatabaseValue).storage {
    case .null: true
    case .int64(let offer): offer <= number
    case .double(let offer): offer < Double(number)
    case .string, .blob: false
    }
  }
}
