// Pictures of each panel, as people see them.

import Foundation
import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `A picture` {
  private func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

  @Test func `of the list at 80x24 has a column for each thing that fits`() {
    let desk = TestDashboard(size: (80, 24))
    #expect(
      desk.picture(of: desk.model.layout.offers).prefix(6)
        == lines(
          """
          ┌▸Offers 3 – draft 3 ───────────────────────────────────────────────── 1 of 3 ─┐
          │   Offer                  Type  Track      Stage           Steps Due ▴        │
          │▸  Contoso field          Ops   draft      ●○○○ draft       0/8  ‼ missed 6 d │
          │   Contoso fleet          Ops   draft      ●○○○ draft       0/8  ‼ missed 6 d │
          │   Contoso fresh          Ops   draft      ●○○○ draft       0/8  ‼ missed 6 d │
          │                                                                              │
          """)[...])
  }

  @Test func `of the list at 40x12 still tells stage and level by words`() {
    let desk = TestDashboard(
      [
        Sample.offer("fleet", publication: Publication(stage: .certified)),
        Sample.offer(
          "field",
          publication: Publication(stage: .draft, failure: SubmissionFailure(.certification, "No."))
        ),
        Sample.offer("fresh", publication: Publication(stage: .unrecognized, word: "Frozen solid")),
      ], size: (40, 12))
    let rows = desk.picture(of: desk.model.layout.offerRows)
    #expect(rows[0].hasPrefix("▸  Contoso field   failed     ‼ missed"))
    #expect(rows[1].hasPrefix("   Contoso fleet   certified  ‼ missed"))
    #expect(rows[2].hasPrefix("   Contoso fresh   ? Frozen … ‼ missed"))
  }

  @Test func `of the list on wide screens has the publisher and the next step`() {
    for (columns, rows) in [(120, 36), (200, 60)] {
      let desk = TestDashboard(size: (columns, rows))
      let layout = desk.model.layout
      let list = desk.picture(of: layout.offers)
      #expect(list.count == layout.offers.rows)
      #expect(list[2].hasPrefix("│▸  Contoso field "))
      #expect(list.allSatisfy { Legible.columns(of: $0) == layout.offers.columns })
      #expect(layout.deadlines.maxColumn == columns)
    }
    let desk = TestDashboard(size: (200, 60))
    let list = desk.picture(of: desk.model.layout.offers)
    #expect(list[1].contains("Publisher") && list[1].contains("Next"))
    #expect(list[2].contains("Contoso Ltd") && list[2].contains("Sign in as Manager"))
  }

  @Test func `of the steps says what is done, what is next and whose turn it is`() {
    let desk = TestDashboard(size: (80, 24))
    #expect(
      desk.picture(of: desk.model.layout.steps)
        == lines(
          """
          ├ Contoso field · draft track ──────────────────────────────────────── 0 of 8 ─┤
          │ ▸  1 Sign in as Manager                                           all offers │
          │ ·  2 Check the type                                                          │
          │ ·  3 Complete the pages                                         2 pages left │
          ├ What to do · 1  Sign in as Manager ──────────────────────── an Owner's turn ─┤
          """))
  }

  @Test func `of what to do has the instruction, for whom it counts, the page and the keys`() {
    let desk = TestDashboard(size: (80, 24))
    #expect(
      desk.picture(of: desk.model.layout.instruction)
        == lines(
          """
          ├ What to do · 1  Sign in as Manager ──────────────────────── an Owner's turn ─┤
          │ With the account of the owner.                                               │
          │ Done once for all 3 offers of Contoso Ltd.                                   │
          │ o  https://contoso.com/sign-in                                               │
          │ Since 14 Sep: benefits lost.                                                 │
          │ Enter mark done                                                              │
          └──────────────────────────────────────────────────────────────────────────────┘
          """))
  }

  @Test func `of the deadlines says what is in force, and when to begin`() {
    var desk = TestDashboard(size: (80, 20))
    desk.press("Tab", "Tab")
    #expect(
      desk.picture(of: desk.model.layout.deadlines)
        == lines(
          """
          ├▸Deadlines ────────────────────────────────────────────────────────── 2 open ─┤
          │ ‼ Fri 13 Sep                                                 missed 6 d over │
          │   Move the drafts                                             ░░░░░░░░░░ 0/3 │
          │   in force since 14 Sep, 3 offers: benefits lost                             │
          │     · Contoso field                                                    draft │
          │     2 more; Enter lists all                                                  │
          │ △ Tue 15 Oct                                               due soon 25 d 9 h │
          │   Publish them                                                ░░░░░░░░░░ 0/3 │
          └──────────────────────────────────────────────────────────────────────────────┘
          """))
    desk.press("Down")
    #expect(desk.screen.contains("due soon 25 d 09:58:00"))
  }

  @Test func `in ASCII has the same places`() {
    let desk = TestDashboard(size: (60, 16), signs: .ascii)
    #expect(
      desk.picture(of: desk.model.layout.offers).prefix(3)
        == lines(
          """
          +>Offers 3 - draft 3 ----------------------------- 1 of 3 -+
          |   Offer               Type  Stage           Due ^        |
          |>  Contoso field       Ops   #--- draft      X missed 6 d |
          """)[...])
  }

  @Test func `of an empty deck says how to begin`() {
    let desk = TestDashboard([], publishers: [], size: (80, 14))
    #expect(desk.screen.contains("This deck is empty."))
    #expect(desk.screen.contains("N  adds a publisher"))
    let other = TestDashboard([], size: (80, 14))
    #expect(other.screen.contains("This publisher has no offers here."))
  }

  @Test func `before anything was read says that it is being read`() {
    let model = Model(
      playbooks: [Sample.playbook], now: Sample.now, isAsOf: true, zone: .gmt,
      size: Size(columns: 80, rows: 24), theme: Theme(name: "plain", styles: [:]))
    #expect(model.drawn().lines.contains { $0.contains("Reading the deck…") })
  }

  @Test func `of a question is a box in the middle`() {
    var publisher = Sample.contoso
    publisher.ticks["sign-in"] = Tick(at: Sample.now, by: "tester")
    var desk = TestDashboard(publishers: [publisher], size: (60, 20))
    desk.press("Enter")
    let box = Rectangle(column: 12, row: 7, columns: 36, rows: 6)
    #expect(
      desk.picture(of: box)
        == lines(
          """
          ┌▸Check the type ──────────────────┐
          │   Yes                            │
          │   No         asks for the ticket │
          │                                  │
          │ Enter choose  Esc back           │
          └──────────────────────────────────┘
          """))
  }
}
