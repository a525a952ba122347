// The panel of the deadlines as a picture, and the nearest in one line where the panel has no room.

import Lifecycle
import Terminal

extension DeadlinesPanel {
  /// Draws the panel.
  ///
  /// - Parameters:
  ///   - outlook: what is known of the way to the selected deadline.
  ///   - isFocused: the panel has the keys, unless a dialog takes them: then `hasKeys` is false.
  ///   - sharesTop: its box shares a line with the one above.
  func draw(
    _ outlook: Outlook?, on canvas: inout Canvas, in place: Rectangle, isFocused: Bool,
    hasKeys: Bool, sharesTop: Bool, _ environment: Environment
  ) {
    let (theme, dates) = (environment.theme, environment.overview.dates)
    let unmet = dates.count { $0.level != .met }
    canvas.box(
      place, title: "Deadlines", trailing: dates.isEmpty ? "" : "\(unmet) open",
      isFocused: isFocused && hasKeys, theme: theme, sharesTop: sharesTop)
    let inside = place.inset(columns: 2, rows: 1)
    guard !dates.isEmpty else {
      canvas.write(
        [
          (
            environment.deck.isCounted ? "No deadlines for these offers." : "Reading the deck…",
            .dim
          )
        ],
        at: inside.origin, columns: inside.columns, theme: theme)
      return
    }
    let lines = lines(outlook, isFocused: isFocused, inside.size, environment)
    let top = top(of: lines, rows: inside.rows, isFocused: isFocused)
    for (row, line) in lines.dropFirst(top).prefix(inside.rows).enumerated() {
      let point = Point(column: inside.minColumn, row: inside.minRow + row)
      Self.draw(line, at: point, columns: inside.columns, on: &canvas, theme)
      if isFocused, hasKeys, line.isTitle, line.index == selection {
        canvas.lay(
          .selection,
          over: Rectangle(
            column: inside.minColumn - 1, row: point.row, columns: inside.columns + 2, rows: 1),
          theme: theme)
      }
    }
    if lines.count - top > inside.rows {
      canvas.write(
        " \(theme.signs[.down]) more ",
        at: Point(column: place.maxColumn - 10, row: place.maxRow - 1), style: theme[.dim])
    }
  }

  private static func draw(
    _ line: DeadlineLine, at point: Point, columns: Int, on canvas: inout Canvas, _ theme: Theme
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
      drawBar(met, of: concerned, at: start, width: width, on: &canvas, theme)
    }
  }

  private static func drawBar(
    _ met: Int, of concerned: Int, at point: Point, width: Int, on canvas: inout Canvas,
    _ theme: Theme
  ) {
    guard width >= 3 else { return }
    // A bar that has begun shows it, and only one that is full is full.
    var full = concerned == 0 ? width : width * met / concerned
    if met > 0 && full == 0 { full = 1 }
    canvas.write(
      String(repeating: theme.signs[.barFull], count: full), at: point, style: theme[.barFull])
    canvas.write(
      String(repeating: theme.signs[.barEmpty], count: width - full),
      at: Point(column: point.column + full, row: point.row), style: theme[.barEmpty])
  }

  /// The first line to show, so that the selected deadline is seen as a whole where it can be.
  private func top(of lines: [DeadlineLine], rows: Int, isFocused: Bool) -> Int {
    guard lines.count > rows, isFocused else { return 0 }
    let last = lines.lastIndex { $0.index == selection } ?? 0
    let first = lines.firstIndex { $0.index == selection } ?? 0
    return max(0, min(first, last - rows + 1))
  }

  /// The place of the deadline under the mouse; nil if there is none.
  func place(
    at point: Point, _ outlook: Outlook?, in place: Rectangle, isFocused: Bool,
    _ environment: Environment
  ) -> Int? {
    let inside = place.inset(columns: 2, rows: 1)
    let lines = lines(outlook, isFocused: isFocused, inside.size, environment)
    let row = point.row - inside.minRow + top(of: lines, rows: inside.rows, isFocused: isFocused)
    return lines[safely: row]?.index
  }

  // MARK: - The nearest in one line

  /// What was missed, the nearest that is still to come with its countdown, and how many more are
  /// open.
  ///
  /// - Parameter form: how the time is told; nil as the panel would.
  func drawNearest(
    on canvas: inout Canvas, in place: Rectangle, form: Countdown.Form?, isFocused: Bool,
    _ environment: Environment
  ) {
    let (theme, today, dates) = (
      environment.theme, environment.today, environment.overview.dates
    )
    guard let index = environment.overview.nearestPlace else {
      canvas.write(
        [(environment.deck.isCounted ? " No deadlines for these offers." : "", .dim)],
        at: place.origin,
        columns: place.columns, theme: theme)
      return
    }
    let date = dates[index]
    let role = Role(date.level)
    let form = form ?? forms(isFocused: isFocused, in: environment)[index]
    let time = date.level == .met ? "" : " " + date.countdown.title(form)
    let core: [(String, Role)] = [
      (" \(theme.signs.sign(date.level)) \(date.level.title) ", role),
      (date.deadline.day.title(on: today), .title), (time, role),
    ]
    let missed = dates[..<index]
    let more = dates.count { $0.level != .met } - missed.count - 1
    let share = " \(date.met.grouped)/\(date.concerned.grouped)"
    let others = more > 0 ? " +\(more)" : ""
    let room = place.columns - core.reduce(0) { $0 + $1.0.count }
    // The countdown is told in full, and of what was missed the word. Then comes the title as a whole, or
    // as much as it is known by; and since when something was missed only where there is room left.
    let heads = Self.heads(of: missed, theme.signs)
    let least = heads.dropFirst().first { $0.count <= room } ?? ""
    let count = share.count + others.count
    let whole = Legible.columns(of: date.deadline.title)
    let most = room - least.count - count - 2
    let width = most < min(12, whole) ? nil : min(whole, most)
    let rest = count + (width.map { $0 + 2 } ?? 0)
    let head = heads.first { $0.count + rest <= room && $0.count >= least.count } ?? least
    let title = width.map {
      "  " + Legible.clipped(date.deadline.title, to: $0, ellipsis: theme.signs[.ellipsis])
    }
    let tail: [(String, Role)] = [(title ?? "", .text), (share, .text), (others, .dim)]
    canvas.write(
      [(head, Role(.missed))] + core + (head.count + rest <= room ? tail : []), at: place.origin,
      columns: place.columns, theme: theme)
  }

  /// What is said of the dates that were missed, from the longest form to the shortest.
  private static func heads(of missed: ArraySlice<DueDate>, _ signs: Signs) -> [String] {
    guard let first = missed.first else { return [""] }
    let head = " \(signs.sign(.missed)) \(missed.count)"
    return ["\(head) missed \(first.countdown.title(.plain)) ", "\(head) missed ", "\(head) "]
  }
}
