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
  /// What is drawn, what comes later over what came before.
  var band: Band?
  var lines: [Line] = []
  var marks: [Mark] = []

  /// Draws the chart with its axes.
  func draw(on canvas: inout Canvas, in place: Rectangle, theme: Theme) {
    let label = max(String(most).count, 1)
    let plot = Rectangle(
      column: place.minColumn + label + 1, row: place.minRow + 1,
      columns: place.columns - label - 1, rows: place.rows - 3)
    guard plot.columns >= 10, plot.rows >= 3 else { return }
    drawCounts(on: &canvas, beside: plot, label: label, theme: theme)
    drawDates(on: &canvas, below: plot, theme: theme)
    if let band { draw(band, on: &canvas, in: plot, theme: theme) }
    drawMarks(on: &canvas, in: plot, theme: theme)
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
    _ band: Band, on canvas: inout Canvas, in plot: Rectangle, theme: Theme
  ) {
    func row(_ count: Double) -> Int {
      let share = max(0, min(1, count / Double(max(1, most))))
      return Int(((1 - share) * Double(plot.rows - 1)).rounded())
    }
    for (value, next) in zip(band.values, band.values.dropFirst()) {
      let (start, end) = (column(of: value.day, plot.columns), column(of: next.day, plot.columns))
      for place in start...max(start, end) {
        let share = end == start ? 0 : Double(place - start) / Double(end - start)
        let top = row(value.high + (next.high - value.high) * share)
        let bottom = row(value.low + (next.low - value.low) * share)
        for line in top...max(top, bottom) {
          canvas.write(
            theme.signs.barEmpty,
            at: Point(column: plot.minColumn + place, row: plot.minRow + line),
            style: theme[band.role])
        }
      }
    }
  }

  // MARK: - Axes

  /// The counts at the left: none, the most, and what lies between where there is room.
  private func drawCounts(
    on canvas: inout Canvas, beside plot: Rectangle, label: Int, theme: Theme
  ) {
    canvas.fill(
      Rectangle(column: plot.minColumn - 1, row: plot.minRow, columns: 1, rows: plot.rows),
      theme.signs.lines.vertical, style: theme[.border])
    // As many labels as have two rows between them, at whole counts.
    let most = max(1, most)
    let parts = max(1, min(most, (plot.rows - 1) / 3))
    let step = (most + parts - 1) / parts
    var told = Set<Int>()
    for count in stride(from: 0, through: most, by: step) {
      let row = plot.rows - 1 - (plot.rows - 1) * count / most
      guard told.insert(row).inserted else { continue }
      let point = Point(column: plot.minColumn - 1, row: plot.minRow + row)
      canvas.write(
        String(count), endingAt: point, role: .dim, columns: label, theme: theme)
      canvas.write(theme.signs.lines.teeRight, at: point, style: theme[.border])
    }
  }

  /// The dates below: Mondays, or the first of months where weeks are too many.
  private func drawDates(on canvas: inout Canvas, below plot: Rectangle, theme: Theme) {
    let row = plot.maxRow
    canvas.fill(
      Rectangle(column: plot.minColumn, row: row, columns: plot.columns, rows: 1),
      theme.signs.lines.horizontal, style: theme[.border])
    canvas.write(
      theme.signs.lines.bottomLeft, at: Point(column: plot.minColumn - 1, row: row),
      style: theme[.border])
    let span = max(1, days.upperBound - days.lowerBound)
    var free = plot.minColumn
    var day = days.lowerBound
    while day <= days.upperBound {
      defer { day = day + 1 }
      let isTick = span > 400 ? day.parts.day == 1 : day.weekday == 1
      guard isTick else { continue }
      let column = plot.minColumn + column(of: day, plot.columns)
      let title = day.title(withYear: false)
      guard column >= free, column + title.count <= plot.maxColumn else { continue }
      canvas.write(title, at: Point(column: column, row: row + 1), style: theme[.dim])
      canvas.write(theme.signs.tick, at: Point(column: column, row: row), style: theme[.border])
      free = column + title.count + 2
    }
  }

  /// The days that are marked, with their names above them; where two would meet, the later name
  /// gives way.
  private func drawMarks(on canvas: inout Canvas, in plot: Rectangle, theme: Theme) {
    var free = plot.minColumn
    for mark in marks.sorted(by: { $0.day < $1.day }) where days.contains(mark.day) {
      canvas.fill(
        Rectangle(
          column: plot.minColumn + column(of: mark.day, plot.columns), row: plot.minRow, columns: 1,
          rows: plot.rows), theme.signs.lines.vertical, style: theme[mark.role])
      let width = Legible.columns(of: mark.title)
      let wanted = plot.minColumn + column(of: mark.day, plot.columns) - width / 2
      let column = max(free, min(wanted, plot.maxColumn - width))
      canvas.write(
        mark.title, at: Point(column: column, row: plot.minRow - 1), style: theme[mark.role],
        columns: max(0, plot.maxColumn - column))
      free = column + width + 1
    }
  }

  private func column(of day: Day, _ columns: Int) -> Int {
    let span = max(1, days.upperBound - days.lowerBound)
    return (2 * (day - days.lowerBound) * (columns - 1) + span) / (2 * span)
  }
}
