// One line of text that is being typed.

package import Terminal

/// A line of text with a cursor.
package struct TextField: Hashable, Sendable {
  /// The text.
  package private(set) var text: String
  /// The cursor's place: how many characters stand before it.
  package private(set) var cursor: Int

  /// The most characters that a field takes: more is no text that a person typed.
  package static let limit = 10_000

  /// A field with a text, the cursor at its end.
  package init(_ text: String = "") {
    self.text = text
    cursor = text.count
  }

  /// Does what a key does in a field.
  ///
  /// - Returns: whether the key means something here.
  package mutating func take(_ key: Key) -> Bool {
    switch (key.symbol, key.modifiers) {
    case (.left, []), (.character("b"), .control): cursor = max(0, cursor - 1)
    case (.right, []), (.character("f"), .control): cursor = min(text.count, cursor + 1)
    case (.left, .control), (.character("b"), .alt): cursor = wordStart
    case (.right, .control), (.character("f"), .alt): cursor = wordEnd
    case (.home, _), (.character("a"), .control): cursor = 0
    case (.end, _), (.character("e"), .control): cursor = text.count
    case (.backspace, []): remove(max(0, cursor - 1)..<cursor)
    case (.delete, []), (.character("d"), .control):
      remove(cursor..<min(text.count, cursor + 1))
    case (.character("w"), .control), (.backspace, .alt): remove(wordStart..<cursor)
    case (.character("u"), .control): remove(0..<cursor)
    case (.character("k"), .control): remove(cursor..<text.count)
    case (.character(let character), []): insert(String(character))
    default: return false
    }
    return true
  }

  /// Inserts a text at the cursor: pasted line ends become blanks, other control characters go.
  package mutating func insert(_ pasted: String) {
    let line = pasted.unicodeScalars.map { scalar -> Character? in
      if scalar == "\n" || scalar == "\t" { return " " }
      return scalar.properties.generalCategory == .control ? nil : Character(scalar)
    }
    let clean = String(String(line.compactMap { $0 }).prefix(max(0, Self.limit - text.count)))
    let start = text.index(text.startIndex, offsetBy: cursor)
    let tail = text.count - cursor
    text.insert(contentsOf: clean, at: start)
    // Characters can join with those beside them, so the place is counted from the end.
    cursor = max(0, text.count - tail)
  }

  private mutating func remove(_ range: Range<Int>) {
    let start = text.index(text.startIndex, offsetBy: range.lowerBound)
    let end = text.index(text.startIndex, offsetBy: range.upperBound)
    text.removeSubrange(start..<end)
    cursor = min(range.lowerBound, text.count)
  }

  private var wordStart: Int {
    let characters = Array(text.prefix(cursor))
    let word = characters.lastIndex { !$0.isWhitespace } ?? 0
    let blank = characters.prefix(word).lastIndex { $0.isWhitespace }
    return blank.map { $0 + 1 } ?? 0
  }

  private var wordEnd: Int {
    let characters = Array(text)
    let word = characters[cursor...].firstIndex { !$0.isWhitespace } ?? characters.count
    return characters[word...].firstIndex { $0.isWhitespace } ?? characters.count
  }

  /// Draws the field, scrolled so that the cursor shows, and puts the cursor there.
  package func draw(on canvas: inout Canvas, in place: Rectangle, theme: Theme) {
    guard place.columns > 1 else { return }
    let before = String(text.prefix(cursor))
    var start = 0
    // The first character that is shown, so that what stands before the cursor fits.
    while Legible.columns(of: String(before.dropFirst(start))) > place.columns - 1 {
      start += max(1, (before.count - start) / 8)
    }
    canvas.fill(place, " ", style: theme[.field])
    canvas.write(
      String(text.dropFirst(start)), at: place.origin, style: theme[.field],
      columns: place.columns)
    let column = place.minColumn + Legible.columns(of: String(before.dropFirst(start)))
    canvas.cursor = Point(column: column, row: place.minRow)
  }
}
