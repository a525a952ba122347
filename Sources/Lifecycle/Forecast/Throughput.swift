// How many offers met a deadline a week so far, and how many must from now on.

/// The pace at which offers meet a deadline.
package struct Throughput: Hashable, Sendable {
  /// How many met it within the weeks that count.
  package let arrivals: Int
  /// How many weeks count: up to eight, and no more than there was work in.
  package let weeks: Double
  /// How many a week must meet it from now on, so that all do; nil where the date has passed or
  /// nothing is left.
  package let needed: Double?

  /// The most weeks that count: what was long ago tells little of what will be.
  private static let window = 56

  /// The pace on a day.
  ///
  /// - Parameters:
  ///   - unmet: how many offers have not met it.
  ///   - publisher: only this publisher's offers.
  package init(
    of key: Query.DeadlineKey, _ deadline: Deadline, unmet: Int, publisher: String? = nil,
    pace: Pace, today: Day
  ) {
    let known = pace.begun.map { today - $0 + 1 } ?? 0
    // Less than a week tells of no week.
    let days = min(Self.window, max(7, known))
    arrivals = pace.arrivals(at: key, publisher: publisher, in: today - days + 1...today)
    weeks = Double(days) / 7
    let left = deadline.day - today + 1
    needed = left > 0 && unmet > 0 ? Double(unmet) * 7 / Double(left) : nil
  }

  /// How many a week met it.
  package var soFar: Double { Double(arrivals) / weeks }
}
