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
  /// half drawn over becomes a blank.
  ///
  /// - Returns: how many columns it took from `point` on.
  @discardableResult
  package mutating func write(
    _ text: String, at point: Point, style: Style = .plain, columns: Int? = nil
  ) -> Int {
    guard (0..<size.rows).contains(point.row), point.column < size.columns else { return 0 }
    let room = size.columns - point.column
    let limit = max(0, min(columns ?? room, room))
    let pen = Cell(style: style)
    var text = text
    if point.column >= 0, let used = writeASCII(&text, at: point, pen: pen, limit: limit) {
      return used
    }
    let row = point.row * size.columns
    var used = 0
    for glyph in Glyphs(text) {
      let width = Int(glyph.width)
      if used + width > limit { break }
      let column = point.column + used
      used += width
      if column < 0 {
        // The right half of a wide character that begins left of the canvas.
        if column + width > 0 {
          clearHalves(row: row, from: 0, to: 1)
          cells[row] = pen
        }
        continue
      }
      clearHalves(row: row, from: column, to: column + width)
      let cell = pen.showing(glyph)
      cells[row + column] = cell
      if width == 2 { cells[row + column + 1] = cell.continuation }
    }
    return used
  }

  /// Writes a text that is printable ASCII; `nil`, having done nothing, where it is not.
  private mutating func writeASCII(
    _ text: inout String, at point: Point, pen: Cell, limit: Int
  ) -> Int? {
    text.withUTF8 { bytes -> Int? in
      guard bytes.allSatisfy({ (0x20..<0x7F).contains($0) }) else { return nil }
      let used = min(bytes.count, limit)
      let row = point.row * size.columns
      clearHalves(row: row, from: point.column, to: point.column + used)
      let start = row + point.column
      for index in 0..<used { cells[start + index] = pen.showing(ascii: bytes[index]) }
      return used
    }
  }

  /// Fills a block with one character. A wide one fills pairs of cells, and a last odd one is blank.
  package mutating func fill(
    _ rectangle: Rectangle, _ character: Character = " ", style: Style = .plain
  ) {
    let block = rectangle.intersection(bounds)
    guard !block.isEmpty, let glyph = Glyphs(String(character)).first(where: { _ in true }) else {
      return
    }
    let blank = Cell(style: style)
    let cell = blank.showing(glyph)
    let width = Int(glyph.width)
    for line in block.minRow..<block.maxRow {
      let row = line * size.columns
      clearHalves(row: row, from: block.minColumn, to: block.maxColumn)
      var column = block.minColumn
      while column + width <= block.maxColumn {
        cells[row + column] = cell
        if width == 2 { cells[row + column + 1] = cell.continuation }
        column += width
      }
      if column < block.maxColumn { cells[row + column] = blank }
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

  /// Whether a row is the same in another canvas of the same width.
  func hasSameRow(_ row: Int, as other: Canvas) -> Bool {
    var isSame = false
    withRow(row) { mine in
      other.withRow(row) { theirs in
        // Eight words and no padding: equal cells are equal bytes.
        guard let left = mine.baseAddress, let right = theirs.baseAddress else { return }
        isSame = memcmp(left, right, mine.count * MemoryLayout<Cell>.stride) == 0
      }
    }
    return isSame
  }

  /// Puts what `change` makes of a cell in its place, for all cells.
  mutating func replaceCells(_ change: (Cell) -> Cell) {
    for index in cells.indices { cells[index] = change(cells[index]) }
  }

  /// Before the columns `from..<to` of the row that begins at `row` are drawn over: blanks the
  /// other halves of wide characters that would be cut at either end.
  private mutating func clearHalves(row: Int, from: Int, to: Int) {
    guard from < to else { return }
    if from > 0, cells[row + from].width == 0 {
      cells[row + from - 1] = cells[row + from - 1].showing(ascii: UInt8(ascii: " "))
    }
    if to < size.columns, cells[row + to].width == 0 {
      cells[row + to] = cells[row + to].showing(ascii: UInt8(ascii: " "))
    }
  }
}
