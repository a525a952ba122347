// Parses JSON (RFC 8259) into a tree that keeps the place of each value. Foundation's parsers keep
// no places, and refuse half a surrogate pair, which names in portals can have.

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
  /// The most values and keys of a text: eight bytes are kept for each.
  static let valueLimit = 1 << 25

  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0
  private var nodes: [JSONTree.Node] = []

  /// The value that a text holds. If several follow each other, as in files that were put together,
  /// they are the elements of one list.
  static func value(of bytes: [UInt8]) throws(JSONMistake) -> JSONValue {
    let result = bytes.withUnsafeBufferPointer { buffer -> Result<[JSONTree.Node], JSONMistake> in
      var parser = JSONParser(buffer)
      return Result { () throws(JSONMistake) in
        try parser.document()
        return parser.nodes
      }
    }
    return JSONTree(bytes: bytes, nodes: try result.get()).root
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func document() throws(JSONMistake) {
    let all = try begin()
    repeat {
      try value(depth: 0)
      skipSpace()
    } while place < bytes.count
    end(all)
  }

  /// Keeps the place of a value or key that begins here, and gives its index.
  private mutating func begin() throws(JSONMistake) -> Int {
    guard nodes.count < Self.valueLimit else {
      let millions = Self.valueLimit / 1_000_000
      throw mistake("the file has more than \(millions) million values; split it")
    }
    nodes.append(JSONTree.Node(start: UInt32(place), end: 0))
    return nodes.count - 1
  }

  private mutating func end(_ node: Int) { nodes[node].end = UInt32(nodes.count) }

  private mutating func value(depth: Int) throws(JSONMistake) {
    guard depth < Self.depthLimit else {
      throw mistake("values are nested deeper than \(Self.depthLimit)")
    }
    skipSpace()
    let byte = try current()
    let node = try begin()
    switch byte {
    case 0x7B: try object(depth)
    case 0x5B: try array(depth)
    case 0x22: try string()
    case 0x74: try word("true")
    case 0x66: try word("false")
    case 0x6E: try word("null")
    default: try number()
    }
    end(node)
  }

  // MARK: - Structure

  private mutating func object(_ depth: Int) throws(JSONMistake) {
    place += 1
    skipSpace()
    if try current() == 0x7D {
      place += 1
      return
    }
    while true {
      skipSpace()
      guard try current() == 0x22 else { throw mistake("a key in quotes is expected here") }
      let key = try begin()
      try string()
      end(key)
      skipSpace()
      guard try current() == 0x3A else { throw mistake("a colon is expected here") }
      place += 1
      try value(depth: depth + 1)
      if try isLast(0x7D) { return }
    }
  }

  private mutating func array(_ depth: Int) throws(JSONMistake) {
    place += 1
    skipSpace()
    if try current() == 0x5D {
      place += 1
      return
    }
    while true {
      try value(depth: depth + 1)
      if try isLast(0x5D) { return }
    }
  }

  /// Moves past a comma, or the bracket that ends.
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

  private mutating func word(_ word: StaticString) throws(JSONMistake) {
    for index in 0..<word.utf8CodeUnitCount {
      guard try current() == word.utf8Start[index] else {
        throw mistake("a value is expected here")
      }
      place += 1
    }
  }

  /// A byte that a number can have.
  static func isOfNumber(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2B || byte == 0x2E
      || byte == 0x65 || byte == 0x45
  }

  private mutating func number() throws(JSONMistake) {
    let start = place
    while place < bytes.count, Self.isOfNumber(bytes[place]) { place += 1 }
    let isPlain = place > start && place - start < 16
    // Most numbers are short whole ones, which need no closer look.
    if isPlain, bytes[start..<place].allSatisfy({ (0x30...0x39).contains($0) }) { return }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    guard Double(text) != nil, text.utf8.first != 0x2B else {
      place = start
      throw mistake("a value is expected here")
    }
  }

  private mutating func string() throws(JSONMistake) {
    place += 1
    while true {
      switch try current() {
      case 0x22:
        place += 1
        return
      case 0x5C:
        place += 1
        try escape()
      case ..<0x20: throw mistake("a quote is missing before this place")
      default: place += 1
      }
    }
  }

  private mutating func escape() throws(JSONMistake) {
    let byte = try current()
    if byte != 0x75, JSONString.escapes[byte] == nil { throw mistake("invalid escape") }
    place += 1
    guard byte == 0x75 else { return }
    for _ in 0..<4 {
      let byte = try current()
      guard byte < 0x80, Character(Unicode.Scalar(byte)).isHexDigit else {
        throw mistake("four hexadecimal digits are expected here")
      }
      place += 1
    }
  }

  // MARK: - Bytes

  private func current() throws(JSONMistake) -> UInt8 {
    guard place < bytes.count else {
      throw mistake("the file ends before its JSON does; it may have been cut off")
    }
    return bytes[place]
  }

  /// Moves past white space, and past byte order marks, as files have that were put together.
  private mutating func skipSpace() {
    while place < bytes.count {
      switch bytes[place] {
      case 0x20, 0x0A, 0x0D, 0x09: place += 1
      case 0xEF where bytes[place...].starts(with: [0xEF, 0xBB, 0xBF]): place += 3
      default: return
      }
    }
  }

  private func mistake(_ sentence: String) -> JSONMistake {
    JSONMistake(sentence: sentence, offset: place)
  }
}
