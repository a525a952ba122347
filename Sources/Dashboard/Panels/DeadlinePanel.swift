// The deadlines: each with its countdown, how many offers have met it, the day by which the rest
// must be begun, and what is lost otherwise.

import Lifecycle
import Terminal

extension Model {
  /// A line of the panel, and the deadline that it belongs to.
  private typealias DeadlineLine = (pieces: [(String, Role)], index: Int, bar: (Int, Int)?)

  func drawDeadlines(on canvas: inout Canvas, in place: Rectangle) {
    let isFocused = focus == .deadlines && dialogs.isEmpty
    let dates = dueDates
    let title = dates.isEmpty ? "Deadlines" : "Deadlines \(dates.count)"
    canvas.box(place, title: title, isFocused: isFocused, theme: theme)
    let inside = place.inset(columns: 2, rows: 1)
    guard !dates.isEmpty else {
      canvas.write(
        [(isCounted ? "No deadline concerns these offers." : "Reading the deck…", .dim)],
        at: inside.origin, columns: inside.columns, theme: theme)
      return
    }
    let lines = deadlineLines(dates, width: inside.columns, isFocused: isFocused)
    let top = deadlineTop(lines.map(\.index), rows: inside.rows)
    for (row, line) in lines.dropFirst(top).prefix(inside.rows).enumerated() {
      let point = Point(column: inside.minColumn, row: inside.minRow + row)
      let used = canvas.write(
        line.pieces, at: point, columns: inside.columns, theme: theme)
      if let (met, concerned) = line.bar {
        drawBar(met, concerned, after: used, at: point, columns: inside.columns, on: &canvas)
      }
      if isFocused, line.index == deadlineSelection,
        lines.firstIndex(where: { $0.index == line.index }) == top + row
      {
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

  private func deadlineLines(
    _ dates: [DueDate], width: Int, isFocused: Bool
  ) -> [DeadlineLine] {
    var lines: [DeadlineLine] = []
    for (index, date) in dates.enumerated() {
      let role = Role(date.level)
      let isExact = isFocused && index == deadlineSelection
      let time = date.level == .met ? "" : date.countdown.title(withSeconds: isExact)
      let day = "\(date.deadline.day.weekdayTitle) \(date.deadline.day.title())"
      lines.append(
        (
          [
            ("\(theme.signs.sign(date.level)) ", role), (day, .title),
            ("  \(date.level.title)  ", role), (time, role),
          ], index, nil
        ))
      lines.append(([("  \(date.deadline.title)", .text)], index, (date.met, date.concerned)))
      if date.level != .met && date.level != .missed {
        let days = date.deadline.startBy - Day(of: now, in: date.zone)
        let when = days > 0 ? "in \(days) d" : days == 0 ? "today" : "\(-days) d ago"
        lines.append(
          (
            [
              ("  start by ", .dim),
              ("\(date.deadline.startBy.title(withYear: false)), \(when)", role),
              (" (takes \(date.deadline.leadDays) d)", .dim),
            ], index, nil
          ))
      }
      if date.level != .met, !date.consequences.isEmpty {
        let losses = date.consequences.map(\.title).joined(separator: "; ")
        let head = date.level == .missed ? "in force: " : "else: "
        for (row, line) in (head + losses).wrapped(to: width - 2).enumerated() {
          let rest = row == 0 ? String(line.dropFirst(head.count)) : line
          lines.append(
            (
              [
                ("  " + (row == 0 ? head : ""), date.level == .missed ? role : .dim), (rest, .text),
              ], index, nil
            ))
        }
      }
      lines.append(([], index, nil))
    }
    if lines.last?.pieces.isEmpty == true { lines.removeLast() }
    return lines
  }

  private func drawBar(
    _ met: Int, _ concerned: Int, after used: Int, at point: Point, columns: Int,
    on canvas: inout Canvas
  ) {
    let count = " \(met.grouped)/\(concerned.grouped)"
    let width = min(10, columns - used - count.count - 1)
    let start = point.column + columns - count.count - max(0, width)
    if width >= 3 {
      // A bar that is not full shows it, and one that has begun does too.
      var full = concerned == 0 ? width : width * met / concerned
      if met > 0 && full == 0 { full = 1 }
      canvas.write(
        String(repeating: theme.signs.barFull, count: full),
        at: Point(column: start, row: point.row), style: theme[.barFull])
      canvas.write(
        String(repeating: theme.signs.barEmpty, count: width - full),
        at: Point(column: start + full, row: point.row), style: theme[.barEmpty])
    }
    canvas.write(
      count, at: Point(column: point.column + columns - count.count, row: point.row),
      style: theme[.dim])
  }

  /// The first line to show, so that the selected deadline is seen as a whole where it can be.
  private func deadlineTop(_ indexes: [Int], rows: Int) -> Int {
    guard indexes.count > rows, focus == .deadlines else { return 0 }
    let last = indexes.lastIndex(of: deadlineSelection) ?? 0
    let first = indexes.firstIndex(of: deadlineSelection) ?? 0
    return max(0, min(first, last - rows + 1))
  }

  /// The deadline under the mouse.
  func deadline(at point: Point, _ layout: Layout) -> Int? {
    let inside = layout.deadlines.inset(columns: 2, rows: 1)
    let lines = deadlineLines(dueDates, width: inside.columns, isFocused: focus == .deadlines)
    let row = point.row - inside.minRow + deadlineTop(lines.map(\.index), rows: inside.rows)
    return lines.indices.contains(row) ? lines[row].index : nil
  }
}
