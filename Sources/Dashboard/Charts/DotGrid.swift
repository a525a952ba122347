// A picture of dots, eight to a cell as Braille has them, or of one sign to a cell where a terminal
// has nothing but ASCII.

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
  private let isBraille: Bool
  private var dots: [UInt8]
  private var pencils: [Pencil?]

  /// No dot yet.
  init(size: Size, signs: Signs) {
    self.size = size
    isBraille = signs != .ascii
    dots = Array(repeating: 0, count: size.columns * size.rows)
    pencils = Array(repeating: nil, count: size.columns * size.rows)
  }

  /// How many dots there are from left to right.
  var width: Int { size.columns * (isBraille ? 2 : 1) }
  /// How many dots there are from top to bottom.
  var height: Int { size.rows * (isBraille ? 4 : 1) }
  /// How far dots of a broken line are apart.
  var gap: Int { isBraille ? 4 : 2 }

  /// The bit of each dot of a Braille cell (Unicode 16, block U+2800), row by row.
  private static let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]

  /// Sets the dot at a place from the top left; nothing outside the grid.
  mutating func set(_ x: Int, _ y: Int, _ pencil: Pencil) {
    guard (0..<width).contains(x), (0..<height).contains(y) else { return }
    let (column, row) = isBraille ? (x / 2, y / 4) : (x, y)
    let cell = row * size.columns + column
    dots[cell] |= isBraille ? Self.bits[y % 4][x % 2] : 1
    pencils[cell] = pencil
  }

  /// A straight line from dot to dot.
  ///
  /// - Parameter step: only every so-manieth dot is set: 1 for a whole line, more for a broken one.
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

  /// Every second dot of a column between two heights, as a shade.
  mutating func shade(_ x: Int, from top: Int, to bottom: Int, _ pencil: Pencil) {
    for y in max(0, top)...max(0, top, min(bottom, height - 1))
    where !isBraille || (x + y).isMultiple(of: 2) {
      set(x, y, pencil)
    }
  }

  /// Draws the dots; cells without any keep what is there.
  func draw(on canvas: inout Canvas, at origin: Point, theme: Theme) {
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        let cell = row * size.columns + column
        guard let pencil = pencils[cell] else { continue }
        let braille = Unicode.Scalar(0x2800 + UInt32(dots[cell])).map { String($0) } ?? " "
        canvas.write(
          isBraille ? braille : String(pencil.sign),
          at: Point(column: origin.column + column, row: origin.row + row),
          style: theme[pencil.role])
      }
    }
  }
}
