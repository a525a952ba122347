// Addresses under text (OSC 8). ncurses knows nothing of them, so the text of a link is written once
// more, in the same look and place, with its address under it; cursor and attributes are saved and
// restored around that, so that ncurses's picture of the terminal stays true.

extension Canvas {
  /// The sequences that write the addresses of what changed since `before`, and take away those that
  /// are no more; empty where there are none.
  func hyperlinks(after before: Canvas?, depth: ColorDepth) -> String {
    if links.isEmpty && before?.links.isEmpty != false { return "" }
    // With so few colors bold and bright are one, and only ncurses knows which it sent.
    if depth == .ansi16 { return "" }
    var text = ""
    for row in 0..<size.rows {
      let changed = before.map { columns(of: row, changedFrom: $0) } ?? 0..<size.columns
      var column = 0
      while column < size.columns {
        let end = endOfRun(from: column, row: row, before: before)
        let cell = self[Point(column: column, row: row)]
        let had = before?[Point(column: column, row: row)].link ?? 0
        if cell.link > 0 || had > 0, !changed.isEmpty, changed.overlaps(column..<end) {
          text += run(column..<end, row: row, depth: depth)
        }
        column = end
      }
    }
    return text.isEmpty ? "" : "\u{1B}7" + text + "\u{1B}8"
  }

  /// Where the cells end that have one look and one link, and had one before.
  private func endOfRun(from start: Int, row: Int, before: Canvas?) -> Int {
    func key(_ column: Int) -> (Int, Bool, Style) {
      let point = Point(column: column, row: row)
      return (self[point].link, (before?[point].link ?? 0) > 0, self[point].style)
    }
    let first = key(start)
    var end = start + 1
    while end < size.columns, self[Point(column: end, row: row)].width == 0 || key(end) == first {
      end += 1
    }
    return end
  }

  private func run(_ columns: Range<Int>, row: Int, depth: ColorDepth) -> String {
    let first = self[Point(column: columns.lowerBound, row: row)]
    var text = "\u{1B}[\(row + 1);\(columns.lowerBound + 1)H" + first.style.rendition(depth)
    if first.link > 0 { text += "\u{1B}]8;;\(links[first.link - 1])\u{1B}\\" }
    for column in columns { text += self[Point(column: column, row: row)].text }
    return text + (first.link > 0 ? "\u{1B}]8;;\u{1B}\\" : "")
  }
}

extension Style {
  /// The sequence that gives text this look (SGR), whatever it had before.
  fileprivate func rendition(_ depth: ColorDepth) -> String {
    var parts = [0]
    let numbers: [(Attributes, Int)] = [
      (.bold, 1), (.dim, 2), (.italic, 3), (.underline, 4), (.reverse, 7),
    ]
    for (attribute, number) in numbers where attributes.contains(attribute) { parts.append(number) }
    for (color, base) in [(ink, 30), (paper, 40)] {
      switch color?.derived(for: depth) {
      case .indexed(let index) where index < 8: parts.append(base + Int(index))
      case .indexed(let index): parts += [base + 8, 5, Int(index)]
      case .rgb(let red, let green, let blue):
        parts += [base + 8, 2, Int(red), Int(green), Int(blue)]
      case nil: break
      }
    }
    return "\u{1B}[" + parts.map(String.init).joined(separator: ";") + "m"
  }
}
