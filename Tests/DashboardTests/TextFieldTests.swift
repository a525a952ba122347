// One line of text: what each key does to it, however long it is and whatever is pasted.

import Lifecycle
import Terminal
import Testing

@testable import Dashboard

/// What is looked for in a list.
@Suite struct `A search` {
  @Test func `takes as much as a person types, however much is pasted`() {
    var field = TextField.search()
    field.insert(String(repeating: "word ", count: 100_000))
    #expect(field.text.count == TextField.searchLimit)
    field.replace(with: String(repeating: "x", count: 1_000))
    #expect(field.text.count == TextField.searchLimit)
    var desk = TestDashboard()
    desk.press("?")
    desk.send(.input(.paste(String(repeating: "a ", count: 50_000))))
    guard let menu = desk.model.dialogs.last as? Menu else {
      Issue.record("The palette is open.")
      return
    }
    #expect(menu.search?.text.count == TextField.searchLimit)
    desk.press("Esc", "/")
    desk.send(.input(.paste(String(repeating: "a ", count: 50_000))))
    #expect(desk.model.query.words.count <= TextField.searchLimit)
  }
}

@Suite struct `A field` {
  private func field(_ text: String = "", _ keys: String...) throws -> TextField {
    var field = TextField(text)
    for name in keys { try press(name, &field) }
    return field
  }

  /// Presses a key that has to mean something, or nothing.
  private func press(_ name: String, _ field: inout TextField, isTaken: Bool = true) throws {
    let key = try #require(Key(name: name))
    let taken = field.take(key)
    #expect(taken == isTaken, "\(name)")
  }

  @Test func `moves by letters and words, and deletes them`() throws {
    #expect(try field("one two", "Left", "Left", "x").text == "one txwo")
    #expect(try field("one two", "C-Left", "x").text == "one xtwo")
    #expect(try field("one two", "Home", "C-Right", "x").text == "onex two")
    #expect(try field("one two", "A-b", "A-b", "A-d").text == " two")
    #expect(try field("one two  ", "C-w").text == "one ")
    #expect(try field("one two", "Home", "Delete", "End", "Backspace").text == "ne tw")
    #expect(try field("one two", "C-Left", "C-k").text == "one ")
    #expect(try field("one two", "C-Left", "C-u").text == "two")
    #expect(try field("ab", "C-a", "Left", "C-f", "x", "C-e", "Right", "C-b", "y").text == "axyb")
    #expect(try field("", "Backspace", "Delete", "C-w", "A-d", "Left", "Right").text == "")
  }

  @Test func `keeps an accent with its letter, wherever it comes in`() throws {
    var field = TextField("e")
    field.insert("\u{301}")
    #expect(field.text == "\u{E9}" && field.cursor == 1)
    field = try self.field("\u{301}x", "Home", "e")
    #expect(field.text == "e\u{301}x" && field.cursor == 1)
    try press("Backspace", &field)
    #expect(field.text == "x")
  }

  @Test func `takes what is pasted as one line without control characters`() {
    var field = TextField("a")
    field.insert("b\nc\td\u{0}\u{1B}[31me\u{7F}\u{85}f")
    #expect(field.text == "ab c d[31mef")
  }

  @Test func `ends at its limit, whatever its letters are`() throws {
    for letter in ["x", "é", "👨‍👩‍👧"] {
      var field = try self.field("ab", "Left")
      field.insert(String(repeating: letter, count: 20_000))
      #expect(field.text.count == TextField.limit)
      for key in ["Backspace", "y", "z"] { try press(key, &field) }
      #expect(field.text.count == TextField.limit && field.text.hasSuffix("yb"))
    }
  }

  @Test func `shows the cursor at the end of what does not fit, and where it is clicked`() {
    var canvas = Canvas(size: Size(columns: 12, rows: 1))
    let theme = Theme(name: "plain", styles: [:])
    let place = Rectangle(column: 1, row: 0, columns: 10, rows: 1)
    var field = TextField(String(repeating: "0123456789", count: 1_000))
    field.draw(on: &canvas, in: place, theme: theme)
    #expect(canvas.lines == [" 123456789"])
    #expect(canvas.cursor == Point(column: 10, row: 0))
    field.point(at: 3, in: place)
    field.draw(on: &canvas, in: place, theme: theme)
    #expect(canvas.cursor?.column == 10, "it scrolls so that the cursor shows")
    #expect(field.cursor == 9_993)
    field = TextField("日本語ab")
    field.draw(on: &canvas, in: place, theme: theme)
    #expect(canvas.cursor == Point(column: 9, row: 0))
    field.point(at: 4, in: place)
    #expect(field.cursor == 1)
    field.point(at: 99, in: place)
    #expect(field.cursor == 5)
    field.point(at: 0, in: place)
    #expect(field.cursor == 0)
  }

  @Test func `walks through what was typed before, and back to what is being typed`() throws {
    var field = TextField("now", suggestions: ["one", "two", "one"])
    func walk(_ key: String, to text: String, isTaken: Bool = true) throws {
      try press(key, &field, isTaken: isTaken)
      #expect(field.text == text)
    }
    try walk("Down", to: "now", isTaken: false)
    try walk("Up", to: "one")
    #expect(field.isWalking)
    try walk("Up", to: "two")
    try walk("Up", to: "two", isTaken: false)
    field.recall(["zero", "two"])
    try walk("Up", to: "zero")
    for text in ["two", "one", "now"] { try walk("Down", to: text) }
    try walk("Up", to: "one")
    try walk("!", to: "one!")
    #expect(!field.isWalking)
    field.remember()
    try walk("Up", to: "one")
    try walk("C-p", to: "two")
    try walk("C-n", to: "one")
  }
}
