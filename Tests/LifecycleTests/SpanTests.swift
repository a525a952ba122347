// How far somebody looks ahead, and what lies within.

import Foundation
import Lifecycle
import Testing

@Suite struct `A stretch of time` {
  private let berlin: TimeZone
  /// Noon of 26 October 2019 in Berlin: the clocks go back in the night that follows.
  private let noon: Date

  init() throws {
    berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
    noon = try #require(Day("2019-10-26")).start(in: berlin) + 12 * 3_600
  }

  @Test(
    arguments: [
      ("7d", .days(7)), ("0d", .days(0)), ("2w", .days(14)), ("36h", .hours(36)), ("", nil),
      ("7", nil), ("d", nil), ("-1d", nil), ("+1d", nil), ("1.5d", nil), ("7D", nil), ("7 d", nil),
      ("７d", nil), ("36500d", .days(36_500)), ("36501d", nil),
      ("99999999999999999999h", nil),
    ] as [(String, Span?)]) func `is read from a number and its unit`(text: String, span: Span?)
  {
    #expect(Span(text) == span)
  }

  @Test func `of days ends with a day, whatever the clocks do`() throws {
    let today = Day(of: noon, in: berlin)
    for (days, reached) in [(-400, true), (0, true), (1, true), (2, false)] {
      #expect(Span.days(1).reaches(today + days, from: noon, in: berlin) == reached)
    }
    // The same moment is another day elsewhere.
    let apia = try #require(TimeZone(identifier: "Pacific/Apia"))
    #expect(Span.days(0).reaches(today + 1, from: noon, in: apia))
  }

  @Test func `of hours ends by the clock, where a day can have 25 of them`() {
    let today = Day(of: noon, in: berlin)
    #expect(Span.hours(12).reaches(today, from: noon, in: berlin))
    #expect(!Span.hours(11).reaches(today, from: noon, in: berlin))
    #expect(!Span.hours(36).reaches(today + 1, from: noon, in: berlin))
    #expect(Span.hours(37).reaches(today + 1, from: noon, in: berlin))
  }

  @Test func `is said in words`() {
    #expect(Span.days(1).title == "1 day" && Span.days(14).title == "14 days")
    #expect(Span.hours(1).title == "1 hour" && Span.hours(36).title == "36 hours")
  }
}
