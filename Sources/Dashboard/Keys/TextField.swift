// One line of text that is being typed.

import Lifecycle
package import Terminal

/// A line of text with a cursor, and what was typed there before.
///
/// What a key does costs the same however long the text is, but for copying its bytes.
package struct TextField: Hashable, Sendable {
  /// What stands before the cursor.
  private var before: String
  /// What stands behind it.
  private var after = ""
  /// What was typed before, for the arrows up and down.
  private(set) var history: FieldHistory
  /// It keeps line ends: a report, which is pasted. Ctrl-J begins a line.
  private(set) var keepsLines = false

  /// The text.
  package var text: String { before + after }
  /// The cursor's place: how many characters stand before it.
  package var cursor: Int { before.count }
  /// Nothing is typed.
  package var isEmpty: Bool { before.isEmpty && after.isEmpty }

  /// The most characters that a field takes: more is no text that a person typed.
  package static let limit = 10_000
  /// The most characters that are looked for. Each key searches with all of them.
  static let searchLimit = 200
  /// The most characters that this field takes.
  private var most = TextField.limit

  /// A field with a text, the cursor at its end.
  ///
  /// - Parameter suggestions: what was typed before or suggests itself, the likeliest last.
  package init(_ text: String = "", suggestions: [String] = []) {
    before = text
    history = FieldHistory(suggestions)
  }

  /// A field that keeps the lines of what is pasted.
  package static func multiline(_ text: String = "") -> TextField {
    var field = TextField(text)
    field.keepsLines = true
    return field
  }

  /// A field for what is looked for in a list.
  static func search() -> TextField {
    var field = TextField()
    field.most = searchLimit
    return field
  }

  /// What stands here was called back from what was typed before.
  var isWalking: Bool { history.isWalking(at: text) }

  /// Puts another text into the field, the cursor at its end.
  package mutating func replace(with text: String) {
    before = text.utf8.count > most ? String(text.prefix(most)) : text
    after = ""
  }

  /// Puts texts before those that the history has already.
  mutating func recall(_ texts: [String]) { history.recall(texts) }

  /// Keeps the text for the arrows, as one that was taken.
  mutating func remember() { history.remember(text.trimmingWhitespace()) }

  /// Does what a key does in a field.
  ///
  /// - Returns: whether the key means something here.
  package mutating func take(_ key: Key) -> Bool {
    switch (key.symbol, key.modifiers) {
    case (.up, []), (.character("p"), .control): return walk(.back)
    case (.down, []), (.character("n"), .control): return walk(.forth)
    case (.left, []), (.character("b"), .control): moveBack(to: before.dropLast().endIndex)
    case (.right, []), (.character("f"), .control): moveForth(to: after.dropFirst().startIndex)
    case (.left, .control), (.character("b"), .alt): moveBack(to: wordStart)
    case (.right, .control), (.character("f"), .alt): moveForth(to: wordEnd)
    case (.home, _), (.character("a"), .control): moveBack(to: before.startIndex)
    case (.end, _), (.character("e"), .control): moveForth(to: after.endIndex)
    case (.backspace, []): before = String(before.dropLast())
    case (.delete, []), (.character("d"), .control): after = String(after.dropFirst())
    case (.character("w"), .control), (.backspace, .alt): before = String(before[..<wordStart])
    case (.character("d"), .alt): after = String(after[wordEnd...])
    case (.character("u"), .control): before = ""
    case (.character("k"), .control): after = ""
    case (.character("j"), .control) where keepsLines: insert("\n")
    case (.character(let character), []): insert(String(character))
    default: return false
    }
    return true
  }

  private mutating func walk(_ way: FieldHistory.Way) -> Bool {
    guard let text = history.walk(way, from: text) else { return false }
    replace(with: text)
    return true
  }

  /// Inserts a text at the cursor: pasted line ends become blanks unless the field keeps them, other
  /// control characters go.
  package mutating func insert(_ pasted: String) {
    var clean = String.UnicodeScalarView()
    for scalar in pasted.unicodeScalars {
      if scalar == "\n" && keepsLines {
        clean.append(scalar)
      } else if scalar == "\n" || scalar == "\t" {
        clean.append(" ")
      } else if scalar.properties.generalCategory != .control {
        clean.append(scalar)
      }
    }
    // Few bytes are few characters; only where there are many is it worth to count.
    var text = String(clean)
    if before.utf8.count + after.utf8.count + text.utf8.count > most {
      text = String(text.prefix(max(0, most - before.count - after.count)))
    }
    before += text
    // An accent belongs to the letter before it, also where that was there already.
    if let next = after.first, (before + String(next)).last != next {
      before.append(after.removeFirst())
    }
  }

  // MARK: - The cursor

  private mutating func moveBack(to place: String.Index) {
    after = before[place...] + after
    before = String(before[..<place])
  }

  private mutating func moveForth(to place: String.Index) {
    before += after[..<place]
    after = String(after[place...])
  }

  private var wordStart: String.Index {
    guard let word = before.lastIndex(where: { !$0.isWhitespace }) else { return before.startIndex }
    let blank = before[..<word].lastIndex { $0.isWhitespace }
    return blank.map { before.index(after: $0) } ?? before.startIndex
  }

  private var wordEnd: String.Index {
    let word = after.firstIndex { !$0.isWhitespace } ?? after.endIndex
    return after[word...].firstIndex { $0.isWhitespace } ?? after.endIndex
  }

  // MARK: - Drawing

  /// What shows of the text before the cursor in so many columns.
  private func shown(columns: Int) -> Substring {
    // No more characters than columns: what takes none is drawn with its neighbor.
    var shown = before.suffix(max(0, columns - 1))
    var width = Legible.columns(of: shown)
    while width > columns - 1, let first = shown.first {
      shown = shown.dropFirst()
      width -= Legible.columns(of: String(first))
    }
    return shown
  }

  /// Draws the field, scrolled so that the cursor shows, and puts the cursor there.
  package func draw(on canvas: inout Canvas, in place: Rectangle, theme: Theme) {
    guard place.columns > 1 else { return }
    let shown = shown(columns: place.columns)
    canvas.fill(place, " ", style: theme[.field])
    canvas.write(
      String(shown) + String(after.prefix(place.columns)), at: place.origin, style: theme[.field],
      columns: place.columns)
    canvas.cursor = Point(
      column: place.minColumn + Legible.columns(of: shown), row: place.minRow)
  }

  /// Draws a field that keeps lines, over several rows: those around the cursor, which is put there.
  package func drawLines(on canvas: inout Canvas, in place: Rectangle, theme: Theme) {
    guard place.columns > 1, place.rows > 0 else { return }
    var lines = [""]
    var width = 0
    var end = Point(column: 0, row: 0)
    let cursor = before.count
    for (index, character) in (before + after).enumerated() {
      if character == "\n" {
        lines.append("")
        width = 0
      } else {
        let columns = Legible.columns(of: String(character))
        if width + columns > place.columns - 1 {
          lines.append("")
          width = 0
        }
        lines[lines.count - 1].append(character)
        width += columns
      }
      if index + 1 == cursor { end = Point(column: width, row: lines.count - 1) }
    }
    let top = max(0, end.row - place.rows + 1)
    canvas.fill(place, " ", style: theme[.field])
    for (row, line) in lines.dropFirst(top).prefix(place.rows).enumerated() {
      canvas.write(
        line, at: Point(column: place.minColumn, row: place.minRow + row), style: theme[.field],
        columns: place.columns)
    }
    canvas.cursor = Point(column: place.minColumn + end.column, row: place.minRow + end.row - top)
  }

  /// Puts the cursor to a column of the place in which the field is drawn.
  mutating func point(at column: Int, in place: Rectangle) {
    guard !keepsLines else { return }
    let shown = shown(columns: place.columns)
    let text = String(shown) + String(after.prefix(place.columns))
    var left = column - place.minColumn
    var count = 0
    for character in text {
      left -= Legible.columns(of: String(character))
      if left < 0 { break }
      count += 1
    }
    let hidden = before.count - shown.count
    let whole = self.text
    let cut = whole.index(whole.startIndex, offsetBy: hidden + count)
    (before, after) = (String(whole[..<cut]), String(whole[cut...]))
  }
}
