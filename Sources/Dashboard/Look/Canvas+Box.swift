// Boxes, bars and lines of several styles: what panels and dialogs are drawn with.

import Lifecycle
import Terminal

extension Canvas {
  /// Draws a box with a title in its upper line, and a text at that line's right end. The one that
  /// takes the keys has a sign before its title, and not a look alone.
  mutating func box(
    _ place: Rectangle, title: String, trailing: String = "", isFocused: Bool, theme: Theme,
    sharesTop: Bool = false
  ) {
    guard place.columns >= 2, place.rows >= 2 else { return }
    let style = theme[isFocused ? .borderFocused : .border]
    let lines = theme.signs.lines
    let (left, right) = (place.minColumn, place.maxColumn - 1)
    let (top, bottom) = (place.minRow, place.maxRow - 1)
    for row in [top, bottom] {
      fill(
        Rectangle(column: left, row: row, columns: place.columns, rows: 1), lines.horizontal,
        style: style)
    }
    for column in [left, right] {
      fill(
        Rectangle(column: column, row: top, columns: 1, rows: place.rows), lines.vertical,
        style: style)
    }
    let corners = [
      (left, top, sharesTop ? lines.teeLeft : lines.topLeft),
      (right, top, sharesTop ? lines.teeRight : lines.topRight),
      (left, bottom, lines.bottomLeft), (right, bottom, lines.bottomRight),
    ]
    for (column, row, corner) in corners {
      write(corner, at: Point(column: column, row: row), style: style)
    }
    let room = place.columns - 4
    guard room > 0, !title.isEmpty else { return }
    // What is at the right end is short and changes: it is clipped last.
    let width = trailing.isEmpty ? 0 : Legible.columns(of: trailing) + 2
    let hasTrailing = width > 0 && width <= room - 8
    let titleRoom = max(0, (hasTrailing ? room - width : room) - 2)
    let clipped = Legible.clipped(title, to: titleRoom, ellipsis: theme.signs[.ellipsis])
    let mark = isFocused ? theme.signs[.selected] : " "
    write(
      "\(mark)\(clipped) ", at: Point(column: left + 1, row: top),
      style: theme[isFocused ? .borderFocused : .title])
    if hasTrailing {
      write(" \(trailing) ", at: Point(column: right - width - 1, row: top), style: theme[.dim])
    }
  }

  /// Writes pieces of text one after another, each in its role. No line is drawn under the blanks
  /// around a piece. An address also becomes a link of the
  /// terminal, the whole of it, even where there is no room to show it all.
  ///
  /// - Returns: how many columns they took.
  @discardableResult
  mutating func write(
    _ pieces: [(String, Role)], at point: Point, columns: Int, theme: Theme
  ) -> Int {
    var used = 0
    for (text, role) in pieces where used < columns {
      let place = Point(column: point.column + used, row: point.row)
      let width = write(
        text, at: place, style: theme[role], columns: columns - used,
        ellipsis: theme.signs[.ellipsis])
      if role == .link, let link = Link(text) {
        self.link(Rectangle(origin: place, size: Size(columns: width, rows: 1)), to: link.text)
      }
      if theme[role].attributes.contains(.underline) {
        unlineBlanks(in: Rectangle(origin: place, size: Size(columns: width, rows: 1)))
      }
      used += width
    }
    return used
  }

  /// Takes the line away from under the blanks at both ends of a row.
  private mutating func unlineBlanks(in row: Rectangle) {
    let words = (row.minColumn..<row.maxColumn).filter {
      self[Point(column: $0, row: row.minRow)].text != " "
    }
    let (first, end) = (words.first ?? row.maxColumn, words.last.map { $0 + 1 } ?? row.maxColumn)
    for blanks in [row.minColumn..<first, end..<row.maxColumn] {
      let place = Rectangle(
        column: blanks.lowerBound, row: row.minRow, columns: blanks.count, rows: 1)
      restyle(place) { $0.attributes.remove(.underline) }
    }
  }

