// A picture of dots, four to a cell by block elements, or of one sign to a cell where a terminal has
// nothing but ASCII. Braille has eight, but many fonts for terminals lack it and show empty boxes.

import Terminal

/// What dots are drawn with.
struct Pencil: Hashable, Sendable {
  /// The look; of the dots that share a cell, the last that was drawn.
  let role: Role
  /// The sign of a cell in ASCII, by which lines are told apart there.
  let sign: Character
}

/// A grid of dots over a block of cells.
struct DotGrid {
  /// How many cells.
  let size: Size
  private let isFine: Bool
  private var dots: [UInt8]
  private var pencils: [Pencil?]

  /// No dot yet.
  init(size: Size, signs: Signs) {
    self.size = size
    isFine = signs != .ascii
    dots = Array(repeating: 0, count: size.columns * size.rows)
    pencils = Array(repeating: nil, count: size.columns * size.rows)
  }

  /// How many dots there are from left to right.
  var width: Int { size.columns * (isFine ? 2 : 1) }
  /// How many dots there are from top to bottom.
  var height: Int { size.rows * (isFine ? 2 : 1) }
  /// How far dots of a broken line are apart.
  var gap: Int { isFine ? 3 : 2 }

  /// The block of each set of dots (Unicode 16, U+2580 to U+259F): bit 0 is at the top left, bit 1 at
  /// the top right, bits 2 and 3 are below them.
  private static let blocks = [
    " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█",
  ]

  /// Sets the dot at a place from the top left; nothing outside the grid.
  mutating func set(_ x: Int, _ y: Int, _ pencil: Pencil) {
    guard (0..<width).contains(x), (0..<height).contains(y) else { return }
    let (column, row) = isFine ? (x / 2, y / 2) : (x, y)
    let cell = row * size.columns + column
    dots[cell] |= isFine ? 1 << UInt8(2 * (y % 2) + x % 2) : 1
    pencils[cell] = pencil
  }

  /// A straight line from dot to dot.
  ///
  /// - Parameter step: one of so many dots is set: 1 for a whole line, more for a broken one.
  mutating func line(
    from start: (x: Int, y: Int), to end: (x: Int, y: Int), step: Int = 1, _ pencil: Pencil
  ) {
    let length = max(abs(end.x - start.x), abs(end.y - start.y))
    guard length > 0 else { return set(start.x, start.y, pencil) }
    for place in stride(from: 0, through: length, by: step) {
      // Rounded to the nearest dot, in whole numbers.
      let x = start.x + (2 * (end.x - start.x) * place + length) / (2 * length)
      let y = start.y + (2 * (end.y - start.y) * place + length) / (2 * length)
      set(x, y, pencil)
    }
  }

  /// Draws the dots; cells without any keep what is there.
  func draw(on canvas: inout Canvas, at origin: Point, theme: Theme) {
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        let cell = row * size.columns + column
        guard let pencil = pencils[cell] else { continue }
        canvas.write(
          isFine ? Self.blocks[Int(dots[cell])] : String(pencil.sign),
          at: Point(column: origin.column + column, row: origin.row + row),
          style: theme[pencil.role])
      }
    }
  }
}
