// Offers in columns: the board, and what is lost.

import Foundation
import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `The board` {
  private static let offers = [
    Sample.offer("field"), Sample.offer("fresh"),
    Sample.offer("fleet", publication: Publication(stage: .certified)),
    Sample.offer("kiosk", publication: Publication(stage: .live, market: .current)),
    Sample.offer("odd", publication: Publication(stage: .unrecognized, word: "Frozen")),
  ]

  @Test func `columns keep their names whole where there is little room`() {
    var desk = TestDashboard(Sample.offers(12), size: (80, 24))
    desk.press("b")
    #expect(desk.screen.contains("┌▸draft ────── 12 ─┐"), "\(desk.screen)")
    for name in ["draft", "submitted", "certified", "live"] {
      #expect(desk.screen.contains(name + " ─"), "\(name)\n\(desk.screen)")
    }
  }

  @Test func `has a column for each stage, with ages, and says of an empty one that it is`() {
    var desk = TestDashboard(Self.offers, now: Sample.now + 3 * 86_400)
    desk.press("b")
    let lines = desk.model.drawn().lines
    #expect(lines[2].hasPrefix(" ‼ 1 missed 9 d over"))
    #expect(
      lines[4]
        == "┌▸draft ──────────── 1 of 2 ─┐┌ submitted ───────────── 0 ─┐"
        + "┌ certified ──────── 1 of 1 ─┐┌ live ───────────── 1 of 1 ─┐")
    #expect(
      lines[5]
        == "│▸‼ Contoso field        3 d ││ None.                      │"
        + "│ ‼ Contoso fleet        3 d ││ ‼ Contoso kiosk        3 d │")
    #expect(desk.screen.contains("Contoso field  draft since 20 Sep 2019, 3 d  0 of 8 steps"))
    #expect(desk.screen.contains("next: Sign in as Manager"))
    #expect(!desk.screen.contains("Frozen"))
  }

  @Test func `tells how many offers are in no column and why, also where a filter finds only such`()
  {
    let gone = Sample.offer("gone", publication: Publication(stage: .retired))
    var desk = TestDashboard(Self.offers + [gone])
    desk.press("b")
    #expect(desk.model.drawn().lines[3] == " 2 not shown: 1 retired, 1 unknown stage")
    desk.press("/")
    desk.type("odd")
    #expect(desk.model.drawn().lines[3] == " 1 not shown: 1 unknown stage")
    desk.press("Enter")
    #expect(desk.screen.contains("No matches."))
    desk.press("/", "C-u")
    desk.type("field")
    #expect(!desk.screen.contains("in no column"))
    var tidy = TestDashboard([Sample.offer("field")])
    tidy.press("b")
    #expect(tidy.model.drawn().lines[3].hasPrefix("┌▸draft"))
  }

  @Test func `is moved through with arrows, and its keys act on the offer that is selected there`()
  {
    var desk = TestDashboard(Self.offers)
    desk.press("b", "Right", "Right")
    #expect(desk.model.offer?.key.offer == "fleet")
    desk.press("Right", "Right", "Right")
    #expect(desk.model.offer?.key.offer == "kiosk")
    desk.press("Left", "Left", "Left", "Down", "Down", "Down")
    #expect(desk.model.offer?.key.offer == "fresh")
    desk.forget()
    desk.press("h", "Escape")
    #expect(desk.wishes == [.remember(Sample.key("fresh"))])
  }

  @Test func `advances by Enter as the list does, and goes with the offer to its next column`() {
    var desk = TestDashboard(Self.offers)
    desk.press("b", "Right", "Right", "Enter")
    #expect(desk.screen.contains("Go live: Contoso fleet?"))
    desk.press("y")
    #expect(desk.offer("fleet")?.publication.stage == .live)
    #expect(desk.model.panels.board.focused == 3)
    #expect(desk.model.offer?.key.offer == "fleet")
    desk.press("u")
    #expect(desk.offer("fleet")?.publication.stage == .certified)
    #expect(desk.model.panels.board.focused == 2)
    #expect(desk.model.offer?.key.offer == "fleet", "the next key acts on the same offer")
    desk.press("Escape")
    #expect(desk.model.panels.view == .panels)
    #expect(desk.screen.contains("┌ Deadlines"))
  }

  @Test func `shows what the filter leaves, and follows it`() {
    var desk = TestDashboard(Self.offers)
    desk.press("b", "/")
    desk.type("fresh")
    #expect(desk.screen.contains("Contoso fresh"))
    #expect(!desk.screen.contains("Contoso field"))
    #expect(desk.screen.contains("No matches."))
    desk.press("Escape")
    #expect(desk.screen.contains("Contoso field"))
  }

  @Test func `holds windows of its columns, however long they are`() {
    var desk = TestDashboard(Sample.offers(10_000))
    desk.press("b", "End")
    #expect(desk.model.offer?.name == "Offer 09999")
    #expect(desk.screen.contains("10,000 of 10,000"))
    desk.press("Home", "PgDn", "Down")
    #expect(
      desk.model.panels.board.lanes.allSatisfy { ($0.listing.window?.offers.count ?? 0) <= 400 })
    let name = desk.model.offer?.name ?? "none"
    #expect(desk.screen.contains("▸‼ \(name)"))
  }

  @Test func `names the columns that have no room, and keeps the nearest date in sight`() {
    var desk = TestDashboard(Self.offers, size: (44, 14))
    desk.press("b")
    #expect(desk.screen.contains("[draft 2] submitted 0 certified 1 live 1"))
    desk.press("Right", "Right", "Right")
    #expect(desk.screen.contains("[live 1]"))
    #expect(desk.screen.contains("▸‼ Contoso kio"))
    for (columns, rows) in [(40, 8), (80, 24), (200, 60), (41, 9), (1, 1)] {
      desk.resize(columns, rows)
      #expect(columns < 40 || desk.screen.contains("missed"))
    }
  }

  @Test func `selects by a click, advances by a second, and turns with the wheel`() {
    var desk = TestDashboard(Self.offers)
    desk.press("b")
    desk.click(5, 6)
    #expect(desk.model.offer?.key.offer == "fresh")
    desk.click(95, 5)
    #expect(desk.model.panels.board.focused == 3)
    desk.click(5, 5, .wheelDown)
    desk.click(5, 5, .doubleClick)
    // The board has no room for the instruction, so that it comes first.
    #expect(desk.screen.contains("With the account of the owner."))
    #expect(desk.publishers.first?.ticks["sign-in"] == nil)
    desk.press("Enter")
    #expect(desk.publishers.first?.ticks["sign-in"] != nil)
  }
}

