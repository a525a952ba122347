// Parses JSON (RFC 8259) into values with places. Foundation's parsers keep no places, and refuse
// half a surrogate pair, which names in portals can have: here it becomes U+FFFD, as do bytes that
// are not UTF-8.

/// What is wrong with a JSON text, and where.
struct JSONMistake: Error {
  /// The sentence, without its place.
  let sentence: String
  /// The place in bytes from the start.
  let offset: Int
}

/// A parser that goes once over the bytes of a text.
struct JSONParser {
  /// Values may be nested so deep: portals need 10.
  static let depthLimit = 200

  private let bytes: UnsafeBufferPointer<UInt8>
  private var place: Int

  /// The one value that a text holds.
  static func value(of bytes: [UInt8]) throws(JSONMistake) -> JSONValue {
    let result = bytes.withUnsafeBufferPointer { buffer -> Result<JSONValue, JSONMistake> in
      var parser = JSONParser(buffer)
      return Result { () throws(JSONMistake) in try parser.document() }
    }
    return try result.get()
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  private mutating func document() throws(JSONMistake) -> JSONValue {
    let value = try value(depth: 0)
    skipSpace()
    if place < bytes.count { throw mistake("something follows the end of the JSON value") }
    return value
  }

  private mutating func value(depth: Int) throws(JSONMistake) -> JSONValue {
    guard depth < Self.depthLimit else {
      throw mistake("values are nested deeper than \(Self.depthLimit)")
    }
    skipSpace()
    let start = place
    let content: JSONValue.Content
    switch try current() {
    case 0x7B: content = .object(try object(depth))
    case 0x5B: content = .array(try array(depth))
    case 0x22: content = .string(try string())
    case 0x74: content = try word("true", .bool(true))
    case 0x66: content = try word("false", .bool(false))
    case 0x6E: content = try word("null", .null)
    default: content = .number(try number())
    }
    return JSONValue(content: content, range: start..<place)
  }

  // MARK: - Structure

  private mutating func object(
    _ depth: Int
  ) throws(JSONMistake) -> [(key: String, value: JSONValue)] {
    var pairs: [(key: String, value: JSONValue)] = []
    place += 1
    skipSpace()
    if try current() == 0x7D {
      place += 1
      return pairs
    }
    while true {
      skipSpace()
      guard try current() == 0x22 else { throw mistake("a key in quotes is expected here") }
      let key = try string()
      skipSpace()
      guard try current() == 0x3A else { throw mistake("a colon is expected here") }
      place += 1
      pairs.append((key, try value(depth: depth + 1)))
      if try isLast(0x7D) { return pairs }
    }
  }

  private mutating func array(_ depth: Int) throws(JSONMistake) -> [JSONValue] {
    var elements: [JSONValue] = []
    place += 1
    skipSpace()
    if try current() == 0x5D {
      place += 1
      return elements
    }
    while true {
      elements.append(try value(depth: depth + 1))
      if try isLast(0x5D) { return elements }
    }
  }

  /// Passes a comma, or the bracket that ends.
  private mutating func isLast(_ bracket: UInt8) throws(JSONMistake) -> Bool {
    skipSpace()
    let byte = try current()
    guard byte == 0x2C || byte == bracket else {
      throw mistake("a comma or “\(Character(Unicode.Scalar(bracket)))” is expected here")
    }
    place += 1
    return byte == bracket
  }

  // MARK: - Scalars

  private mutating func word(
    _ word: StaticString, _ content: JSONValue.Content
  ) throws(JSONMistake) -> JSONValue.Content {
    for index in 0..<word.utf8CodeUnitCount {
      guard try current() == word.utf8Start[index] else {
        throw mistake("a value is expected here")
      }
      place += 1
    }
    return content
  }

  private mutating func number() throws(JSONMistake) -> String {
    let start = place
    while place < bytes.count, "+-.eE0123456789".utf8.contains(bytes[place]) { place += 1 }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    guard Double(text) != nil, text.utf8.first != 0x2B else {
      place = start
      throw mistake("a value is expected here")
    }
    return text
  }

  private mutating func string() throws(JSONMistake) -> String {
    place += 1
    let start = place
    while true {
      let byte = try current()
      if byte == 0x22 {
        defer { place += 1 }
        return String(decoding: bytes[start..<place], as: UTF8.self)
      }
      if byte == 0x5C { return try escapedString(from: start) }
      if byte < 0x20 { throw mistake("a quote is missing before this place") }
      place += 1
    }
  }

  private mutating func escapedString(from start: Int) throws(JSONMistake) -> String {
    var units = Array(bytes[start..<place])
    while true {
      let byte = try current()
      switch byte {
      case 0x22:
        place += 1
        return String(decoding: units, as: UTF8.self)
      case 0x5C:
        place += 1
        units.append(contentsOf: String(try escape()).utf8)
      case ..<0x20:
        throw mistake("a quote is missing before this place")
      default:
        units.append(byte)
        place += 1
      }
    }
  }

  private static let escapes: [UInt8: Unicode.Scalar] = [
    0x22: "\"", 0x5C: "\\", 0x2F: "/", 0x62: "\u{8}", 0x66: "\u{C}", 0x6E: "\n", 0x72: "\r",
    0x74: "\t",
  ]

  private mutating func escape() throws(JSONMistake) -> Unicode.Scalar {
    let byte = try current()
    if let scalar = Self.escapes[byte] {
      place += 1
      return scalar
    }
    guard byte == 0x75 else { throw mistake("there is no such escape") }
    place += 1
    let first = try hexadecimal()
    // A text in the deck ends at the first NUL: nothing may come after it, so none is taken.
    if first == 0 { return "\u{FFFD}" }
    if let scalar = Unicode.Scalar(first) { return scalar }
    // Half of a pair: with its other half a scalar, without it nothing that has a meaning.
    let isHigh = (0xD800...0xDBFF).contains(first)
    guard isHigh, place + 1 < bytes.count, bytes[place] == 0x5C, bytes[place + 1] == 0x75 else {
      return "\u{FFFD}"
    }
    let back = place
    place += 2
    let second = try hexadecimal()
    guard (0xDC00...0xDFFF).contains(second) else {
      place = back
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func hexadecimal() throws(JSONMistake) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      let byte = try current()
      guard byte < 0x80, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw mistake("four hexadecimal digits are expected here")
      }
      value = value << 4 + UInt32(digit)
      place += 1
    }
    return value
  }

  // MARK: - Bytes

  private func current() throws(JSONMistake) -> UInt8 {
    guard place < bytes.count else {
      throw mistake("the file ends before its JSON does; it may have been cut off")
    }
    return bytes[place]
  }

  private mutating func skipSpace() {
    while place < bytes.count {
      switch bytes[place] {
      case 0x20, 0x0A, 0x0D, 0x09: place += 1
      default: return
      }
    }
  }

  private func mistake(_ sentence: String) -> JSONMistake {
    JSONMistake(sentence: sentence, offset: place)
  }
}
