// The timeline: the pace to each deadline, and the coming weeks.

import Foundation
import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `The timeline` {
  @Test func `tells the pace, needed pace and the chance, and draws both`() {
    var desk = TestDashboard(Sample.offers(9))
    desk.press("t", "Down")
    #expect(desk.screen.contains("9 of 9 offers still open. Pace: 1.7 a week. Needed: 2.5."))
    #expect(desk.screen.contains("Chance that all meet it: "))
    #expect(desk.screen.contains("All done about "))
    for text in [
      "▀▀ still open", "▘▗ pace needed", "░░ eight of ten futures", " today ", " due 15 Oct ",
      " start by 8 Oct ",
    ] {
      #expect(desk.screen.contains(text), "\(text)")
    }
    #expect(desk.screen.contains("┌ Publish them ───"))
    #expect(desk.screen.contains("2 of 2 · Tue 15 Oct 2019"))
    #expect(desk.screen.contains("┌▸Deadlines"))
  }

  @Test func `has a calendar of what is to be started and what is due`() {
    var desk = TestDashboard(Sample.offers(9))
    desk.press("t")
    let lines = desk.model.drawn().lines
    #expect(lines.contains { $0.contains("│ 16 Sep               23 Sep") })
    #expect(lines.contains { $0.contains(" 16 17 18 19 20 21 22 23") })
    #expect(
      lines.contains {
        $0.contains("△ Tue 15 Oct due in 25 d, start by 8 Oct: Publish them (9 open)")
      })
  }

  @Test func `chooses another date by arrows, and asks for it once`() {
    var desk = TestDashboard(Sample.offers(3))
    desk.press("t")
    #expect(desk.screen.contains("┌ Move the drafts"))
    desk.forget()
    desk.press("Right", "Right", "Down")
    #expect(desk.screen.contains("┌ Publish them"))
    #expect(desk.asked.count == 1)
    desk.press("Left")
    #expect(desk.screen.contains("┌ Move the drafts"))
    desk.press("Enter")
    #expect(desk.model.panels.view == .panels)
    #expect(desk.model.query.unmet?.index == 0)
  }

  @Test func `asks again when the deck or the day changes, and not each second`() {
    var desk = TestDashboard(Sample.offers(3))
    desk.press("t", "Down")
    desk.forget()
    desk.send(.time(Sample.now + 1))
    #expect(desk.asked == [])
    desk.send(.time(Sample.now + 86_400))
    let asked = desk.asked.filter { if case .foresee = $0 { true } else { false } }
    #expect(asked.count == 1)
    desk.forget()
    // On the last days each hour counts.
    let end = Sample.now + 24.5 * 86_400
    desk.send(.time(end))
    desk.send(.time(end + 60))
    desk.send(.time(end + 3_600))
    #expect(desk.asked.count { if case .foresee = $0 { true } else { false } } == 2)
    desk.change("offer-00000") { $0.publication = Publication(stage: .live, market: .current) }
    desk.send(.deckChanged)
    #expect(desk.screen.contains("2 of 3 offers still open"))
  }

  @Test func `shows the way at another moment`() {
    var desk = TestDashboard(Sample.offers(3))
    desk.press("t", "Down", "}", "}")
    #expect(desk.screen.contains("Preview of Fri 4 Oct 2019"))
    #expect(desk.screen.contains("due in 11 d, start by 8 Oct: Publish them"))
    desk.press("}", "}")
    #expect(desk.screen.contains("Nothing is due."))
  }

  @Test func `says of a date that has passed that all can't meet it any more`() {
    var desk = TestDashboard(Sample.offers(3))
    desk.press("t")
    #expect(desk.screen.contains("3 of 3 offers still open, 6 d over. Pace: 1.7 a week."))
    #expect(desk.screen.contains("The date has passed."))
    #expect(desk.screen.contains(" due 13 Sep ") && !desk.screen.contains("pace needed"))
  }

  @Test func `says of each date what is known of that one`() {
    var desk = TestDashboard(Sample.offers(3))
    desk.press("t", "Down")
    let said = desk.model.environment.overview.dates.map { date in
      desk.timeline.sentences(of: date).joined().map(\.0).joined(separator: "|")
    }
    #expect(said.first == "3 of 3 offers still open.|Reckoning…")
    #expect(said.last?.contains("Needed: 0.8.") == true)
    #expect(desk.timeline.spoken.first == "Move the drafts: 3 of 3 offers still open.")
  }

  @Test
  func `says on the last days what is left, by the clock, and draws the way to the day's end`() {
    let day = 86_400.0
    for (ahead, text) in [
      (18.5 * day, "Pace: 1.7 a week. Needed: all 9 within 6 d."),
      (24 * day, "Pace: 1.7 a week. Needed: all 9 within 33 h."),
      (25.4 * day, "Pace: 1.7 a week. Needed: all 9 within under 1 h."),
    ] {
      var desk = TestDashboard(Sample.offers(9), now: Sample.now + ahead)
      desk.press("t")
      #expect(
        desk.model.panels.deadlines.date(in: desk.model.environment.overview)?.deadline.id == "move"
      )
      desk.press("Down")
      #expect(desk.screen.contains(text), "\(desk.screen)")
      #expect(desk.screen.contains("pace needed"))
    }
  }

  @Test func `keeps its sentences whole on every screen that has room for them`() {
    var desk = TestDashboard(Sample.offers(9))
    desk.press("t", "Down")
    for (columns, rows) in [(120, 36), (80, 24), (60, 20), (50, 16), (44, 14), (40, 12)] {
      desk.resize(columns, rows)
      let text = desk.picture(of: desk.model.layout.page)
        .map { $0.dropFirst(2).prefix { $0 != "│" }.split(separator: " ").joined(separator: " ") }
        .joined(separator: " ")
      for sentence in [
        "9 of 9 offers still open. Pace: 1.7 a week. Needed: 2.5.",
        "Chance that all meet it:",
        "All done about",
      ] {
        #expect(text.contains(sentence), "\(columns)x\(rows): \(desk.screen)")
      }
    }
    // On the smallest, what is wanted most.
    desk.resize(40, 8)
    #expect(desk.screen.contains("9 of 9 offers still open. Pace:"))
  }

  @Test func `says of what was learned that it was`() {
    var desk = TestDashboard(Sample.offers(3))
    desk.press("t", "Down")
    var pace = Pace()
    pace.add(86_400, of: .release, on: Pace.Way(playbook: "program", track: "draft"))
    desk.arrivals = 0
    desk.send(.learned(pace))
    #expect(desk.screen.contains("░░ if all started today, as learned"))
    #expect(desk.screen.contains("If work on all started today: all done about"))
    #expect(
      desk.screen.contains(
        "Not enough data for a forecast: 0 offers met it in 4.1 weeks; 5 are needed."))
    desk.send(.learned(Pace()))
    #expect(desk.screen.contains("░░ if all started today, by the playbook"))
  }

  @Test func `shows a date of long ago with its year, from there on`() {
    var desk = TestDashboard(Sample.offers(3), now: Sample.now + 2_600 * 86_400)
    desk.press("t")
    #expect(desk.screen.contains("due 13 Sep 2019"))
    #expect(desk.screen.contains(" 2020 ") && desk.screen.contains(" 2025 "))
  }

  @Test func `says what is missing where nothing is due, and keeps within small screens`() {
    var desk = TestDashboard([], size: (80, 24))
    desk.press("t")
    #expect(desk.screen.contains("No deadlines for these offers."))
    var other = TestDashboard(Sample.offers(3))
    other.press("t")
    for (columns, rows) in [(80, 24), (60, 12), (40, 8), (200, 60), (1, 1), (100, 9)] {
      other.resize(columns, rows)
      let lines = other.model.drawn().lines
      #expect(lines.count == rows)
      #expect(columns < 40 || lines.contains { $0.contains(columns < 100 ? "┌▸Move" : "┌ Move") })
    }
  }

  @Test func `has no Unicode in ASCII`() {
    var desk = TestDashboard(Sample.offers(9), signs: .ascii)
    desk.press("t", "Down")
    let inside = desk.picture(of: desk.model.layout.page).joined()
    #expect(inside.unicodeScalars.allSatisfy { $0.isASCII }, "\(inside)")
    #expect(inside.contains("oo pace needed"))
  }
}
