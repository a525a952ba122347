// What is due in the coming weeks, a row for each date or for those that share a day.

import Foundation
import Lifecycle
import Terminal

extension CalendarStrip {
  /// Draws as many dates as there are rows for.
  ///
  /// - Parameter groups: the places of those that share a day.
  func drawDates(
    _ groups: [Range<Int>], on canvas: inout Canvas, in place: Rectangle, theme: Theme
  ) {
    guard place.rows > 0 else { return }
    if dates.isEmpty {
      canvas.write(
        [("Nothing is due.", .dim)], at: place.origin, columns: place.columns, theme: theme)
    }
    var entries = groups
    while entries.count < place.rows, let place = entries.firstIndex(where: { $0.count > 1 }) {
      let group = entries[place]
      entries[place...place] = [group.prefix(1), group.dropFirst()]
    }
    // A row that says that there is more takes none from the only one.
    let most =
      entries.count > place.rows && place.rows > 1 ? place.rows - 1 : place.rows
    for (row, entry) in entries.prefix(most).enumerated() {
      canvas.write(
        pieces(dates[entry], columns: place.columns, theme),
        at: Point(column: place.minColumn, row: place.minRow + row), columns: place.columns,
        theme: theme)
    }
    if entries.count > most, most < place.rows {
      let rest = dates.count - entries[most].lowerBound
      canvas.write(
        [("\(rest) more", .dim)], at: Point(column: place.minColumn, row: place.minRow + most),
        columns: place.columns, theme: theme)
    }
  }

  /// What is told of dates that are due on one day: as much as there is room for, and the first of them
  /// by its title.
  private func pieces(
    _ dates: ArraySlice<DueDate>, columns: Int, _ theme: Theme
  ) -> [(String, Role)] {
    guard let date = dates.first else { return [] }
    let role = Role(date.level)
    let day = date.deadline.day
    let zone = hasForeignZone ? " \(date.zoneTitle)" : ""
    let head: [(String, Role)] = [
      ("\(theme.signs.sign(date.level)) ", role),
      ("\(day.weekdayTitle) \(title(day))", .title), (zone, .dim), (" due ", role),
      ("in \(date.timeLeft)", .dim),
    ]
    func form(start: String, open: String) -> [(String, Role)] {
      head + [
        (start, .dim), (": ", .dim), (date.deadline.title + open, .text),
        (dates.count > 1 ? " +\(dates.count - 1)" : "", .dim),
      ]
    }
    let open = " (\(date.unmet.grouped) open)"
    let forms = [
      form(start: startTitle(dates), open: open), form(start: "", open: open),
      form(start: "", open: ""),
    ]
    let fitting = forms.first { pieces in
      pieces.reduce(0) { $0 + Legible.columns(of: $1.0) } <= columns
    }
    return fitting ?? forms[2]
  }

  /// By when the work has to begin for the first of them that it has to begin for.
  private func startTitle(_ dates: ArraySlice<DueDate>) -> String {
    guard let date = dates.min(by: { $0.deadline.startBy < $1.deadline.startBy }) else { return "" }
    if date.level == .onHold { return ", on hold" }
    let startBy = date.deadline.startBy
    let left = startBy - Day(of: moment, in: date.zone)
    return left < 0 ? ", start now" : left == 0 ? ", start today" : ", start by \(title(startBy))"
  }

  /// The year is told where it is not the moment's.
  private func title(_ day: Day) -> String {
    day.title(withYear: day.parts.year != today.parts.year)
  }
}
