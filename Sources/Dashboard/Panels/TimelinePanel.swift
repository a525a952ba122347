// The timeline: how the offers of a deadline were met so far, how quickly the rest must follow, how
// it may go on; and the coming weeks with what falls on their days.

import Foundation
import Lifecycle
import Terminal

extension Model {
  func drawTimeline(on canvas: inout Canvas, in page: Rectangle) {
    let sentences = (selectedDate.map { courseSentences(of: $0) } ?? [])
      .map { $0.wrapped(to: page.columns - 4) }
    let strip = calendarStrip
    let (upper, lower) = page.split(
      bottom: Self.stripRows(
        of: page.rows, sentences: max(1, sentences.joined().count),
        wanted: strip.rows(page.columns - 4) + 2))
    if let date = selectedDate {
      drawCourse(of: date, sentences, on: &canvas, in: upper)
    } else {
      canvas.box(upper, title: "Timeline", isFocused: isTimelineFocused, theme: theme)
      canvas.write(
        [(isCounted ? "No deadlines for these offers." : "Reading the deck…", .dim)],
        at: upper.inset(columns: 2, rows: 1).origin, columns: upper.columns - 4, theme: theme)
    }
    guard selectedDate != nil, lower.rows > 0 else { return }
    canvas.box(
      lower, title: "The coming weeks",
      trailing: strip.dates.isEmpty ? "" : "\(strip.dates.count) due", isFocused: false,
      theme: theme)
    strip.draw(on: &canvas, in: lower.inset(columns: 2, rows: 1), theme: theme)
  }

  /// Beside the panel of the deadlines that one has the keys.
  private var isTimelineFocused: Bool { dialogs.isEmpty && layout.deadlines.isEmpty }

  /// The rows of the box of the coming weeks. The sentences say the most, and keep their rows; where
  /// there is no room for a chart and weeks beside them, the chart gives way.
  private static func stripRows(of rows: Int, sentences: Int, wanted: Int) -> Int {
    let least = CalendarStrip.leastRows + 2
    let rest = rows - sentences - 2
    let chart = Chart.leastRows + 1
    guard rest >= chart + least else { return rest >= least ? rest : 0 }
    return min(wanted, max(least, rows * 2 / 5), rest - chart)
  }

  // MARK: - The way to a deadline

  private func drawCourse(
    of date: DueDate, _ sentences: [[[(String, Role)]]], on canvas: inout Canvas,
    in place: Rectangle
  ) {
    let day = date.deadline.day
    canvas.box(
      place, title: date.deadline.title,
      trailing: "\(deadlineSelection + 1) of \(dueDates.count) \(theme.signs.dot) "
        + "\(day.weekdayTitle) \(day.title())",
      isFocused: isTimelineFocused, theme: theme)
    var inside = place.inset(columns: 2, rows: 1)
    // What has no room as a whole is left out.
    for lines in sentences where lines.count <= inside.rows {
      for line in lines {
        canvas.write(line, at: inside.origin, columns: inside.columns, theme: theme)
        inside = inside.split(top: 1).rest
      }
    }
    guard inside.rows > Chart.leastRows else { return }
    let (plot, legend) = inside.split(bottom: 1)
    let chart = chart(of: date)
    chart.draw(on: &canvas, in: plot, theme: theme)
    var used = 0
    for pieces in legendPieces(chart, of: date) {
      let width = pieces.reduce(0) { $0 + Legible.columns(of: $1.0) }
      guard used + width <= legend.columns else { continue }
      canvas.write(
        pieces, at: Point(column: legend.minColumn + used, row: legend.minRow), columns: width,
        theme: theme)
      used += width + 3
    }
    let hint = "\(keyName(.up)) \(keyName(.down))"
    let width = hint.count + 13
    guard dueDates.count > 1, used + width <= legend.columns else { return }
    canvas.write(
      [(hint, .key), (" another date", .dim)],
      at: Point(column: legend.maxColumn - width, row: legend.minRow), columns: width,
      theme: theme)
  }

