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
      canvas.box(upper, title: "Timeline", isFocused: isTimelineFocused, theme: theme)
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

  /// Beside the panel of the deadlines that one has the keys.
  private var isTimelineFocused: Bool { dialogs.isEmpty && layout.deadlines.isEmpty }

  // MARK: - The way to a deadline

  private func drawCourse(of date: DueDate, on canvas: inout Canvas, in place: Rectangle) {
    let day = date.deadline.day
    canvas.box(
      place, title: date.deadline.title,
      trailing: "\(deadlineSelection + 1) of \(dueDates.count) \(theme.signs.dot) "
        + "\(day.weekdayTitle) \(day.title())",
      isFocused: isTimelineFocused, theme: theme)
    var inside = place.inset(columns: 2, rows: 1)
    for line in courseSentences(of: date, columns: inside.columns) where inside.rows > 8 {
      canvas.write(line, at: inside.origin, columns: inside.columns, theme: theme)
      inside = inside.split(top: 1).rest
    }
    let (plot, legend) = inside.split(bottom: 1)
    let chart = chart(of: date)
    chart.draw(on: &canvas, in: plot, theme: theme)
    let used = canvas.write(
      legendPieces(chart), at: legend.origin, columns: legend.columns, theme: theme)
    let hint = "\(keyName(.up)) \(keyName(.down))"
    let width = hint.count + 13
    guard dueDates.count > 1, used + width < legend.columns else { return }
    canvas.write(
      [(hint, .key), (" another date", .dim)],
      at: Point(column: legend.maxColumn - width, row: legend.minRow), columns: width,
      theme: theme)
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
      let isPace = course?.forecast.basis == .pace
      pieces += [
        ("\(theme.signs.line(.shade)) ", Ink.forecast),
        (isPace ? "eight of ten futures" : "if all began today, by the playbook", .dim),
      ]
    }
    return pieces
  }

  /// The pencils of the chart.
  private enum Ink {
    static let open = Pencil(role: .title, sign: "#")
    static let needed = Pencil(role: .levelDueSoon, sign: "o")
    static let forecast = Role.barEmpty
  }

  private func chart(of date: DueDate) -> Chart {
    let day = date.deadline.day
    let series = openSeries(of: date)
    let forecast = forecastBand(of: date)
    let first = min(series.first?.day ?? today, min(day, today) - 14)
    // A forecast that ends years from now would leave no room for the way so far.
    let horizon = max(day, today) + max(28, min(180, today - first))
    let last = max(max(day, today), min(forecast.last?.day ?? today, horizon)) + 2
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
      most: max(1, date.unmet, Int(series.map(\.count).max() ?? 0)),
      band: forecast.isEmpty
        ? nil : Chart.Band(values: forecast.filter { $0.day <= last }, role: Ink.forecast),
      lines: lines, marks: marks)
  }

  // MARK: - The coming weeks

  /// What has to begin and what is due from today on, the earliest first; what falls on one day and
  /// is as pressing, together.
  var calendarEvents: [CalendarEvent] {
    var titles: [CalendarEvent: [String]] = [:]
    for date in dueDates where date.level != .met && date.level != .missed {
      let title = "\(date.deadline.title) (\(date.unmet.grouped) open)"
      let (startBy, due) = (date.deadline.startBy, date.deadline.day)
      if startBy >= today {
        titles[CalendarEvent(day: startBy, word: "start by", level: date.level), default: []]
          .append(title)
      }
      titles[CalendarEvent(day: due, word: "due", level: date.level), default: []].append(title)
    }
    return titles.map { event, titles in
      var event = event
      event.title = titles.joined(separator: ", ")
      return event
    }
    .sorted { ($0.day, $0.level, $0.word) < ($1.day, $1.level, $1.word) }
  }
}
