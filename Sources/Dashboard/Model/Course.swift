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
  /// Asks about the way to the selected deadline where it is looked at, unless that is known.
  mutating func readCourse() -> [Effect] {
    guard view == .timeline, isCounted, let date = selectedDate,
      let playbook = rules[date.key.playbook]?.playbook
    else { return [] }
    let request = CourseRequest(
      playbook: playbook, key: date.key, publisher: query.publisher, tally: tally, pace: pace,
      today: Day(of: moment, in: date.zone), zone: date.zone)
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

  /// How many offers were open at the end of each day, up to today.
  func openSeries(of date: DueDate) -> [Chart.Value] {
    let past = course?.burndown.points.filter { $0.day < today } ?? []
    return past.map { Chart.Value(day: $0.day, count: Double($0.unmet)) }
      + [Chart.Value(day: today, count: Double(date.unmet))]
  }

  /// Between how many offers will be open at the end of each day to come, in eight of ten futures.
  func forecastBand(of date: DueDate) -> [(day: Day, low: Double, high: Double)] {
    guard let forecast = course?.forecast else { return [] }
    let concerned = Double(forecast.concerned)
    return forecast.band.map { ($0.day, concerned - $0.high, concerned - $0.low) }
  }

  /// Where the offers of a deadline stand, how quickly they go against how quickly they have to, and
  /// with what chance they are there.
  func courseSentences(of date: DueDate, columns: Int) -> [[(String, Role)]] {
    guard date.unmet > 0 else { return [[("Every offer has met it.", Role(.met))]] }
    let open = "\(date.unmet.grouped) of \(date.concerned.counted("offer")) still open"
    guard let forecast = course?.forecast else {
      return [[(open + ".", .title)], [("Reckoning\(theme.signs.ellipsis)", .dim)]]
    }
    let throughput = forecast.throughput
    let isSlow = throughput.needed.map { throughput.soFar < $0 } ?? true
    return [
      [
        (open, .title), (date.countdown.isOver ? ", \(date.countdown.title(.plain))" : "", .text),
        (". ", .text), (forecast.paceSentence, Role(isSlow ? .startNow : .met)),
      ]
    ]
      + forecast.chanceSentence.wrapped(to: columns).map {
        [($0, forecast.basis == .pace ? .text : .dim)]
      } + [[(completionSentence(forecast), .dim)]]
  }

  /// When the last one is there.
  private func completionSentence(_ forecast: Forecast) -> String {
    func title(_ day: Day?) -> String? {
      day.map { $0.title(withYear: $0.parts.year != today.parts.year) }
    }
    let days = forecast.completion
    guard let early = title(days.early) else { return "The last one is there years from now." }
    let late = title(days.late).map { "and \($0)" } ?? "and years from now"
    let middle = title(days.middle).map { ", half of the futures by \($0)" } ?? ""
    return "The last one is there between \(early) \(late)\(middle)."
  }
}