  /// What each line is, with the look and the sign that it has in the chart.
  private func legendPieces(_ chart: Chart, of date: DueDate) -> [[(String, Role)]] {
    var pieces: [[(String, Role)]] = [
      [("\(theme.signs.line(.solid)) ", Ink.open.role), ("still open", .dim)]
    ]
    if chart.lines.contains(where: \.isBroken) {
      pieces.append(
        [("\(theme.signs.line(.broken)) ", Ink.needed.role), ("pace needed", .dim)])
    }
    if chart.band != nil {
      let lead = date.deadline.lead.isLearned ? "as learned" : "by the playbook"
      let text =
        course(of: date)?.forecast.basis == .pace
        ? "eight of ten futures" : "if all started today, \(lead)"
      pieces.append([("\(theme.signs.line(.shade)) ", Ink.forecast), (text, .dim)])
    }
    return pieces
  }

  /// The pencils of the chart.
  private enum Ink {
    static let open = Pencil(role: .title, sign: "#")
    static let needed = Pencil(role: .levelDueSoon, sign: "o")
    static let forecast = Role.barEmpty
  }

  /// The most days that are drawn, unless the date lies farther back.
  private static let longestChart = 400

  private func chart(of date: DueDate) -> Chart {
    let today = today(of: date)
    let day = date.deadline.day
    let series = openSeries(of: date)
    let forecast = forecastBand(of: date)
    let begun = min(series.first?.day ?? today, min(day, today) - 14)
    // A forecast that ends years from now would leave no room for the way so far.
    let horizon = max(day, today) + max(28, min(180, today - begun))
    let last = max(max(day, today), min(forecast.last?.day ?? today, horizon)) + 2
    let first = max(begun, min(last - Self.longestChart, min(day, today) - 14))
    var lines: [Chart.Line] = []
    if date.unmet > 0, today <= day {
      lines.append(
        Chart.Line(
          values: [
            Chart.Value(day: today, count: Double(date.unmet)), Chart.Value(day: day, count: 0),
          ], pencil: Ink.needed, isBroken: true))
    }
    lines.append(Chart.Line(values: series, pencil: Ink.open, isStepped: true))
    return Chart(
      days: first...last, most: max(1, date.unmet, Int(series.map(\.count).max() ?? 0)),
      year: today.parts.year,
      band: forecast.isEmpty
        ? nil : Chart.Band(values: forecast.filter { $0.day <= last }, role: Ink.forecast),
      lines: lines, marks: marks(of: date, today))
  }

  /// The days that matter, the most wanted first.
  private func marks(of date: DueDate, _ today: Day) -> [Chart.Mark] {
    func title(_ day: Day) -> String { day.title(withYear: day.parts.year != today.parts.year) }
    let (day, startBy) = (date.deadline.day, date.deadline.startBy)
    let role = Role(date.level)
    if day == today { return [Chart.Mark(day: day, title: "due today", role: role)] }
    var marks = [
      Chart.Mark(day: day, title: "due \(title(day))", role: role),
      Chart.Mark(day: today, title: "today", role: .dim),
    ]
    if startBy > today, startBy < day, date.level != .met {
      marks.append(Chart.Mark(day: startBy, title: "start by \(title(startBy))", role: .dim))
    }
    return marks
  }

  // MARK: - The coming weeks

  private var calendarStrip: CalendarStrip {
    CalendarStrip(
      moment: overview.moment, today: today, events: calendarEvents,
      dates: openDates.sorted {
        ($0.end, $0.level, $1.unmet, $0.key.index) < ($1.end, $1.level, $0.unmet, $1.key.index)
      }, hasForeignZone: overview.hasForeignZone)
  }

  /// The deadlines that are still to come, where they end.
  private var openDates: [DueDate] {
    dueDates.filter { $0.level != .met && $0.level != .missed }
  }

  /// What has to begin and what is due, the earliest first; what falls on one day and is as pressing,
  /// together.
  var calendarEvents: [CalendarEvent] {
    var titles: [CalendarEvent: [String]] = [:]
    for date in openDates {
      let title = "\(date.deadline.title) (\(date.unmet.grouped) open)"
      let (startBy, due) = (date.deadline.startBy, date.deadline.day)
      if startBy >= today(of: date), date.level != .onHold {
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
