// A day of the calendar, without a time and without a zone: what playbooks are dated by.

package import Foundation

/// A day of the Gregorian calendar.
package struct Day: Hashable, Comparable, Sendable {
  /// Days since 1 January 1970.
  package let number: Int

  /// The day so many days after 1 January 1970.
  package init(number: Int) { self.number = number }

  /// The day of a date; nil where there is no such day. From days and months to a day count by
  /// the arithmetic of the Gregorian calendar, whose eras of 400 years have 146,097 days.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9_999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    let isLeap = (year.isMultiple(of: 4) && !year.isMultiple(of: 100)) || year.isMultiple(of: 400)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day <= lengths[month - 1] else { return nil }
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = era * 146_097 + dayOfEra - 719_468
  }

  /// Reads `2019-10-15`; nil for anything else.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard text.utf8.count == 10, parts.count == 3, parts[0].count == 4, parts[1].count == 2,
      text.utf8.allSatisfy({ $0 == 0x2d || (0x30...0x39).contains($0) }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The day that a moment falls on in a zone.
  package init(of moment: Date, in zone: TimeZone) {
    let seconds = moment.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: moment))
    number = Int((seconds / 86_400).rounded(.down))
  }

  /// The year, the month from 1, and the day of the month from 1.
  package var parts: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  /// The moment at which the day begins in a zone. Where clocks change at midnight, the first
  /// moment that the clocks of the zone give to that day.
  package func start(in zone: TimeZone) -> Date {
    let moment = moment(at: 0, in: zone)
    if Day(of: moment, in: zone) == self { return moment }
    return zone.nextDaylightSavingTimeTransition(after: moment) ?? moment
  }

  /// The moment at which the clocks of a zone show a time of the day; where they leave that time
  /// out, as much away from it as they are changed by.
  ///
  /// - Parameter time: the seconds that the clocks show since midnight. On a day on which they are
  ///   changed, as many have not passed.
  package func moment(at time: TimeInterval, in zone: TimeZone) -> Date {
    let shown = Double(number) * 86_400 + time
    let guess = shown - Double(zone.secondsFromGMT(for: Date(timeIntervalSince1970: shown)))
    // The offset at the guess can differ from that at the time in question: ask again there.
    let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: guess))
    return Date(timeIntervalSince1970: shown - Double(offset))
  }

  /// The seconds since midnight that the clocks of a zone show at a moment.
  package static func time(of moment: Date, in zone: TimeZone) -> TimeInterval {
    let shown = moment.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: moment))
    return shown - (shown / 86_400).rounded(.down) * 86_400
  }

  /// What the clocks of a zone show at a moment, to the minute: `14:02`.
  package static func clock(of moment: Date, in zone: TimeZone) -> String {
    let minutes = Int(time(of: moment, in: zone)) / 60
    return [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
      .joined(separator: ":")
  }

  /// The moment at which the day is over in a zone: midnight at its end.
  package func end(in zone: TimeZone) -> Date { (self + 1).start(in: zone) }

  /// Orders days by the calendar.
  package static func < (one: Day, other: Day) -> Bool { one.number < other.number }
  /// The day so many days later.
  package static func + (day: Day, days: Int) -> Day { Day(number: day.number + days) }
  /// The day so many days earlier.
  package static func - (day: Day, days: Int) -> Day { Day(number: day.number - days) }
  /// The days from one to the other.
  package static func - (one: Day, other: Day) -> Int { one.number - other.number }

  /// 1 for Monday to 7 for Sunday (ISO 8601).
  package var weekday: Int { (number + 3) % 7 + ((number + 3) % 7 < 0 ? 8 : 1) }
}

extension Day: CustomStringConvertible {
  /// The day as `2019-10-15`.
  package var description: String {
    let (year, month, day) = parts
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// The day for people: `15 Oct 2019`, or `15 Oct` without its year.
  package func title(withYear: Bool = true) -> String {
    let (year, month, day) = parts
    return "\(day) \(Self.months[month - 1])" + (withYear ? " \(year)" : "")
  }

  /// The day for people who read it on another day: with its year where that is another one.
  package func title(on today: Day) -> String {
    title(withYear: parts.year != today.parts.year)
  }

  /// The weekday for people: `Tue`.
  package var weekdayTitle: String { Self.weekdays[weekday - 1] }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
}
