// Places and extents on the screen, in cells: column 0, row 0 is the top left.

/// An extent in cells. Never negative: a smaller number is taken as 0.
package struct Size: Hashable, Sendable {
  /// Cells from left to right.
  package var columns: Int
  /// Cells from top to bottom.
  package var rows: Int

  /// An extent of so many columns and rows, each at least 0.
  package init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }

  /// No extent at all.
  package static let zero = Size(columns: 0, rows: 0)
}

/// The place of one cell, counted from 0 at the top left.
package struct Point: Hashable, Sendable {
  /// Cells to the left of this one.
  package var column: Int
  /// Cells above this one.
  package var row: Int

  /// The cell in this column and row. A place may lie outside a canvas; nothing is drawn there.
  package init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }

  /// The top left cell.
  package static let zero = Point(column: 0, row: 0)
}

/// A block of cells. Its far edges are not part of it, as in a range.
package struct Rectangle: Hashable, Sendable {
  /// The top left cell.
  package var origin: Point
  /// How far the block reaches.
  package var size: Size

  /// The block that begins at `origin` and is `size` large.
  package init(origin: Point, size: Size) {
    self.origin = origin
    self.size = size
  }

  /// The block that begins at this column and row and is so large.
  package init(column: Int, row: Int, columns: Int, rows: Int) {
    self.init(
      origin: Point(column: column, row: row), size: Size(columns: columns, rows: rows))
  }

  /// The first column.
  package var minColumn: Int { origin.column }
  /// The column after the last.
  package var maxColumn: Int { origin.column + size.columns }
  /// The first row.
  package var minRow: Int { origin.row }
  /// The row after the last.
  package var maxRow: Int { origin.row + size.rows }
  /// How many columns.
  package var columns: Int { size.columns }
  /// How many rows.
  package var rows: Int { size.rows }
  /// Whether there is no cell in it.
  package var isEmpty: Bool { size.columns == 0 || size.rows == 0 }

  /// Whether the cell at `point` belongs to the block.
  package func contains(_ point: Point) -> Bool {
    (minColumn..<maxColumn).contains(point.column) && (minRow..<maxRow).contains(point.row)
  }

  /// The cells that both blocks have; empty where they do not meet.
  package func intersection(_ other: Rectangle) -> Rectangle {
    let column = max(minColumn, other.minColumn)
    let row = max(minRow, other.minRow)
    return Rectangle(
      column: column, row: row,
      columns: min(maxColumn, other.maxColumn) - column, rows: min(maxRow, other.maxRow) - row)
  }

  /// The block without `columns` cells at the left and right and `rows` at the top and bottom.
  package func inset(columns: Int = 1, rows: Int = 1) -> Rectangle {
    Rectangle(
      column: minColumn + columns, row: minRow + rows,
      columns: self.columns - 2 * columns, rows: self.rows - 2 * rows)
  }

  /// The upper `rows` rows (as many as there are, at most), and what is below them.
  package func split(top rows: Int) -> (top: Rectangle, rest: Rectangle) {
    let cut = min(max(0, rows), self.rows)
    return (
      Rectangle(column: minColumn, row: minRow, columns: columns, rows: cut),
      Rectangle(column: minColumn, row: minRow + cut, columns: columns, rows: self.rows - cut)
    )
  }

  /// What is above the lower `rows` rows, and those rows (as many as there are, at most).
  package func split(bottom rows: Int) -> (rest: Rectangle, bottom: Rectangle) {
    let parts = split(top: self.rows - min(max(0, rows), self.rows))
    return (parts.top, parts.rest)
  }

  /// The left `columns` columns (as many as there are, at most), and what is right of them.
  package func split(left columns: Int) -> (left: Rectangle, rest: Rectangle) {
    let cut = min(max(0, columns), self.columns)
    return (
      Rectangle(column: minColumn, row: minRow, columns: cut, rows: rows),
      Rectangle(column: minColumn + cut, row: minRow, columns: self.columns - cut, rows: rows)
    )
  }

  /// What is left of the right `columns` columns, and those (as many as there are, at most).
  package func split(right columns: Int) -> (rest: Rectangle, right: Rectangle) {
    let parts = split(left: self.columns - min(max(0, columns), self.columns))
    return (parts.left, parts.rest)
  }
}
