// How many offers met a deadline a week so far, as far as that was seen.

/// The pace at which offers meet a deadline.
package struct Throughput: Hashable, Sendable {
  /// How many were seen to meet it within the weeks that count.
  package let arrivals: Int
  /// How many weeks count: up to eight, and no more than there was work in.
  package let weeks: Double
  /// How many have met it and were never seen to: they came to the deck as they are, and tell nothing
  /// of a pace.
  package let unseen: Int

  /// The most weeks that count: what was long ago tells little of what will be.
  private static let window = 56

  /// The pace on a day.
  ///
  /// - Parameters:
  ///   - met: how many offers have met it.
  ///   - publisher: only this publisher's offers.
  package init(
    of key: Query.DeadlineKey, met: Int, publisher: String? = nil, pace: Pace, today: Day
  ) {
    let known = pace.begun.map { today - $0 + 1 } ?? 0
    // Less than a week tells of no week.
    let days = min(Self.window, max(7, known))
    arrivals = pace.arrivals(at: key, publisher: publisher, in: today - days + 1...today)
    weeks = Double(days) / 7
    unseen = max(0, met - pace.arrivals(at: key, publisher: publisher))
  }

  /// How many a week met it.
  package var soFar: Double { Double(arrivals) / weeks }
}
