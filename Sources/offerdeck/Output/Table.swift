// A table for people and for programs. On a terminal it fits: columns are cut, then left out, the least
// important first, and names are cut last. Elsewhere it is complete, with tabs between the cells.

import Foundation
import Lifecycle
import Terminal

/// Rows under a heading, printed while they are made, so that the first rows of a large deck come at
/// once. On a terminal the first of them decide how wide the columns are.
struct Table {
  /// A column.
  struct Column: ExpressibleByStringLiteral {
    /// The heading.
    let title: String
    /// The higher, the sooner the column is cut and left out; 0 is never left out, and cut last.
    let rank: Int
    /// The width below which the column is left out and not cut; nil if it is never cut.
    let least: Int?

    init(_ title: String, rank: Int = 0, least: Int? = nil) {
      self.title = title
      self.rank = rank
      self.least = least
    }

    init(stringLiteral title: String) { self.init(title) }
  }

  /// What one row has in one column.
  struct Cell: ExpressibleByStringLiteral {
    let text: String
    let color: Color?

    init(_ text: String, _ color: Color? = nil) {
      self.text = text
      self.color = color
    }

    init(stringLiteral text: String) { self.init(text) }
  }

  /// Colors of the terminal's own palette, by their SGR parameters.
  enum Color: String {
    case red = "1;31"
    case yellow = "33"
    case green = "32"
    case cyan = "36"
    case magenta = "35"
    case dim = "2"
  }

  /// Where the table goes.
  struct Form {
    /// The columns of the terminal; nil for a file or a pipe.
    var columns: Int?
    var hasColor = false
    /// What ends a cell that was cut.
    var ellipsis = "…"
  }

  /// Rows from which the widths are taken before any is written to a terminal.
  static let sampleSize = 500
  /// Blanks between columns.
  private static let gap = 2

  private let columns: [Column]
  private let form: Form
  private let put: (String) -> Void
  private var sample: [[Cell]] = []
  /// The width of each column, nil for one that is left out; empty until the sample is taken.
  private var widths: [Int?] = []
  /// Nothing was added yet.
  private(set) var isEmpty = true

  /// A table with these columns.
  ///
  /// - Parameter put: takes each line as it is.
  init(
    _ columns: [Column], form: Form,
    put: @escaping (String) -> Void = { Output.verbatim($0 + "\n") }
  ) {
    self.columns = columns
    self.form = form
    self.put = put
  }

  /// Adds a row of plain text.
  mutating func add(_ texts: [String]) { add(texts.map { Cell($0) }) }

  /// Adds a row with as many cells as there are columns.
  mutating func add(_ cells: [Cell]) {
    precondition(cells.count == columns.count, "A row has a cell in each column.")
    let row = cells.map { Cell(Legible.legible($0.text), $0.color) }
    if isEmpty && form.columns == nil { write(columns.map { Cell($0.title) }) }
    isEmpty = false
    guard form.columns != nil, widths.isEmpty else { return write(row) }
    sample.append(row)
    if sample.count > Self.sampleSize { writeSample() }
  }

  /// Writes what is left. A table without rows is nothing at all.
  mutating func finish() { writeSample() }

  private mutating func writeSample() {
    guard let available = form.columns, !sample.isEmpty else { return }
    let heading = columns.map { Cell($0.title) }
    let natural = columns.indices.map { column in
      ([heading] + sample).map { Legible.columns(of: $0[column].text) }.max() ?? 0
    }
    widths = Self.fitting(columns, natural, into: available)
    for row in [heading] + sample { write(row) }
    sample = []
  }

  /// The widths of columns that would like to be `natural` in a terminal; nil for those left out.
  static func fitting(_ columns: [Column], _ natural: [Int], into available: Int) -> [Int?] {
    func least(_ column: Int) -> Int {
      columns[column].least.map { min($0, natural[column]) } ?? natural[column]
    }
    // Of equal columns the right one gives way first.
    var kept = columns.indices.sorted { (columns[$0].rank, $0) < (columns[$1].rank, $1) }
    func excess(_ width: (Int) -> Int) -> Int {
      kept.reduce(Self.gap * (kept.count - 1)) { $0 + width($1) } - available
    }
    while excess(least) > 0, let last = kept.last, columns[last].rank > 0 { kept.removeLast() }
    var widths = [Int?](repeating: nil, count: columns.count)
    var over = max(0, excess { natural[$0] })
    for column in kept.reversed() {
      let cut = min(over, natural[column] - least(column))
      widths[column] = natural[column] - cut
      over -= cut
    }
    // What is left is cut though it would rather not be, the widest first.
    while over > 0, let widest = kept.max(by: { (widths[$0] ?? 0) < (widths[$1] ?? 0) }),
      let width = widths[widest], width > 1
    {
      widths[widest] = width - 1
      over -= 1
    }
    return widths
  }

  private func write(_ row: [Cell]) {
    guard form.columns != nil else {
      return put(row.map { painted($0.text, $0.color) }.joined(separator: "\t"))
    }
    var line = ""
    var blanks = 0
    for (cell, width) in zip(row, widths) {
      guard let width else { continue }
      let text = Legible.clipped(cell.text, to: width, ellipsis: form.ellipsis)
      if !text.isEmpty {
        line += String(repeating: " ", count: blanks) + painted(text, cell.color)
        blanks = 0
      }
      blanks += width - Legible.columns(of: text) + Self.gap
    }
    put(line)
  }

  private func painted(_ text: String, _ color: Color?) -> String {
    guard form.hasColor, let color, !text.isEmpty else { return text }
    return "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m"
  }
}

extension CommonOptions {
  /// A table on standard output.
  func table(_ columns: [Table.Column]) -> Table {
    Table(
      columns,
      form: Table.Form(
        columns: Output.columns, hasColor: hasColor && Output.canColor,
        ellipsis: ascii ? "..." : "…")
    )
  }

  /// Ends a table, and says on standard error if it has no rows.
  func finish(_ table: inout Table, empty sentence: String) {
    table.finish()
    if table.isEmpty { say(sentence) }
  }
}

extension Table.Cell {
  /// The stage of an offer.
  init(_ publication: Publication) {
    let color: Table.Color? =
      switch publication.stage {
      case .draft: publication.needsAttention ? .red : nil
      case .submitted: .cyan
      case .certified: .yellow
      case .live: .green
      case .retired: .dim
      case .unrecognized: .magenta
      }
    self.init(publication.title, color)
  }

  /// How pressing a deadline is; nothing if there is none.
  init(_ level: Level?) {
    let color: Table.Color? =
      switch level {
      case .missed: .red
      case .startNow, .dueSoon, .onHold: .yellow
      case .met: .green
      case .comfortable, nil: nil
      }
    self.init(level?.title ?? "", color)
  }
}
