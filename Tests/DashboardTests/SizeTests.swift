// Every size: nothing is drawn over a border, nothing is lost, and nothing stops the program.

import Foundation
import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `At every size` {
  /// The keys that open each dialog, and a desk on which they do.
  private static let ways: [[String]] = [
    [], ["Enter"], ["Tab"], ["Tab", "Tab"], ["/", "f", ":"], ["?"], [":", "a"], ["s"], ["p"], ["T"],
    ["e"], ["i"], ["m"], ["h"], ["I"], ["N"], ["Space", "Space", "Enter"],
  ]

  private func desk(_ keys: [String], _ columns: Int, _ rows: Int) -> TestDashboard {
    var publisher = Sample.contoso
    publisher.ticks["sign-in"] = Tick(at: Sample.now, by: "tester")
    var pages = Sample.offer("field", String(repeating: "Contoso 日本 e\u{301}\u{301} ", count: 20))
    pages.facts[.typeRight] = "yes"
    var desk = TestDashboard(
      [Sample.offer("fleet"), pages, Sample.offer("fresh")], publishers: [publisher],
      size: (columns, rows))
    for key in keys { desk.press(key) }
    return desk
  }

  private let sides: Set<String> = ["│", "┤", "├", "┌", "┐", "└", "┘"]

  @Test(arguments: ways) func `dialogs are drawn within their borders`(keys: [String]) {
    for columns in stride(from: 1, through: 60, by: columnStep(keys)) {
      for rows in 1...30 {
        let desk = desk(keys, columns, rows)
        let canvas = desk.model.drawn()
        #expect(canvas.size == Size(columns: columns, rows: rows))
        guard columns >= Layout.least.columns, rows >= Layout.least.rows else { continue }
        let layout = desk.model.layout
        let boxes =
          desk.model.dialogs.isEmpty
          ? [layout.offers, layout.steps, layout.deadlines].filter { !$0.isEmpty }
          : desk.model.dialogs.pageTitles.isEmpty
            ? [dialog(on: canvas)].compactMap { $0 } : [layout.underBanner]
        #expect(!boxes.isEmpty, "\(keys) at \(columns)x\(rows): no box\n\(desk.screen)")
        for box in boxes {
          for row in box.minRow..<box.maxRow {
            for column in [box.minColumn, box.maxColumn - 1] {
              let cell = canvas[Point(column: column, row: row)]
              #expect(
                sides.contains(cell.text),
                "\(keys) at \(columns)x\(rows), \(column),\(row):\n\(desk.screen)")
            }
          }
        }
      }
    }
  }

  /// All widths for the panels, and every third for the dialogs, which all are drawn alike.
  private func columnStep(_ keys: [String]) -> Int { keys.isEmpty ? 1 : 3 }

  /// The box of the dialog: the smallest one in the middle of the screen.
  private func dialog(on canvas: Canvas) -> Rectangle? {
    let size = canvas.size
    for rows in 3...size.rows {
      for columns in 20...size.columns {
        let box = Rectangle(
          column: (size.columns - columns) / 2, row: (size.rows - rows) / 2, columns: columns,
          rows: rows)
        let corners = [
          (box.minColumn, box.minRow, "┌"), (box.maxColumn - 1, box.minRow, "┐"),
          (box.minColumn, box.maxRow - 1, "└"), (box.maxColumn - 1, box.maxRow - 1, "┘"),
        ]
        if corners.allSatisfy({ canvas[Point(column: $0, row: $1)].text == $2 }) { return box }
      }
    }
    return nil
  }

  @Test(arguments: [(80, 24), (120, 36), (200, 60), (40, 12), (40, 8)])
  func `the panels are drawn with ASCII alone where that is asked for`(columns: Int, rows: Int) {
    for keys in [[], ["Tab"], ["Tab", "Tab"], ["/"], ["a"]] {
      var desk = TestDashboard(size: (columns, rows), signs: .ascii)
      for key in keys { desk.press(key) }
      let odd = desk.screen.unicodeScalars.filter { !$0.isASCII && $0 != "…" }
      #expect(odd.isEmpty, "\(keys): \(String(String.UnicodeScalarView(odd)))")
    }
  }

  @Test func `a screen that is too small says what it needs`() {
    let desk = TestDashboard(size: (39, 12))
    #expect(desk.screen.contains("offerdeck needs 40x8"))
    #expect(desk.screen.contains("this is 39x12"))
    #expect(TestDashboard(size: (1, 1)).model.drawn().lines.count == 1)
    var small = TestDashboard(size: (5, 2))
    small.press("?", "Down", "Esc", "Tab", "Enter", "End")
    small.resize(120, 36)
    #expect(small.screen.contains("Contoso fleet"))
  }
}