@Suite struct `What is lost` {
  private static let offers = [
    Sample.offer("field"), Sample.offer("fresh", facts: [.cosellPrioritized: "yes"]),
    Sample.offer("fleet", publication: Publication(stage: .live, market: .current)),
  ]

  private static var playbook: Playbook {
    var playbook = Sample.playbook
    playbook.consequences.append(
      Consequence(
        id: "cosell", title: "co-sell status lost", meaning: "It is gone.",
        when: Condition(facts: [.cosellPrioritized: "yes"])))
    playbook.deadlines[0].consequences.append("cosell")
    return playbook
  }

  @Test func `is listed with how many lost it, are about to, and keep it`() {
    var desk = TestDashboard(Self.offers, playbooks: [Self.playbook])
    desk.press("L")
    let lines = desk.screen.split(separator: "\n").map {
      $0.split(separator: " ").joined(separator: " ")
    }
    for text in [
      "▸ benefits lost 3 lost · 0 at risk · 0 safe",
      "co-sell status lost 3 lost · 0 at risk · 0 safe",
      "out of the catalog 0 lost · 2 at risk · 1 safe",
    ] {
      #expect(lines.contains { $0.contains(text) }, "\(text)")
    }
  }

  @Test func `is counted by looking at each offer, and says so until that is done`() {
    var desk = TestDashboard(Self.offers, playbooks: [Self.playbook])
    #expect(desk.box("Deadlines").joined(separator: " ").contains("(1 offer, may"))
    desk.isSlow = true
    desk.press("L")
    #expect(desk.screen.contains("counting…"))
    #expect(!desk.screen.contains("some"))
    desk.answer()
    #expect(!desk.screen.contains("counting"))
    #expect(desk.screen.contains("co-sell status lost            3 lost · 0 at risk · 0 safe"))
    for offer in ["fresh", "field", "fleet"] {
      desk.change(offer) { $0.facts[.cosellPrioritized] = "no" }
    }
    desk.send(.deckChanged)
    desk.answer()
    #expect(desk.screen.contains("0 lost · 0 at risk · 0 safe"))
    desk.press("Escape")
    #expect(!desk.box("Deadlines").joined().contains("co-sell"), "nobody has it to lose")
  }

