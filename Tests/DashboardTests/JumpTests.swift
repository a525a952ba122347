// Finding one's way back and forth: the last filter, an offer by its ID, the session before.

import Foundation
import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `The last filter` {
  @Test func `comes again, and twice leads back`() {
    var desk = TestDashboard()
    desk.press(".")
    #expect(desk.message.contains("No earlier filter. / starts one."))
    desk.press("/")
    desk.type("fleet")
    desk.press("Enter", "Esc")
    #expect(desk.model.query.words == [])
    desk.press(".")
    #expect(desk.model.query.words == ["fleet"])
    desk.press("/", "C-u")
    desk.type("field")
    desk.press("Enter", ".")
    #expect(desk.model.query.words == ["fleet"])
    desk.press("n")
    #expect(desk.model.query.words == ["field"])
  }

  @Test func `may have been one of a stage`() {
    var desk = TestDashboard()
    desk.press("2", "2", ".")
    #expect(desk.model.query.stages == [.submitted])
  }
}

@Suite struct `A jump` {
  @Test func `goes along with each letter, and stays where Enter ends it`() {
    var desk = TestDashboard(Sample.offers(2_000))
    desk.press("#")
    #expect(desk.footer.contains("the beginning of an offer's ID"))
    desk.type("offer-012")
    #expect(desk.model.offer?.key.offer == "offer-01200")
    desk.type("34")
    #expect(desk.model.offer?.key.offer == "offer-01234")
    desk.press("Backspace")
    #expect(desk.model.offer?.key.offer == "offer-01230")
    desk.press("Enter", "j")
    #expect(desk.model.offer?.key.offer == "offer-01231")
    #expect(desk.footer.contains("Enter advance"))
  }

  @Test func `leads back with Esc, and with nothing typed`() {
    var desk = TestDashboard(Sample.offers(2_000))
    desk.press("5", "j", "'")
    desk.send(.input(.paste("offer-00900")))
    #expect(desk.model.panels.offers.listing.selection == 900)
    desk.press("C-u")
    #expect(desk.model.panels.offers.listing.selection == 5)
    desk.type("offer-00900")
    desk.press("Esc")
    #expect(desk.model.panels.offers.listing.selection == 5)
  }

  @Test func `says what no ID begins with, and what the filter leaves out`() {
    var desk = TestDashboard()
    desk.press("/")
    desk.type("fleet")
    desk.press("Enter", "#")
    desk.type("x")
    #expect(desk.footer.contains("no ID begins so"))
    desk.press("Backspace")
    desk.type("field")
    #expect(desk.footer.contains("the filter leaves it out"))
    desk.press("Enter")
    #expect(desk.footer.contains("the filter leaves it out"))
    desk.press("Esc")
    #expect(desk.model.offer?.key.offer == "fleet")
  }

  @Test func `takes no answer to what is not asked any more`() {
    var desk = TestDashboard(Sample.offers(2_000))
    desk.isSlow = true
    desk.press("#")
    desk.type("offer-00900")
    desk.press("Esc")
    desk.answer()
    #expect(desk.model.panels.offers.listing.selection == 0)
  }
}

@Suite struct `A session` {
  /// A dashboard that was left, and one that was opened as it was.
  private func reopened(
    _ desk: TestDashboard, at place: Int?, offers: [Offer]? = nil, size: (Int, Int) = (120, 36)
  ) throws -> TestDashboard {
    let data = try JSONEncoder().encode(desk.model.session)
    let session = try JSONDecoder().decode(Session.self, from: data)
    return TestDashboard(offers ?? desk.offers, size: size) { model in
      model.restore(session)
      model.settle(session, at: place)
    }
  }

