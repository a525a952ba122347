// Calendar files, as they are written and as libical reads them.

import Formats
import Foundation
import Lifecycle
import Testing

@Suite struct `A calendar` {
  private static let stamp = Date(timeIntervalSince1970: 1_568_988_120.75)
  private let playbook: Playbook

  init() throws { playbook = try #require(Playbooks.shipped.first) }

  private func found(
    _ deadline: Int = 3, publisher: String = "contoso", name: String = "Contoso Ltd",
    concerned: Int = 7, met: Int = 3, level: Level = .dueSoon, zone: String = "Europe/Berlin"
  ) throws -> DeadlineEvents {
    DeadlineEvents(
      publisher: publisher, name: name, playbook: playbook,
      deadline: playbook.deadlines[deadline],
      zone: try #require(TimeZone(identifier: zone)), concerned: concerned, met: met,
      level: level)
  }

  private func text(
    _ events: [CalendarEvent], title: String = "Deadlines", stamp: Date = stamp
  ) -> String {
    CalendarFile.text(events, title: title, version: "1.2.3", stamp: stamp)
  }

  private let today = Day("2019-09-20") ?? Day(number: 0)

  @Test func `has the day to start by and the last day of a deadline, with their alarms`() throws {
    let calendar = try ReadCalendar(text(try found().events(today: today)))
    #expect(calendar.errors == 0)
    #expect(calendar.value("VERSION") == "2.0")
    #expect(calendar.value("PRODID") == "-//offerdeck//offerdeck 1.2.3//EN")
    #expect(calendar.value("NAME") == "Deadlines")
    #expect(calendar.events == 2)
    #expect(calendar.value("DTSTART", of: 0) == "20191007")
    #expect(calendar.value("DTSTART", of: 1) == "20191015")
    #expect(calendar.alarms("TRIGGER", of: 0) == ["PT9H"])
    #expect(calendar.alarms("TRIGGER", of: 1) == ["-PT15H", "PT9H"])
    #expect(calendar.alarms("ACTION", of: 1) == ["DISPLAY", "DISPLAY"])
    #expect(
      calendar.value("SUMMARY", of: 1)
        == "Last day: Publish draft offers (Contoso Ltd, 4 of 7 to do)")
    #expect(calendar.alarms("DESCRIPTION", of: 1).first == calendar.value("SUMMARY", of: 1))
    #expect(calendar.values("CATEGORIES", of: 0) == ["offerdeck", "Contoso Ltd", "Start by"])
    #expect(calendar.value("DTSTAMP", of: 0) == "20190920T140200Z")
    #expect(calendar.value("LAST-MODIFIED", of: 0) == "20190920T140200Z")
    #expect(calendar.value("SEQUENCE", of: 0) == "22687320")
    #expect(calendar.value("URL", of: 0) == playbook.source.text)
    #expect(calendar.value("TRANSP", of: 0) == "TRANSPARENT")
    let description = try #require(calendar.value("DESCRIPTION", of: 1))
    let lines = description.split(separator: "\n")
    #expect(lines[0] == "3 of 7 offers of Contoso Ltd have met it, 4 to do.")
    #expect(
      lines.contains(
        "Last day: Tue 15 Oct 2019, until midnight at the end of the day (Europe/Berlin)."))
    #expect(lines.contains { $0.hasPrefix("If missed: out of the seller catalog. ") })
  }

  @Test(arguments: ["Pacific/Kiritimati", "Pacific/Apia", "Etc/GMT+12", "Pacific/Honolulu", "UTC"])
  func `has each day where the deadline's own zone has it`(zone: String) throws {
    // A day is written without time and zone, so that no reader's zone can move it.
    let text = text(try found(zone: zone).events(today: today))
    #expect(text.contains("\r\nDTSTART;VALUE=DATE:20191007\r\n"))
    #expect(text.contains("\r\nDTSTART;VALUE=DATE:20191015\r\n"))
    let lines = text.split(separator: "\r\n").filter { $0.hasPrefix("DT") && $0.contains("T14") }
    #expect(lines == ["DTSTAMP:20190920T140200Z", "DTSTAMP:20190920T140200Z"])
  }

  @Test func `names an event the same whatever has become of the deadline`() throws {
    let before = try found().events(today: today)
    let after = try found(met: 7, level: .met).events(today: today + 100)
    #expect(before.map(\.uid) == after.map(\.uid))
    #expect(
      before.map(\.uid) == [
        "contoso.dynamics-365-2019.publish-draft.start@offerdeck",
        "contoso.dynamics-365-2019.publish-draft.date@offerdeck",
      ])
  }

  @Test func `tells publishers apart whose names differ in anything`() throws {
    let names =
      ["a.b", "a_b", "a b", "A_B", "a\0b", "a/b", "ä", "a\u{308}", ""]
      + ["x", "y"].map { String(repeating: "long", count: 100) + $0 }
    let uids = try names.flatMap { try found(publisher: $0).events(today: today).map(\.uid) }
    #expect(Set(uids).count == 2 * names.count)
    #expect(
      uids.allSatisfy { $0.utf8.count <= 255 && $0.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } })
    #expect(
      try ReadCalendar(text(names.flatMap { try found(publisher: $0).events(today: today) })).errors
        == 0)
  }

  @Test func `reminds of nothing that is met or over, and keeps it`() throws {
    #expect(try found(met: 7, level: .met).events(today: today).map(\.alarms) == [[], []])
    #expect(try found(met: 7, level: .met).events(today: today)[0].summary.hasPrefix("Met: "))
    let late = try found(level: .startNow).events(today: try #require(Day("2019-10-09")))
    #expect(late.map(\.alarms) == [[], [-15, 9]])
    let missed = try found(level: .missed).events(today: try #require(Day("2019-10-16")))
    #expect(missed.map(\.alarms) == [[], []])
    #expect(missed[1].description.contains("Lost: out of the seller catalog."))
  }

  @Test(arguments: [
    (7, 3, "3 of 7 offers of Contoso Ltd have met it, 4 to do."),
    (7, 1, "1 of 7 offers of Contoso Ltd has met it, 6 to do."),
    (7, 6, "6 of 7 offers of Contoso Ltd have met it, 1 to do."),
    (7, 0, "0 of 7 offers of Contoso Ltd have met it, 7 to do."),
    (7, 7, "All 7 offers of Contoso Ltd have met it."),
    (1, 0, "The one offer of Contoso Ltd has not met it."),
    (1, 1, "The one offer of Contoso Ltd has met it."),
    (12_000, 1_000, "1,000 of 12,000 offers of Contoso Ltd have met it, 11,000 to do."),
  ]) func `counts one and many`(concerned: Int, met: Int, sentence: String) throws {
    let event = try #require(try found(concerned: concerned, met: met).events(today: today).first)
    #expect(event.description.split(separator: "\n").first.map(String.init) == sentence)
  }

  @Test func `takes the place of what an earlier file said, and most of all where a day moved`()
    throws
  {
    var moved = try found()
    let before = try ReadCalendar(text(moved.events(today: today)))
    moved.deadline.day = moved.deadline.day + 10
    let after = try ReadCalendar(text(moved.events(today: today), stamp: Self.stamp + 60))
    for place in 0..<2 {
      #expect(before.value("UID", of: place) == after.value("UID", of: place))
      #expect(before.value("DTSTART", of: place) != after.value("DTSTART", of: place))
      let numbers = try [before, after].map {
        try #require($0.value("SEQUENCE", of: place).flatMap { Int($0) })
      }
      #expect(numbers[1] == numbers[0] + 60)
    }
  }

  @Test func `is whole without an event, and has revisions that its readers can count`()
    throws
  {
    let empty = try ReadCalendar(text([]))
    #expect(empty.events == 0)
    #expect(empty.value("CALSCALE") == "GREGORIAN")
    var found = try found()
    for (stamp, number) in [
      (Date.distantFuture, "2147483647"), (Date(timeIntervalSince1970: 0), "0"),
    ] {
      let calendar = try ReadCalendar(text(found.events(today: today), stamp: stamp))
      #expect(calendar.errors == 0)
      #expect(calendar.value("SEQUENCE", of: 0) == number)
    }
    // A day that no calendar has is left out.
    found.deadline.lead = LeadTime(prior: 800_000)
    #expect(found.events(today: today).count == 1)
  }

  @Test(arguments: SampleOffers.hostile) func `gives every text back, whatever stands in it`(
    hostile: String
  ) throws {
    var event = try #require(try found().events(today: today).first)
    event.summary = hostile
    event.description = "first\n\(hostile)\nlast"
    event.categories = [hostile, "second"]
    let calendar = try ReadCalendar(text([event, event], title: hostile))
    #expect(calendar.errors == 0)
    #expect(calendar.events == 2)
    let shown = Self.shown(hostile)
    #expect(calendar.value("SUMMARY", of: 1) == Self.bare(shown))
    #expect(calendar.value("DESCRIPTION", of: 1) == "first\n\(shown)\nlast")
    #expect(calendar.values("CATEGORIES", of: 1) == [Self.bare(shown), "second"])
    #expect(calendar.value("NAME") == Self.bare(shown))
  }

  /// A text without the blanks at its ends, which libical drops.
  private static func bare(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let isBlank: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" }
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[first...last])
  }

  /// A text as a calendar gives it back: without what can't stand in a file, and with one kind of
  /// line break.
  private static func shown(_ text: String) -> String {
    let scalars = text.replacing("\r\n", with: "\n").unicodeScalars.map { scalar -> Character in
      switch scalar {
      case "\n", "\t": Character(scalar)
      case "\r": "\n"
      case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}": "\u{FFFD}"
      default: Character(scalar)
      }
    }
    return String(String.UnicodeScalarView(scalars.flatMap(\.unicodeScalars)))
  }

  @Test func `has no line of more than 75 octets, and cuts no character`() throws {
    var dice = Generator(state: 5_545)
    let letters: [Unicode.Scalar] = ["a", ";", ",", "\\", "\n", " ", "é", "日", "🚀", "\u{301}"]
    for _ in 0..<400 {
      let length = Int.random(in: 0...200, using: &dice)
      var summary = String.UnicodeScalarView()
      for _ in 0..<length { summary.append(letters.randomElement(using: &dice) ?? "a") }
      var event = try #require(try found().events(today: today).first)
      event.summary = String(summary)
      let text = text([event])
      let bytes = Array(text.utf8)
      // Lines are looked at as octets: a character that was cut would make one of them ill-formed.
      for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
        #expect(line.last == 0x0D && line.count <= 76)
        #expect(String(validating: line, as: UTF8.self) != nil)
      }
      #expect(try ReadCalendar(text).value("SUMMARY", of: 0) ?? "" == Self.bare(event.summary))
    }
  }
}
