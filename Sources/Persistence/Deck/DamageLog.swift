// The damaged rows that were met while reading, so that the rest can be used and nothing is left out
// silently.

import Foundation
import Synchronization

/// A row that can't be read.
package struct DamagedRow: Error, Hashable, Sendable, CustomStringConvertible {
  /// The table.
  package let table: String
  /// The row's key in the table, with the ID that people know it by.
  package let key: String
  /// What is wrong with it.
  package let reason: String

  /// The table, the key and what is wrong.
  package var description: String { "\(table), row \(key): \(reason)" }

  /// Does something with a row, and names the row if a column of it can't be read.
  static func naming<Value>(
    _ table: String, _ key: @autoclosure () -> String, _ body: () throws -> Value
  ) throws -> Value {
    do { return try body() } catch let error as Unreadable {
      throw DamagedRow(table: table, key: key(), reason: error.description)
    }
  }
}

/// The damaged rows that were left out of what was read.
package final class DamageLog: Sendable {
  private static let limit = 100

  private struct State {
    var rows: [DamagedRow] = []
    var known: Set<DamagedRow> = []
  }

  private let state = Mutex(State())

  /// No damage yet.
  package init() {}

  /// The rows in the order in which they were met: at most 100.
  package var rows: [DamagedRow] { state.withLock { Array($0.rows.prefix(Self.limit)) } }

  /// How many rows were met.
  package var count: Int { state.withLock { $0.rows.count } }

  /// Notes a row, once.
  func note(_ row: DamagedRow) {
    state.withLock { if $0.known.insert(row).inserted { $0.rows.append(row) } }
  }
}

extension DamageLog {
  /// What `body` reads; nil if it meets a damaged row, which is noted.
  @discardableResult
  func skipping<Value>(_ body: () throws -> Value) throws -> Value? {
    do { return try body() } catch let row as DamagedRow {
      note(row)
      return nil
    }
  }
}

extension DamageLog? {
  /// What `body` reads; nil if it meets a damaged row, which is noted.
  ///
  /// - Throws: `DamagedRow`, if there is no log to note it in.
  @discardableResult
  func skipping<Value>(_ body: () throws -> Value) throws -> Value? {
    if let self { try self.skipping(body) } else { try body() }
  }
}
