// How far somebody looks ahead: days and weeks as they stand in a calendar, or hours by the clock.

package import Foundation

/// A stretch of time that begins at a moment.
package enum Span: Hashable, Sendable {
  /// The day of the moment, and so many days after it, whole.
  case days(Int)
  /// So many hours, to the second.
  case hours(Int)

  /// The most that is understood: a hundred years.
  private static let limit = 36_500

  /// Reads `7d`, `2w` or `36h`; nil for anything else.
  package init?(_ text: some StringProtocol) {
    guard let unit = text.last, text.dropLast().utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(text.dropLast()), number <= Self.limit
    else { return nil }
    switch unit {
    case "d": self = .days(number)
    case "w": self = .days(number * 7)
    case "h": self = .hours(number)
    default: return nil
    }
  }

  /// Whether a day in a zone is over before the stretch is that begins at a moment. A day that has
  /// passed is.
  package func reaches(_ day: Day, from moment: Date, in zone: TimeZone) -> Bool {
    switch self {
    case .days(let count): day <= Day(of: moment, in: zone) + count
    case .hours(let count): day.end(in: zone) <= moment + TimeInterval(count * 3_600)
    }
  }

  /// The stretch for people: `7 days`, `1 hour`.
  package var title: String {
    switch self {
    case .days(let count): "\(count) \(count == 1 ? "day" : "days")"
    case .hours(let count): "\(count) \(count == 1 ? "hour" : "hours")"
    }
  }
}
