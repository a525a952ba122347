// Moving in the list: however long it is, only the rows around what is visible are held.

import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `The list of offers` {
  @Test func `of ten thousand offers a few hundred are held, wherever one goes`() {
    var desk = TestDashboard(Sample.offers(10_000))
    for _ in 0..<400 { desk.press("Down") }
    #expect(desk.model.offer?.name == "Offer 00400")
    for _ in 0..<60 { desk.press("PgDn") }
    desk.press("End")
    #expect(desk.model.offer?.name == "Offer 09999")
    for _ in 0..<200 { desk.press("Up") }
    #expect(desk.model.offer?.name == "Offer 09799")
    desk.press("Home")
    #expect(desk.model.offer?.name == "Offer 00000")
    for _ in 0..<30 { desk.press("PgDn", "PgDn", "PgUp") }
    #expect(desk.model.panels.offers.listing.selection > 100)
    #expect(desk.mostHeld <= 400)
    #expect(desk.screen.contains("of 10,000"))
  }

  @Test func `shows a window that always has the selected offer in it`() {
    var desk = TestDashboard(Sample.offers(1_000))
    for key in ["End", "PgUp", "Up", "Home", "PgDn", "Down", "End"] {
      desk.press(key)
      let name = desk.model.offer?.name ?? "none"
      #expect(desk.screen.contains("▸  \(name)"), "\(key)")
    }
    desk.resize(80, 10)
    #expect(desk.screen.contains("▸  Offer 00999"))
    desk.resize(200, 60)
    #expect(desk.screen.contains("▸  Offer 00999"))
    #expect(desk.screen.contains("Offer 00980"))
  }

  @Test func `asks for nothing while what is visible is held`() {
    var desk = TestDashboard(Sample.offers(1_000))
    desk.forget()
    for _ in 0..<20 { desk.press("Down") }
    #expect(desk.asked == [])
    for _ in 0..<200 { desk.press("Down") }
    #expect((1...5).contains(desk.asked.count))
  }

  @Test func `stops at both ends`() {
    var desk = TestDashboard()
    desk.press("Up", "PgUp", "Home")
    #expect(desk.model.panels.offers.listing.selection == 0)
    desk.press("End", "Down", "PgDn", "j")
    #expect(desk.model.panels.offers.listing.selection == 2)
    desk.press("k")
    #expect(desk.model.panels.offers.listing.selection == 1)
  }

  @Test func `keeps the selected offer selected when another program changes the deck`() {
    var desk = TestDashboard(Sample.offers(500))
    for _ in 0..<100 { desk.press("Down") }
    desk.change("offer-00007") { $0.publication = Publication(stage: .live) }
    desk.send(.deckChanged)
    #expect(desk.model.offer?.name == "Offer 00100")
    desk.press("4")
    #expect(desk.model.offer?.name == "Offer 00007")
    #expect(desk.model.panels.offers.listing.selection == 0)
  }

  @Test func `that is counted late clamps a selection beyond its end`() {
    var desk = TestDashboard(Sample.offers(300))
    desk.isSlow = true
    desk.press("/")
    desk.type("offer")
    desk.press("Enter")
    for _ in 0..<20 { desk.press("PgDn") }
    desk.answer()
    #expect(desk.model.offer?.name == "Offer 00299")
    #expect(desk.screen.contains("300 of 300"))
  }

  @Test func `that is counted late goes to its end as soon as that is known`() {
    var desk = TestDashboard(Sample.offers(1_000))
    desk.isSlow = true
    desk.press("/")
    desk.type("offer")
    desk.press("Enter", "End")
    desk.answer()
    #expect(desk.model.offer?.name == "Offer 00999")
  }

  @Test func `moves between panels and back`() {
    var desk = TestDashboard()
    #expect(desk.model.panels.focus == .offers)
    desk.press("Tab")
    #expect(desk.model.panels.focus == .steps)
    desk.press("Down", "Down")
    #expect(desk.model.panels.selectedStep(of: desk.model.current)?.place == 2)
    desk.press("Tab", "Down")
    #expect(desk.model.panels.focus == .deadlines)
    desk.press("Tab", "S-Tab", "S-Tab", "Esc")
    #expect(desk.model.panels.focus == .offers)
    #expect(desk.model.panels.selectedStep(of: desk.model.current)?.place == 0)
  }
}
