// The whole screen as a picture. Nothing is kept between two of them.

package import Terminal

extension Model {
  /// What is on the screen now.
  package func drawn() -> Canvas {
    var canvas = Canvas(size: size, style: theme[.text])
    guard size.columns >= Layout.least.columns, size.rows >= Layout.least.rows else {
      drawTooSmall(on: &canvas)
      return canvas
    }
    let layout = layout
    drawHeader(on: &canvas, in: layout.header)
    if !layout.banner.isEmpty { drawBanner(on: &canvas, in: layout.banner) }
    if !layout.nearest.isEmpty { drawNearest(on: &canvas, in: layout.nearest) }
    if !layout.offers.isEmpty { drawOffers(on: &canvas, in: layout) }
    if !layout.steps.isEmpty {
      drawSteps(on: &canvas, in: layout.steps, sharesTop: !layout.offers.isEmpty)
    }
    if !layout.deadlines.isEmpty { drawDeadlines(on: &canvas, in: layout.deadlines) }
    switch view {
    case .panels: break
    case .board, .losses: drawLanes(on: &canvas, in: layout.page)
    case .timeline: drawTimeline(on: &canvas, in: layout.page)
    }
    drawFooter(on: &canvas, in: layout.footer)
    for dialog in dialogs { dialog.draw(on: &canvas, theme: theme, keys: keys) }
    return canvas
  }

  /// Says which size is needed and which there is, the part that falls short in the error's style.
  private func drawTooSmall(on canvas: inout Canvas) {
    let least = Layout.least
    let lines: [[(String, Role)]] = [
      [("offerdeck needs ", .text), ("\(least.columns)x\(least.rows)", .title)],
      [
        ("this is ", .text),
        ("\(size.columns)", size.columns < least.columns ? .error : .levelMet), ("x", .text),
        ("\(size.rows)", size.rows < least.rows ? .error : .levelMet),
      ],
    ]
    for (row, pieces) in lines.enumerated() {
      let width = pieces.reduce(0) { $0 + $1.0.count }
      canvas.write(
        pieces,
        at: Point(
          column: max(0, (size.columns - width) / 2), row: max(0, size.rows / 2 - 1) + row),
        columns: size.columns, theme: theme)
    }
  }
}
