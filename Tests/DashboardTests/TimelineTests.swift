// The timeline: the way to each deadline, and the coming weeks.

import Foundation
import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `The timeline` {
  @Test func `tells the pace, the pace that is needed and the chance, and draws both`() {
    var desk = Desk(Sample.offers(9))
    desk.press("t", "Down")
    #expect(desk.screen.contains("9 of 9 offers still open. You need 2.4 a week, you do"))
    #expect(desk.screen.contains("All meet it with a chance of "))
    #expect(desk.screen.contains("The last one is there between "))
    for text in ["▀▀ still open", "▘▗ pace needed", "░░ eight of ten futures", "today", "due"] {
      #expect(desk.screen.contains(text), "\(text)")
    }
    #expect(desk.screen.contains("┌ Publish them ───"))
    #expect(desk.screen.contains("2 of 2 · Tue 15 Oct 2019"))
    #expect(desk.screen.contains("┌▸Deadlines"))
  }

  @Test func `has a calendar of what is to be started and what is due`() {
    var desk = Desk(Sample.offers(9))
    desk.press("t")
    let lines = desk.model.drawn().lines
    #expect(lines.contains { $0.contains("│ 16 Sep               23 Sep") })
    #expect(lines.contains { $0.contains(" 16 17 18 19 20 21 22 23") })
    #expect(lines.contains { $0.contains("△ Tue 8 Oct start by in 18 d: Publish them (9 open)") })
    #expect(lines.contains { $0.contains("△ Tue 15 Oct due in 25 d: Publish them (9 open)") })
  }

  @Test func `chooses another date by arrows, and asks for it once`() {
    var desk = Desk(Sample.offers(3))
    desk.press("t")
    #expect(desk.screen.contains("┌ Move the drafts"))
    desk.forget()
    desk.press("Right", "Right", "Down")
    #expect(desk.screen.contains("┌ Publish them"))
    #expect(desk.asked.count == 1)
    desk.press("Left")
    #expect(desk.screen.contains("┌ Move the drafts"))
    desk.press("Enter")
    #expect(desk.model.view == .panels)
    #expect(desk.model.query.unmet?.index == 0)
  }

  @Test func `asks again when the deck or the day changes, and not each second`() {
    var desk = Desk(Sample.offers(3))
    desk.press("t", "Down")
    desk.forget()
    desk.send(.time(Sample.now + 1))
    #expect(desk.asked == [])
    desk.send(.time(Sample.now + 86_400))
    let asked = desk.asked.filter { if case .foresee = $0 { true } else { false } }
    #expect(asked.count == 1)
    desk.change("offer-00000") { $0.publication = Publication(stage: .live, market: .current) }
    desk.send(.deckChanged)
    #expect(desk.screen.contains("2 of 3 offers still open"))
  }

  @Test func `shows the way at another moment`() {
    var desk = Desk(Sample.offers(3))
    desk.press("t", "Down", "}", "}")
    #expect(desk.screen.contains("as it would be on Fri 4 Oct 2019"))
    #expect(desk.screen.contains("in 11 d: Publish them"))
    desk.press("}", "}")
    #expect(desk.screen.contains("Nothing is due."))
  }

  @Test func `says what is missing where nothing is due, and keeps within small screens`() {
    var desk = Desk([], size: (80, 24))
    desk.press("t")
    #expect(desk.screen.contains("No deadline concerns these offers."))
    var other = Desk(Sample.offers(3))
    other.press("t")
    for (columns, rows) in [(80, 24), (60, 12), (40, 8), (200, 60), (1, 1), (100, 9)] {
      other.resize(columns, rows)
      let lines = other.model.drawn().lines
      #expect(lines.count == rows)
      #expect(columns < 40 || lines.contains { $0.contains(columns < 100 ? "┌▸Move" : "┌ Move") })
    }
  }

  @Test func `has no Unicode in ASCII`() {
    var desk = Desk(Sample.offers(9), signs: .ascii)
    desk.press("t", "Down")
    let inside = desk.picture(of: desk.model.layout.page).joined()
    #expect(inside.unicodeScalars.allSatisfy { $0.isASCII }, "\(inside)")
    #expect(inside.contains("oo pace needed"))
  }
}
