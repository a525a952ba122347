// `--as-of` on the command line: the whole deck as it was, which can't be changed.

import Foundation
import Lifecycle
import PseudoTerminal
import Testing

@testable import offerdeck

struct CommandPastTests {
  private let program: Program

  /// Two offers, of which one was added and both were changed on later days.
  init() throws {
    program = try Program()
    try program.file(
      "first.csv", "offer_id,name,track\nfleet,Contoso Fleet,draft\n")
    try program.file(
      "second.csv", "offer_id,name,track\nsales,Contoso Sales,draft\nfleet,Contoso Fleet 2,draft\n")
    try program.expect(
      "import", "first.csv", "--publisher", "contoso", "--as-of", "2019-09-02")
    try program.expect(
      "edit", "fleet", "type_right=yes", "--as-of", "2019-09-10T10:00")
    try program.expect(
      "import", "second.csv", "--publisher", "contoso", "--as-of", "2019-09-20")
  }

  private func names(_ moment: String) throws -> [String] {
    try program.expect("list", "--csv", "--sort", "name", "--as-of", moment)
      .split(whereSeparator: \.isNewline).dropFirst().map { String($0.split(separator: ",")[1]) }
  }

  @Test func `lists, offers, histories, deadlines and exports are those of the moment`() throws {
    #expect(try names("2019-09-01") == [])
    #expect(try names("2019-09-02") == ["Contoso Fleet"])
    #expect(try names("2019-09-20") == ["Contoso Fleet 2", "Contoso Sales"])
    #expect(try names("2019-12-01") == ["Contoso Fleet 2", "Contoso Sales"])
    let history = try program.expect("history", "fleet", "--as-of", "2019-09-10T09:59")
    #expect(history.contains("Imported") && !history.contains("type"))
    #expect(try program.expect("deadlines", "--as-of", "2019-09-12").contains("0/1"))
    #expect(try program.expect("deadlines", "--as-of", "2019-09-20").contains("0/2"))
    #expect(!(try program.expect("export", "--as-of", "2019-09-12").contains("sales")))
    #expect(
      try program.refuse(66, "show", "sales", "--as-of", "2019-09-12").contains("no offer"))
    #expect(
      try program.expect("frame", "--size", "100x30", "--as-of", "2019-09-12")
        .contains("Contoso Fleet"))
    #expect(
      try program.refuse(66, "list", "--publisher", "contoso", "--as-of", "2019-09-01")
        .contains("no publisher"))
  }

  @Test func `the past can't be changed, and the present can`() throws {
    let commands = [
      ["edit", "fleet", "type_right=no"], ["undo", "fleet"],
      ["import", "first.csv", "--publisher", "contoso"],
      ["add", "new", "--name", "New", "--publisher", "contoso"],
    ]
    for command in commands {
      let child = try program.start(command + ["--as-of", "2019-09-12"])
      let result = try program.finish(child)
      #expect(result.code == 77, "\(command): \(result.errors)")
      #expect(result.errors.contains("past"), "\(command): \(result.errors)")
    }
    #expect(try names("2019-09-20") == ["Contoso Fleet 2", "Contoso Sales"])
    try program.expect("edit", "fleet", "type_right=no", "--as-of", "2019-09-20")
    try program.expect("edit", "fleet", "type_right=yes", "--as-of", "2019-09-20")
  }

  @Test(arguments: ["Europe/Berlin", "Atlantic/Azores", "America/Los_Angeles"])
  func `a time of day is what the clocks show, also on a day on which they change`(
    name: String
  ) throws {
    let zone = try #require(TimeZone(identifier: name))
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    for day in ["2019-03-10", "2019-03-31", "2019-10-27", "2019-11-03", "2019-09-20"] {
      for (time, hour, minute) in [("", 12, 0), ("T14:02", 14, 2), ("T01:30", 1, 30)] {
        let clock = try #require(Clock(day + time, in: zone))
        let shown = calendar.dateComponents(
          [.year, .month, .day, .hour, .minute], from: try #require(clock.asOf))
        #expect(shown.hour == hour && shown.minute == minute, "\(day)\(time)")
        #expect(Day(of: try #require(clock.asOf), in: zone) == Day(day[...]))
        #expect(Day.time(of: try #require(clock.asOf), in: zone) == Double(hour * 60 + minute) * 60)
      }
    }
  }
}