  @Test func `brings back what was looked at`() throws {
    var desk = TestDashboard(Sample.offers(500))
    desk.press("p", "Down", "Enter", "/")
    desk.type("offer stage:draft")
    desk.press("Enter", "s", "Down", "Enter", "9", "0", "j", "k", "Tab", "Tab", "j")
    let next = try reopened(desk, at: desk.model.panels.offers.listing.selection)
    #expect(next.screen == desk.screen)
    #expect(next.model.query == desk.model.query && next.model.query.publisher == "contoso")
    #expect(next.model.panels.focus == .deadlines && next.model.panels.deadlines.selection == 1)
    #expect(
      next.model.panels.offers.listing.selection == 89
        && next.model.panels.offers.filter.text == "offer stage:draft")
  }

  @Test func `brings back the offers of a deadline`() throws {
    var desk = TestDashboard()
    desk.press("Tab", "Tab", "Enter")
    #expect(desk.model.query.unmet != nil)
    let next = try reopened(desk, at: 0)
    #expect(next.model.query == desk.model.query)
  }

  @Test func `looks for the offer where it does not know its place`() throws {
    var desk = TestDashboard(Sample.offers(500))
    desk.press("9", "0", "j")
    let next = try reopened(desk, at: nil)
    #expect(
      next.model.panels.offers.listing.selection == 90 && next.model.offer == desk.model.offer)
    let fewer = try reopened(
      desk, at: nil, offers: desk.offers.filter { $0.key.offer != "offer-00090" })
    #expect(fewer.model.offer?.key.offer == "offer-00091")
    let none = try reopened(desk, at: nil, offers: [])
    #expect(none.model.panels.offers.listing.selection == 0 && none.model.offer == nil)
    let few = try reopened(desk, at: 90, offers: Array(desk.offers.prefix(3)))
    #expect(few.model.offer?.key.offer == "offer-00002")
  }

  @Test func `brings back the board and the timeline`() throws {
    for key in ["b", "t"] {
      var desk = TestDashboard()
      desk.press(key)
      let next = try reopened(desk, at: 0)
      #expect(next.model.panels.view == desk.model.panels.view && next.model.panels.view != .panels)
      #expect(next.screen == desk.screen)
    }
  }

  @Test func `brings back who loses what`() throws {
    var desk = TestDashboard()
    desk.press("L")
    if !desk.model.dialogs.isEmpty { desk.press("Enter") }
    guard case .losses = desk.model.panels.view else {
      Issue.record("There is no page of what is lost.")
      return
    }
    let next = try reopened(desk, at: 0)
    #expect(next.model.panels.view == desk.model.panels.view && next.screen == desk.screen)
    // A consequence that the playbook has no more is nothing to be shown.
    var session = desk.model.session
    session.loss = ["dynamics-365-2019", "nothing"]
    let other = TestDashboard(desk.offers) { $0.restore(session) }
    #expect(other.model.panels.view == .panels)
  }

  @Test func `lists all where its publisher has gone`() throws {
    var desk = TestDashboard()
    desk.press("p", "Down", "Enter")
    #expect(desk.model.query.publisher == "contoso")
    let session = desk.model.session
    let next = TestDashboard([Sample.offer("a", of: "fabrikam")], publishers: [Sample.fabrikam]) {
      model in
      model.restore(session)
      model.settle(session, at: 0)
    }
    #expect(next.model.query.publisher == nil && next.model.offer?.key.offer == "a")
    #expect(next.message.contains("No publisher “contoso” in this deck"))
  }

  @Test func `of nonsense opens as if there were none`() throws {
    let text = """
      {"filter":"stage:none due:","sort":"luck","isDescending":true,"selection":-7,"above":-2,
       "focus":"nowhere","deadline":99,"day":0,"unmet":["x"],"offer":["y"]}
      """
    let session = try JSONDecoder().decode(Session.self, from: Data(text.utf8))
    let desk = TestDashboard { model in
      model.restore(session)
      model.settle(session, at: session.selection)
    }
    #expect(desk.model.panels.offers.listing.selection == 0 && desk.model.query.stages == [])
    #expect(desk.model.panels.focus == .offers && desk.screen.contains("Contoso fleet"))
  }
}
