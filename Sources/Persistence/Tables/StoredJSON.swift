// Values that are read as a whole or not at all, as JSON in a column: what undoing restores, and
// the state of an account. Dates are whole microseconds, so that what is read equals what was
// written.

import Foundation
import GRDB

/// Values as JSON in a column.
enum StoredJSON {
  /// The text of a value; equal values have equal texts.
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .custom { date, encoder in
      var container = encoder.singleValueContainer()
      try container.encode(date.microseconds)
    }
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// The value of a text.
  static func value<Value: Decodable>(_ type: Value.Type, of text: String) throws -> Value {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .custom { decoder in
      let container = try decoder.singleValueContainer()
      let number = try container.decode(Int64.self)
      guard let date = Date(stored: number.databaseValue) else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "no date")
      }
      return date
    }
    return try decoder.decode(type, from: Data(text.utf8))
  }
}
