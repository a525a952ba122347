// The names of keys, both ways.

import Testing

@testable import Terminal

@Suite struct KeyTests {
  private static let symbols: [Key.Symbol] =
    [
      .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right,
      .home, .end, .pageUp, .pageDown, .function(1), .function(12), .character("a"),
      .character("A"), .character("-"), .character("?"), .character(" "), .character("é"),
      .character("+"), .character("世"),
    ]

  @Test(arguments: symbols)
  func `a key is found again by its name`(symbol: Key.Symbol) {
    for bits in UInt8(0)...7 {
      let key = Key(symbol, Key.Modifiers(rawValue: bits))
      #expect(Key(name: key.name) == key, "\(key.name)")
    }
  }

  @Test(arguments: [
    ("C-l", Key("l", .control)), ("S-Tab", Key(.backTab)), ("Enter", Key(.enter)),
    ("PgDn", Key(.pageDown)), ("a", Key("a")), ("A", Key("A")), ("?", Key("?")), ("-", Key("-")),
    ("C--", Key("-", .control)), ("Space", Key(" ")), ("C-Space", Key(" ", .control)),
    ("A-x", Key("x", .alt)), ("M-x", Key("x", .alt)), ("S-Up", Key(.up, .shift)),
    ("C-A-S-F5", Key(.function(5), [.control, .alt, .shift])), ("f10", Key(.function(10))),
    ("pagedown", Key(.pageDown)), ("Return", Key(.enter)), ("C-L", Key("l", .control)),
    ("C-i", Key(.tab)), ("C-m", Key(.enter)), ("Ctrl-L", Key("l", .control)),
    ("ctrl+l", Key("l", .control)), ("Alt-Shift-Up", Key(.up, [.alt, .shift])),
    ("Meta-x", Key("x", .alt)), ("Shift-Tab", Key(.backTab)), ("C-+", Key("+", .control)),
  ])
  func `names mean keys`(name: String, key: Key) {
    #expect(Key(name: name) == key)
  }

  @Test(arguments: ["", " ", "Foo", "F0", "F99", "C-", "X-a", "S-a", "\u{1B}", "C", "ab"])
  func `what is no key has no name`(name: String) {
    if name == "C" {
      #expect(Key(name: name) == Key("C"))
    } else {
      #expect(Key(name: name) == nil)
    }
  }

  @Test(arguments: [
    ("Ctrl-Shift-1", "“1” alone"), ("C-5", "“5” alone"), ("C-é", "“é” alone"), ("S-a", "“A”"),
    ("C-S-a", "without telling"), ("C-c", "ends the program"), ("C-\\", "ends the program"),
    ("C-Enter", "as Enter alone"), ("S-Esc", "as Esc alone"), ("C-Tab", "as Tab alone"),
    ("S-Space", "as Space alone"), ("C-/", "C-_"), ("C-?", "Backspace"), ("F21", "F1 to F20"),
  ])
  func `a key that no terminal sends is told, and why`(name: String, words: String) throws {
    #expect(try #require(Key.fault(ofName: name)).contains(words))
  }

  @Test(arguments: [
    "a", "A", "?", "C-a", "C-_", "C-]", "C-Space", "A-Enter", "S-Tab", "C-S-Left", "F20", "S-F5",
    "A-1", "世", "no key at all",
  ])
  func `a key that terminals send has no fault`(name: String) {
    #expect(Key.fault(ofName: name) == nil)
  }

  @Test func `names are shown in one way`() {
    #expect(Key(.tab, .shift).name == "S-Tab")
    #expect(Key(.left, [.shift, .control]).name == "C-S-Left")
    #expect(Key("L", .control).name == "C-l")
    #expect(Key(.pageUp).name == "PgUp")
  }
}
