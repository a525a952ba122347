// The time that is left, as people read it, and when that text changes next: the loop sleeps
// until then.

package import Foundation
import Lifecycle

/// The time from a moment to the end of a day.
package struct Countdown: Hashable, Sendable {
  /// Seconds that are left; negative where it is over.
  package let seconds: Int
  private let remaining: TimeInterval

  /// The time from a moment to an end.
  package init(from moment: Date, to end: Date) {
    remaining = end.timeIntervalSince(moment)
    // A second that has begun counts in full, so that the last one shown is 1 and not 0.
    seconds = Int(max(-4e11, min(4e11, remaining)).rounded(.up))
  }

  /// The end has come.
  package var isOver: Bool { remaining <= 0 }
  /// Whole days that are left, or that have passed since.
  package var days: Int { abs(seconds) / 86_400 }
  /// Close enough that seconds matter: under 48 hours.
  package var isClose: Bool { !isOver && seconds < 48 * 3_600 }

  /// Days, hours, and with seconds the clock: `25 d 9 h`, `25 d 09:57:12`, `20 d over`.
  package func title(withSeconds: Bool) -> String {
    if isOver { return short + " over" }
    let (hours, minutes, rest) = (seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60)
    if withSeconds || isClose {
      let clock = [hours, minutes, rest].map { $0 < 10 ? "0\($0)" : "\($0)" }
      return (days > 0 ? "\(days) d " : "") + clock.joined(separator: ":")
    }
    // Far ahead, nobody counts hours.
    return days >= 100 ? "\(days) d" : "\(days) d \(hours) h"
  }

  /// The time for what is written down and read later: no finer than it has to be.
  package var written: String {
    if isClose && seconds < 3_600 { return "\((seconds + 59) / 60) min" }
    return isClose ? short : title(withSeconds: false)
  }

  /// The shortest form, for a column: `25 d`, `31 h`.
  package var short: String {
    // Years ago, nobody counts days.
    if isOver && days >= 730 { return "\(days / 365) y" }
    if isOver { return days > 0 ? "\(days) d" : "\(-seconds / 3_600) h" }
    return isClose ? "\(seconds / 3_600) h" : "\(days) d"
  }

  /// Seconds until the text changes.
  package func untilChange(withSeconds: Bool) -> TimeInterval {
    if isOver {
      let unit = days > 0 ? 86_400 : 3_600
      return remaining + TimeInterval((-seconds / unit + 1) * unit)
    }
    // A whole hour is still shown as such; the text changes with the second after it.
    let unit = withSeconds || isClose ? 1 : 3_600
    return remaining - TimeInterval(seconds / unit * unit - 1)
  }
}
