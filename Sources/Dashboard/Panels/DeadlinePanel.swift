// The deadlines: each with its countdown, how many offers have met it, the day by which the rest
// must be begun, what is lost otherwise, and for the selected one which offers that is about.

import Lifecycle
import Terminal

extension Model {
  func drawDeadlines(on canvas: inout Canvas, in place: Rectangle) {
    let isFocused = focus == .deadlines && dialogs.isEmpty
    let dates = dueDates
    let unmet = dates.count { $0.level != .met }
    canvas.box(
      place, title: "Deadlines", trailing: dates.isEmpty ? "" : "\(unmet) open",
      isFocused: isFocused, theme: theme, sharesTop: layout.foldsDeadlines)
    let inside = place.inset(columns: 2, rows: 1)
    guard !dates.isEmpty else {
      canvas.write(
        [(isCounted ? "No deadlines for these offers." : "Reading the deck…", .dim)],
        at: inside.origin, columns: inside.columns, theme: theme)
      return
    }
    let lines = deadlineLines(dates, inside.size)
    let top = deadlineTop(lines, rows: inside.rows)
    for (row, line) in lines.dropFirst(top).prefix(inside.rows).enumerated() {
      let point = Point(column: inside.minColumn, row: inside.minRow + row)
      draw(line, at: point, columns: inside.columns, on: &canvas)
      if isFocused, line.isTitle, line.index == deadlineSelection {
        canvas.lay(
          .selection,
          over: Rectangle(
            column: inside.minColumn - 1, row: point.row, columns: inside.columns + 2, rows: 1),
          theme: theme)
      }
    }
    if lines.count - top > inside.rows {
      canvas.write(
        " \(theme.signs.down) more ",
        at: Point(column: place.maxColumn - 10, row: place.maxRow - 1), style: theme[.dim])
    }
  }

  private func draw(
    _ line: DeadlineLine, at point: Point, columns: Int, on canvas: inout Canvas
  ) {
    let end = Point(column: point.column + columns, row: point.row)
    var reserved = 0
    if let (text, role) = line.trailing {
      reserved = Legible.columns(of: text) + 1
      canvas.write(text, endingAt: end, role: role, columns: columns, theme: theme)
    } else if let (met, concerned) = line.share {
      let count = "\(met.grouped)/\(concerned.grouped)"
      reserved = count.count + 1
      canvas.write(count, endingAt: end, role: .dim, columns: columns, theme: theme)
    }
    let used = canvas.write(
      line.pieces, at: point, columns: max(0, columns - reserved), theme: theme)
    if let (met, concerned) = line.share {
      let width = min(10, columns - used - reserved - 1)
      let start = Point(column: end.column - reserved - width, row: point.row)
      drawBar(met, of: concerned, at: start, width: width, on: &canvas)
    }
  }

  private func drawBar(
    _ met: Int, of concerned: Int, at point: Point, width: Int, on canvas: inout Canvas
  ) {
    guard width >= 3 else { return }
    // A bar that has begun shows it, and only one that is full is full.
    var full = concerned == 0 ? width : width * met / concerned
    if met > 0 && full == 0 { full = 1 }
    canvas.write(
      String(repeating: theme.signs.barFull, count: full), at: point, style: theme[.barFull])
    canvas.write(
      String(repeating: theme.signs.barEmpty, count: width - full),
      at: Point(column: point.column + full, row: point.row), style: theme[.barEmpty])
  }

  /// The first line to show, so that the selected deadline is seen as a whole where it can be.
  private func deadlineTop(_ lines: [DeadlineLine], rows: Int) -> Int {
    guard lines.count > rows, focus == .deadlines else { return 0 }
    let last = lines.lastIndex { $0.index == deadlineSelection } ?? 0
    let first = lines.firstIndex { $0.index == deadlineSelection } ?? 0
    return max(0, min(first, last - rows + 1))
  }

  /// The deadline under the mouse.
  func deadline(at point: Point, _ layout: Layout) -> Int? {
    let inside = layout.deadlines.inset(columns: 2, rows: 1)
    let lines = deadlineLines(dueDates, inside.size)
    let row = point.row - inside.minRow + deadlineTop(lines, rows: inside.rows)
    return lines.indices.contains(row) ? lines[row].index : nil
  }
}
