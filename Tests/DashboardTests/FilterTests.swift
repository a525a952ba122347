// Filtering, sorting and switching the publisher.

import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `The filter` {
  private func desk() -> TestDashboard {
    TestDashboard(
      [
        Sample.offer("fleet", publication: Publication(stage: .live, market: .current)),
        Sample.offer("field"), Sample.offer("fresh", track: "short"),
        Sample.offer("route", "Fabrikam Route", of: "fabrikam"),
      ], publishers: [Sample.contoso, Sample.fabrikam])
  }

  @Test func `narrows the list while one types, and Esc brings it back`() {
    var desk = desk()
    desk.press("/")
    desk.type("fi")
    #expect(desk.model.panels.offers.listing.window?.offers.map(\.key.offer) == ["field"])
    #expect(desk.footer.hasPrefix(" /fi"))
    desk.press("Esc")
    #expect(desk.model.panels.offers.listing.window?.offers.count == 4)
    #expect(desk.model.panels.offers.filter.prompt == nil)
  }

  @Test func `stays after Enter, and Esc clears it`() {
    var desk = desk()
    desk.press("/")
    desk.type("stage:live")
    desk.press("Enter")
    #expect(desk.model.panels.offers.listing.window?.offers.map(\.key.offer) == ["fleet"])
    #expect(desk.screen.contains("1 of 1 filtered"))
    #expect(desk.message.contains("/stage:l"))
    // Esc while it is typed anew brings the one before back.
    desk.press("/")
    desk.type(" fie")
    #expect(desk.model.panels.offers.listing.window?.offers == [])
    desk.press("Esc")
    #expect(desk.model.panels.offers.listing.window?.offers.map(\.key.offer) == ["fleet"])
    desk.press("Esc")
    #expect(desk.model.panels.offers.listing.window?.offers.count == 4)
  }

  @Test func `with a mistake says so, keeps what it showed, and can't be left by Enter`() {
    var desk = desk()
    desk.press("/")
    desk.type("stage:live")
    desk.send(.input(.paste(" color:red")))
    #expect(desk.model.panels.offers.listing.window?.offers.map(\.key.offer) == ["fleet"])
    #expect(desk.footer.contains("unknown field “color”"))
    desk.press("Enter")
    #expect(desk.model.panels.offers.filter.prompt != nil)
    #expect(desk.model.status.notice?.isError == true)
    for _ in 0..<10 { desk.press("BS") }
    desk.press("Enter")
    #expect(desk.model.panels.offers.filter.prompt == nil)
    #expect(desk.model.status.notice == nil)
    #expect(desk.model.panels.offers.listing.window?.offers.map(\.key.offer) == ["fleet"])
  }

  @Test func `to nothing says so, and how to get out`() {
    var desk = desk()
    desk.press("/")
    desk.type("zebra")
    desk.press("Enter")
    #expect(desk.screen.contains("No offer matches the filter."))
    #expect(desk.screen.contains("Esc clears it."))
    desk.press("Enter", "u", "e", "h", "i", "y", "x", "Space", "a")
    #expect(desk.wishes.allSatisfy { if case .perform = $0 { false } else { true } })
    desk.press("Esc")
    #expect(desk.model.panels.offers.listing.window?.offers.count == 4)
  }

  @Test func `by the keys of the stages is switched on and off`() {
    var desk = desk()
    desk.press("1")
    #expect(desk.model.panels.offers.listing.window?.offers.count == 3)
    desk.press("4")
    #expect(desk.model.panels.offers.listing.window?.offers.map(\.key.offer) == ["fleet"])
    desk.press("4")
    #expect(desk.model.panels.offers.listing.window?.offers.count == 4)
    #expect(!desk.model.query.isFiltered)
  }

  @Test func `by a deadline lists those that have not met it`() {
    var desk = desk()
    desk.press("Tab", "Tab", "Down", "Enter")
    #expect(desk.model.panels.focus == .offers)
    #expect(desk.model.query.unmet?.index == 1)
    #expect(desk.screen.contains("Filter: not met “Publish them”"))
    // Another filter keeps it; Esc clears both.
    desk.press("/")
    desk.type("fi")
    desk.press("Enter")
    #expect(desk.model.query.unmet != nil)
    desk.press("Esc")
    #expect(desk.model.query.unmet == nil && !desk.model.query.isFiltered)
  }

  @Test func `takes pasted text as one line`() {
    var desk = desk()
    desk.press("/")
    desk.send(.input(.paste("fie\nld\u{1B}[31m")))
    #expect(desk.model.panels.offers.filter.text == "fie ld[31m")
    #expect(desk.model.panels.offers.filter.prompt != nil)
    desk.press("Esc")
    desk.send(.input(.paste("rm -rf")))
    #expect(desk.model.status.notice?.text.contains("No field to paste into") == true)
    #expect(desk.model.query.isFiltered == false)
  }

  @Test func `sorting by the same again turns the order around`() {
    var desk = desk()
    desk.press("s", "Down", "Enter")
    #expect(desk.model.query.sort == .name && !desk.model.query.isDescending)
    #expect(desk.screen.contains("Offer ▴"))
    desk.press("s", "Enter")
    #expect(desk.model.query.sort == .name && desk.model.query.isDescending)
    #expect(desk.screen.contains("Offer ▾"))
    #expect(desk.model.offer?.key.offer == "field")
    desk.press("s", "Home", "Enter")
    #expect(desk.model.query.sort == .due && !desk.model.query.isDescending)
  }

  @Test func `stays when the publisher is switched`() {
    var desk = desk()
    desk.press("1", "p", "End", "Enter")
    #expect(desk.model.query.publisher == "fabrikam")
    #expect(desk.model.panels.offers.listing.window?.offers.map(\.key.offer) == ["route"])
    #expect(desk.screen.contains("Fabrikam Inc"))
    #expect(desk.screen.contains("Only an Owner can migrate this account."))
    #expect(desk.screen.contains("Owners: admin@fabrikam.com."))
    desk.press("Esc", "p", "Home", "Enter")
    #expect(desk.model.panels.offers.listing.window?.offers.count == 4)
    #expect(desk.screen.contains("All publishers ▾   2 publishers"))
  }
}
