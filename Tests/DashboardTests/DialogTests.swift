// The dialogs, each by its keys: what it shows, what it asks for, and that Esc loses nothing.

import Foundation
import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `A dialog` {
  /// A desk whose first offer waits for the step of that place, with all before it done.
  private func desk(before place: Int) -> TestDashboard {
    var publisher = Sample.contoso
    publisher.ticks["sign-in"] = Tick(at: Sample.now, by: "tester")
    var offer = Sample.offer("fleet")
    if place > 1 { offer.facts[.typeRight] = "yes" }
    if place > 2 { offer.pages = ["setup": .complete, "listing": .complete] }
    if place > 3 { offer.ticks["review"] = Tick(at: Sample.now, by: "tester") }
    let stages: [Stage] = [.draft, .submitted, .certified, .live]
    offer.publication.stage = stages[max(0, min(place - 4, 3))]
    if place > 6 { offer.publication.market = .current }
    return TestDashboard([offer], publishers: [publisher])
  }

  @Test func `with a question is answered by its line, its number, or not at all`() {
    var desk = desk(before: 1)
    desk.press("Enter")
    #expect(desk.screen.contains("Check the type"))
    desk.press("Esc")
    #expect(desk.model.dialogs.isEmpty && desk.wishes == [])
    // No answer is chosen until somebody chooses.
    desk.press("Enter", "Enter")
    #expect(desk.screen.contains("Choose an answer first.") && desk.wishes == [])
    desk.press("n", "Enter", "Enter")
    #expect(desk.offer("fleet")?.facts[.typeRight] == "no")
    #expect(desk.offer("fleet")?.facts[.supportTicket] == nil)
    desk.press("Tab", "Home", "Down", "Enter", "1")
    #expect(desk.offer("fleet")?.facts[.typeRight] == "yes")
  }

  @Test func `of a wrong type asks for the support ticket, and leaving it changes nothing`() {
    var desk = desk(before: 1)
    desk.press("Enter", "2")
    #expect(desk.screen.contains("Support ticket") && desk.wishes == [])
    desk.press("Esc")
    #expect(desk.offer("fleet")?.facts[.typeRight] == nil)
    desk.press("Enter", "2")
    desk.type(" 1190914 ")
    desk.press("Enter")
    #expect(desk.offer("fleet")?.facts[.typeRight] == "no")
    #expect(desk.offer("fleet")?.facts[.supportTicket] == "1190914")
    #expect(desk.screen.contains("The type is in dispute. Since 20 Sep 2019, support"))
  }

  @Test func `of what blocks an offer names all of it, and does what can be done`() {
    var desk = desk(before: 1)
    desk.press("Enter", "2", "Enter", "Enter")
    #expect(desk.screen.contains("Blocked: Check the type"))
    #expect(desk.screen.contains("The type is in dispute."))
    #expect(desk.screen.contains("The page Offer setup is not started."))
    #expect(desk.screen.contains("The page Offer listing is not started."))
    #expect(desk.screen.contains("Not done yet: Review the draft."))
    desk.press("Down", "Enter")
    #expect(desk.screen.contains("The states that the offer's pages show"))
    desk.press("Esc")
    #expect(desk.model.dialogs.isEmpty)
  }

  @Test func `of the pages sets each, and only what was changed is asked for`() {
    var desk = desk(before: 2)
    desk.press("Enter", "Space", "Space", "Down", "Space")
    #expect(desk.screen.contains("✓ Complete"))
    desk.press("Esc")
    #expect(desk.wishes == [])
    desk.press("Enter", "Down", "Right", "Enter")
    #expect(desk.offer("fleet")?.pages == ["listing": .incomplete])
    desk.press("Enter", "a", "Enter")
    #expect(desk.offer("fleet")?.pages == ["setup": .complete, "listing": .complete])
    desk.forget()
    desk.press("x")
    #expect(desk.wishes == [])
  }

  @Test func `asks before an event, and no means no`() {
    for key in ["Enter", "Esc", "n", "q"] {
      var desk = desk(before: 4)
      desk.press("Enter")
      #expect(desk.screen.contains("Submit: Contoso fleet?"))
      desk.press("x", "Down")
      #expect(desk.model.dialogs.count == 1)
      desk.press(key)
      #expect(desk.model.dialogs.isEmpty && desk.wishes == [])
    }
    var desk = desk(before: 4)
    desk.press("Enter", "y")
    #expect(desk.offer("fleet")?.publication.stage == .submitted)
  }

  @Test func `asks for the report of a failed certification, and does not take none`() {
    var desk = desk(before: 5)
    desk.press("Enter", "f", "Enter", "Enter")
    #expect(desk.screen.contains("Paste the certification report."))
    desk.type("No  ")
    desk.send(.input(.paste("contact\nis named")))
    #expect(!desk.screen.contains("Paste the certification report."))
    desk.press("Enter")
    #expect(desk.offer("fleet")?.publication.failure?.report == "No  contact\nis named")
    desk.press("i")
    #expect(desk.screen.contains("    No contact  ") && desk.screen.contains("    is named  "))
  }

  @Test func `for an address suggests one, and says what is wrong with another`() {
    var desk = desk(before: 7)
    desk.press("Enter")
    #expect(desk.screen.contains("https://appsource.microsoft.com/product/dynamics-365/contoso"))
    desk.press("C-u")
    desk.type("http://contoso.com")
    desk.press("Enter")
    #expect(desk.screen.contains("is not an https address"))
    #expect(desk.wishes == [])
    desk.press("C-u")
    desk.type("https://contoso.com/x")
    desk.press("Enter")
    #expect(desk.screen.contains("must be at appsource.microsoft.com"))
    desk.press("Esc")
    #expect(desk.offer("fleet")?.facts[.listingURL] == nil)
    // What is suggested is used by its own key, and not by Enter.
    desk.press("Enter", "Enter")
    #expect(desk.offer("fleet")?.facts[.listingURL] == nil && desk.model.dialogs.count == 1)
    desk.press("Tab", "Enter")
    #expect(desk.offer("fleet")?.facts[.listingURL]?.hasSuffix("contoso.fleet") == true)
  }

  @Test func `of events shows those that can't be now, with why`() {
    var desk = desk(before: 4)
    desk.press("e", "Down", "Down", "Down", "Down")
    #expect(desk.screen.contains("Go live is possible only from certified"))
    desk.press("Enter")
    #expect(desk.model.dialogs.count == 1 && desk.wishes == [])
    // What can happen comes first.
    desk.press("Home", "Down", "Enter")
    #expect(desk.screen.contains("Retire: Contoso fleet?"))
    #expect(desk.screen.contains("u undoes this here, not in Partner Center."))
    desk.press("Enter")
    #expect(desk.model.dialogs.isEmpty && desk.wishes == [])
    desk.press("e", "Down", "Enter", "y")
    #expect(desk.offer("fleet")?.publication.stage == .retired)
  }

  @Test func `of themes shows each while one moves, and Esc takes the one before`() {
    var desk = TestDashboard()
    desk.press("T", "Down")
    #expect(desk.model.environment.theme.name == "other")
    desk.press("Esc")
    #expect(desk.model.environment.theme.name == "plain")
    desk.forget()
    desk.press("T", "Down", "Enter")
    #expect(desk.model.environment.theme.name == "other")
    #expect(desk.model.dialogs.isEmpty)
    // Only what is chosen is kept, and not what was tried on.
    let kept = desk.asked.compactMap { if case .keepTheme(let name) = $0 { name } else { nil } }
    #expect(kept == ["other"])
    #expect(desk.message.contains("“other” is your theme from now on."))
  }

  @Test func `that is the palette finds a command by words and runs it`() {
    var desk = TestDashboard()
    desk.press(":")
    desk.type("hist")
    #expect(desk.screen.contains("Show the offer's history"))
    #expect(!desk.screen.contains("Page up"))
    desk.press("Enter")
    #expect(desk.screen.contains("History of "))
    desk.press("q", "?")
    // The search is open already, and `/` begins it as elsewhere.
    desk.type("/undo")
    #expect(desk.screen.contains("Undo the last change"))
    #expect(!desk.screen.contains("Page up"))
    desk.press("C-u", "?")
    #expect(desk.model.dialogs.isEmpty)
    desk.press(":")
    desk.type("zzz")
    #expect(desk.screen.contains("No matches."))
    desk.press("Enter", "Down", "Up", "Esc")
    #expect(desk.model.dialogs.isEmpty)
  }

  @Test func `that is the help lists every command with its keys, down to the last`() {
    var desk = TestDashboard(size: (80, 24))
    desk.press("?")
    var seen = ""
    for _ in 0..<Command.allCases.count {
      seen += desk.screen
      desk.press("Down")
    }
    for command in Command.allCases {
      #expect(seen.contains(command.title.prefix(30)), "\(command)")
    }
    desk.press("Enter")
    #expect(desk.asked.last == .quit)
  }

  @Test func `that is read shows its last line at every size`() throws {
    let entries = (0..<60).map { number in
      HistoryEntry(
        at: Sample.now - Double(number), by: "by-\(number)", publisher: "contoso", offer: "fleet",
        kind: "tick", subject: "pages")
    }
    for rows in 8...40 {
      var desk = TestDashboard(size: (90, rows))
      desk.press("h")
      desk.send(.remembered(try #require(desk.model.offer?.key), entries))
      desk.press("End")
      #expect(desk.screen.contains("by-59"), "\(rows) rows:\n\(desk.screen)")
      desk.press("Home")
      #expect(desk.screen.contains("by-0"))
      for _ in 0..<60 { desk.press("PgDn") }
      #expect(desk.screen.contains("by-59"), "\(rows) rows")
    }
  }

  @Test func `of many pages shows the one that is set, at every size`() {
    for rows in 8...24 {
      var desk = desk(before: 2)
      desk.change("fleet") { $0.type = .customerEngagement }
      desk.resize(60, rows)
      desk.press("r", "Enter")
      // Its instruction comes first, where the form has no room for it.
      if desk.model.dialogs.last is TextDialog { desk.press("Enter") }
      for page in Sample.playbook.pages {
        #expect(desk.screen.contains("▸ \(page.title)"), "\(rows) rows:\n\(desk.screen)")
        desk.press("Down")
      }
    }
  }

  @Test func `of an empty history says so`() {
    var desk = TestDashboard()
    desk.press("h")
    #expect(desk.screen.contains("No history yet."))
    // A late answer for another offer changes nothing.
    desk.send(.remembered(Sample.key("other"), []))
    desk.press("Esc")
    desk.send(.remembered(Sample.key("fleet"), []))
    #expect(desk.model.dialogs.isEmpty)
  }

  @Test func `of any kind is left by Esc, with the panels as they were`() {
    for key in ["?", ":", "s", "p", "T", "e", "h", "i", "E"] {
      var desk = TestDashboard()
      let before = desk.screen
      desk.press(key)
      #expect(desk.screen != before, "\(key)")
      desk.press("Esc")
      #expect(desk.screen == before, "\(key)")
      #expect(desk.offers == TestDashboard().offers)
    }
  }
}
