// The hours of each day in which `offerdeck watch` reports nothing.

import Foundation
import Lifecycle

/// Hours of the day, such as 22:00-07:00.
struct QuietHours: Hashable, Sendable {
  /// Minutes after midnight.
  private let start: Int
  private let end: Int
  private let zone: TimeZone

  /// Reads `22:00-07:00`; nil if the text is anything else, or both times are the same.
  init?(_ text: String, in zone: TimeZone) {
    guard let match = text.wholeMatch(of: #/(\d\d?):(\d\d)-(\d\d?):(\d\d)/#) else { return nil }
    let numbers = [match.1, match.2, match.3, match.4].compactMap { Int(digits: $0) }
    guard numbers.count == 4, numbers[0] < 24, numbers[1] < 60, numbers[2] < 24, numbers[3] < 60
    else { return nil }
    start = numbers[0] * 60 + numbers[1]
    end = numbers[2] * 60 + numbers[3]
    self.zone = zone
    if start == end { return nil }
  }

  /// Whether a moment is in them.
  func contains(_ moment: Date) -> Bool {
    let minute = minute(of: moment)
    return start < end ? (start..<end).contains(minute) : minute >= start || minute < end
  }

  /// The moment at which they end, for a moment that is in them.
  func end(after moment: Date) -> Date {
    let today = Day(of: moment, in: zone)
    let isTomorrow = start > end && minute(of: moment) >= start
    return (isTomorrow ? today + 1 : today).moment(at: TimeInterval(end * 60), in: zone)
  }

  private func minute(of moment: Date) -> Int { Int(Day.time(of: moment, in: zone)) / 60 }
}
