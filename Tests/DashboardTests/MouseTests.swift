// The mouse: each part of the screen does what its keys do.

import Foundation
import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `A click` {
  private func point(_ text: String, _ desk: TestDashboard) -> (column: Int, row: Int)? {
    for (row, line) in desk.model.drawn().lines.enumerated() {
      if let range = line.range(of: text) {
        return (Legible.columns(of: line[..<range.lowerBound]), row)
      }
    }
    Issue.record("“\(text)” is not on the screen.")
    return nil
  }

  private func click(
    _ text: String, _ desk: inout TestDashboard, _ kind: Mouse.Kind = .press(.left)
  ) {
    if let place = point(text, desk) { desk.click(place.column + 1, place.row, kind) }
  }

  @Test func `on an offer selects it, and a second advances it`() {
    var desk = TestDashboard()
    click("Contoso fresh", &desk)
    #expect(desk.model.offer?.key.offer == "fresh")
    desk.forget()
    click("Contoso fleet", &desk, .doubleClick)
    #expect(desk.model.offer?.key.offer == "fleet")
    #expect(desk.wishes.count == 1)
    #expect(desk.publishers.first?.ticks.keys.contains("sign-in") == true)
  }

  @Test func `on a heading sorts by it`() {
    var desk = TestDashboard()
    click("Stage", &desk)
    #expect(desk.model.query.sort == .stage)
    click("Stage", &desk)
    #expect(desk.model.query.isDescending)
  }

  @Test func `on the other panels selects there`() {
    var desk = TestDashboard()
    click("Complete the pages", &desk)
    #expect(desk.model.panels.focus == .steps)
    #expect(desk.model.panels.selectedStep(of: desk.model.current)?.progress.step.id == "pages")
    click("Publish them", &desk)
    #expect(desk.model.panels.focus == .deadlines)
    #expect(desk.model.panels.deadlines.selection == 1)
  }

  @Test func `on the lines at the top and the bottom does what they say`() {
    var desk = TestDashboard()
    click("Missing: work email", &desk)
    #expect(desk.screen.contains("Migrate Contoso Ltd"))
    desk.send(.account(.answered(.failed("closed"), number: nil)))
    desk.click(1, 1, .press(.right))
    #expect(desk.model.dialogs.isEmpty)
    click("All publishers", &desk)
    #expect(desk.screen.contains("Publishers"))
    desk.press("Esc")
    click("filter", &desk)
    #expect(desk.model.panels.offers.filter.prompt != nil)
    desk.press("Esc")
    click("select", &desk)
    #expect(desk.model.panels.offers.marks.count == 1)
  }

  @Test func `on a step that is scrolled to meets the one that is shown there`() {
    var desk = TestDashboard(size: (80, 16))
    desk.press("Tab", "End")
    click("Go live", &desk)
    #expect(desk.model.panels.selectedStep(of: desk.model.current)?.progress.step.id == "live")
  }

  @Test func `of the wheel scrolls what it points at`() {
    var desk = TestDashboard(Sample.offers(500))
    let list = desk.model.layout.offers
    desk.click(list.minColumn + 4, list.minRow + 4, .wheelDown)
    #expect(desk.model.panels.offers.listing.selection == 3)
    desk.click(list.minColumn + 4, list.minRow + 4, .wheelUp)
    #expect(desk.model.panels.offers.listing.selection == 0)
    let steps = desk.model.layout.steps
    desk.click(steps.minColumn + 4, steps.minRow + 2, .wheelDown)
    #expect(desk.model.panels.selectedStep(of: desk.model.current)?.place == 1)
    let dates = desk.model.layout.deadlines
    desk.click(dates.minColumn + 4, dates.minRow + 2, .wheelDown)
    #expect(desk.model.panels.deadlines.selection == 1)
  }

  @Test func `anywhere at any size does no harm`() {
    for (columns, rows) in [(120, 36), (80, 24), (40, 8), (5, 2)] {
      for row in 0..<rows {
        for column in stride(from: 0, to: columns, by: 7) {
          var desk = TestDashboard(size: (columns, rows))
          desk.click(column, row)
          desk.click(column, row, .wheelDown)
          desk.click(column, row)
          #expect(desk.offers.count == 3)
        }
      }
    }
  }

  @Test func `on the bottom line meets the key that is shown there, at every width`() {
    for columns in 40...130 {
      let desk = TestDashboard(size: (columns, 24))
      let shown = desk.footer
      for command in Command.allCases {
        guard let key = KeyMap.standard.key(for: command)?.name,
          let range = shown.range(of: " \(key) \(command.label) ")
            ?? shown.range(of: " \(key) \(command.label)")
        else { continue }
        let column = shown.distance(from: shown.startIndex, to: range.lowerBound) + 1
        #expect(
          desk.model.footer.command(at: column) == command, "\(columns) \(command)")
      }
    }
  }

  @Test func `that is dragged tells once how to select text`() {
    var desk = TestDashboard()
    desk.click(10, 6)
    desk.click(10, 6, .release)
    #expect(!desk.footer.contains("Shift"))
    desk.click(10, 6)
    desk.click(30, 8, .release)
    #expect(desk.message.contains("In most terminals, Shift and drag select text. M turns"))
    desk.send(.time(Sample.now + 60))
    desk.click(10, 6)
    desk.click(30, 8, .release)
    #expect(!desk.footer.contains("Shift"))
  }

  @Test func `is the terminal's own after M`() {
    var desk = TestDashboard()
    desk.press("M")
    #expect(desk.asked.last == .mouse(false))
    desk.press("M")
    #expect(desk.asked.last == .mouse(true))
  }
}
