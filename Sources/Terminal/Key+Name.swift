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
  /// longer names are read in either case, and `PageDown`, `Esc`, `Return` and the like are
  /// understood too.
  package init?(name: String) {
    var rest = Substring(name)
    var modifiers: Modifiers = []
    while rest.count > 2, rest.dropFirst().first == "-" {
      switch rest.first {
      case "C": modifiers.insert(.control)
      case "A", "M": modifiers.insert(.alt)
      case "S": modifiers.insert(.shift)
      default: return nil
      }
      rest = rest.dropFirst(2)
    }
    if rest.count == 1, let character = rest.first, character.isShownByOneKey {
      // Shift is in the character; to ask for it twice is a mistake that would never match.
      if modifiers.contains(.shift) { return nil }
      self.init(.character(character), modifiers)
      return
    }
    let lower = rest.lowercased()
    if let entry = Key.named.first(where: { $0.names.contains { $0.lowercased() == lower } }) {
      self.init(entry.symbol, modifiers)
    } else if lower.first == "f", let number = Int(lower.dropFirst()), (1...63).contains(number) {
      self.init(.function(number), modifiers)
    } else {
      return nil
    }
  }

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
