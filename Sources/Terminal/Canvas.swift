// What is on the screen, as a value: drawing makes one, a screen shows it, a test reads it.

internal import Glibc

/// A grid of cells. What is drawn outside it is not drawn.
package struct Canvas: Equatable, Sendable {
  /// How many columns and rows.
  package let size: Size
  /// Where the cursor stands; `nil` where it is hidden.
  package var cursor: Point?
  /// Row after row.
  private(set) var cells: [Cell]
  /// The addresses that are written under text; a cell has the number of its own, from 1.
  package private(set) var links: [String] = []

  /// A blank canvas of one style.
  package init(size: Size, style: Style = .plain) {
    self.size = size
    cells = Array(repeating: Cell(style: style), count: size.columns * size.rows)
  }

  /// The whole canvas.
  package var bounds: Rectangle { Rectangle(origin: .zero, size: size) }

  /// The cell at `point`; a plain blank outside the canvas.
  package subscript(point: Point) -> Cell {
    bounds.contains(point) ? cells[point.row * size.columns + point.column] : Cell()
  }

  /// Draws `text`, made legible, from `point` to the right, clipped at the canvas's edges and after
  /// `columns` columns. A wide character that does not fit as a whole is left out, and one that is
  /// half drawn over becomes a blank. A text that does not fit ends in `ellipsis`, where that is
  /// given and fits itself.
  ///
  /// - Returns: how many columns it took from `point` on.
  @discardableResult
  package mutating func write(
    _ text: String, at point: Point, style: Style = .plain, columns: Int? = nil,
    ellipsis: String? = nil
  ) -> Int {
    guard (0..<size.rows).contains(point.row), point.column < size.columns else { return 0 }
    let room = size.columns - point.column
    let limit = max(0, min(columns ?? room, room))
    let pen = Cell(style: style)
    let row = point.row * size.columns..<(point.row + 1) * size.columns
    return text.withGlyphs { glyphs in
      cells.withUnsafeMutableBufferPointer { cells in
        let line = UnsafeMutableBufferPointer(rebasing: cells[row])
        let tail = ellipsis.map { Legible.columns(of: $0) } ?? 0
        guard let ellipsis, tail <= limit, !glyphs.fit(into: limit) else {
          return line.write(glyphs, from: point.column, pen: pen, limit: limit)
        }
        let used = line.write(glyphs, from: point.column, pen: pen, limit: limit - tail)
        return used
          + ellipsis.withGlyphs {
            line.write($0, from: point.column + used, pen: pen, limit: tail)
          }
      }
    }
  }

  /// Fills a block with one character. A wide one fills pairs of cells, and a last odd one is blank.
  package mutating func fill(
    _ rectangle: Rectangle, _ character: Character = " ", style: Style = .plain
  ) {
    let block = rectangle.intersection(bounds)
    let first = String(character).withGlyphs { glyphs in glyphs.first { _ in true } }
    guard !block.isEmpty, let first else { return }
    let blank = Cell(style: style)
    let cell = blank.showing(first)
    cells.withUnsafeMutableBufferPointer { cells in
      for line in block.minRow..<block.maxRow {
        let start = line * size.columns
        UnsafeMutableBufferPointer(rebasing: cells[start..<start + size.columns])
          .fill(block.minColumn..<block.maxColumn, with: cell, blank: blank)
      }
    }
  }

  /// Takes over a block of another canvas, to a place where it lies within this one. Addresses are
  /// not taken along.
  package mutating func copy(_ rectangle: Rectangle, of other: Canvas, to point: Point) {
    let target = Rectangle(origin: point, size: rectangle.size)
    precondition(
      target.intersection(bounds) == target && rectangle.intersection(other.bounds) == rectangle,
      "A block was copied that is not wholly within both canvases.")
    for row in 0..<rectangle.rows {
      let from = (rectangle.minRow + row) * other.size.columns + rectangle.minColumn
      let to = (point.row + row) * size.columns + point.column
      cells.replaceSubrange(
        to..<to + rectangle.columns, with: other.cells[from..<from + rectangle.columns])
    }
  }

  /// Changes the look of a block and leaves its text.
  package mutating func restyle(_ rectangle: Rectangle, _ change: (inout Style) -> Void) {
    let block = rectangle.intersection(bounds)
    guard !block.isEmpty else { return }
    for row in block.minRow..<block.maxRow {
      for column in block.minColumn..<block.maxColumn {
        change(&cells[row * size.columns + column].style)
      }
    }
  }

  /// Writes an address under what is drawn in a block: a terminal that can opens it by a click. What
  /// is drawn over it later has none. Only https, in printable ASCII.
  package mutating func link(_ rectangle: Rectangle, to address: String) {
    let block = rectangle.intersection(bounds)
    let isSafe = address.hasPrefix("https://") && address.utf8.count <= 2_048
    guard isSafe, !block.isEmpty, address.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }) else {
      return
    }
    let known = links.firstIndex(of: address)
    if known == nil { links.append(address) }
    for row in block.minRow..<block.maxRow {
      for column in block.minColumn..<block.maxColumn {
        cells[row * size.columns + column].link = (known ?? links.count - 1) + 1
      }
    }
  }

  /// The picture as text, a line for each row, without the blanks at the ends.
  package var lines: [String] {
    (0..<size.rows).map { row in
      var line = ""
      for cell in cells[row * size.columns..<(row + 1) * size.columns] { line += cell.text }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// Gives the cells of a row to `body`, as they lie in memory.
  func withRow(_ row: Int, _ body: (UnsafeBufferPointer<Cell>) -> Void) {
    cells.withUnsafeBufferPointer { all in
      body(UnsafeBufferPointer(rebasing: all[row * size.columns..<(row + 1) * size.columns]))
    }
  }

  /// The columns of a row in which it is not the same as in a canvas of equal size; empty where it
  /// is. Never begins with the second half of a wide character.
  func columns(of row: Int, changedFrom other: Canvas) -> Range<Int> {
    var changed = 0..<0
    withRow(row) { mine in
      other.withRow(row) { theirs in
        guard let left = mine.baseAddress, let right = theirs.baseAddress else { return }
        // Eight words and no padding: equal cells are equal bytes.
        if memcmp(left, right, mine.count * MemoryLayout<Cell>.stride) == 0 { return }
        var first = 0
        var end = mine.count
        while mine[first] == theirs[first] { first += 1 }
        while mine[end - 1] == theirs[end - 1] { end -= 1 }
        if mine[first].width == 0 && first > 0 { first -= 1 }
        changed = first..<end
      }
    }
    return changed
  }

  /// Puts what `change` makes of a cell in its place, for all cells.
  mutating func replaceCells(_ change: (Cell) -> Cell) {
    for index in cells.indices { cells[index] = change(cells[index]) }
  }
}

/// A row.
extension UnsafeMutableBufferPointer<Cell> {
  /// Writes from a column on, which may be left of the row, and gives the columns it took.
  fileprivate func write(_ glyphs: Glyphs, from start: Int, pen: Cell, limit: Int) -> Int {
    if start >= 0, let bytes = glyphs.ascii {
      let length = Swift.min(bytes.count, limit)
      guard length > 0 else { return 0 }
      cutBefore(start)
      if start + length < count { cutBefore(start + length) }
      for offset in 0..<length { self[start + offset] = pen.showing(ascii: bytes[offset]) }
      return length
    }
    var used = 0
    for glyph in glyphs {
      let width = Int(glyph.width)
      if used + width > limit { break }
      let column = start + used
      if used == 0 || column <= 0 { cutBefore(Swift.max(0, column)) }
      used += width
      if column >= 0 {
        // The cell below may be the first half of what goes on to the right of this.
        if start + used < count { cutBefore(start + used) }
        self[column] = pen.showing(glyph)
        if width == 2 { self[column + 1] = self[column].continuation }
      } else if column + width > 0 {
        // The right half of a wide character that begins left of the row.
        if count > 1 { cutBefore(1) }
        self[0] = pen
      }
    }
    return used
  }

  fileprivate func fill(_ columns: Range<Int>, with cell: Cell, blank: Cell) {
    cutBefore(columns.lowerBound)
    if columns.upperBound < count { cutBefore(columns.upperBound) }
    var column = columns.lowerBound
    while column + cell.width <= columns.upperBound {
      self[column] = cell
      if cell.width == 2 { self[column + 1] = cell.continuation }
      column += cell.width
    }
    if column < columns.upperBound { self[column] = blank }
  }

  /// Where a wide character reaches over the left edge of this column, makes its halves blanks.
  private func cutBefore(_ column: Int) {
    if column == 0 || self[column].width != 0 { return }
    self[column - 1] = self[column - 1].showing(ascii: UInt8(ascii: " "))
    self[column] = self[column].showing(ascii: UInt8(ascii: " "))
  }
}
