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

  /// Where the offers of a deadline stand, and how quickly they go against how quickly they have to.
  func courseSentences(of date: DueDate, columns: Int) -> [[(String, Role)]] {
    let open = "\(date.unmet.grouped) of \(date.concerned.counted("offer")) still open"
    guard date.unmet > 0 else { return [[("Every offer has met it.", Role(.met))]] }
    let days = date.deadline.day - today + 1
    guard days > 0 else {
      return [[(open, Role(.missed)), (", \(date.countdown.title(.plain)).", .text)]]
    }
    let needed = Double(date.unmet) / Double(days) * 7
    let done =
      Double(
        arrivals(at: date).reduce(0) { sum, entry in
          (today - Self.paceWeeks * 7 < entry.key && entry.key <= today) ? sum + entry.value : sum
        }) / Double(Self.paceWeeks)
    return [
      [
        (open, .title), ("; you need ", .text),
        (needed.weekly, done < needed ? Role(.startNow) : Role(.met)),
        (" a week, you do ", .text), (done.weekly, .title), (".", .text),
      ]
    ]
  }

  private func arrivals(at date: DueDate) -> [Day: Int] {
    var sum: [Day: Int] = [:]
    for (key, days) in pace.arrivals
    where key.deadline == date.key && (query.publisher ?? key.publisher) == key.publisher {
      sum.merge(days) { $0 + $1 }
    }
    return sum
  }
}

extension Double {
  /// A number a week for people: `1.4`, `12`.
  fileprivate var weekly: String {
    if self >= 10 { return Int(rounded()).grouped }
    let tenths = Int((self * 10).rounded())
    return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
