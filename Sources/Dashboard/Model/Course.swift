// The way to a deadline: what was open on each day so far, what the days that are left ask for, and
// how it may go on.

import Foundation
import Lifecycle
import Terminal

extension Model {
  /// How many weeks back the pace is looked at.
  private static let paceWeeks = 4

  /// Asks for what the chart of the selected deadline needs beside the counts.
  func readChart() -> [Effect] { [] }

  /// How many offers were open at the end of each day on which that changed, up to today.
  func openSeries(of date: DueDate) -> [Chart.Value] {
    var open = Double(date.unmet)
    var values = [Chart.Value(day: today, count: open)]
    for (day, count) in arrivals(at: date).sorted(by: { $0.key > $1.key }) where day <= today {
      open += Double(count)
      values.insert(Chart.Value(day: day, count: open - Double(count)), at: 0)
      values.insert(Chart.Value(day: day - 1, count: open), at: 0)
    }
    return values
  }

  func forecastBand(of date: DueDate) -> [(day: Day, low: Double, high: Double)] { [] }

  func courseSentences(of date: DueDate, columns: Int) -> [[(String, Role)]] { [] }

  private func arrivals(at date: DueDate) -> [Day: Int] { [:] }
}
