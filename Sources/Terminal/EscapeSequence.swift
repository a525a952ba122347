// Where an escape sequence ends, by the grammar that all of them share (ECMA-48).

/// One sequence at the beginning of some bytes.
struct EscapeSequence {
  /// What the sequence is.
  enum Kind: Equatable {
    /// The Esc key alone.
    case escape
    /// A character with Alt: all bytes but the first.
    case alt
    /// A key or an event: `ESC [` or `ESC O`, numbers, and the character that ends it.
    case sequence(final: Character, parameters: [Int])
    /// The mouse: xterm's number for what happened, and where.
    case mouse(code: Int, at: Point, isRelease: Bool)
    /// Well formed, but not for us: an answer to somebody's question, or unknown.
    case unknown
  }

  /// The longest sequence that is waited for. What is longer is noise.
  static let limit = 4096

  /// What happened to a key, as the kitty keyboard protocol tells it after a colon.
  enum KeyEvent: Int {
    case press = 1
    case `repeat` = 2
    case release = 3
  }

  /// What the sequence is.
  var kind: Kind
  /// What happened to the key; a press unless the terminal says otherwise.
  var event = KeyEvent.press
  /// Bytes that belong to it; 0 where it may go on beyond the bytes that are there.
  var length: Int

  private init(_ kind: Kind, _ length: Int) {
    self.kind = kind
    self.length = length
  }

  /// Reads the sequence that begins with the first of `bytes`, an ESC. Where `isLast`, no more
  /// bytes will come.
  init(_ bytes: ArraySlice<UInt8>, isLast: Bool) {
    let unfinished = EscapeSequence(.unknown, isLast || bytes.count > Self.limit ? bytes.count : 0)
    guard let second = bytes.dropFirst().first else {
      self.init(.escape, isLast ? 1 : 0)
      return
    }
    let body = bytes.dropFirst(2)
    switch second {
    case UInt8(ascii: "["), UInt8(ascii: "O"), UInt8(ascii: "]"), UInt8(ascii: "P"),
      UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
      if body.isEmpty {
        self.init(.alt, isLast ? 2 : 0)
      } else if second == UInt8(ascii: "[") {
        self = Self.afterBracket(body) ?? unfinished
      } else if second == UInt8(ascii: "O") {
        self = Self.standard(body) ?? unfinished
      } else {
        self = Self.string(body) ?? unfinished
      }
    case 0x1B:
      self.init(.escape, 1)
    case 0xC0...:
      let length = second < 0xE0 ? 3 : second < 0xF0 ? 4 : 5
      self = bytes.count >= length ? EscapeSequence(.alt, length) : unfinished
    default:
      self.init(.alt, 2)
    }
  }

  /// What follows `ESC [`. `nil` where the end is not there.
  private static func afterBracket(_ body: ArraySlice<UInt8>) -> EscapeSequence? {
    let start = body.startIndex
    switch body[start] {
    // Linux's console: F1 is `ESC [ [ A`.
    case UInt8(ascii: "["):
      return body.count < 2 ? nil : EscapeSequence(.unknown, 4)
    // X10's way to tell of the mouse: three bytes, each 32 more than the number.
    case UInt8(ascii: "M"):
      guard body.count >= 4 else { return nil }
      let numbers = body[(start + 1)..<(start + 4)].map { Int($0) - 32 }
      let at = Point(column: max(0, numbers[1] - 1), row: max(0, numbers[2] - 1))
      return EscapeSequence(.mouse(code: numbers[0], at: at, isRelease: false), 6)
    case UInt8(ascii: "<"):
      guard var sequence = standard(body.dropFirst()) else { return nil }
      sequence.length += 1
      guard case .sequence(let final, let numbers) = sequence.kind else { return sequence }
      guard final == "M" || final == "m", numbers.count == 3 else {
        return EscapeSequence(.unknown, sequence.length)
      }
      let at = Point(column: max(0, numbers[1] - 1), row: max(0, numbers[2] - 1))
      sequence.kind = .mouse(code: numbers[0], at: at, isRelease: final == "m")
      return sequence
    default:
      return standard(body)
    }
  }

  /// Parameter bytes, intermediate bytes and a final one, after two bytes of introduction.
  private static func standard(_ body: ArraySlice<UInt8>) -> EscapeSequence? {
    guard let end = body.firstIndex(where: { !(0x20..<0x40).contains($0) }) else { return nil }
    let length = 2 + end - body.startIndex
    // Another sequence begins, or a control character cuts in: this one is void.
    guard (0x40..<0x7F).contains(body[end]) else { return EscapeSequence(.unknown, length) }
    guard let numbers = numbers(body[..<end]) else { return EscapeSequence(.unknown, length + 1) }
    let final = Character(Unicode.Scalar(body[end]))
    var sequence = EscapeSequence(.sequence(final: final, parameters: numbers), length + 1)
    sequence.event = event(body[..<end])
    return sequence
  }

  /// The event of a key: the detail after the colon of the second parameter, as in `106;1:3`.
  private static func event(_ bytes: ArraySlice<UInt8>) -> KeyEvent {
    let parameters = bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    guard parameters.count > 1 else { return .press }
    let details = parameters[1].split(
      separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard details.count > 1, let number = Int(String(decoding: details[1], as: UTF8.self)) else {
      return .press
    }
    return KeyEvent(rawValue: number) ?? .press
  }

  /// Whether bytes that end in the middle of a sequence can only be a terminal's answer, and no
  /// key: a string (OSC, DCS) or a private parameter has begun.
  static func isUnfinishedAnswer(_ bytes: ArraySlice<UInt8>) -> Bool {
    let head = bytes.prefix(3)
    guard head.count == 3, head.first == 0x1B else { return false }
    switch head.dropFirst().first {
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"): return true
    case UInt8(ascii: "["): return head.last == UInt8(ascii: "?")
    default: return false
    }
  }

  /// Numbers between semicolons, 0 where one is left out; what follows a colon is a detail that is
  /// passed over. `nil` for private parameters.
  private static func numbers(_ bytes: ArraySlice<UInt8>) -> [Int]? {
    if bytes.isEmpty { return [] }
    var numbers = [0]
    var isDetail = false
    for byte in bytes {
      switch byte {
      case UInt8(ascii: ";"):
        numbers.append(0)
        isDetail = false
      case UInt8(ascii: ":"): isDetail = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let last = numbers.count - 1
        // Beyond this there is no key and no column; the limit keeps the sum from overflowing.
        if !isDetail { numbers[last] = min(numbers[last] * 10 + Int(byte & 0xF), 1 << 24) }
      default: return nil
      }
    }
    return numbers
  }

  /// A string up to BEL or `ESC \`: the answer to a question that somebody asked the terminal.
  private static func string(_ body: ArraySlice<UInt8>) -> EscapeSequence? {
    var index = body.startIndex
    while index < body.endIndex {
      let length = 2 + index - body.startIndex
      if body[index] == 0x07 { return EscapeSequence(.unknown, length + 1) }
      if body[index] == 0x1B {
        guard index + 1 < body.endIndex else { return nil }
        let ends = body[index + 1] == UInt8(ascii: "\\")
        return EscapeSequence(.unknown, ends ? length + 2 : length)
      }
      index += 1
    }
    return nil
  }
}
