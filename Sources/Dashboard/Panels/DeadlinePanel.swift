// The deadlines: each with its countdown, how many offers have met it, the day by which the rest
// must be begun, and what is lost otherwise. Where there is no room for all of that, what hurts
// first keeps it longest.

import Lifecycle
import Terminal

/// A line of the panel.
private struct DeadlineLine {
  /// The place of the deadline that it belongs to.
  let index: Int
  /// What stands at the left.
  var pieces: [(String, Role)] = []
  /// What stands at the right.
  var trailing: (text: String, role: Role)?
  /// How many offers have met the deadline, of how many.
  var share: (met: Int, concerned: Int)?
}

extension Model {
  func drawDeadlines(on canvas: inout Canvas, in place: Rectangle) {
    let isFocused = focus == .deadlines && dialogs.isEmpty
    let dates = dueDates
    let unmet = dates.count { $0.level != .met }
    canvas.box(
      place, title: "Deadlines", trailing: dates.isEmpty ? "" : "\(unmet) open",
      isFocused: isFocused,
      theme: theme)
    let inside = place.inset(columns: 2, rows: 1)
    guard !dates.isEmpty else {
      canvas.write(
        [(isCounted ? "No deadline concerns these offers." : "Reading the deck…", .dim)],
        at: inside.origin, columns: inside.columns, theme: theme)
      return
    }
    let lines = deadlineLines(dates, inside.size)
    let top = deadlineTop(lines, rows: inside.rows)
    for (row, line) in lines.dropFirst(top).prefix(inside.rows).enumerated() {
      let point = Point(column: inside.minColumn, row: inside.minRow + row)
      draw(line, at: point, columns: inside.columns, on: &canvas)
      let isHead = top + row == 0 || lines[top + row - 1].index != line.index
      if isFocused, isHead, line.index == deadlineSelection {
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

  // MARK: - Lines

  /// All lines, the details of a deadline only as far as there is room for them.
  private func deadlineLines(_ dates: [DueDate], _ size: Size) -> [DeadlineLine] {
    let heads = dates.enumerated().map { headLines($1, index: $0) }
    let details = dates.enumerated().map { detailLines($1, index: $0, width: size.columns) }
    var room = size.rows - heads.reduce(0) { $0 + $1.count }
    let gaps = room >= details.reduce(0) { $0 + $1.count } + dates.count - 1
    // The selected one first, then from what hurts most.
    let isFocused = focus == .deadlines
    let order = dates.indices.sorted {
      (isFocused && $0 == deadlineSelection ? 0 : 1, $0)
        < (isFocused && $1 == deadlineSelection ? 0 : 1, $1)
    }
    var shown = Set<Int>()
    for index in order
    where details[index].count <= room || (isFocused && index == deadlineSelection) {
      room -= details[index].count
      shown.insert(index)
    }
    var lines: [DeadlineLine] = []
    for index in dates.indices {
      lines += heads[index]
      if shown.contains(index) { lines += details[index] }
      if gaps && index < dates.count - 1 { lines.append(DeadlineLine(index: index)) }
    }
    return lines
  }

  private func headLines(_ date: DueDate, index: Int) -> [DeadlineLine] {
    let role = Role(date.level)
    let isExact = focus == .deadlines && index == deadlineSelection
    let time = date.level == .met ? "" : " " + date.countdown.title(withSeconds: isExact)
    let day = date.deadline.day
    let isThisYear = day.parts.year == today.parts.year
    return [
      DeadlineLine(
        index: index,
        pieces: [
          ("\(theme.signs.sign(date.level)) ", role),
          ("\(day.weekdayTitle) \(day.title(withYear: !isThisYear))", .title),
        ], trailing: (date.level.title + time, role)),
      DeadlineLine(
        index: index, pieces: [("  \(date.deadline.title)", .text)],
        share: (date.met, date.concerned)),
    ]
  }

  private func detailLines(_ date: DueDate, index: Int, width: Int) -> [DeadlineLine] {
    guard date.level != .met else { return [] }
    var lines: [DeadlineLine] = []
    if date.level != .missed {
      let days = date.deadline.startBy - Day(of: now, in: date.zone)
      let when = days > 0 ? "in \(days) d" : days == 0 ? "today" : "\(-days) d ago"
      lines.append(
        DeadlineLine(
          index: index,
          pieces: [
            ("  start by ", .dim),
            ("\(date.deadline.startBy.title(withYear: false)), \(when)", Role(date.level)),
          ]))
    }
    guard !date.consequences.isEmpty else { return lines }
    let isInForce = date.level == .missed
    let head = isInForce ? "in force: " : "else: "
    let text = (head + date.consequences.map(\.title).joined(separator: "; "))
    for (row, line) in text.wrapped(to: width - 2).enumerated() {
      let isFirst = row == 0
      lines.append(
        DeadlineLine(
          index: index,
          pieces: [
            ("  " + (isFirst ? head : ""), isInForce ? Role(.missed) : .dim),
            (isFirst ? String(line.dropFirst(head.count)) : line, .text),
          ]))
    }
    return lines
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
