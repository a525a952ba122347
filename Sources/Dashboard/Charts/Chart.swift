// A chart of counts over days: an axis with numbers, an axis with dates, lines, a band, and days that
// are marked.

import Lifecycle
import Terminal

/// A chart of counts over days.
struct Chart {
  /// A count at the end of a day.
  struct Value: Hashable, Sendable {
    let day: Day
    let count: Double
  }

  /// A line from value to value.
  struct Line {
    let values: [Value]
    let pencil: Pencil
    /// It goes on level until the day of its next value, and steps there: for what was counted.
    var isStepped = false
    /// It is broken: for what is only thought of.
    var isBroken = false
  }

  /// A shade between two counts of each day.
  struct Band {
    let values: [(day: Day, low: Double, high: Double)]
    let role: Role
  }

  /// A day that is marked from top to bottom.
  struct Mark {
    let day: Day
    let title: String
    let role: Role
  }

  /// The days from left to right.
  let days: ClosedRange<Day>
  /// The count at the top.
  let most: Int
  /// The year that needs no naming: that of the moment.
  let year: Int
  /// What is drawn, what comes later over what came before.
  var band: Band?
  var lines: [Line] = []
  /// The most wanted first: where there is no room for all names, it keeps its own.
  var marks: [Mark] = []

  /// With fewer rows nothing is drawn: one for the names of marks, three for counts, two for the dates.
  static let leastRows = 6

  /// Draws the chart with its axes.
  func draw(on canvas: inout Canvas, in place: Rectangle, theme: Theme) {
    let label = max(String(most).count, 1)
    let columns = place.columns - label - 1
    guard columns >= 10, place.rows >= Self.leastRows else { return }
    let axis = DateAxis(days: days, columns: columns, year: year)
    let names = markNames(axis, rows: min(2, place.rows - Self.leastRows + 1))
    let top = max(1, (names.map(\.row).max() ?? 0) + 1)
    let plot = Rectangle(
      column: place.minColumn + label + 1, row: place.minRow + top, columns: columns,
      rows: place.rows - top - 2)
    drawCounts(on: &canvas, beside: plot, label: label, theme: theme)
    drawDates(axis, on: &canvas, below: plot, theme: theme)
    if let band { draw(band, axis, on: &canvas, in: plot, theme: theme) }
    for mark in marks.reversed() where days.contains(mark.day) {
      canvas.fill(
        Rectangle(
          column: plot.minColumn + axis.column(of: mark.day), row: plot.minRow, columns: 1,
          rows: plot.rows), theme.signs.lines.vertical, style: theme[mark.role])
    }
    for name in names {
      canvas.write(
        name.mark.title,
        at: Point(column: plot.minColumn + name.column, row: plot.minRow - 1 - name.row),
        style: theme[name.mark.role])
    }
    var grid = DotGrid(size: plot.size, signs: theme.signs)
    fill(&grid)
    grid.draw(on: &canvas, at: plot.origin, theme: theme)
  }

  // MARK: - Dots

  private func x(_ day: Day, _ grid: DotGrid) -> Int {
    let span = max(1, days.upperBound - days.lowerBound)
    return (2 * (day - days.lowerBound) * (grid.width - 1) + span) / (2 * span)
  }

  private func y(_ count: Double, _ grid: DotGrid) -> Int {
    let share = max(0, min(1, count / Double(max(1, most))))
    return Int(((1 - share) * Double(grid.height - 1)).rounded())
  }

  private func fill(_ grid: inout DotGrid) {
    for line in lines {
      for (value, next) in zip(line.values, line.values.dropFirst()) {
        let start = (x: x(value.day, grid), y: y(value.count, grid))
        let end = (x: x(next.day, grid), y: y(next.count, grid))
        if line.isStepped {
          grid.line(from: start, to: (end.x, start.y), line.pencil)
          grid.line(from: (end.x, start.y), to: end, line.pencil)
        } else {
          grid.line(from: start, to: end, step: line.isBroken ? grid.gap : 1, line.pencil)
        }
      }
      if line.values.count == 1, let value = line.values.first {
        grid.set(x(value.day, grid), y(value.count, grid), line.pencil)
      }
    }
  }

