// The coming weeks: what is due is in them until its day is over where it counts, and as much of it is
// named as there is room for.

import Foundation
import Lifecycle
import Testing

@testable import Dashboard

@Suite struct `The coming weeks` {
  /// The text inside their box.
  private func weeks(_ desk: TestDashboard) -> [String] {
    let lines = desk.picture(of: desk.model.layout.page)
    let top = lines.firstIndex { $0.hasPrefix("┌ The coming weeks") } ?? lines.count
    return lines.dropFirst(top + 1).dropLast().map { line in
      String(line.dropFirst(2).dropLast(2))
    }
  }

  /// Four dates of one day, which concern one to four offers, and one before them.
  private static var playbook: Playbook {
    var playbook = Sample.playbook
    playbook.tracks += (1...4).map {
      Track(id: "way-\($0)", title: "Way", steps: [Step(id: "look", title: "Look", kind: .check)])
    }
    playbook.deadlines =
      [
        Deadline(
          id: "first", title: "Begin", day: Sample.day("2019-09-24"), tracks: ["way-1"],
          goal: .complete, leadDays: 2, soonDays: 21, consequences: [])
      ]
      + (1...4).map {
        Deadline(
          id: "date-\($0)", title: "Finish way \($0)", day: Sample.day("2019-10-15"),
          tracks: ["way-\($0)"], goal: .complete, leadDays: 7, soonDays: 21, consequences: [])
      }
    return playbook
  }

  private static var offers: [Offer] {
    (1...4).flatMap { way in (0..<way).map { Sample.offer("\(way)-\($0)", track: "way-\(way)") } }
  }

  private func desk(_ columns: Int, _ rows: Int, moment: Date = Sample.now) -> TestDashboard {
    var desk = TestDashboard(
      Self.offers, size: (columns, rows), playbooks: [Self.playbook], now: moment)
    desk.press("t")
    return desk
  }

  @Test
  func `have what is due in a zone that is behind, with its hours, until its day is over there`() {
    var playbook = Sample.playbook
    playbook.zone = TimeZone(identifier: "America/Los_Angeles")
    // 16 October, three o'clock in Greenwich; four hours before midnight in Los Angeles.
    let moment = Date(timeIntervalSince1970: 1_571_194_800)
    var desk = TestDashboard(Sample.offers(3), playbooks: [playbook], now: moment)
    desk.press("t", "Down")
    #expect(
      weeks(desk).contains {
        $0.hasPrefix("▲ Tue 15 Oct UTC-7 due in 4 h, start now: Publish them (3 open)")
      })
    #expect(weeks(desk)[1].hasPrefix("14 15 16 "))
    #expect(weeks(desk)[2].hasPrefix("    ▲  ↑"))
    // The way to it goes by its own day.
    #expect(desk.screen.contains(" due today "))
    // A Monday here, and the Sunday before it there.
    playbook.deadlines[1] = Deadline(
      id: "publish", title: "Publish them", day: Sample.day("2019-10-20"), tracks: ["draft"],
      goal: .step("live"), leadDays: 7, soonDays: 21, consequences: [])
    desk = TestDashboard(Sample.offers(3), playbooks: [playbook], now: moment + 5 * 86_400)
    desk.press("t")
    #expect(weeks(desk)[1].hasPrefix("14 15 16 17 18 19 20 21"))
    #expect(weeks(desk)[2].hasPrefix("                   ▲  ↑"))
    desk.send(.time(moment + 5 * 86_400 + 4 * 3_600))
    #expect(weeks(desk).contains { $0.hasPrefix("Nothing is due.") })
  }

  @Test func `mark today and what is due on it, both`() {
    var desk = TestDashboard(Sample.offers(3), now: Sample.now + 25 * 86_400)
    desk.press("t")
    #expect(weeks(desk)[1].hasPrefix("14 15 16 "))
    #expect(weeks(desk)[2].hasPrefix("   ↑▲"))
    #expect(weeks(desk).contains { $0.hasPrefix("▲ Tue 15 Oct due in 9 h, start now: Publish") })
  }

  @Test func `go on to the days that something is due on, with a row for each date`() {
    let lines = weeks(desk(120, 37))
    #expect(lines[4].hasPrefix(" 7  8  9 10 11 12 13 14 15 "))
    #expect(lines[5].hasPrefix("    △                    △"))
    #expect(
      lines.suffix(5).map { $0.prefix { $0 != "(" } } == [
        "△ Tue 24 Sep due in 4 d, start by 22 Sep: Begin ",
        "△ Tue 15 Oct due in 25 d, start by 8 Oct: Finish way 4 ",
        "△ Tue 15 Oct due in 25 d, start by 8 Oct: Finish way 3 ",
        "△ Tue 15 Oct due in 25 d, start by 8 Oct: Finish way 2 ",
        "△ Tue 15 Oct due in 25 d, start by 8 Oct: Finish way 1 ",
      ])
    #expect(desk(120, 36).screen.contains(" 5 due ─┐"))
  }

  @Test func `name what concerns most offers where dates have to share a row`() {
    let narrow = weeks(desk(60, 20)).filter { $0.hasPrefix("△") }
    #expect(
      narrow.first?.hasPrefix("△ Tue 24 Sep due in 4 d, start by 22 Sep: Begin (1 open)") == true)
    #expect(narrow.dropFirst().first?.contains("Finish way 4 (4 open)") == true)
    // Dates that are left share the last row, so that none is lost.
    let named = narrow.dropFirst()
    #expect(named.count == 4 || named.last?.contains(" +\(4 - named.count)") == true)
    for rows in 14...40 {
      for columns in [44, 60, 80, 99, 120, 160] {
        let lines = weeks(desk(columns, rows))
        guard !lines.isEmpty else { continue }
        // The nearest day is there, its date is named, and a blank row only where all are.
        #expect(lines.contains { $0.contains("24 25 ") }, "\(columns)x\(rows)")
        #expect(lines.contains { $0.contains("Begin") }, "\(columns)x\(rows)")
        let rows = lines.filter { $0.hasPrefix("△") }.count
        #expect(rows == 5 || lines.last?.contains { $0 != " " } == true)
      }
    }
  }
}
