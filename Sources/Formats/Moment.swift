// Moments as portals and files write them: ISO 8601, with or without a zone, with any number of
// digits of a second. Written to the microsecond, in UTC.

package import Foundation
import Lifecycle

/// A moment as text.
package struct Moment {
  /// The moment.
  let date: Date

  /// How one is written.
  static let example = "2019-09-20T14:02:00Z"

  /// The first moment of year 1, and the last whole second of year 9999: what four digits can write.
  static let range =
    Date(timeIntervalSince1970: -62_135_596_800)...Date(timeIntervalSince1970: 253_402_300_799)

  /// A moment; one outside of `range` becomes the nearest one inside.
  package init(_ date: Date) {
    self.date = min(max(date, Self.range.lowerBound), Self.range.upperBound)
  }

  /// Reads `2019-09-20T14:02:00.123Z` and its kin: the time may be left out (the day's beginning),
  /// and so may the zone (UTC: Cloud Partner Portal leaves it out). Nil for anything else.
  init?(_ text: String) {
    var text = text
    guard let micros = text.withUTF8({ Self.micros(Array($0)) }) else { return nil }
    // A zone can lead out of the years that can be written.
    let seconds = Double(micros) / 1e6
    let first = Self.range.lowerBound.timeIntervalSince1970
    let end = Self.range.upperBound.timeIntervalSince1970 + 1
    guard (first...end).contains(seconds) else { return nil }
    self.init(Date(timeIntervalSince1970: seconds))
  }

  /// Microseconds since 1 January 1970.
  private static func micros(_ bytes: [UInt8]) -> Int? {
    var rest = bytes[...]
    guard let century = number(&rest, below: 100), let year = number(&rest, below: 100),
      rest.popFirst() == 0x2D, let month = number(&rest, below: 13), rest.popFirst() == 0x2D,
      let dayOfMonth = number(&rest, below: 32),
      let day = Day(year: century * 100 + year, month: month, day: dayOfMonth)
    else { return nil }
    let midnight = day.number * 86_400
    if rest.isEmpty { return midnight * 1_000_000 }
    guard let separator = rest.popFirst(), [0x54, 0x74, 0x20].contains(separator),
      let hour = number(&rest, below: 24), rest.popFirst() == 0x3A,
      let minute = number(&rest, below: 60)
    else { return nil }
    var second = 0
    var fraction = 0
    if rest.first == 0x3A {
      rest.removeFirst()
      guard let value = number(&rest, below: 61) else { return nil }
      second = value
      if rest.first == 0x2E || rest.first == 0x2C {
        let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
        guard (1...18).contains(digits.count) else { return nil }
        // Portals write tenths of a microsecond: they are left out.
        let six = digits.map { Int($0 - 0x30) } + Array(repeating: 0, count: 5)
        fraction = six.prefix(6).reduce(0) { $0 * 10 + $1 }
        rest = rest.dropFirst(1 + digits.count)
      }
    }
    guard let offset = offset(rest) else { return nil }
    let whole = midnight + hour * 3_600 + minute * 60 + second - offset
    return whole * 1_000_000 + fraction
  }

  /// Two digits.
  private static func number(_ rest: inout ArraySlice<UInt8>, below limit: Int) -> Int? {
    guard rest.count >= 2, rest.prefix(2).allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    let value = rest.prefix(2).reduce(0) { $0 * 10 + Int($1 - 0x30) }
    rest = rest.dropFirst(2)
    return value < limit ? value : nil
  }

  /// Seconds east of UTC.
  private static func offset(_ zone: ArraySlice<UInt8>) -> Int? {
    var rest = zone
    guard let sign = rest.popFirst() else { return 0 }
    if sign == 0x5A || sign == 0x7A { return rest.isEmpty ? 0 : nil }
    guard sign == 0x2B || sign == 0x2D, let hours = number(&rest, below: 24) else { return nil }
    if rest.first == 0x3A { rest.removeFirst() }
    let minutes = rest.isEmpty ? 0 : number(&rest, below: 60)
    guard let minutes, rest.isEmpty else { return nil }
    return (sign == 0x2B ? 1 : -1) * (hours * 3_600 + minutes * 60)
  }

  /// The moment to the microsecond, as in `2019-09-20T14:02:00.123456Z`; whole seconds without a
  /// fraction.
  package var text: String {
    // Counted in whole microseconds, so that reading it back gives the same moment again.
    let micros = Int((date.timeIntervalSince1970 * 1e6).rounded())
    let (seconds, fraction) = Self.floored(micros, 1_000_000)
    let (day, second) = Self.floored(seconds, 86_400)
    let time = [second / 3_600, second / 60 % 60, second % 60].map { Self.padded($0, 2) }
    let end = fraction == 0 ? "Z" : ".\(Self.padded(fraction, 6))Z"
    return "\(Day(number: day))T\(time.joined(separator: ":"))\(end)"
  }

  private static func floored(_ number: Int, _ divisor: Int) -> (Int, Int) {
    let rest = ((number % divisor) + divisor) % divisor
    return ((number - rest) / divisor, rest)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
