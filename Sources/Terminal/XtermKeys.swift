// The keys that xterm, and nearly all terminals after it, send as numbers and letters.

/// Keys by xterm's conventions ("PC-style function keys", "modifyOtherKeys" in its `ctlseqs`), and
/// by those of the kitty keyboard protocol, which another program may have left switched on.
enum XtermKeys {
  /// The key of `ESC [ parameters final` or `ESC O parameters final`; `nil` for none.
  static func key(final: Character, parameters: [Int]) -> Key? {
    let modifiers = modifiers(parameters.count > 1 ? parameters[1] : 0)
    switch final {
    case "~":
      // 27 ; modifiers ; character: a key that has no sequence of its own.
      if parameters.first == 27, parameters.count == 3 {
        return typed(parameters[2], modifiers)
      }
      return parameters.first.flatMap { numbered[$0] }.map { Key($0, modifiers) }
    case "u":
      return parameters.first.flatMap { typed($0, modifiers) }
    default:
      if let symbol = lettered[final] { return Key(symbol, modifiers) }
      return keypad[final].map { Key($0, modifiers) }
    }
  }

  /// xterm adds 1 to a sum of bits: 1 Shift, 2 Alt, 4 Control, 8 Meta.
  private static func modifiers(_ parameter: Int) -> Key.Modifiers {
    guard parameter > 1 else { return [] }
    var modifiers: Key.Modifiers = []
    let bits = parameter - 1
    if bits & 1 != 0 { modifiers.insert(.shift) }
    if bits & (2 | 8) != 0 { modifiers.insert(.alt) }
    if bits & 4 != 0 { modifiers.insert(.control) }
    return modifiers
  }

  private static func typed(_ code: Int, _ modifiers: Key.Modifiers) -> Key? {
    guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else { return nil }
    switch code {
    case 13: return Key(.enter, modifiers)
    case 9: return Key(.tab, modifiers)
    case 27: return Key(.escape, modifiers)
    case 8, 127: return Key(.backspace, modifiers)
    case 0..<32, 128..<160: return nil
    // Keys without a character, by the kitty keyboard protocol: Shift alone, Caps Lock, media keys.
    case 57344...63743: return functional[code].map { Key($0, modifiers) }
    // Shift is told by the code in most terminals, and by the modifier in some.
    default:
      let character = Character(scalar)
      let upper = modifiers.contains(.shift) ? Character(character.uppercased()) : character
      return Key(upper, modifiers)
    }
  }

  private static let lettered: [Character: Key.Symbol] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "Z": .backTab,
    "P": .function(1), "Q": .function(2), "R": .function(3), "S": .function(4), "M": .enter,
  ]

  /// The number pad in application mode.
  private static let keypad: [Character: Key.Symbol] = [
    "j": .character("*"), "k": .character("+"), "l": .character(","), "m": .character("-"),
    "n": .character("."), "o": .character("/"), "p": .character("0"), "q": .character("1"),
    "r": .character("2"), "s": .character("3"), "t": .character("4"), "v": .character("6"),
    "w": .character("7"), "x": .character("8"), "y": .character("9"), "X": .character("="),
  ]

  /// The number pad in the kitty keyboard protocol.
  private static let functional: [Int: Key.Symbol] = {
    var symbols: [Int: Key.Symbol] = [
      57409: .character("."), 57410: .character("/"), 57411: .character("*"),
      57412: .character("-"), 57413: .character("+"), 57414: .enter, 57415: .character("="),
      57416: .character(","), 57417: .left, 57418: .right, 57419: .up, 57420: .down,
      57421: .pageUp, 57422: .pageDown, 57423: .home, 57424: .end, 57425: .insert,
      57426: .delete,
    ]
    for digit in 0...9 { symbols[57399 + digit] = .character(Character("\(digit)")) }
    return symbols
  }()

  private static let numbered: [Int: Key.Symbol] = {
    var symbols: [Int: Key.Symbol] = [
      1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    ]
    // DEC left gaps where its keyboards had them.
    let functions = [
      11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34,
    ]
    for (index, number) in functions.enumerated() { symbols[number] = .function(index + 1) }
    return symbols
  }()
}
