// Another moment than the present: what is shown then, what can't be done there, and how little is
// asked for while a key is held down.

import Foundation
import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `Another moment` {
  /// A deck in which one offer was certified two days ago, and one added three days ago.
  private func desk() -> TestDashboard {
    let certified = Sample.offer("fleet", publication: Publication(stage: .certified))
    var desk = TestDashboard([certified, Sample.offer("field")])
    desk.history = [
      (Sample.now - 3 * 86_400, [Sample.offer("fleet")]),
      (Sample.now - 2 * 86_400, [Sample.offer("fleet"), Sample.offer("field")]),
    ]
    return desk
  }

  private func journeys(_ desk: TestDashboard) -> [Date?] {
    desk.asked.compactMap { if case .travel(let moment) = $0 { .some(moment) } else { nil } }
  }

  @Test func `in the past shows the deck as it was, and says that it is not now`() {
    var desk = desk()
    desk.press("[", "[", "[")
    #expect(desk.screen.contains("draft 2"))
    #expect(desk.screen.contains("← Viewing Tue 17 Sep 2019 (3 d ago) · read-only"))
    #expect(desk.screen.contains("Tue 17 Sep 2019"))
    #expect(desk.screen.contains("missed 3 d over"))
    desk.press("{")
    #expect(desk.screen.contains("Offers 1 "))
    #expect(desk.screen.contains("start now 3 d 9 h"))
    desk.press("=")
    #expect(desk.screen.contains("certified 1"))
    #expect(!desk.screen.contains("Viewing") && !desk.screen.contains("Preview of"))
    #expect(journeys(desk).last == .some(nil))
  }

  @Test func `to come shows the deck as it is by the clock of then`() {
    var desk = desk()
    desk.press("}", "}", "}", "}")
    #expect(desk.screen.contains("→ Preview of Fri 18 Oct 2019, if nothing changes"))
    #expect(desk.screen.contains("missed 2 d over"))
    #expect(journeys(desk) == [])
    desk.press("{", "{", "{", "{")
    #expect(desk.model.environment.asOf.offset == nil)
    #expect(!desk.screen.contains("Viewing") && !desk.screen.contains("Preview of"))
  }

  @Test func `takes a number of days, or of weeks`() {
    var desk = desk()
    desk.press("9", "]")
    #expect(desk.model.environment.asOf.offset?.days == 9)
    desk.press("5", "}")
    #expect(desk.model.environment.asOf.offset?.days == 44)
    desk.press("7", "8", "[")
    #expect(desk.model.environment.asOf.offset?.days == -34)
    desk.press("9", "9", "9", "9", "9", "9", "9", "9", "9", "}")
    #expect(desk.model.environment.asOf.offset?.days == 3_653)
    desk.press("0")
    #expect(desk.message.contains("0 does nothing here; Alt and a digit begin a number."))
  }

  @Test func `can't be changed, by any key`() {
    var desk = desk()
    desk.press("[")
    desk.forget()
    for key in ["Enter", "u", "x", "e", "E", "m", "I", "N"] {
      desk.press(key)
      #expect(desk.message.contains("= returns to today"), "\(key)")
      #expect(desk.model.dialogs.isEmpty, "\(key)")
    }
    desk.press("P")
    #expect(desk.wishes == [.account(.profile("contoso"))])
    desk.press("Escape", "Escape")
    #expect(desk.model.environment.asOf.offset == nil)
  }

  @Test func `is gone to once where a key is held down, and then to where it ended`() {
    var desk = desk()
    desk.isSlow = true
    for _ in 0..<40 { desk.press("[") }
    #expect(journeys(desk).count == 1)
    #expect(desk.screen.contains("(40 d ago) · reading…"))
    desk.answer()
    #expect(journeys(desk).count == 2)
    #expect(journeys(desk).last == .some(Sample.now - 40 * 86_400))
    desk.press("=")
    desk.answer()
    desk.answer()
    #expect(journeys(desk).count == 3)
    #expect(!desk.model.environment.asOf.isReading)
    #expect(desk.screen.contains("certified 1"))
  }

  @Test func `that can't be read is left, with why`() {
    var desk = desk()
    desk.isSlow = true
    desk.press("[")
    desk.send(.stranded("The disk is full."))
    #expect(desk.message.contains("The disk is full."))
    #expect(desk.model.environment.asOf.offset == nil)
    #expect(desk.model.environment.unchangeable == nil)
  }

  @Test func `leaves the banner, the list and the nearest date where they are`() {
    var desk = desk()
    desk.press("[")
    for (columns, rows) in [(120, 36), (80, 24), (60, 12), (60, 11), (40, 8)] {
      desk.resize(columns, rows)
      let layout = desk.model.layout
      #expect(desk.picture(of: layout.moment).joined().contains("Viewing"), "\(rows)")
      let banner = desk.picture(of: layout.banner).joined().lowercased()
      #expect(banner.contains("not migrated"), "\(rows)")
      #expect(!layout.offerRows.isEmpty && desk.screen.contains("Contoso f"), "\(rows)")
      #expect(desk.screen.contains("missed"), "\(rows)")
    }
    desk.resize(120, 36)
    desk.click(5, desk.model.layout.banner.minRow)
    #expect(desk.message.contains("Read-only: this is the deck"))
    desk.click(5, desk.model.layout.moment.minRow)
    #expect(desk.model.environment.asOf.offset == nil && desk.model.layout.moment.isEmpty)
  }

  @Test func `in which there was nothing says so, and offers nothing that can't be done there`() {
    var desk = desk()
    desk.history = [(Sample.now - 86_400, [])]
    desk.publishers = []
    desk.press("{")
    #expect(desk.screen.contains("The deck was empty on Fri 13 Sep 2019."))
    #expect(desk.screen.contains("= goes back to now."))
    desk.publishers = [Sample.contoso]
    desk.press("=", "p", "End", "Enter")
    desk.publishers = []
    desk.press("{")
    desk.publishers = [Sample.contoso]
    desk.press("=")
    #expect(desk.model.query.publisher == "contoso", "it was only not there yet")
    desk.publishers = []
    desk.press("{")
    #expect(!desk.screen.contains("imports") && !desk.screen.contains("offerdeck demo"))
  }

  @Test func `stands still, and costs no wake-up`() {
    var desk = desk()
    desk.press("[")
    #expect(desk.model.nextMoment == nil)
    let before = desk.screen
    desk.send(.time(Sample.now + 7_200))
    #expect(desk.screen == before)
  }

  @Test func `is the same time of day, also over a change of clocks`() throws {
    let zone = try #require(TimeZone(identifier: "Europe/London"))
    let noon = Sample.day("2019-10-28").start(in: zone) + 12 * 3_600
    let scrubber = AsOf.Offset(base: noon, days: -2)
    #expect(scrubber.moment(in: zone) == Sample.day("2019-10-26").start(in: zone) + 12 * 3_600)
  }

  @Test func `of a deck that was opened in its past says so, and can't be changed either`() {
    var desk = TestDashboard(hasLater: true)
    desk.press("Enter")
    #expect(desk.message.contains("Read-only: this is the deck as it was on Fri 20 Sep 2019."))
    desk.press("]")
    #expect(desk.screen.contains("Viewing Sat 21 Sep 2019"))
    #expect(journeys(desk) == [Sample.now + 86_400])
  }
}