  /// The shade, cell by cell: what is only likely needs no finer edge.
  private func draw(
    _ band: Band, _ axis: DateAxis, on canvas: inout Canvas, in plot: Rectangle, theme: Theme
  ) {
    func row(_ count: Double) -> Int {
      let share = max(0, min(1, count / Double(max(1, most))))
      return Int(((1 - share) * Double(plot.rows - 1)).rounded())
    }
    // Where many days share a column, the first of them stands for it.
    var free = 0
    for (value, next) in zip(band.values, band.values.dropFirst()) {
      let (start, end) = (axis.column(of: value.day), axis.column(of: next.day))
      guard end >= free else { continue }
      for place in max(start, free)...end {
        let share = end == start ? 0 : Double(place - start) / Double(end - start)
        let top = row(value.high + (next.high - value.high) * share)
        let bottom = row(value.low + (next.low - value.low) * share)
        for line in top...max(top, bottom) {
          canvas.write(
            theme.signs[.barEmpty],
            at: Point(column: plot.minColumn + place, row: plot.minRow + line),
            style: theme[band.role])
        }
      }
      free = end + 1
    }
  }

  // MARK: - Axes

  /// The counts at the left.
  private func drawCounts(
    on canvas: inout Canvas, beside plot: Rectangle, label: Int, theme: Theme
  ) {
    canvas.fill(
      Rectangle(column: plot.minColumn - 1, row: plot.minRow, columns: 1, rows: plot.rows),
      theme.signs.lines.vertical, style: theme[.border])
    let most = max(1, most)
    for count in counts(most, rows: plot.rows) {
      let row = plot.rows - 1 - ((plot.rows - 1) * count * 2 + most) / (2 * most)
      let point = Point(column: plot.minColumn - 1, row: plot.minRow + row)
      canvas.write(
        String(count), endingAt: point, role: .dim, columns: label, theme: theme)
      canvas.write(theme.signs.lines.teeRight, at: point, style: theme[.border])
    }
  }

  /// None, the most, and round counts between them, two rows apart.
  private func counts(_ most: Int, rows: Int) -> [Int] {
    let powers = sequence(first: 1) { $0 > most ? nil : $0 * 10 }
    let steps = powers.flatMap { [$0, 2 * $0, 5 * $0] }
    let step = steps.first { $0 * (rows - 1) >= 2 * most } ?? most
    let round = stride(from: 0, to: most, by: step).filter {
      $0 == 0 || (most - $0) * (rows - 1) >= 2 * most
    }
    return round + [most]
  }

  /// The dates below.
  private func drawDates(
    _ axis: DateAxis, on canvas: inout Canvas, below plot: Rectangle, theme: Theme
  ) {
    let row = plot.maxRow
    canvas.fill(
      Rectangle(column: plot.minColumn, row: row, columns: plot.columns, rows: 1),
      theme.signs.lines.horizontal, style: theme[.border])
    canvas.write(
      theme.signs.lines.bottomLeft, at: Point(column: plot.minColumn - 1, row: row),
      style: theme[.border])
    for tick in axis.ticks {
      let column = plot.minColumn + tick.column
      canvas.write(tick.title, at: Point(column: column, row: row + 1), style: theme[.dim])
      canvas.write(theme.signs[.tick], at: Point(column: column, row: row), style: theme[.border])
    }
  }

  /// A name of a mark above the plot.
  private struct MarkName {
    let mark: Mark
    /// Its first column in the plot.
    let column: Int
    let width: Int
    /// The rows between it and the plot.
    let row: Int

    func collides(_ other: MarkName) -> Bool {
      row == other.row && column < other.column + other.width + 2
        && other.column < column + width + 2
    }
  }

  /// The names of the marks, each as near to its day as it can be and apart from the others, so that
  /// no two are read as one; what has no room in these rows is left out.
  private func markNames(_ axis: DateAxis, rows: Int) -> [MarkName] {
    var names: [MarkName] = []
    for mark in marks where days.contains(mark.day) {
      let width = Legible.columns(of: mark.title)
      let wanted = axis.column(of: mark.day) - width / 2
      let column = max(0, min(wanted, axis.columns - width))
      let name = (0..<rows).lazy
        .map { MarkName(mark: mark, column: column, width: width, row: $0) }
        .first { name in !names.contains { $0.collides(name) } }
      if let name { names.append(name) }
    }
    return names
  }
}
