// Keys, and the names that a keymap and a manual write for them.

/// A key with the modifiers held.
package struct Key: Hashable, Sendable {
  /// What is printed on the key, or what it types.
  package enum Symbol: Hashable, Sendable {
    /// A key that types a character. Shift is part of it: `a` and `A` are two.
    case character(Character)
    /// Return.
    case enter
    /// Esc.
    case escape
    /// Tab.
    case tab
    /// Shift-Tab.
    case backTab
    /// The key that deletes to the left.
    case backspace
    /// The key that deletes under the cursor.
    case delete
    /// Insert.
    case insert
    /// An arrow.
    case up
    /// An arrow.
    case down
    /// An arrow.
    case left
    /// An arrow.
    case right
    /// Home.
    case home
    /// End.
    case end
    /// Page up.
    case pageUp
    /// Page down.
    case pageDown
    /// F1 and so on, by number.
    case function(Int)
  }

  /// Keys held down with another.
  package struct Modifiers: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// Shift, with a key that types no character.
    package static let shift = Modifiers(rawValue: 1)
    /// Alt, or Meta.
    package static let alt = Modifiers(rawValue: 2)
    /// Control.
    package static let control = Modifiers(rawValue: 4)
  }

  /// What is printed on the key, or what it types.
  package let symbol: Symbol
  /// What was held down with it.
  package let modifiers: Modifiers

  /// A key with modifiers, in the one form that it has: what a terminal cannot tell apart is equal
  /// (Control with I, M, J, H and [ is Tab, Enter, Enter, Backspace and Esc; Control with a letter
  /// has no case; Shift-Tab is `backTab`).
  package init(_ symbol: Symbol, _ modifiers: Modifiers = []) {
    var symbol = symbol
    var modifiers = modifiers
    switch symbol {
    case .character(let character):
      modifiers.remove(.shift)
      guard modifiers.contains(.control) else { break }
      let lower = Character(character.lowercased())
      symbol = Key.typedWithControl[lower] ?? .character(lower)
      if Key.typedWithControl[lower] != nil { modifiers.remove(.control) }
    case .tab where modifiers.contains(.shift):
      symbol = .backTab
      modifiers.remove(.shift)
    case .backTab:
      modifiers.remove(.shift)
    default: break
    }
    self.symbol = symbol
    self.modifiers = modifiers
  }

  private static let typedWithControl: [Character: Symbol] = [
    "i": .tab, "m": .enter, "j": .enter, "h": .backspace, "[": .escape,
  ]

  /// A key that types this character.
  package init(_ character: Character, _ modifiers: Modifiers = []) {
    self.init(.character(character), modifiers)
  }
}
