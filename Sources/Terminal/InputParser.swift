// What the bytes that a terminal sends mean. A value without a terminal or a clock, so that tests
// feed it any bytes cut anywhere.

/// Turns bytes from a terminal into inputs, in order, however they are cut.
///
/// Sequences are cut out by their grammar (ECMA-48), so that one that is not known is passed over as
/// a whole and never becomes keys. What they mean is asked first of `known`, which terminfo says
/// of this terminal, and then of xterm's conventions.
struct InputParser {
  /// Bytes of a sequence that may go on are kept at most so long: a person who presses Esc must not
  /// wait, and a terminal sends a sequence in one piece. In milliseconds.
  static let patience: Int64 = 25
  /// While answers of the terminal are awaited, the bytes of one may come with pauses: a lone Esc is
  /// kept so long, and a sequence that has begun longer. In milliseconds.
  static let escapePatience: Int64 = 100, answerPatience: Int64 = 1000
  /// A paste whose end does not come counts as ended after so long without a byte, in milliseconds.
  static let pastePatience: Int64 = 1000
  /// What a paste may bring, in bytes. The rest is passed over.
  static let pasteLimit = 1 << 20
  /// Two presses on a cell within so many milliseconds are a double click.
  static let doubleClick: Int64 = 400

  /// What to call each sequence of this terminal.
  var known: [PackedBytes: Key] = [:]
  /// Whether characters come in UTF-8; else a byte is a character of Latin-1.
  var utf8 = true

  /// Until when answers of the terminal may come, by the clock of `feed`.
  var answersUntil: Int64 = 0
  /// The answers that have come, for the screen to take.
  var replies: [TerminalReply] = []

  /// When what is kept is to be taken as it is, by the clock of `feed`; `nil` where nothing is.
  private(set) var deadline: Int64?

  private var kept: [UInt8] = []
  private var paste: [UInt8]?
  private var lastPress: (at: Point, time: Int64)?

  /// The inputs that are complete with these bytes. `now` is any clock in milliseconds.
  mutating func feed(_ bytes: some Sequence<UInt8>, at now: Int64) -> [Input] {
    kept.append(contentsOf: bytes)
    let inputs = parse(at: now, isLast: false)
    let waits = !kept.isEmpty || paste != nil
    deadline = waits ? now + patience(at: now) : nil
    return inputs
  }

  private func patience(at now: Int64) -> Int64 {
    if paste != nil { return Self.pastePatience }
    // An answer can come at any time: the terminal, or the line to it, may be slow.
    if EscapeSequence.isUnfinishedAnswer(kept[...]) { return Self.answerPatience }
    if now >= answersUntil { return Self.patience }
    return kept.count == 1 ? Self.escapePatience : Self.answerPatience
  }

  /// The inputs that what is kept stands for, if nothing more comes: an Esc alone, mostly.
  mutating func expire(at now: Int64) -> [Input] {
    guard let due = deadline, now >= due else { return [] }
    deadline = nil
    var inputs: [Input] = []
    if paste != nil {
      inputs.append(endPaste(with: kept[...]))
      kept.removeAll()
    }
    inputs += parse(at: now, isLast: true)
    return inputs
  }

  private mutating func parse(at now: Int64, isLast: Bool) -> [Input] {
    var inputs: [Input] = []
    var start = kept.startIndex
    while start < kept.endIndex {
      if paste != nil {
        guard let end = readPaste(from: start, into: &inputs) else { return inputs }
        start = end
      } else if kept[start] == 0x1B {
        let token = EscapeSequence(kept[start...], isLast: isLast)
        guard token.length > 0 else { break }
        append(token, kept[start..<start + token.length], at: now, to: &inputs)
        start += token.length
      } else if kept[start] < 0x20 || kept[start] == 0x7F {
        inputs.append(control(kept[start]))
        start += 1
      } else {
        guard let end = readText(from: start, isLast: isLast, into: &inputs) else { break }
        start = end
      }
    }
    kept.removeFirst(start)
    return inputs
  }

  // MARK: Characters

  private func control(_ byte: UInt8) -> Input {
    switch byte {
    case 0x03: .interrupt(2)
    case 0x1C: .interrupt(3)
    default: .key(Self.key(control: byte))
    }
  }

  /// The key that sends a control character.
  static func key(control byte: UInt8) -> Key {
    switch byte {
    case 0x00: Key(" ", .control)
    case 0x1B: Key(.escape)
    case 0x7F: Key(.backspace)
    default: Key(Character(Unicode.Scalar(byte | (byte < 0x1B ? 0x60 : 0x40))), .control)
    }
  }

  /// Reads a run of characters; where the last may go on, up to it. `nil` where nothing was read.
  private func readText(from start: Int, isLast: Bool, into inputs: inout [Input]) -> Int? {
    var end = kept[start...].firstIndex { $0 < 0x20 || $0 == 0x7F } ?? kept.endIndex
    if utf8 && end == kept.endIndex && !isLast { end -= kept[start..<end].unfinishedUTF8 }
    guard end > start else { return nil }
    for key in keys(of: kept[start..<end]) { inputs.append(.key(key)) }
    return end
  }