  /// Writes a text so that it ends before a column.
  mutating func write(
    _ text: String, endingAt point: Point, role: Role, columns: Int, theme: Theme
  ) {
    let clipped = Legible.clipped(text, to: max(0, columns), ellipsis: theme.signs[.ellipsis])
    let width = Legible.columns(of: clipped)
    write(clipped, at: Point(column: point.column - width, row: point.row), style: theme[role])
  }

  /// Lays the style of a role over a row that was drawn before.
  mutating func lay(_ role: Role, over place: Rectangle, theme: Theme) {
    let style = theme[role]
    restyle(place) { $0 = style.over($0) }
  }

  /// Clears the place of a dialog.
  mutating func clear(_ place: Rectangle, theme: Theme) { fill(place, " ", style: theme[.text]) }
}

extension String {
  /// The text in lines of at most so many columns, broken between words where it can be.
  func wrapped(to columns: Int) -> [String] {
    guard columns > 0 else { return [] }
    if let lines = utf8.withContiguousStorageIfAvailable({ $0.wrappedASCII(to: columns) }) ?? nil {
      return lines
    }
    var lines: [String] = []
    for paragraph in split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      var used = 0
      for word in paragraph.split(separator: " ") {
        let width = Legible.columns(of: word)
        if line.isEmpty ? width <= columns : used + 1 + width <= columns {
          if !line.isEmpty { line += " " }
          used = line.isEmpty ? width : used + 1 + width
          line += word
          continue
        }
        if !line.isEmpty { lines.append(line) }
        line = String(word)
        used = width
        while used > columns {
          // A word that is wider than the line: as many characters as fit, then the rest.
          var head = Legible.clipped(line, to: columns, ellipsis: "")
          if head.isEmpty { head = String(line.prefix(1)) }
          lines.append(head)
          line = String(line.dropFirst(head.count))
          used = Legible.columns(of: line)
        }
      }
      lines.append(line)
    }
    return lines
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The lines of a text of printable ASCII alone, as most are: then a byte is a character and a
  /// column. Nil for all other texts, and for those with a word that is wider than a line.
  fileprivate func wrappedASCII(to columns: Int) -> [String]? {
    let (space, lineEnd) = (UInt8(ascii: " "), UInt8(ascii: "\n"))
    guard allSatisfy({ (0x20..<0x7F).contains($0) || $0 == lineEnd }) else { return nil }
    var lines: [String] = []
    var line: [UInt8] = []
    var place = 0
    while place < count {
      if self[place] == lineEnd {
        lines.append(String(decoding: line, as: UTF8.self))
        line.removeAll(keepingCapacity: true)
      }
      if self[place] == lineEnd || self[place] == space {
        place += 1
        continue
      }
      let end = self[place...].firstIndex { $0 == space || $0 == lineEnd } ?? count
      let width = end - place
      if width > columns { return nil }
      if !line.isEmpty {
        if line.count + 1 + width <= columns {
          line.append(space)
        } else {
          lines.append(String(decoding: line, as: UTF8.self))
          line.removeAll(keepingCapacity: true)
        }
      }
      line += self[place..<end]
      place = end
    }
    lines.append(String(decoding: line, as: UTF8.self))
    return lines
  }
}

extension [(String, Role)] {
  /// The pieces in lines of at most so many columns, broken between words where they can be.
  func wrapped(to columns: Int) -> [[(String, Role)]] {
    var rest = self[...]
    return map(\.0).joined().wrapped(to: columns).map { line in
      var pieces: [(String, Role)] = []
      var left = line.count
      while left > 0, let (text, role) = rest.popFirst() {
        pieces.append((String(text.prefix(left)), role))
        if text.count > left { rest = [(String(text.dropFirst(left)), role)] + rest }
        left -= text.count
      }
      // A break takes the place of a space.
      if let (text, role) = rest.popFirst() {
        rest = [(text.hasPrefix(" ") ? String(text.dropFirst()) : text, role)] + rest
      }
      return pieces
    }
  }
}
