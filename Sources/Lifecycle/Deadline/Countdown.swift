// The time that is left, as people read it, and when that text changes next: the loop sleeps
// until then.

package import Foundation

/// The time from a moment to the end of a day.
package struct Countdown: Hashable, Sendable {
  /// Seconds that are left; negative where it is over.
  package let seconds: Int
  private let remaining: TimeInterval

  /// How much of the time is told.
  package enum Form: Sendable {
    /// The largest unit alone: `25 d`, `31 h`.
    case short
    /// Days and hours, and under 48 hours minutes: `25 d 9 h`, `1 d 23:59`.
    case plain
    /// The clock with its seconds: `25 d 09:57:12`.
    case exact
  }

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

  /// Days, hours, and with seconds the clock: `25 d 9 h`, `25 d 09:57:12`, `20 d over`. Under 48
  /// hours the seconds are always told.
  package func title(withSeconds: Bool) -> String {
    title(withSeconds || isClose ? .exact : .plain)
  }

  /// The time in one of its forms; what is over is told by its largest unit.
  package func title(_ form: Form) -> String {
    if form == .short { return short }
    if isOver {
      return (days == 0 && -seconds < 3_600 ? "\(-seconds / 60) min" : short) + " over"
    }
    let (hours, minutes, rest) = (seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60)
    if form == .plain && !isClose {
      // Far ahead, nobody counts hours.
      return days >= 100 ? "\(days) d" : "\(days) d \(hours) h"
    }
    let clock = (form == .exact ? [hours, minutes, rest] : [hours, minutes])
      .map { $0 < 10 ? "0\($0)" : "\($0)" }
    return (days > 0 ? "\(days) d " : "") + clock.joined(separator: ":")
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
    untilChange(withSeconds || isClose ? .exact : .plain)
  }

  /// Seconds until the text of a form changes.
  package func untilChange(_ form: Form) -> TimeInterval {
    let unit = unit(form)
    if isOver {
      return remaining + TimeInterval((-seconds / unit + 1) * unit)
    }
    // A whole unit is still shown as such; the text changes with the second after it. What is told
    // by days and hours changes its form where it gets close.
    let whole = max(seconds / unit * unit, isClose ? 1 : 48 * 3_600)
    return remaining - TimeInterval(whole - 1)
  }

  /// The seconds by which the text of a form steps.
  private func unit(_ form: Form) -> Int {
    if isOver {
      if days >= 730 { return 365 * 86_400 }
      return days > 0 ? 86_400 : form == .short || -seconds >= 3_600 ? 3_600 : 60
    }
    switch form {
    case .exact: return 1
    case .plain: return isClose ? 60 : days >= 100 ? 86_400 : 3_600
    case .short: return isClose ? 3_600 : 86_400
    }
  }
}
