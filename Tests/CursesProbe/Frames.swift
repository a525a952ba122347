// Frames that nobody reads: to see whether any sequence of them arrives as it was drawn, and what
// one costs.

import Foundation
import Terminal

/// Frames for a terminal that is measured, or held against what was drawn.
enum Frames {
  /// Shows frames that are each made of the one before: rows moved, texts written over others. Then
  /// writes the last as text into a file, and below how each cell looks, and waits for a key.
  static func random(_ arguments: [String], on screen: CursesScreen) throws {
    var random = SplitMix(state: UInt64(arguments[1]) ?? 0)
    let pieces = [
      "Contoso", "世界", "e\u{301}", "👨‍👩‍👧", "❤️", "─────", "● draft", " ", "    ", "한국어", "ﾊﾝｶｸ", "x",
    ]
    var lines = [Int](0..<screen.size.rows)
    var canvas = Canvas(size: screen.size)
    for _ in 0..<(Int(arguments[2]) ?? 0) {
      if random.below(3) == 0 {
        // What was scrolled is what ncurses may move by the terminal's own means.
        lines = lines.map { $0 + 1 }
        for (row, line) in lines.enumerated() {
          canvas.fill(Rectangle(column: 0, row: row, columns: 9999, rows: 1))
          canvas.write("line \(line) of Fabrikam's \(line * line)", at: Point(column: 0, row: row))
        }
      }
      for _ in 0..<random.below(12) {
        let at = Point(
          column: random.below(screen.size.columns + 4) - 2, row: random.below(screen.size.rows))
        let style = Style(
          ink: random.below(2) == 0 ? nil : .indexed(UInt8(random.below(256))),
          paper: random.below(2) == 0 ? nil : .rgb(UInt8(random.below(256)), 0, 0),
          attributes: Attributes(rawValue: UInt8(random.below(32))))
        canvas.write(pieces[random.below(pieces.count)], at: at, style: style)
      }
      let cursor = Point(column: random.below(9), row: random.below(9))
      canvas.cursor = random.below(2) == 0 ? nil : cursor
      screen.show(canvas)
    }
    let looks = (0..<canvas.size.rows).map { row in
      (0..<canvas.size.columns).map { look(of: canvas[Point(column: $0, row: row)]) }
        .joined(separator: ";")
    }
    try (canvas.lines + looks).joined(separator: "\n").write(
      toFile: arguments[3], atomically: true, encoding: .utf8)
    screen.ring()
    while screen.wait(until: nil).isEmpty {}
  }

  /// What can be seen of a cell beside its text, at 256 colors: of a blank neither ink nor weight.
  private static func look(of cell: Cell) -> String {
    func name(_ color: Color?) -> String {
      guard case .indexed(let index) = color?.derived(for: .indexed256) else { return "-" }
      return "\(index)"
    }
    let style = cell.style
    let isReverse = style.attributes.contains(.reverse)
    var look = name(style.paper)
    if style.attributes.contains(.underline) { look += "u" }
    if isReverse { look += "r" }
    if cell.text == " " { return isReverse ? look + name(style.ink) : look }
    if style.attributes.contains(.bold) { look += "b" }
    if style.attributes.contains(.italic) { look += "i" }
    return look + " " + name(style.ink)
  }

  /// Tells what a frame costs, drawing included, where all rows change, one, or none.
  static func measure(on screen: CursesScreen) {
    let count = 500
    var results: [String] = []
    for (name, rows) in [("all", screen.size.rows), ("one", 1), ("none", 0)] {
      let start = DispatchTime.now().uptimeNanoseconds
      for frame in 0..<count {
        var canvas = Canvas(size: screen.size)
        for row in 0..<screen.size.rows {
          let text = "\(row < rows ? frame : 0) row \(row) ─ Contoso Field Sales ● draft "
          let style = Style(ink: .indexed(UInt8(row % 200)), paper: .rgb(0, 0, 40))
          canvas.write(text + text + text, at: Point(column: 0, row: row), style: style)
        }
        screen.show(canvas)
      }
      let each = (DispatchTime.now().uptimeNanoseconds - start) / UInt64(count) / 1000
      results.append("\(name) \(each)")
    }
    screen.close()
    print("microseconds a frame:", results.joined(separator: ", "))
  }
}

/// Numbers that look like chance and are the same in each run.
private struct SplitMix {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ mixed >> 31) % UInt64(max(1, limit)))
  }
}
