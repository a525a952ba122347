// The timeline: how the offers of a deadline were met so far, how quickly the rest must follow, how
// it may go on; and the coming weeks with what falls on their days.

import Foundation
import Lifecycle
import Terminal

/// The page of the timeline, as it is now.
struct TimelinePage {
  let timeline: Timeline
  let panel: DeadlinesPanel
  let environment: Environment

  private var theme: Theme { environment.theme }

  /// What is known of the way to a deadline; nil if nothing is.
  private func outlook(of date: DueDate) -> Outlook? {
    timeline.outlook?.forecast.key == date.key ? timeline.outlook : nil
  }

  /// Draws the page of the timeline; its box has a mark where it takes the keys.
  func draw(on canvas: inout Canvas, in page: Rectangle, isFocused: Bool) {
    let selectedDate = panel.date(in: environment.overview)
    let sentences = (selectedDate.map { self.sentences(of: $0) } ?? [])
      .map { $0.wrapped(to: page.columns - 4) }
    let strip = calendarStrip
    let (upper, lower) = page.split(
      bottom: Self.stripRows(
        of: page.rows, sentences: max(1, sentences.joined().count),
        wanted: strip.rows(page.columns - 4) + 2))
    if let date = selectedDate {
      drawOutlook(of: date, sentences, on: &canvas, in: upper, isFocused: isFocused)
    } else {
      canvas.box(upper, title: "Timeline", isFocused: isFocused, theme: theme)
      canvas.write(
        [
          (
            environment.deck.isCounted ? "No deadlines for these offers." : "Reading the deck…",
            .dim
          )
        ],
        at: upper.inset(columns: 2, rows: 1).origin, columns: upper.columns - 4, theme: theme)
    }
    guard selectedDate != nil, lower.rows > 0 else { return }
    canvas.box(
      lower, title: "The coming weeks",
      trailing: strip.dates.isEmpty ? "" : "\(strip.dates.count) due", isFocused: false,
      theme: theme)
    strip.draw(on: &canvas, in: lower.inset(columns: 2, rows: 1), theme: theme)
  }

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

  private func drawOutlook(
    of date: DueDate, _ sentences: [[[(String, Role)]]], on canvas: inout Canvas,
    in place: Rectangle, isFocused: Bool
  ) {
    let day = date.deadline.day
    canvas.box(
      place, title: date.deadline.title,
      trailing:
        "\(panel.selection + 1) of \(environment.overview.dates.count) \(theme.signs[.dot]) "
        + "\(day.weekdayTitle) \(day.title())",
      isFocused: isFocused, theme: theme)
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
    let hint = "\(environment.keyName(.up)) \(environment.keyName(.down))"
    let width = hint.count + 13
    guard environment.overview.dates.count > 1, used + width <= legend.columns else { return }
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
        outlook(of: date)?.forecast.basis == .pace
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
      moment: environment.moment, today: environment.today, events: calendarEvents,
      dates: openDates.sorted {
        ($0.end, $0.level, $1.unmet, $0.key.index) < ($1.end, $1.level, $0.unmet, $1.key.index)
      }, hasForeignZone: environment.overview.hasForeignZone)
  }

  /// The deadlines that are still to come, where they end.
  private var openDates: [DueDate] {
    environment.overview.dates.filter { $0.level != .met && $0.level != .missed }
  }

  /// What has to begin and what is due, the earliest first; what falls on one day and is as pressing,
  /// together.
  private var calendarEvents: [CalendarEvent] {
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

  // MARK: - What the chart shows

  /// The day that it is where a deadline ends.
  private func today(of date: DueDate) -> Day { Day(of: environment.moment, in: date.zone) }

  /// How many offers were open at the end of each day, up to today.
  private func openSeries(of date: DueDate) -> [Chart.Value] {
    let today = today(of: date)
    let past = outlook(of: date)?.burndown.points.filter { $0.day < today } ?? []
    return past.map { Chart.Value(day: $0.day, count: Double($0.unmet)) }
      + [Chart.Value(day: today, count: Double(date.unmet))]
  }

  /// Between how many offers will be open at the end of each day to come, in eight of ten futures.
  private func forecastBand(of date: DueDate) -> [(day: Day, low: Double, high: Double)] {
    guard let forecast = outlook(of: date)?.forecast else { return [] }
    let concerned = Double(forecast.concerned)
    return forecast.band.map { ($0.day, concerned - $0.high, concerned - $0.low) }
  }

  /// What one wants to know of a deadline, a sentence or two at a time and the most wanted first: how
  /// quickly its offers go against how quickly they have to, with what chance they are there in time,
  /// and when the last one is.
  func sentences(of date: DueDate) -> [[(String, Role)]] {
    guard date.unmet > 0 else { return [[("All offers have met it.", Role(.met))]] }
    let held = date.held > 0 ? ", \(date.held.grouped) on hold" : ""
    let open = "\(date.unmet.grouped) of \(date.concerned.counted("offer")) still open\(held)"
    guard let forecast = outlook(of: date)?.forecast else {
      return [[(open + ".", .title)], [("Reckoning\(environment.signs[.ellipsis])", .dim)]]
    }
    let isSlow = date.neededAWeek.map { forecast.throughput.soFar < $0 } ?? true
    let over = date.countdown.isOver ? ", \(date.countdown.title(.plain))" : ""
    return [
      [
        (open, .title), ("\(over). ", .text),
        (date.sentence(of: forecast.throughput), Role(isSlow ? .startNow : .met)),
      ],
      [(forecast.chanceSentence, forecast.chanceOfAll == nil ? .dim : .text)],
      [(completionSentence(forecast, today(of: date)), .dim)],
    ]
  }

  /// When the last is there.
  private func completionSentence(_ forecast: Forecast, _ today: Day) -> String {
    func title(_ day: Day) -> String { day.title(withYear: day.parts.year != today.parts.year) }
    let head = forecast.basis == .pace ? "All done" : "If work on all started today: all done"
    let days = forecast.completion
    guard let early = days.early else { return head + " in several years." }
    guard let middle = days.middle else {
      return head + " on \(title(early)) at the earliest, or in several years."
    }
    let late = days.late.map(title) ?? "several years"
    return head + " about \(title(middle)) (\(title(early)) to \(late))."
  }

  // MARK: - In words

  /// How each deadline is met, and what the coming weeks have.
  var spoken: [String] {
    let dates = environment.overview.dates.filter { $0.level != .met }
    let outlooks = dates.map { date in
      // Only the selected deadline is computed; the others say what is known without that.
      let known = sentences(of: date).map { $0.map(\.0).joined() }
        .filter { !$0.hasPrefix("Reckoning") }
      return "\(date.deadline.title): \(known.joined(separator: " ").spoken)"
    }
    let weeks = calendarEvents.map { event in
      "\(event.day.weekdayTitle) \(event.day.title()), \(event.word): \(event.title)"
    }
    return outlooks + (weeks.isEmpty ? [] : ["The coming weeks:"] + weeks)
      + ["“back” returns to the list."]
  }
}
