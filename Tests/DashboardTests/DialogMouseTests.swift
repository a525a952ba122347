// The mouse in dialogs: what is drawn is what can be clicked.

import Foundation
import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `A click in a dialog` {
  /// Clicks on the last place of the screen that shows a text: dialogs lie over the panels.
  private func click(
    _ text: String, _ desk: inout TestDashboard, by columns: Int = 0,
    _ kinds: [Mouse.Kind] = [.press(.left), .release],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let lines = desk.model.drawn().lines
    for (row, line) in lines.enumerated().reversed() {
      guard let range = line.range(of: text) else { continue }
      for kind in kinds {
        desk.click(Legible.columns(of: line[..<range.lowerBound]) + columns, row, kind)
      }
      return
    }
    Issue.record(
      "“\(text)” is not in\n\(lines.joined(separator: "\n"))", sourceLocation: sourceLocation)
  }

  private func wizard() -> TestDashboard {
    var publisher = Sample.contoso
    publisher.account = .workEmail(Account.Registration())
    var desk = TestDashboard(publishers: [publisher])
    desk.press("m")
    desk.forget()
    return desk
  }

  @Test func `chooses an entry of a menu, and the keys at its foot do what they say`() {
    var desk = TestDashboard()
    desk.press("s")
    click("By name", &desk)
    #expect(desk.model.dialogs.isEmpty && desk.model.query.sort == .name)
    desk.press("s")
    click("Esc back", &desk, by: 5)
    #expect(desk.model.dialogs.isEmpty)
  }

  @Test func `on what can't be chosen now says why, and keeps the menu`() {
    var desk = TestDashboard()
    desk.press("e")
    click("│   Go live ", &desk, by: 4)
    #expect(desk.model.dialogs.count == 1 && desk.screen.contains("Submit for certification"))
  }

  @Test func `tries a theme on, and takes it when it is clicked twice`() {
    var desk = TestDashboard()
    desk.press("T")
    click("other", &desk)
    #expect(desk.model.environment.theme.name == "other" && desk.model.dialogs.count == 1)
    click("other", &desk, [.press(.left), .release, .doubleClick, .release])
    #expect(desk.model.dialogs.isEmpty)
  }

  @Test func `answers a question with yes or no`() {
    for (label, count) in [("yes", 1), ("no", 0)] {
      var desk = TestDashboard([
        Sample.offer("fleet", publication: Publication(stage: .certified))
      ])
      desk.press("e")
      click("▸ Go live ", &desk, by: 4)
      #expect(desk.screen.contains("Go live: Contoso fleet?"))
      desk.forget()
      click("\(label) ", &desk)
      #expect(desk.model.dialogs.isEmpty && desk.wishes.count == count, "\(label)")
    }
  }

  @Test func `puts the cursor of a field`() {
    var desk = TestDashboard(publishers: [])
    desk.press("N")
    desk.type("northwind")
    click("northwind", &desk, by: 3)
    desk.type("X")
    #expect(desk.screen.contains("norXthwind"))
    desk.press("Escape", ":")
    desk.type("migrate")
    click("migrate", &desk)
    desk.type("M")
    #expect(desk.screen.contains("Mmigrate"))
  }

  @Test func `sets the state of a page`() {
    var publisher = Sample.contoso
    publisher.ticks["sign-in"] = Tick(at: Sample.now, by: "tester")
    var desk = TestDashboard(
      [Sample.offer("fleet", facts: [.typeRight: "yes"])], publishers: [publisher])
    desk.press("Enter")
    click("Offer listing", &desk)
    click("Offer listing", &desk)
    desk.forget()
    click("Enter save", &desk)
    #expect(desk.offer("fleet")?.pages["listing"] == .incomplete)
  }

  @Test func `in the wizard stands in the field, presses its buttons and opens its pages`() {
    var desk = wizard()
    click("owner@contoso.com", &desk, by: 5)
    desk.type("X")
    #expect(desk.screen.contains("ownerX@contoso.com"))
    click("About Microsoft Partner Network", &desk)
    #expect(desk.wishes.last == .open(AccountPage.membership.link))
    click("Save and close", &desk)
    #expect(desk.model.dialogs.isEmpty)
    desk.press("m")
    click("Continue", &desk)
    guard case .account(.askWorkEmail("ownerX@contoso.com", _, number: 1)) = desk.wishes.last else {
      Issue.record("\(desk.wishes) asks nothing")
      return
    }
    click("Esc stop", &desk)
    #expect(desk.screen.contains("Stopped. Nothing was changed."))
  }

  @Test func `goes to a line of the profile, and two act on it`() {
    var desk = TestDashboard()
    desk.press("P")
    click("Owners in CPP", &desk)
    #expect(desk.model.dialogs.count == 1)
    click("Add a legal entity", &desk, [.press(.left), .release, .doubleClick])
    #expect(desk.screen.contains("The name of a company you sell through"))
  }

  @Test func `that closes a dialog does nothing to what was below it`() {
    var desk = TestDashboard()
    desk.press("p")
    let before = desk.publishers
    // The second half of the double click comes where the list is by then.
    click("All publishers", &desk, [.press(.left), .release, .doubleClick, .release])
    #expect(desk.model.dialogs.isEmpty)
    #expect(desk.publishers == before && desk.wishes == [])
  }

  @Test func `of the wheel turns pages and lists, and does nothing to a field`() {
    var desk = TestDashboard(Sample.offers(1), size: (80, 24))
    let entries = (1...60).map {
      HistoryEntry(
        id: Int64($0), at: Sample.now, by: "tester", publisher: "contoso", kind: "added")
    }
    desk.press("h")
    desk.send(.remembered(Sample.key("offer-00000"), entries))
    desk.click(40, 12, .wheelDown)
    #expect(desk.screen.contains("4–22 of 60") || desk.screen.contains("4–2"))
    desk.click(40, 12, .wheelUp)
    desk.click(40, 12, .wheelUp)
    #expect(desk.screen.contains("1–"))
    var other = wizard()
    let before = other.screen
    other.click(40, 12, .wheelUp)
    other.click(40, 12, .wheelDown)
    #expect(other.screen == before)
    other.press("Escape", "s")
    other.click(40, 12, .wheelDown)
    other.press("Enter")
    #expect(other.model.query.sort == Query.Sort.allCases[1])
  }
}

