// Looking for a word in names, whatever its case and however its letters are composed: “é” can be
// one scalar or two. SQLite's LIKE does it for ASCII, and fast.

import Foundation
import GRDB

/// Looks for words in names.
enum WordSearch {
  /// The SQL that holds if a column contains a word, and its argument.
  static func condition(_ column: String, contains word: String) -> (sql: String, value: String) {
    if word.utf8.allSatisfy({ $0 < 0x80 }) {
      let escaped = word.replacing("\\", with: "\\\\").replacing("%", with: "\\%")
      return ("\(column) LIKE ? ESCAPE '\\'", "%\(escaped.replacing("_", with: "\\_"))%")
    }
    // Names of ASCII alone can't contain it, and are most; only the others are worth a call.
    return (
      "(\(column) GLOB '*[^\u{1}-\u{7F}]*' AND contains_word(\(column), ?))", folded(word)
    )
  }

  /// The SQL that holds if a column begins with a text, and its argument.
  static func condition(_ column: String, beginsWith text: String) -> (sql: String, value: String) {
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      let (sql, value) = condition(column, contains: text)
      return (sql, String(value.dropFirst()))
    }
    return ("begins_with(\(column), ?)", folded(text))
  }

  /// `begins_with(text, start)`, where the start is folded already.
  static let beginning = DatabaseFunction("begins_with", argumentCount: 2, pure: true) { values in
    guard let text = String.fromDatabaseValue(values[0]),
      let start = String.fromDatabaseValue(values[1])
    else { return false }
    return folded(text).utf8.starts(with: start.utf8)
  }

  /// `contains_word(text, word)`, where the word is folded already.
  static let function = DatabaseFunction("contains_word", argumentCount: 2, pure: true) { values in
    guard let text = String.fromDatabaseValue(values[0]),
      let word = String.fromDatabaseValue(values[1])
    else { return false }
    return folded(text).utf8.contains(word.utf8)
  }

  /// A text in the form in which texts are compared: composed, in lower case.
  static func folded(_ text: String) -> String {
    text.precomposedStringWithCanonicalMapping.lowercased().precomposedStringWithCanonicalMapping
  }
}
