// The parts of the screen, and who draws them.

import Lifecycle
import Terminal

extension Model {
  /// What there is to draw. As many parts, at the same places, wherever the layout is the same.
  func parts(_ layout: Layout) -> [Part] {
    var parts: [Part] = []
    if !layout.header.isEmpty { parts.append(Part(.header, in: layout.header)) }
    if !layout.moment.isEmpty { parts.append(Part(.moment, in: layout.moment)) }
    if !layout.banner.isEmpty { parts.append(Part(.banner, in: layout.banner)) }
    if !layout.nearest.isEmpty {
      parts.append(Part(.nearest(selection: deadlineSelection), in: layout.nearest))
    }
    let progress = layout.steps.isEmpty ? nil : progress
    let inside = layout.instruction.inset(columns: 2, rows: 1)
    let instruction = inside.isEmpty ? nil : progress.flatMap { self.instruction($0, inside) }
    let borders = borders(progress, instruction)
    if !layout.offers.isEmpty || !layout.steps.isEmpty {
      // Boxes may share a line.
      let both = Rectangle(
        column: layout.offers.minColumn, row: layout.offers.minRow,
        columns: max(layout.offers.columns, layout.steps.columns),
        rows: layout.offers.rows + layout.steps.rows)
      parts.append(Part(.borders(borders), in: both))
    }
    if !layout.offers.isEmpty { parts += offerParts(layout) }
    if !layout.steps.isEmpty { parts += stepParts(progress, in: layout.steps.inset()) }
    if !inside.isEmpty { parts.append(Part(.instruction(instruction), in: inside)) }
    if !layout.deadlines.isEmpty {
      parts.append(
        Part(
          .deadlines(
            selection: deadlineSelection, offers: dueOffers,
            chances: focus == .deadlines ? course?.forecast.chances : nil,
            below: layout.foldsDeadlines ? borders : nil),
          in: layout.deadlines))
    }
    if view != .panels { parts.append(Part(.page, in: layout.page)) }
    if !layout.message.isEmpty { parts.append(Part(.message(messageLine), in: layout.message)) }
    parts.append(Part(footerSubject, in: layout.footer))
    return parts
  }

  private func instruction(_ progress: OfferProgress, _ place: Rectangle) -> Instruction? {
    guard !progress.steps.isEmpty else { return nil }
    let index = selectedPlace(in: progress)
    return instruction(of: (index, progress.steps[index]), columns: place.columns)
  }

  /// Draws a part where nothing is.
  func draw(_ part: Part, on canvas: inout Canvas, _ layout: Layout) {
    switch part.subject {
    case .header: drawHeader(on: &canvas, in: part.place)
    case .moment: drawMoment(on: &canvas, in: part.place)
    case .banner: drawBanner(on: &canvas, in: part.place)
    case .nearest: drawNearest(on: &canvas, in: part.place)
    case .borders(let borders): draw(borders, on: &canvas, layout)
    case .heading: drawHeading(on: &canvas, in: part.place)
    case .row(let row): draw(row, on: &canvas, in: part.place)
    case .emptyList: drawEmptyList(on: &canvas, in: part.place)
    case .steps(let lines): draw(lines, on: &canvas, in: part.place)
    case .instruction(let instruction):
      if let instruction { drawInstruction(instruction, on: &canvas, in: part.place) }
    case .message(let line): draw(line, on: &canvas, in: part.place)
    case .deadlines: drawDeadlines(on: &canvas, in: part.place)
    case .page where view == .timeline: drawTimeline(on: &canvas, in: part.place)
    case .page: drawLanes(on: &canvas, in: part.place)
    case .footer, .prompt: drawFooter(on: &canvas, in: part.place)
    }
  }

  /// Says which size is needed and which there is, the part that falls short in the error's style.
  func drawTooSmall(on canvas: inout Canvas) {
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
