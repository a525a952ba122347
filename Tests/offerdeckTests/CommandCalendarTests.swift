// The calendar file that the program writes; libical's own tests are in FormatsTests.

import Foundation
import Testing

@Suite struct `The calendar command` {
  private let program: Program

  init() throws { program = try Program.withOffers() }

  /// The lines of a calendar, unfolded.
  private func lines(_ arguments: String...) throws -> [String] {
    let result = try program.finish(program.start(["calendar"] + arguments))
    #expect(result.code == 0, "\(result.errors)")
    return result.output.replacing("\r\n ", with: "").split(separator: "\r\n").map(String.init)
  }

  @Test func `writes two events for each deadline of each publisher`() throws {
    try program.file("more.csv", "offer_id,name,track,publisher_id\nroute,Route,draft,fabrikam\n")
    try program.expect("import", "more.csv", "--as-of", "2019-09-20")
    let lines = try lines("--as-of", "2019-09-21")
    #expect(lines.first == "BEGIN:VCALENDAR" && lines.last == "END:VCALENDAR")
    #expect(lines.contains("NAME:Deadlines of offers"))
    #expect(
      lines.filter { $0.hasPrefix("UID:") }
        == ["move-published", "recertify", "cloud-embed", "publish-draft", "create-new"].flatMap {
          id in
          ["start", "date"].map { "UID:contoso.dynamics-365-2019.\(id).\($0)@offerdeck" }
        }
        + ["start", "date"].map { "UID:fabrikam.dynamics-365-2019.publish-draft.\($0)@offerdeck" })
    #expect(lines.count { $0 == "BEGIN:VALARM" } == 15)
    let own = try self.lines("--as-of", "2019-09-21", "--publisher", "fabrikam")
    #expect(own.contains("NAME:fabrikam: deadlines"))
    #expect(
      own.filter { $0.hasPrefix("UID:") } == Array(lines.filter { $0.hasPrefix("UID:") }.suffix(2)))
    try program.refuse(66, "calendar", "--publisher", "nobody")
  }

  @Test func `says the same of the same moment, and is a later revision each time`() throws {
    let marks = ["DTSTAMP:", "SEQUENCE:", "LAST-MODIFIED:"]
    let bare = { (lines: [String]) in
      lines.filter { line in !marks.contains { line.hasPrefix($0) } }
    }
    func number(_ lines: [String]) -> Int? {
      lines.first { $0.hasPrefix("SEQUENCE:") }.flatMap { Int($0.dropFirst(9)) }
    }
    let first = try lines("--as-of", "2019-09-22")
    let second = try lines("--as-of", "2019-09-22")
    #expect(bare(second) == bare(first))
    // The moment of writing counts, and not the one that the deck is shown at.
    let later = try lines("--as-of", "2019-09-21")
    let numbers = try [first, second, later].map { try #require(number($0)) }
    #expect(numbers == numbers.sorted() && numbers[0] > 200_000_000)
  }

  @Test(arguments: [
    ("2019-09-20", "due soon", 2), ("2019-10-14", "start now", 1), ("2019-10-15", "start now", 1),
    ("2019-10-16", "missed", 0),
  ]) func `reminds of a draft's date until it is over`(
    moment: String, level: String, reminded: Int
  ) throws {
    let lines = try lines("--as-of", moment)
    let start = try #require(lines.firstIndex { $0.contains("publish-draft.start@") })
    let events = lines[start...].split(separator: "END:VEVENT").prefix(2)
    #expect(events.count { $0.contains("BEGIN:VALARM") } == reminded)
    #expect(events.allSatisfy { $0.contains { $0.contains("Level: \(level).") } })
    #expect(events.map { $0.contains("DTSTART;VALUE=DATE:20191007") } == [true, false])
    #expect(events.map { $0.contains("DTSTART;VALUE=DATE:20191015") } == [false, true])
  }

  @Test func `is written as a file that appears when it is whole, or not at all`() throws {
    #expect(try program.expect("calendar", "-o", "dates.ics") == "")
    let written = try String(contentsOfFile: program.path("dates.ics"), encoding: .utf8)
    #expect(written.hasPrefix("BEGIN:VCALENDAR\r\n") && written.hasSuffix("END:VCALENDAR\r\n"))
    #expect(try program.refuse(73, "calendar", "-o", "no/dates.ics").contains("Can't write"))
    let names = try FileManager.default.contentsOfDirectory(atPath: program.folder)
    #expect(!names.contains { $0.contains(".part-") })
  }

  @Test func `has no event where there is no offer`() throws {
    let empty = try Program()
    try empty.expect("publisher", "add", "contoso")
    let text = try empty.expect("calendar")
    #expect(text.hasPrefix("BEGIN:VCALENDAR") && !text.contains("VEVENT"))
  }
}
