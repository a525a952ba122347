// Several offers at once: marks, the menu of their next steps, and one report for all.

import Foundation
import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `Several offers at once` {
  @Test func `are marked with Space and cleared with Esc`() {
    var desk = TestDashboard()
    desk.press("Space", "Space")
    #expect(desk.model.panels.offers.marks.count == 2)
    #expect(desk.model.panels.offers.listing.selection == 2)
    #expect(desk.screen.contains("2 selected"))
    #expect(desk.screen.contains("◆"))
    desk.press("Home", "Space")
    #expect(desk.model.panels.offers.marks.count == 1)
    desk.press("Esc")
    #expect(desk.model.panels.offers.marks.isEmpty)
    desk.press("a")
    #expect(desk.model.panels.offers.marks.count == 3)
    desk.press("a")
    #expect(desk.model.panels.offers.marks.isEmpty)
  }

  @Test func `are all that match, however many are in the window`() {
    var desk = TestDashboard(Sample.offers(2_000))
    desk.press("a")
    #expect(desk.model.panels.offers.marks.count == 2_000)
    #expect(desk.message.contains("2,000 offers selected."))
    desk.press("Esc", "/")
    desk.type("offer-0007")
    desk.press("Enter", "a")
    #expect(desk.model.panels.offers.marks.count == 10)
  }

  @Test func `are none if they are too many, and the next Enter acts on none`() {
    var desk = TestDashboard(Sample.offers(10_001))
    desk.press("a")
    #expect(desk.model.panels.offers.marks.isEmpty)
    #expect(desk.message.contains("10,001 offers match, and at most 10,000 can be selected."))
    desk.forget()
    desk.press("Enter", "Enter")
    #expect(desk.wishes == [] && desk.model.dialogs.isEmpty)
    #expect(desk.message.contains("None selected"))
    desk.press("Down", "Enter")
    #expect(desk.wishes.count == 1)
  }

  @Test func `do the same step by one choice`() {
    var desk = TestDashboard([
      Sample.offer("fleet", track: "short"), Sample.offer("field", track: "short"),
      Sample.offer("fresh"),
    ])
    desk.press("a", "Enter")
    #expect(desk.screen.contains("3 selected offers"))
    #expect(desk.screen.contains("Look"))
    #expect(desk.screen.contains("2 offers"))
    #expect(desk.screen.contains("Sign in as Manager"))
    desk.press("Enter")
    // Which offers they are is said before, and Enter is no.
    #expect(desk.screen.contains("Look for 2 offers?"))
    #expect(desk.screen.contains("Contoso field, Contoso fleet."))
    desk.press("Enter")
    #expect(
      desk.offers.allSatisfy { $0.ticks.isEmpty } && desk.model.panels.offers.marks.count == 3)
    desk.press("Enter", "Enter", "y")
    #expect(desk.offer("fleet")?.ticks.keys.contains("look") == true)
    #expect(desk.offer("field")?.ticks.keys.contains("look") == true)
    #expect(desk.message.contains("Look: done for Contoso field, Contoso fleet."))
    #expect(desk.model.panels.offers.marks == [Sample.key("fresh")])
  }

  @Test func `that are far from what is visible can be asked and confirmed too`() {
    var desk = TestDashboard(Sample.offers(2_000), publishers: [signedIn])
    desk.press("Space", "Space", "End", "Enter")
    #expect(desk.screen.contains("2 selected offers"))
    desk.press("Enter")
    #expect(desk.screen.contains("Check the type (2 offers)"))
    desk.press("y", "Enter")
    #expect(desk.offer("offer-00000")?.facts[.typeRight] == "yes")
    #expect(desk.offer("offer-00001")?.facts[.typeRight] == "yes")
    #expect(desk.offer("offer-01999")?.facts[.typeRight] == nil)
  }

  @Test func `are named as far as they fit, and the page of each type is told`() {
    var offers = (0..<30).map {
      Sample.offer(
        "offer-\($0)", "Contoso Collaboration and Scheduling Suite \($0)", track: "short")
    }
    offers[0].type = .customerEngagement
    var playbook = Sample.playbook
    playbook.tracks[1].steps[0].typeLinks = [
      .customerEngagement: Sample.link("https://contoso.com/ce"),
      .operations: Sample.link("https://contoso.com/ops"),
    ]
    var desk = TestDashboard(offers, size: (80, 24), playbooks: [playbook])
    desk.press("a", "Enter", "Enter")
    let text = desk.screen.split(separator: "\n").map {
      $0.trimmingCharacters(in: CharacterSet(charactersIn: " │"))
    }.joined(separator: " ")
    #expect(text.contains("Contoso Collaboration and Scheduling Suite 0, "))
    #expect(text.contains("and 26 more."), "\(desk.screen)")
    #expect(text.contains("https://contoso.com/ce") && text.contains("https://contoso.com/ops"))
  }

  @Test func `of which some are refused are reported line by line`() {
    var desk = TestDashboard([
      Sample.offer("fleet", track: "short"), Sample.offer("field", track: "short"),
    ])
    desk.press("a", "Enter")
    // Meanwhile another program retires one of them.
    desk.change("field") { $0.publication = Publication(stage: .retired) }
    desk.press("Enter", "y")
    #expect(desk.screen.contains("Done for 1 offer."))
    #expect(desk.screen.contains("Refused for 1:"))
    #expect(desk.screen.contains("The offer is retired"))
    desk.press("Esc")
    #expect(desk.model.dialogs.isEmpty)
  }

  @Test func `that have nothing left stay visible with the reason`() {
    var desk = TestDashboard([Sample.offer("fleet", publication: Publication(stage: .retired))])
    desk.press("Space", "Enter")
    #expect(desk.screen.contains("Nothing left to do"))
    #expect(desk.screen.contains("All steps are done."))
    desk.press("Enter")
    #expect(desk.model.dialogs.count == 1)
    desk.press("Esc")
    #expect(desk.model.panels.offers.marks.count == 1)
  }

  private var signedIn: Publisher {
    var publisher = Sample.contoso
    publisher.ticks["sign-in"] = Tick(at: Sample.now, by: "tester")
    return publisher
  }
}
