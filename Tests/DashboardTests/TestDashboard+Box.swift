// The picture of one box of the screen, wherever it stands.

import Foundation
import Terminal
import Testing

@testable import Dashboard

extension TestDashboard {
  /// The picture of the box with a title.
  func box(_ title: String) -> [String] {
    let canvas = model.drawn()
    let all = Rectangle(origin: .zero, size: canvas.size)
    func text(_ column: Int, _ row: Int) -> String { canvas[Point(column: column, row: row)].text }
    for (row, line) in picture(of: all).enumerated() {
      // With a sign before its title where it takes the keys.
      guard let range = line.range(of: "┌ \(title)") ?? line.range(of: "┌▸\(title)") else {
        continue
      }
      let left = Legible.columns(of: line[..<range.lowerBound])
      let right = (left..<all.maxColumn).first { text($0, row) == "┐" } ?? left
      let bottom = (row..<all.maxRow).first { text(left, $0) == "└" } ?? row
      return picture(
        of: Rectangle(
          column: left, row: row, columns: right - left + 1, rows: bottom - row + 1))
    }
    Issue.record("There is no box “\(title)”.")
    return []
  }
}
