// The coming weeks day by day: on which the work for a date has to begin, and on which it is due.

import Foundation
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

/// Weeks of days, three columns to each, over a list of dates.
struct CalendarStrip {
  /// The moment.
  let moment: Date
  /// The day that is marked as today.
  let today: Day
  /// What falls on the days, the earliest first.
  let events: [CalendarEvent]
  /// What is due, the earliest first, and of one day what concerns most offers.
  let dates: [DueDate]
  /// A day ends at another moment in one of their zones than here.
  let hasForeignZone: Bool

  /// One week of days, and one date.
  static let leastRows = 4
  private static let dayColumns = 3
  /// The rows of a line of days: the first days of its weeks, the days, their signs.
  private static let lineRows = 3
  /// How far ahead a day is looked for.
  private static let farthest = 8 * 7

  /// The strip begins with this week, or with that of a day that is over here and not where it counts.
  private var first: Day {
    let day = min(today, events.first?.day ?? today)
    return day - (day.weekday - 1)
  }

  /// The last day that something falls on, as far as one looks ahead.
  private var last: Day { events.last { $0.day <= today + Self.farthest }?.day ?? today }

  /// How many lines of so many days there are down to a day.
  private func lines(to day: Day, _ length: Int) -> Int {
    max(1, (day - first + length) / length)
  }

  /// How many rows of so many columns there are to fill.
  func rows(_ columns: Int) -> Int {
    Self.lineRows * lines(to: last, max(7, columns / Self.dayColumns)) + max(1, dates.count)
  }

  /// Draws as many weeks as have something in them, and a row for each date; where there is no room
  /// for that, those of one day share one; and then there are fewer weeks, but as far as the nearest
  /// day that something is due on.
  func draw(on canvas: inout Canvas, in place: Rectangle, theme: Theme) {
    var length = place.columns / Self.dayColumns
    guard length >= 7, place.rows >= Self.lineRows else { return }
    let groups = dates.groups
    let room = (place.rows - max(1, groups.count)) / Self.lineRows
    var count = max(1, min(lines(to: last, length), room))
    let nearest = lines(to: events.first { $0.word == "due" }?.day ?? today, length)
    if count < nearest, nearest * Self.lineRows < place.rows { count = nearest }
    // Several lines are whole weeks where those reach as far.
    if count > 1, lines(to: last, length / 7 * 7) <= count { length = length / 7 * 7 }
    var below = place
    for line in 0..<count {
      draw(
        first + line * length..<first + (line + 1) * length, on: &canvas, in: below, theme: theme)
      below = below.split(top: Self.lineRows).rest
    }
    drawDates(groups, on: &canvas, in: below, theme: theme)
  }

  private func draw(
    _ days: Range<Day>, on canvas: inout Canvas, in place: Rectangle, theme: Theme
  ) {
    let point = place.origin
    for index in 0..<(days.upperBound - days.lowerBound) {
      let day = days.lowerBound + index
      let column = point.column + index * Self.dayColumns
      // A name is wider than its day: the last of a line may have no room.
      if day.weekday == 1, column + day.title(withYear: false).count <= place.maxColumn {
        canvas.write(
          day.title(withYear: false), at: Point(column: column, row: point.row),
          style: theme[.dim])
      }
      let found = events.filter { $0.day == day }.min { $0.level < $1.level }
      let number = day.parts.day
      let text = (number < 10 ? " \(number)" : "\(number)")
      let role: Role =
        found.map { Role($0.level) } ?? (day < today || day.weekday > 5 ? .dim : .text)
      canvas.write(text, at: Point(column: column, row: point.row + 1), style: theme[role])
      var signs = found.map { [(theme.signs.sign($0.level), Role($0.level))] } ?? []
      if day == today {
        canvas.lay(
          .selectionResting,
          over: Rectangle(column: column, row: point.row + 1, columns: 2, rows: 1), theme: theme)
        signs.insert((theme.signs[.up], .dim), at: 0)
      }
      canvas.write(
        signs, at: Point(column: column + 2 - signs.count, row: point.row + 2), columns: 2,
        theme: theme)
    }
  }
}
