// The selected offer stays selected where the list becomes another one, so that the next key acts on
// what it would have acted on before.

import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `The selected offer` {
  private func desk() -> TestDashboard {
    TestDashboard([
      Sample.offer("apps"), Sample.offer("field"), Sample.offer("fleet"), Sample.offer("fresh"),
    ])
  }

  @Test func `stays selected when a filter is cleared`() {
    var desk = desk()
    desk.press("/")
    desk.type("field")
    desk.press("Enter", "Esc")
    #expect(desk.model.panels.offers.listing.window?.offers.count == 4)
    #expect(desk.model.offer?.key.offer == "field")
  }

  @Test
  func
    `stays selected while a filter is typed that finds it, and comes back after one that does not`()
  {
    var desk = desk()
    desk.press("End", "/")
    desk.type("f")
    #expect(desk.model.offer?.key.offer == "fresh")
    desk.type("l")
    #expect(
      desk.model.offer?.key.offer == "fleet" && desk.model.panels.offers.listing.selection == 0)
    desk.press("BS")
    #expect(desk.model.offer?.key.offer == "fresh")
    desk.type("l")
    desk.press("Esc")
    #expect(desk.model.offer?.key.offer == "fresh")
  }

  @Test func `is another one from then on where somebody moves while a filter is typed`() {
    var desk = desk()
    desk.press("End", "/")
    desk.type("f")
    desk.press("Up", "Esc")
    #expect(desk.model.offer?.key.offer == "fleet")
  }

  @Test func `stays selected when the order, the stages or the publisher change`() {
    var desk = desk()
    desk.press("Down", "s", "Down", "Enter", "s", "Enter")
    #expect(desk.model.query.isDescending)
    #expect(
      desk.model.offer?.key.offer == "field" && desk.model.panels.offers.listing.selection == 2)
    desk.press("1", "p", "End", "Enter")
    #expect(desk.model.offer?.key.offer == "field")
  }

  @Test func `stays in its row of a long list`() {
    var desk = TestDashboard(Sample.offers(2_000))
    desk.press("9", "9", "9", "Down", "Up", "Up")
    let row = desk.model.panels.offers.listing.selection - desk.model.panels.offers.listing.top
    desk.press("s", "Down", "Enter", "s", "Enter")
    #expect(desk.model.offer?.name == "Offer 00997")
    #expect(
      desk.model.panels.offers.listing.selection - desk.model.panels.offers.listing.top == row)
  }

  @Test func `stays selected on the board`() {
    var desk = desk()
    desk.press("b", "/")
    desk.type("fl")
    desk.press("Enter", "Esc", "b")
    desk.press("b", "Down", "Down", "/")
    desk.type("fl")
    desk.press("Esc")
    #expect(desk.model.offer?.key.offer == "fleet")
  }

  @Test
  func `is looked for off the loop in a large deck, unless somebody selects another meanwhile`() {
    var desk = TestDashboard(Sample.offers(20_001))
    func filter() {
      desk.press("/")
      desk.type("15000")
      desk.press("Enter")
      desk.isSlow = true
      desk.press("Esc")
      #expect(desk.model.panels.offers.listing.selection == 0)
    }
    filter()
    desk.answer()
    #expect(desk.model.offer?.name == "Offer 15000")
    desk.isSlow = false
    desk.press("Home")
    filter()
    desk.press("Down", "Up")
    desk.answer()
    #expect(desk.model.panels.offers.listing.selection == 0)
  }
}
