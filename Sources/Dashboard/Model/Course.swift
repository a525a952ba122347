// The way to a deadline: what was open on each day so far, what the days that are left ask for, and
// how it may go on. It is read and reckoned off the loop, for the deadline that the timeline shows.

package import Foundation
package import Lifecycle
import Terminal

/// What is asked about the way to a deadline.
package struct CourseRequest: Hashable, Sendable {
  /// The playbook, with what was learned of its lead times.
  package let playbook: Playbook
  /// The deadline.
  package let key: Query.DeadlineKey
  /// Only this publisher's offers.
  package let publisher: String?
  /// The counts now.
  package let tally: Tally
  /// How quickly things went so far.
  package let pace: Pace
  /// The day that it is, in the playbook's zone.
  package let today: Day
  /// The hours that are left, where they are few: then each of them counts.
  package let hours: Int?
  /// The zone in which its days end.
  package let zone: TimeZone
}

/// The way to a deadline.
package struct Course: Hashable, Sendable {
  /// How many had met it on each day so far.
  package let burndown: Burndown
  /// How it may go on.
  package let forecast: Forecast

  /// The way to a deadline.
  package init(burndown: Burndown, forecast: Forecast) {
    self.burndown = burndown
    self.forecast = forecast
  }
}

extension Model {
  /// The way to the selected deadline is looked at: on the timeline, and where its offers are listed.
  /// In a large deck it takes seconds, which only who asks for the timeline wants to be spent.
  private var showsCourse: Bool {
    view == .timeline || (view == .panels && focus == .deadlines && !isLarge)
  }

  /// Asks about the way to the selected deadline where it is looked at, unless that is known.
  mutating func readCourse() -> [Effect] {
    guard showsCourse, isCounted, let date = selectedDate,
      let playbook = environment.deck.playbook(date.key.playbook)
    else { return [] }
    let request = CourseRequest(
      playbook: playbook, key: date.key, publisher: query.publisher, tally: tally,
      pace: environment.deck.pace,
      today: Day(of: moment, in: date.zone),
      hours: date.countdown.isClose ? date.countdown.seconds / 3_600 : nil, zone: date.zone)
    guard request != courseRequest else { return [] }
    // What is known of this deadline stays until it is known better.
    if courseRequest?.key != request.key { course = nil }
    courseRequest = request
    return [.foresee(request)]
  }

  mutating func take(_ answer: Course, to request: CourseRequest) {
    if request == courseRequest { course = answer }
  }

  // MARK: - What the chart shows

  /// The way to a deadline, where it is known: that of the selected one is.
  func course(of date: DueDate) -> Course? { course?.forecast.key == date.key ? course : nil }

  /// The day that it is where a deadline ends.
  func today(of date: DueDate) -> Day { Day(of: overview.moment, in: date.zone) }

  /// How many offers were open at the end of each day, up to today.
  func openSeries(of date: DueDate) -> [Chart.Value] {
    let today = today(of: date)
    let past = course(of: date)?.burndown.points.filter { $0.day < today } ?? []
    return past.map { Chart.Value(day: $0.day, count: Double($0.unmet)) }
      + [Chart.Value(day: today, count: Double(date.unmet))]
  }

  /// Between how many offers will be open at the end of each day to come, in eight of ten futures.
  func forecastBand(of date: DueDate) -> [(day: Day, low: Double, high: Double)] {
    guard let forecast = course(of: date)?.forecast else { return [] }
    let concerned = Double(forecast.concerned)
    return forecast.band.map { ($0.day, concerned - $0.high, concerned - $0.low) }
  }

  /// What one wants to know of a deadline, a sentence or two at a time and the most wanted first: how
  /// quickly its offers go against how quickly they have to, with what chance they are there in time,
  /// and when the last one is.
  func courseSentences(of date: DueDate) -> [[(String, Role)]] {
    guard date.unmet > 0 else { return [[("All offers have met it.", Role(.met))]] }
    let held = date.held > 0 ? ", \(date.held.grouped) on hold" : ""
    let open = "\(date.unmet.grouped) of \(date.concerned.counted("offer")) still open\(held)"
    guard let forecast = course(of: date)?.forecast else {
      return [[(open + ".", .title)], [("Reckoning\(theme.signs.ellipsis)", .dim)]]
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
}
