// The timeline: how the offers of a deadline were met so far, how quickly the rest must follow, how
// it may go on; and the coming weeks with what falls on their days.

import Foundation
import Lifecycle
import Terminal

extension Model {
  func drawTimeline(on canvas: inout Canvas, in page: Rectangle) {
    let stripRows = page.rows >= 14 ? min(12, page.rows * 2 / 5) : 0
    let (upper, lower) = page.split(bottom: stripRows)
    guard let date = selectedDate else {
      canvas.box(upper, title: "Timeline", isFocused: true, theme: theme)
      canvas.write(
        [(isCounted ? "No deadline concerns these offers." : "Reading the deck…", .dim)],
        at: upper.inset(columns: 2, rows: 1).origin, columns: upper.columns - 4, theme: theme)
      return
    }
    drawCourse(of: date, on: &canvas, in: upper)
    guard lower.rows > 0 else { return }
    canvas.box(lower, title: "The coming weeks", isFocused: false, theme: theme)
    CalendarStrip(today: today, events: calendarEvents)
      .draw(on: &canvas, in: lower.inset(columns: 2, rows: 1), theme: theme)
  }

  // MARK: - The way to a deadline

  private func drawCourse(of date: DueDate, on canvas: inout Canvas, in place: Rectangle) {
    let day = date.deadline.day
    canvas.box(
      place, title: date.deadline.title,
      trailing: "\(deadlineSelection + 1) of \(dueDates.count) \(theme.signs.dot) "
        + "\(day.weekdayTitle) \(day.title())",
      isFocused: dialogs.isEmpty && layout.deadlines.isEmpty, theme: theme)
    var inside = place.inset(columns: 2, rows: 1)
    for line in courseSentences(of: date, columns: inside.columns) where inside.rows > 8 {
      canvas.write(line, at: inside.origin, columns: inside.columns, theme: theme)
      inside = inside.split(top: 1).rest
    }
    let (plot, legend) = inside.split(bottom: 1)
    let chart = chart(of: date)
    chart.draw(on: &canvas, in: plot, theme: theme)
    canvas.write(legendPieces(chart), at: legend.origin, columns: legend.columns, theme: theme)
  }

  /// What each line is, with the look and the sign that it has in the chart.
  private func legendPieces(_ chart: Chart) -> [(String, Role)] {
    var pieces: [(String, Role)] = [
      ("\(theme.signs.line(.solid)) ", Ink.open.role), ("still open   ", .dim),
    ]
    if chart.lines.contains(where: \.isBroken) {
      pieces += [("\(theme.signs.line(.broken)) ", Ink.needed.role), ("pace needed   ", .dim)]
    }
    if chart.band != nil {
      pieces += [
        ("\(theme.signs.line(.shade)) ", Ink.forecast.role), ("forecast, 8 of 10", .dim),
      ]
    }
    return pieces
  }

  /// The pencils of the chart.
  private enum Ink {
    static let open = Pencil(role: .title, sign: "#")
    static let needed = Pencil(role: .levelDueSoon, sign: "o")
    static let forecast = Pencil(role: .barEmpty, sign: ".")
  }

  private func chart(of date: DueDate) -> Chart {
    let day = date.deadline.day
    let series = openSeries(of: date)
    let forecast = forecastBand(of: date)
    let first = min(series.first?.day ?? today, min(day, today) - 14)
    let last = max(max(day, today), forecast.last?.day ?? today) + 2
    var lines: [Chart.Line] = []
    if date.unmet > 0, today < day {
      lines.append(
        Chart.Line(
          values: [
            Chart.Value(day: today, count: Double(date.unmet)), Chart.Value(day: day, count: 0),
          ], pencil: Ink.needed, isBroken: true))
    }
    lines.append(Chart.Line(values: series, pencil: Ink.open, isStepped: true))
    let startBy = date.deadline.startBy
    var marks = [
      Chart.Mark(day: today, title: "today", role: .dim),
      Chart.Mark(day: day, title: "due", role: Role(date.level)),
    ]
    if startBy > today, date.level != .met {
      marks.append(Chart.Mark(day: startBy, title: "start by", role: .dim))
    }
    return Chart(
      days: max(first, last - 400)...last,
      most: max(1, Int(series.map(\.count).max() ?? 0)),
      band: forecast.isEmpty ? nil : Chart.Band(values: forecast, pencil: Ink.forecast),
      lines: lines, marks: marks)
  }

  // MARK: - The coming weeks

  /// What has to begin and what is due from today on, the earliest first.
  var calendarEvents: [CalendarEvent] {
    var events: [CalendarEvent] = []
    for date in dueDates where date.level != .met && date.level != .missed {
      let title = "\(date.deadline.title) (\(date.unmet.grouped) open)"
      if date.deadline.startBy >= today {
        events.append(
          CalendarEvent(
            day: date.deadline.startBy, word: "start by", title: title, level: date.level))
      }
      events.append(
        CalendarEvent(day: date.deadline.day, word: "due", title: title, level: date.level))
    }
    return events.sorted {
      ($0.day, $0.level.rawValue, $0.title) < ($1.day, $1.level.rawValue, $1.title)
    }
  }
}
