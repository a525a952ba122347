// The names of keys, both ways: `C-l`, `S-Tab`, `A-x`, `PgDn`, `F5`, `?`.

extension Key {
  /// The name as a person reads it: `C-` for Control, `A-` for Alt, `S-` for Shift, in this order,
  /// and then the key.
  package var name: String {
    var prefix = ""
    if modifiers.contains(.control) { prefix += "C-" }
    if modifiers.contains(.alt) { prefix += "A-" }
    if modifiers.contains(.shift) { prefix += "S-" }
    switch symbol {
    case .character(" "): return prefix + "Space"
    case .character(let character): return prefix + String(character)
    case .function(let number): return prefix + "F\(number)"
    case .backTab: return prefix + "S-Tab"
    default: return prefix + (Key.named.first { $0.symbol == symbol }?.names[0] ?? "")
    }
  }

  /// The key of this name; `nil` where there is none. A single character is itself, with its case;
  /// longer names are read in either case, and `Ctrl-`, `PageDown`, `Return` and the like are
  /// understood too.
  package init?(name: String) {
    guard let (symbol, modifiers) = Key.parts(of: name) else { return nil }
    // Shift is in the character; to ask for it twice is a mistake that would never match.
    if case .character(let character) = symbol, character != " ", modifiers.contains(.shift) {
      return nil
    }
    self.init(symbol, modifiers)
  }

  /// What is printed on the key of a name and what is held with it, as they are written.
  static func parts(of name: String) -> (symbol: Symbol, modifiers: Modifiers)? {
    var rest = Substring(name)
    var modifiers: Modifiers = []
    while let (held, length) = heldKey(in: rest) {
      modifiers.insert(held)
      rest = rest.dropFirst(length)
    }
    if rest.count == 1, let character = rest.first, character.isShownByOneKey {
      return (.character(character), modifiers)
    }
    let lower = rest.lowercased()
    if let entry = named.first(where: { $0.names.contains { $0.lowercased() == lower } }) {
      return (entry.symbol, modifiers)
    }
    guard lower.first == "f", let number = Int(lower.dropFirst()), (1...63).contains(number)
    else { return nil }
    return (.function(number), modifiers)
  }

  /// A key to hold at the beginning of a name, with how long its name is.
  private static func heldKey(in name: Substring) -> (Modifiers, Int)? {
    let signs: [Character] = ["-", "+"]
    for (names, modifier) in held {
      for held in names where name.count > held.count + 1 {
        let isLong = held.count > 1
        let start = name.prefix(held.count)
        guard isLong ? start.lowercased() == held.lowercased() : start == held,
          let sign = name.dropFirst(held.count).first, signs.contains(sign)
        else { continue }
        return (modifier, held.count + 1)
      }
    }
    return nil
  }

  /// The names of keys to hold. One letter is read as it is written: `c-x` is no name.
  private static let held: [(names: [String], modifier: Modifiers)] = [
    (["Control", "Ctrl", "C"], .control), (["Alt", "Meta", "A", "M"], .alt),
    (["Shift", "S"], .shift),
  ]

  /// The names of the keys that type no character, as they are shown.
  package static let names = named.map { $0.names[0] } + (1...12).map { "F\($0)" }

  /// Keys with names of their own; the first is the one that is shown.
  private static let named: [(symbol: Symbol, names: [String])] = [
    (.character(" "), ["Space"]),
    (.enter, ["Enter", "Return"]),
    (.escape, ["Esc", "Escape"]),
    (.tab, ["Tab"]),
    (.backTab, ["BackTab"]),
    (.backspace, ["Backspace", "BS"]),
    (.delete, ["Del", "Delete"]),
    (.insert, ["Ins", "Insert"]),
    (.up, ["Up"]),
    (.down, ["Down"]),
    (.left, ["Left"]),
    (.right, ["Right"]),
    (.home, ["Home"]),
    (.end, ["End"]),
    (.pageUp, ["PgUp", "PageUp"]),
    (.pageDown, ["PgDn", "PageDown"]),
  ]
}

extension Character {
  fileprivate var isShownByOneKey: Bool {
    !isWhitespace && !unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}