  @Test func `has signs and details of what its page is about, and says what the days are`() {
    var desk = TestDashboard(Self.offers, playbooks: [Self.playbook], now: Sample.now + 3 * 86_400)
    desk.press("L", "End", "Enter")
    #expect(desk.screen.contains("▸△ Contoso field        draft for 3 d"))
    #expect(desk.screen.contains("✓ Contoso fleet         live for 3 d"))
    #expect(desk.screen.contains("△ due soon 15 Oct Publish them  out of the catalog"))
    desk.press("Right")
    #expect(desk.screen.contains("✓ met 15 Oct Publish them  kept"))
    desk.resize(80, 24)
    #expect(desk.screen.contains("live │") && !desk.screen.contains("live for"))
    desk.press("L", "Home", "Enter")
    #expect(desk.screen.contains("‼ missed 13 Sep Move the drafts  benefits lost"))
  }

  @Test func `tells the year of its days where that is another one`() {
    var desk = TestDashboard(Self.offers, now: Sample.now + 430 * 86_400)
    desk.press("L", "End", "Enter")
    #expect(desk.screen.contains("┌▸lost since 16 Oct 2019 "))
    #expect(desk.screen.contains("‼ missed 15 Oct 2019 Publish them"))
    #expect(desk.model.drawn().lines[2].contains("missed 13 Sep 2019 "))
    desk.press("Escape")
    #expect(desk.box("Deadlines").joined().contains("in force since 14 Sep 2019,"))
  }

  @Test func `has a page with those who lost it and since when, and those who are about to`() {
    var desk = TestDashboard(Self.offers, playbooks: [Self.playbook])
    desk.press("L", "Down", "Enter")
    #expect(desk.screen.contains("co-sell status lost  It is gone."))
    #expect(desk.screen.contains("┌▸lost since 14 Sep "))
    #expect(desk.screen.contains("‼ Contoso fresh"))
    #expect(desk.screen.contains("may apply"), "nobody has said so of the others")
    desk.press("L", "End", "Enter")
    #expect(desk.screen.contains("┌▸lost after 15 Oct "))
    #expect(desk.model.panels.board.focused == 1)
    #expect(desk.screen.contains("Contoso field"))
    desk.press("Right")
    #expect(desk.model.offer?.key.offer == "fleet")
  }

  @Test func `is on hold apart from what is lost, about to be, and kept`() throws {
    var playbook = Self.playbook
    playbook.deadlines[1].hold = Condition(facts: [.typeRight: "no"])
    playbook.deadlines[1].holdReason = "type dispute"
    var offers = Self.offers
    offers[0].facts = [.typeRight: "no", .supportTicket: "1190914"]
    offers[0].ticks["type"] = Tick(at: Sample.now, by: "ann")
    for days in [0, 60] {
      var desk = TestDashboard(
        offers, playbooks: [playbook], now: Sample.now + Double(days) * 86_400)
      desk.press("L", "End")
      let fates = days == 0 ? "0 lost · 1 at risk" : "1 lost · 0 at risk"
      #expect(desk.screen.contains("\(fates) · 1 on hold · 1 safe"))
      desk.press("Enter")
      let titles = desk.model.panels.board.lanes.map(\.title)
      #expect(titles.count == 4 && titles[2] == "on hold")
      desk.press("Home")
      while desk.model.panels.board.focused < 2 { desk.press("Right") }
      while desk.model.panels.board.focused > 2 { desk.press("Left") }
      #expect(desk.model.offer?.key.offer == "field")
      #expect(desk.screen.contains("‖ on hold 15 Oct Publish them  on hold (type dispute, "))
      #expect(desk.screen.contains("ticket 1190914)"))
      desk.press("Escape")
      let panel = desk.box("Deadlines").joined(separator: " ")
        .split { $0 == " " || $0 == "│" }.joined(separator: " ")
      #expect(panel.contains("1 on hold (type dispute)"), "\(panel)")
      #expect(panel.contains("1 offer: out of the"))
    }
  }

  @Test func `is reached from the panel of its date, and moves with the moment that is shown`() {
    var desk = TestDashboard(Self.offers)
    desk.press("Tab", "Tab", "Down", "L")
    #expect(desk.screen.contains("┌▸lost after 15 Oct "))
    desk.press("}", "}", "}", "}")
    #expect(desk.screen.contains("┌ lost since 16 Oct "))
    #expect(desk.screen.contains("Preview of"))
    desk.press("=")
    #expect(desk.screen.contains("┌▸lost after 15 Oct "))
  }
}