  /// The keys that type these bytes: one control character, or a run of others.
  private func keys(of bytes: ArraySlice<UInt8>) -> [Key] {
    if let byte = bytes.first, byte < 0x20 || byte == 0x7F { return [Self.key(control: byte)] }
    // Bytes that are no text, and C1 controls, are no key on any keyboard.
    return text(of: bytes).filter { $0 != "\u{FFFD}" && !$0.isC1 }.map { Key($0) }
  }

  private func text(of bytes: ArraySlice<UInt8>) -> String {
    if utf8 { return String(decoding: bytes, as: UTF8.self) }
    var scalars = String.UnicodeScalarView()
    for byte in bytes { scalars.append(Unicode.Scalar(byte)) }
    return String(scalars)
  }

  // MARK: Sequences

  private mutating func append(
    _ token: EscapeSequence, _ bytes: ArraySlice<UInt8>, at now: Int64, to inputs: inout [Input]
  ) {
    if token.event == .release { return }
    if let packed = PackedBytes(bytes), let key = known[packed] {
      inputs.append(.key(key))
      return
    }
    switch token.kind {
    case .escape: inputs.append(.key(Key(.escape)))
    case .alt:
      for key in keys(of: bytes.dropFirst()) {
        inputs.append(.key(Key(key.symbol, key.modifiers.union(.alt))))
      }
    case .sequence(let final, let parameters):
      switch (final, parameters.first) {
      case ("I", nil): inputs.append(.focus(true))
      case ("O", nil) where bytes.count == 3 && bytes[bytes.startIndex + 1] == 0x5B:
        inputs.append(.focus(false))
      case ("~", 200): paste = []
      case ("~", 201): break
      default:
        if let key = XtermKeys.key(final: final, parameters: parameters) {
          inputs.append(token.event == .repeat ? .repeated(key) : .key(key))
        }
      }
    case .mouse(let code, let at, let isRelease):
      if let mouse = mouse(code: code, at: at, isRelease: isRelease, now: now) {
        inputs.append(.mouse(mouse))
      }
    case .unknown: if let reply = TerminalReply(bytes) { replies.append(reply) }
    }
  }

  private mutating func mouse(code: Int, at: Point, isRelease: Bool, now: Int64) -> Mouse? {
    // xterm: the low bits are the button, 4, 8 and 16 modifiers, 32 motion, 64 the wheel.
    switch (code & 64, code & 3) {
    case (64, 0): return Mouse(at: at, kind: .wheelUp)
    case (64, 1): return Mouse(at: at, kind: .wheelDown)
    case (64, _): return nil
    default: break
    }
    if code & 32 != 0 { return nil }
    if isRelease || code & 3 == 3 { return Mouse(at: at, kind: .release) }
    let button: Mouse.Button = [.left, .middle, .right][code & 3]
    if button == .left, let last = lastPress, last.at == at, now - last.time <= Self.doubleClick {
      lastPress = nil
      return Mouse(at: at, kind: .doubleClick)
    }
    lastPress = button == .left ? (at, now) : nil
    return Mouse(at: at, kind: .press(button))
  }

  // MARK: Pastes

  private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)

  /// Reads up to the end of the paste, and gives where that is; `nil` where it is not there yet.
  private mutating func readPaste(from start: Int, into inputs: inout [Input]) -> Int? {
    let rest = kept[start...]
    if let end = rest.firstRange(of: Self.pasteEnd) {
      inputs.append(endPaste(with: rest[..<end.lowerBound]))
      return end.upperBound
    }
    // The end may have come in part.
    let whole = rest.dropLast(Self.pasteEnd.count - 1)
    addToPaste(whole)
    kept.removeFirst(start + whole.count)
    return nil
  }

  private mutating func addToPaste(_ bytes: ArraySlice<UInt8>) {
    let room = Self.pasteLimit - (paste?.count ?? 0)
    paste?.append(contentsOf: bytes.prefix(room))
  }

  private mutating func endPaste(with bytes: ArraySlice<UInt8>) -> Input {
    addToPaste(bytes)
    defer { paste = nil }
    let whole = (paste ?? [])[...]
    // Cut at the limit, the last character may be half there.
    let cut = whole.count == Self.pasteLimit ? whole.dropLast(whole.unfinishedUTF8) : whole
    return .paste(text(of: cut).withUnixLineEnds)
  }
}

extension Character {
  fileprivate var isC1: Bool {
    unicodeScalars.first.map { (0x80..<0xA0).contains($0.value) } ?? false
  }
}

extension String {
  /// Terminals send a line's end in a paste as Return would: `\r`.
  fileprivate var withUnixLineEnds: String {
    String(
      String.UnicodeScalarView(
        replacing("\r\n", with: "\n").unicodeScalars.map { $0 == "\r" ? "\n" : $0 }))
  }
}

extension ArraySlice<UInt8> {
  /// How many bytes at the end begin a character in UTF-8 and do not finish it.
  fileprivate var unfinishedUTF8: Int {
    for length in 1...3 where length <= count {
      let byte = self[endIndex - length]
      switch byte {
      case 0x80..<0xC0: continue
      case 0xC0..<0xE0: return length < 2 ? length : 0
      case 0xE0..<0xF0: return length < 3 ? length : 0
      case 0xF0..<0xF8: return length < 4 ? length : 0
      default: return 0
      }
    }
    return 0
  }
}
