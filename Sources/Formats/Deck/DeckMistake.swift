// Where in a record a decoding mistake is: the decoder names the way to it, key by key, and the
// parser that keeps places is asked to walk it.

import Foundation

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
    case DecodingError.keyNotFound(let key, let cause):
      let value = walk(cause.codingPath, from: root)
      return ("the record has no “\(key.stringValue)”", value.range.lowerBound)
    case DecodingError.typeMismatch(_, let cause), DecodingError.valueNotFound(_, let cause):
      let name = cause.codingPath.last?.stringValue ?? "record"
      let value = walk(cause.codingPath, from: root)
      return ("“\(name)” is of another kind than it has to be", value.range.lowerBound)
    case DecodingError.dataCorrupted(let cause):
      let name = cause.codingPath.last?.stringValue ?? "record"
      let value = walk(cause.codingPath, from: root)
      let text = value.scalar.map { " (\($0))" } ?? ""
      return ("“\(name)” has a value that it can't have\(text)", value.range.lowerBound)
    default:
      return ("the record can't be read", root.range.lowerBound)
    }
  }

  /// As far along the way as there are values.
  private static func walk(_ path: [any CodingKey], from root: JSONValue) -> JSONValue {
    var value = root
    for key in path {
      let next =
        key.intValue.flatMap { index in
          value.elements.flatMap { $0.indices.contains(index) ? $0[index] : nil }
        } ?? value.pairs?.last { $0.key == key.stringValue }?.value
      guard let next else { break }
      value = next
    }
    return value
  }
}
