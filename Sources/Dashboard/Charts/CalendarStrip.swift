// The coming weeks day by day: on which the work for a date has to begin, and on which it is due; and
// below, what these are.

import Lifecycle
import Terminal

/// What falls on a day.
struct CalendarEvent: Hashable, Sendable {
  /// The day.
  let day: Day
  /// What happens on it: `due`, `start`.
  let word: String
  /// How pressing it is.
  let level: Level
  /// What it is about.
  var title = ""
}

/// A strip of days, three columns to each.
struct CalendarStrip {
  /// The first day, and the one that is marked as today.
  let today: Day
  /// What falls on the days, the earliest first.
  let events: [CalendarEvent]

  private static let dayColumns = 3

  /// Draws as many days as there are columns for, and as many events as there are rows for.
  func draw(on canvas: inout Canvas, in place: Rectangle, theme: Theme) {
    let count = place.columns / Self.dayColumns
    guard count >= 7, place.rows >= 3 else { return }
    // A strip begins with its week.
    let first = today - (today.weekday - 1)
    let last = first + (count - 1)
    for index in 0..<count {
      let day = first + index
      let column = place.minColumn + index * Self.dayColumns
      if day.weekday == 1 {
        canvas.write(
          day.title(withYear: false), at: Point(column: column, row: place.minRow),
          style: theme[.dim])
      }
      let found = events.filter { $0.day == day }.min { $0.level < $1.level }
      let number = day.parts.day
      let text = (number < 10 ? " \(number)" : "\(number)")
      let role: Role =
        found.map { Role($0.level) } ?? (day < today || day.weekday > 5 ? .dim : .text)
      canvas.write(text, at: Point(column: column, row: place.minRow + 1), style: theme[role])
      if day == today {
        canvas.lay(
          .selectionResting,
          over: Rectangle(column: column, row: place.minRow + 1, columns: 2, rows: 1), theme: theme)
      }
      let sign = found.map { theme.signs.sign($0.level) } ?? (day == today ? theme.signs.up : "")
      canvas.write(
        sign, at: Point(column: column + 1, row: place.minRow + 2),
        style: theme[found.map { Role($0.level) } ?? .dim])
    }
    drawEvents(until: last, on: &canvas, in: place.split(top: 3).rest, theme: theme)
  }

  private func drawEvents(
    until last: Day, on canvas: inout Canvas, in place: Rectangle, theme: Theme
  ) {
    let shown = events.filter { $0.day >= today }
    guard place.rows > 0 else { return }
    if shown.isEmpty {
      canvas.write(
        [("Nothing is due.", .dim)], at: place.origin, columns: place.columns, theme: theme)
    }
    let most = shown.count > place.rows ? place.rows - 1 : place.rows
    for (row, event) in shown.prefix(most).enumerated() {
      let days = event.day - today
      let when = days == 0 ? "today" : "in \(days) d"
      canvas.write(
        [
          ("\(theme.signs.sign(event.level)) ", Role(event.level)),
          ("\(event.day.weekdayTitle) \(event.day.title(withYear: false)) ", .title),
          ("\(event.word) ", Role(event.level)), ("\(when): ", .dim), (event.title, .text),
        ], at: Point(column: place.minColumn, row: place.minRow + row), columns: place.columns,
        theme: theme)
    }
    if shown.count > most {
      canvas.write(
        [("\(shown.count - most) more", .dim)],
        at: Point(column: place.minColumn, row: place.maxRow - 1), columns: place.columns,
        theme: theme)
    }
  }
}
