// Moments as people and programs write them beside ISO 8601: .NET's JSON, HTTP, Excel and
// PowerShell, in English. What could be two days is refused with both of them, and what programs
// write for “no date” is none.

import Foundation
import Lifecycle

/// What a text says of a moment.
enum MomentReading: Hashable, Sendable {
  /// A moment; UTC if the text names no zone.
  case moment(Date)
  /// What programs write if there is no date: .NET's year 1, 1601, 1753, Excel's 0, Unix's 0, 9999.
  case unset
  /// It can't be read: why, and what to do.
  case unreadable(String)

  /// The moment; nil if there is none, or none that can be read.
  var date: Date? { if case .moment(let date) = self { date } else { nil } }

  /// Reads a text.
  init(_ raw: String) {
    let text = raw.trimmed
    if let moment = Moment(text) {
      self = Self.known(moment.date)
    } else if text.hasPrefix("0001-01-01T") || text.hasPrefix("9999-12-31T") {
      // With its zone, such a moment can be outside of the calendar.
      self = .unset
    } else if text.utf8.count > 64 {
      self = .unreadable(Self.advice(text))
    } else if let seconds = Self.jsonSeconds(text) {
      self = Self.known(Date(timeIntervalSince1970: seconds))
    } else {
      self = Self.written(text)
    }
  }

  private static func known(_ date: Date) -> MomentReading {
    let isUnset = date.timeIntervalSince1970 == 0 || unsetDays.contains(Day(of: date, in: .gmt))
    return isUnset ? .unset : .moment(date)
  }

  /// The days that stand for no date, each with its neighbors, since a zone can shift it.
  private static let unsetDays: Set<Day> = Set(
    [(1, 1, 1), (1_601, 1, 1), (1_753, 1, 1), (1_899, 12, 30), (1_900, 1, 1), (9_999, 12, 31)]
      .compactMap { Day(year: $0.0, month: $0.1, day: $0.2) }.flatMap { [$0 - 1, $0, $0 + 1] })

  private static func advice(_ text: String) -> String {
    "invalid date \(text.inQuotes); use YYYY-MM-DD or \(Moment.example)"
  }

  /// `/Date(1567427156651)/`, with or without the offset that says how it was shown.
  private static func jsonSeconds(_ text: String) -> Double? {
    guard let match = text.wholeMatch(of: /\\?\/Date\((-?\d{1,15})([+-]\d{4})?\)\\?\//),
      let milliseconds = Double(match.1)
    else { return nil }
    return milliseconds / 1_000
  }

  // MARK: - Dates in words and figures

  /// Parts of a text: numbers and words, each without the signs between.
  private static func written(_ text: String) -> MomentReading {
    let refused = MomentReading.unreadable(advice(text))
    var day = text
    var seconds = 0.0
    if let time = text.firstMatch(
      of: /[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([AaPp][Mm])?\s*(Z|GMT|UTC)?$/)
    {
      guard let clock = Self.seconds(time.1, time.2, time.3, time.4) else { return refused }
      seconds = clock
      day = String(text[..<time.range.lowerBound])
    }
    switch Self.day(day) {
    case .success(let found): return known(found.start(in: .gmt).addingTimeInterval(seconds))
    case .failure(.twoDays(let one, let other)):
      return .unreadable(
        "ambiguous date \(text.inQuotes), \(one.title()) or \(other.title()); use YYYY-MM-DD")
    case .failure(.shortYear):
      return .unreadable("\(text.inQuotes) has a year of two digits; use YYYY-MM-DD")
    case .failure(.spreadsheetNumber(let day)):
      return .unreadable("\(text.inQuotes) is Excel's number for \(day); use YYYY-MM-DD")
    case .failure(.zero): return .unset
    case .failure(.none): return refused
    }
  }

  private static func seconds(
    _ hour: Substring, _ minute: Substring, _ second: Substring?, _ half: Substring?
  ) -> Double? {
    guard var hours = Int(hour), let minutes = Int(minute), minutes < 60 else { return nil }
    let seconds = second.flatMap { Int($0) } ?? 0
    if let half {
      guard (1...12).contains(hours) else { return nil }
      hours = hours % 12 + (half.lowercased() == "pm" ? 12 : 0)
    }
    guard hours < 24, seconds < 61 else { return nil }
    return Double(hours * 3_600 + minutes * 60 + seconds)
  }

  /// Why a text is no day.
  private enum Fault: Error {
    case none, shortYear, zero
    case twoDays(Day, Day)
    case spreadsheetNumber(Day)
  }

  private static func day(_ text: String) -> Result<Day, Fault> {
    var words = text.split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() }
    if let first = words.first, Self.weekdays.contains(String(first.prefix(3))), words.count == 4 {
      words.removeFirst()
    }
    let isPlain = text.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "/-. ,".contains($0))
    }
    guard isPlain else { return .failure(.none) }
    if words.count == 1 { return number(words[0]) }
    if text.hasPrefix("1900-01-00") || text.hasPrefix("0000-00-00") { return .failure(.zero) }
    guard words.count == 3 else { return .failure(.none) }
    let month = words.firstIndex { months.contains(String($0.prefix(3))) && Int($0) == nil }
    if let month {
      let number = months.firstIndex(of: String(words[month].prefix(3))).map { $0 + 1 }
      words.remove(at: month)
      // “20 September 2019”, “Sep 20, 2019”; “2019 Sep 20”.
      guard let number, let one = Int(words[0]), let other = Int(words[1]) else {
        return .failure(.none)
      }
      if words[0].count == 4 { return found(one, number, other) }
      return words[1].count == 4 ? found(other, number, one) : .failure(.shortYear)
    }
    guard let first = Int(words[0]), let second = Int(words[1]), let third = Int(words[2]) else {
      return .failure(.none)
    }
    if words[0].count == 4 { return found(first, second, third) }
    guard words[2].count == 4 else {
      return words.allSatisfy { $0.count <= 2 } ? .failure(.shortYear) : .failure(.none)
    }
    // With dots the day comes first wherever dates are written so.
    if text.contains(".") { return found(third, second, first) }
    let dayFirst = Day(year: third, month: second, day: first)
    let monthFirst = Day(year: third, month: first, day: second)
    if let dayFirst, let monthFirst, dayFirst != monthFirst {
      return .failure(.twoDays(min(dayFirst, monthFirst), max(dayFirst, monthFirst)))
    }
    return (dayFirst ?? monthFirst).map { .success($0) } ?? .failure(.none)
  }

  private static func found(_ year: Int, _ month: Int, _ day: Int) -> Result<Day, Fault> {
    Day(year: year, month: month, day: day).map { .success($0) } ?? .failure(.none)
  }

  /// `20190920`, or a number that Excel shows where a cell is not formatted as a date.
  private static func number(_ word: String) -> Result<Day, Fault> {
    guard let number = Int(word) else { return .failure(.none) }
    if number == 0 { return .failure(.zero) }
    if word.count == 8 { return found(number / 10_000, number / 100 % 100, number % 100) }
    // Day 0 of Excel is 30 December 1899, from March 1900 on.
    if word.count == 5, let first = Day(year: 1_899, month: 12, day: 30) {
      return .failure(.spreadsheetNumber(first + number))
    }
    return .failure(.none)
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
}
