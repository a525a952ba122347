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
    // Ticks and pages lie in the order of the offers, so that all cursors walk side by side.
    let parts = try OfferPart.all.map { part in
      let rows = try Row.fetchCursor(
        db, sql: "SELECT \(part.selection) FROM \(part.table) ORDER BY offer, \(part.columns[0])")
      return PartCursor(part: part, rows: rows, next: try rows.next())
    }
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
      for cursor in parts { try cursor.walk(to: number, &record, leavingOut: damage) }
      if let record { try take(record) }
    }
  }
}

/// A walk along the rows of a table of what few offers have.
private final class PartCursor {
  private let part: OfferPart
  private let rows: RowCursor
  private var next: Row?

  init(part: OfferPart, rows: RowCursor, next: Row?) {
    self.part = part
    self.rows = rows
    self.next = next
  }

  /// Walks past the rows up to those of an offer, and gives it its own. What belongs to an offer that
  /// is missing, or that can't be read, is passed on the way.
  func walk(to number: Int64, _ record: inout OfferRecord?, leavingOut damage: DamageLog?) throws {
    while let row = next, Self.isUpTo(number, row) {
      if var own = record, Int64(stored: row[0]) == number {
        try damage.skipping { try part.read(row, into: &own.offer) }
        record = own
      }
      next = try rows.next()
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
