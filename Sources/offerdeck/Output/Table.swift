// A table as text for people. It is written while it is made, so that the first rows of a large deck
// come at once and none are held: the first of them say how wide its columns are, and a wider cell
// that comes later makes its column wider from there on.

import Terminal

/// Rows under a heading.
struct Table {
  /// Rows from which the widths are taken before any is written.
  static let sampleSize = 500

  private var waiting: [[String]]
  private var widths: [Int]
  private var isSampled = false
  private let put: (String) -> Void

  /// A table with a heading.
  ///
  /// - Parameter put: takes each line; by default it goes to standard output.
  init(_ heading: [String], put: @escaping (String) -> Void = { Output.line($0) }) {
    waiting = [heading]
    widths = heading.map { Legible.columns(of: $0) }
    self.put = put
  }

  /// Adds a row with as many cells as the heading.
  mutating func add(_ cells: [String]) {
    let row = cells.map { Legible.legible($0) }
    for (column, cell) in row.enumerated() {
      widths[column] = max(widths[column], Legible.columns(of: cell))
    }
    if isSampled { return write(row) }
    waiting.append(row)
    if waiting.count > Self.sampleSize { finish() }
  }

  /// Writes what is left.
  mutating func finish() {
    isSampled = true
    for row in waiting { write(row) }
    waiting = []
  }

  /// Writes a row; the last column is not padded.
  private func write(_ row: [String]) {
    var line = ""
    for (column, cell) in row.enumerated() {
      line += cell
      guard column < row.count - 1 else { break }
      line += String(repeating: " ", count: 2 + widths[column] - Legible.columns(of: cell))
    }
    while line.last == " " { line.removeLast() }
    put(line)
  }
}
