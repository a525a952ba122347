// Where in a record a decoding mistake is: the decoder names the way to it, key by key, and the
// parser that keeps places is asked to walk it.

import Foundation
import Lifecycle

/// What is wrong with a record of a deck.
enum DeckMistake {
  /// A sentence for an error of the decoder, and the byte of the record that it is about.
  static func place(of error: any Error, in bytes: [UInt8]) -> (sentence: String, offset: Int) {
    let root: JSONValue
    do throws(JSONMistake) {
      root = try JSONParser.value(of: bytes)
    } catch {
      return (error.sentence, error.offset)
    }
    switch error {
    case let fault as DeckLine.Fault: return (fault.sentence, root.offset)
    case DecodingError.keyNotFound(let key, let cause):
      let value = walk(cause.codingPath, from: root)
      return ("missing \(key.stringValue.inQuotes)", value.offset)
    case DecodingError.typeMismatch(let type, let cause),
      DecodingError.valueNotFound(let type, let cause):
      let name = cause.codingPath.last?.stringValue ?? "record"
      let value = walk(cause.codingPath, from: root)
      return ("\(name.inQuotes) must be \(kind(of: type))", value.offset)
    case DecodingError.dataCorrupted(let cause):
      let name = cause.codingPath.last?.stringValue ?? "record"
      let value = walk(cause.codingPath, from: root)
      let text = value.scalar
      let given = text.map { " (\($0))" } ?? ""
      return (
        "invalid value for \(name.inQuotes)\(given)" + remedy(for: cause, text),
        value.offset
      )
    default:
      return ("the record can't be read", root.offset)
    }
  }

  /// What is wanted in the place of a value of another kind.
  private static func kind(of type: Any.Type) -> String {
    switch type {
    case is String.Type, is Date.Type: "a string"
    case is Bool.Type: "true or false"
    case is any BinaryInteger.Type, is any BinaryFloatingPoint.Type: "a number"
    case is [Any].Type: "an array"
    default: "an object"
    }
  }

  /// What to write in the place of a value that is not right, as the end of a sentence.
  private static func remedy(for cause: DecodingError.Context, _ text: String?) -> String {
    switch cause.underlyingError {
    case let word as UnlistedWord: "; \(Vocabulary(words: word.words).hint(for: text ?? ""))"
    case let misfit as Misfit: "; \(misfit.reason)"
    default: "; write it as in an export"
    }
  }

  /// The byte of a record at which the value of keys inside keys begins, or the value that lacks
  /// one of them.
  static func offset(of path: [String], in bytes: [UInt8]) -> Int {
    guard let root = try? JSONParser.value(of: bytes) else { return 0 }
    return walk(path.map { (name: $0, index: nil) }, from: root).offset
  }

  private static func walk(_ path: [any CodingKey], from root: JSONValue) -> JSONValue {
    walk(path.map { ($0.stringValue, $0.intValue) }, from: root)
  }

  /// As far along the way as there are values.
  private static func walk(_ path: [(name: String, index: Int?)], from root: JSONValue) -> JSONValue
  {
    var value = root
    for key in path {
      let next =
        key.index.flatMap { index in
          value.elements?.dropFirst(index).first { _ in true }
        } ?? value.pairs?.reversed().first { $0.key == key.name }?.value
      guard let next else { break }
      value = next
    }
    return value
  }
}
