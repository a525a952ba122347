// How long something took, each time that it was seen: kept as the few sums that estimates need, so
// that a million durations cost as much as ten.

package import Foundation

/// Durations of one thing, by the sums of their logarithms.
package struct Durations: Hashable, Sendable {
  /// How many were seen.
  package private(set) var count = 0
  /// How many were left out: less than an hour had passed, or less than none. Several steps were
  /// written down together then, or clocks went wrong; it tells nothing of the work.
  package private(set) var leftOut = 0
  /// The sum of the logarithms of days.
  private(set) var sum = 0.0
  /// The sum of their squares.
  private(set) var sumOfSquares = 0.0

  /// What takes less was written down and not worked at, in seconds.
  private static let least: TimeInterval = 3_600

  /// None yet.
  package init() {}

  /// Adds one.
  ///
  /// - Parameter seconds: how long it took.
  package mutating func add(_ seconds: TimeInterval) {
    guard seconds >= Self.least, seconds.isFinite else {
      leftOut += 1
      return
    }
    let logarithm = log(seconds / 86_400)
    count += 1
    sum += logarithm
    sumOfSquares += logarithm * logarithm
  }

  /// Adds others.
  package mutating func add(_ others: Durations) {
    count += others.count
    leftOut += others.leftOut
    sum += others.sum
    sumOfSquares += others.sumOfSquares
  }

  /// The mean of the logarithms; 0 where there is none.
  var mean: Double { count > 0 ? sum / Double(count) : 0 }

  /// The sum of the squared distances from the mean.
  var spread: Double { max(0, sumOfSquares - Double(count) * mean * mean) }

  /// The middle of what was seen, in days, as the geometric mean; nil where nothing was.
  package var typicalDays: Double? { count > 0 ? exp(mean) : nil }
}
