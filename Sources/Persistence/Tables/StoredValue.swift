// Reads columns without trusting them. The tables are STRICT, but a damaged file, or one that somebody
// edited, can hold anything: GRDB's own subscript stops the program there, and where SQLite has to
// convert, it gives zero without a word.

import Foundation
import GRDB
import Lifecycle

/// A value that a column can hold.
protocol StoredValue {
  /// The value in a column; nil if the column holds something else.
  init?(stored: DatabaseValue)
}

extension Int64: StoredValue {
  init?(stored: DatabaseValue) {
    guard case .int64(let number) = stored.storage else { return nil }
    self = number
  }
}

extension Int: StoredValue {
  init?(stored: DatabaseValue) {
    guard let number = Int64(stored: stored) else { return nil }
    self.init(exactly: number)
  }
}

extension Bool: StoredValue {
  init?(stored: DatabaseValue) {
    guard let number = Int64(stored: stored), 0...1 ~= number else { return nil }
    self = number == 1
  }
}

extension UInt64: StoredValue {
  /// A set of bits.
  init?(stored: DatabaseValue) {
    guard let number = Int64(stored: stored) else { return nil }
    self.init(bitPattern: number)
  }
}

extension String: StoredValue {
  init?(stored: DatabaseValue) {
    guard case .string(let text) = stored.storage else { return nil }
    self = text
  }
}

extension Date: StoredValue {
  /// The years 0 to 10000, with a day on either side for zones: every date that was ever accepted.
  private static let storable: ClosedRange<Int64> =
    -62_167_392_000_000_000...253_402_387_200_000_000

  init?(stored: DatabaseValue) {
    guard let number = Int64(stored: stored), Self.storable.contains(number) else { return nil }
    self.init(microseconds: number)
  }
}

extension Stage: StoredValue {
  init?(stored: DatabaseValue) {
    guard let number = Int64(stored: stored) else { return nil }
    self.init(code: number)
  }
}

extension Market: StoredValue {
  init?(stored: DatabaseValue) {
    guard let number = Int64(stored: stored) else { return nil }
    self.init(code: number)
  }
}

extension Evidence: StoredValue {
  init?(stored: DatabaseValue) {
    guard let number = Int64(stored: stored) else { return nil }
    self.init(code: number)
  }
}

extension SubmissionFailure.Kind: StoredValue {
  init?(stored: DatabaseValue) {
    guard let number = Int64(stored: stored) else { return nil }
    self.init(code: number)
  }
}

extension Optional: StoredValue where Wrapped: StoredValue {
  init?(stored: DatabaseValue) {
    if stored.isNull {
      self = Self.none
    } else if let value = Wrapped(stored: stored) {
      self = .some(value)
    } else {
      return nil
    }
  }
}

extension Row {
  /// The value of a column.
  ///
  /// - Throws: `Unreadable`, if the column holds something else.
  func read<Value: StoredValue>(_ column: Int) throws(Unreadable) -> Value {
    guard let value = Value(stored: self[column]) else { throw unreadable(column) }
    return value
  }

  /// The word in a column.
  ///
  /// - Throws: `Unreadable`, if the column holds none of the words.
  func word<Word: RawRepresentable<String>>(_ column: Int) throws(Unreadable) -> Word {
    guard let word = Word(rawValue: try read(column)) else { throw unreadable(column) }
    return word
  }

  /// The error that names a column and what it holds.
  func unreadable(_ column: Int) -> Unreadable {
    let names = Array(columnNames)
    return Unreadable(
      column: column < names.count ? names[column] : "\(column)", value: self[column])
  }

  /// What a column holds, for naming a row that can't be read: at most 60 characters.
  func text(_ column: Int) -> String { Unreadable.text(self[column]) }
}

/// A column holds something that it can't hold: the deck is damaged, or was edited by hand.
struct Unreadable: Error, CustomStringConvertible {
  /// What is wrong, without the whole value: it can be long, or private.
  let description: String

  /// A column that holds this value.
  init(column: String, value: DatabaseValue) {
    description = "invalid value \(Self.text(value).inQuotes) in column \(column.inQuotes)"
  }

  /// A column whose JSON can't be read.
  init(json column: String) { description = "invalid JSON in column \(column.inQuotes)" }

  /// A row that refers to one that is missing.
  init(missing table: String, number: DatabaseValue) {
    description = "row \(Self.text(number)) of \(table) is missing"
  }

  /// A value, cut to 60 characters.
  static func text(_ value: DatabaseValue) -> String {
    switch value.storage {
    case .null: return "NULL"
    case .int64(let number): return String(number)
    case .double(let number): return String(number)
    case .string(let text): return text.count > 60 ? text.prefix(59) + "…" : text
    case .blob(let data): return "\(data.count) bytes"
    }
  }
}
