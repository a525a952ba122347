// How many offers had met a deadline on each day, as it really was: for the charts of the timeline.

/// The days of a deadline so far.
package struct Burndown: Hashable, Sendable {
  /// How things stood at the end of a day.
  package struct Point: Hashable, Sendable {
    /// The day.
    package let day: Day
    /// How many offers the deadline concerned.
    package let concerned: Int
    /// How many of them had met it.
    package let met: Int
    /// How many had not.
    package var unmet: Int { concerned - met }
  }

  /// The deadline.
  package let key: Query.DeadlineKey
  /// The days, the earliest first.
  package let points: [Point]

  /// The days of a deadline, out of the counts at the end of each.
  ///
  /// - Parameter publisher: only this publisher's offers.
  package init(
    of key: Query.DeadlineKey, publisher: String? = nil, tallies: [(day: Day, tally: Tally)]
  ) {
    self.key = key
    points = tallies.sorted { $0.day < $1.day }.map { day, tally in
      let (concerned, met) = tally.count(of: key, publisher: publisher)
      return Point(day: day, concerned: concerned, met: met)
    }
  }

  /// The days to ask for: from the first to today, the same number of days apart, so that there are
  /// no more than a chart can show.
  package static func days(from first: Day, to today: Day, atMost count: Int = 120) -> [Day] {
    guard first < today, count > 1 else { return [today] }
    let step = max(1, (today - first + count - 2) / (count - 1))
    return stride(from: today.number, through: first.number, by: -step).reversed()
      .map { Day(number: $0) }
  }
}
