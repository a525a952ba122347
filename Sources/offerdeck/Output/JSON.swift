// JSON in its one form: keys in snake_case and sorted, dates in ISO 8601, nothing for what is
// unknown; indented on a terminal, and elsewhere one line for an object or for each element of a list.

import Foundation

extension Output {
  /// Prints an object.
  static func json(_ value: some Encodable) throws(Failure) {
    let text = try encoded(value)
    raw((columns == nil ? text : indented(text)) + "\n")
  }

  /// Prints a list.
  static func json(_ values: [some Encodable]) throws(Failure) {
    var list = JSONList()
    for value in values { try list.add(value) }
    list.finish()
  }

  /// A value as JSON on one line, wherever it is printed.
  static func encoded(_ value: some Encodable) throws(Failure) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .wholeSeconds
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let data = try Failure.wrapping { try encoder.encode(value) }
    return harmless(String(decoding: data, as: UTF8.self))
  }

  /// JSON that was on one line with each value on a line of its own, `level` levels deep.
  fileprivate static func indented(_ json: String, level: Int = 0) -> String {
    var text = String.UnicodeScalarView()
    var level = level
    var isQuoted = false
    var isEscaped = false
    var before: Unicode.Scalar?
    func breakLine() {
      text.append("\n")
      text.append(contentsOf: repeatElement(" ", count: 2 * level))
    }
    for scalar in json.unicodeScalars {
      defer { before = scalar }
      if isQuoted {
        text.append(scalar)
        isQuoted = scalar != "\"" || isEscaped
        isEscaped = scalar == "\\" && !isEscaped
        continue
      }
      let isEmpty = before == "{" || before == "["
      switch scalar {
      case "}", "]":
        level -= 1
        if !isEmpty { breakLine() }
      default:
        if isEmpty { breakLine() }
      }
      text.append(scalar)
      switch scalar {
      case "{", "[": level += 1
      case ",": breakLine()
      case ":": text.append(" ")
      case "\"": isQuoted = true
      default: break
      }
    }
    return String(text)
  }
}

/// A JSON list that is printed element by element, so that the first ones come at once.
struct JSONList {
  private var isEmpty = true

  /// Prints an element.
  mutating func add(_ value: some Encodable) throws(Failure) {
    let text = try Output.encoded(value)
    let element = Output.columns == nil ? text : "  " + Output.indented(text, level: 1)
    Output.raw((isEmpty ? "[\n" : ",\n") + element)
    isEmpty = false
  }

  /// Prints the end.
  func finish() { Output.raw(isEmpty ? "[]\n" : "\n]\n") }
}