@Suite struct `The help key` {
  @Test func `explains each page of the wizard, its rule, its keys and its links`() throws {
    let valid = Sample.workEmail(.valid(Sample.contosoTenant, .verified))
    let pages: [(Publisher, String, AccountPage)] = [
      (Sample.contoso(after: .begin), "enter the email you sign in", .membership),
      (
        Sample.contoso(after: .begin, Sample.workEmail()), "has to join",
        .joinNetwork
      ),
      (
        Sample.contoso(after: .begin, valid, .acceptMembership, mpnID: "12"),
        "Nothing is migrated until", .connectedProfile
      ),
    ]
    for (publisher, words, page) in pages {
      for (columns, rows) in [(80, 24), (120, 36)] {
        var desk = TestDashboard(publishers: [publisher], size: (columns, rows))
        desk.press("m", "F1")
        #expect(desk.screen.contains(words), "\(desk.screen)")
        #expect(desk.screen.contains("Enter continues"), "\(desk.screen)")
        desk.press("Enter")
        #expect(desk.wishes.last == .open(page.link))
        desk.press("Escape")
        #expect(desk.model.dialogs.count == 1 && !desk.screen.contains(words))
      }
    }
  }

  @Test func `is a sign where text is typed, and help where it is not`() {
    var desk = TestDashboard(publishers: [Sample.contoso(after: .begin)])
    desk.press("m", "?")
    #expect(desk.screen.contains("owner@contoso.com?"))
    desk.press("Tab", "?")
    #expect(desk.screen.contains("Help: work email"))
  }

  @Test func `explains the profile and the users`() {
    for (columns, rows) in [(80, 24), (120, 36)] {
      var desk = TestDashboard(size: (columns, rows))
      desk.press("P", "?")
      #expect(desk.screen.contains("Account steps are done once"))
      #expect(desk.screen.contains("h the history"))
      desk.press("Escape", "Escape", "U", "F1")
      #expect(desk.screen.contains("Waiting for CPP") && desk.screen.contains("a adds a user"))
    }
  }
}
