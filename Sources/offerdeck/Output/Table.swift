// A table as text for people: columns as wide as what stands in them.

import Terminal

/// Rows under a heading.
struct Table {
  private var rows: [[String]]

  /// A table with a heading.
  init(_ heading: [String]) { rows = [heading] }

  /// Adds a row with as many cells as the heading.
  mutating func add(_ cells: [String]) { rows.append(cells.map { Legible.legible($0) }) }

  /// Writes the table; the last column is not padded.
  func write() {
    let widths = (0..<(rows.first?.count ?? 0)).map { column in
      rows.map { Legible.columns(of: $0[column]) }.max() ?? 0
    }
    for row in rows {
      let cells = row.enumerated().map { column, text in
        column == row.count - 1
          ? text
          : text + String(repeating: " ", count: widths[column] - Legible.columns(of: text))
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      Output.line(line)
    }
  }
}
