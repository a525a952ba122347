// The panels as a picture, and what the mouse does there: what is under it is asked of the layout.

import Lifecycle
import Terminal

extension Panels {
  /// Draws what is between the banner and the messages.
  ///
  /// - Parameter hasKeys: no dialog takes the keys.
  func draw(
    on canvas: inout Canvas, _ layout: Layout, hasKeys: Bool, _ environment: Environment
  ) {
    if !layout.nearest.isEmpty {
      // If the panel is there too, its seconds are enough.
      deadlines.drawNearest(
        on: &canvas, in: layout.nearest, form: layout.deadlines.isEmpty ? nil : .plain,
        isFocused: focus == .deadlines, environment)
    }
    if !layout.offers.isEmpty {
      offers.draw(
        on: &canvas, in: layout.offers, isFocused: focus == .offers, hasKeys: hasKeys,
        environment)
    }
    drawSteps(on: &canvas, layout, hasKeys: hasKeys, environment)
    if !layout.deadlines.isEmpty {
      deadlines.draw(
        timeline.outlook, on: &canvas, in: layout.deadlines, isFocused: focus == .deadlines,
        hasKeys: hasKeys, sharesTop: layout.foldsDeadlines, environment)
    }
    switch view {
    case .panels: break
    case .board, .losses:
      boardPage(layout, hasKeys: hasKeys, in: environment).draw(on: &canvas)
    case .timeline:
      TimelinePage(timeline: timeline, panel: deadlines, environment: environment)
        .draw(on: &canvas, in: layout.page, isFocused: hasKeys && layout.deadlines.isEmpty)
    }
  }

  /// The steps of the selected offer, and what to do for the selected one.
  private func drawSteps(
    on canvas: inout Canvas, _ layout: Layout, hasKeys: Bool, _ environment: Environment
  ) {
    guard !layout.steps.isEmpty || !layout.instruction.isEmpty else { return }
    let (theme, dot) = (environment.theme, environment.signs[.dot])
    let current = current(in: environment)
    canvas.box(
      layout.steps,
      title: current.map { "\($0.offer.name) \(dot) \($0.offer.track) track" } ?? "Steps",
      trailing: current.map { "\($0.progress.done) of \($0.progress.steps.count)" } ?? "",
      isFocused: hasKeys && focus == .steps, theme: theme, sharesTop: layout.sharesLines)
    steps.draw(
      current, on: &canvas, in: layout.steps.inset(), isFocused: focus == .steps,
      hasKeys: hasKeys, environment)
    let inside = layout.instruction.inset(columns: 2, rows: 1)
    guard !inside.isEmpty else { return }
    let instruction = instruction(
      of: selectedStep(of: current), of: current, inside, environment)
    canvas.box(
      layout.instruction,
      title: instruction.map { "What to do \(dot) \($0.title)" } ?? "What to do",
      trailing: instruction?.turn ?? "", isFocused: false, theme: theme,
      sharesTop: layout.sharesLines)
    instruction?.draw(on: &canvas, in: inside, environment)
  }

  private func instruction(
    of selected: SelectedStep?, of status: OfferStatus?, _ place: Rectangle,
    _ environment: Environment
  ) -> Instruction? {
    guard let selected, let status, place.columns > 0 else { return nil }
    return Instruction(selected, of: status, columns: place.columns, in: environment)
  }

  /// The step whose instruction is on the screen as a whole.
  func shownInstruction(in environment: Environment) -> Step? {
    let place = layout(in: environment).instruction.inset(columns: 2, rows: 1)
    let status = current(in: environment)
    let selected = selectedStep(of: status)
    guard let instruction = instruction(of: selected, of: status, place, environment),
      instruction.essential.count <= place.rows
    else { return nil }
    return selected?.progress.step
  }

  // MARK: - The mouse

  /// An offer is under the mouse.
  func hasOffer(at point: Point, _ layout: Layout, in environment: Environment) -> Bool {
    layout.offerRows.contains(point)
      || (view.hasLanes && boardPage(layout, in: environment).offer(at: point) != nil)
  }

  /// The wheel turns over a panel.
  mutating func turnWheel(
    by rows: Int, at point: Point, _ layout: Layout, in environment: Environment
  ) {
    let overview = environment.overview
    if layout.deadlines.contains(point) {
      deadlines.select(deadlines.selection + rows.signum(), in: overview)
    } else if layout.steps.contains(point), let current = current(in: environment),
      let selected = selectedStep(of: current)
    {
      focus = .steps
      let last = current.progress.steps.count - 1
      steps.selection = max(0, min(last, selected.place + rows.signum()))
    } else if layout.page.contains(point) {
      if view == .timeline {
        deadlines.select(deadlines.selection + rows.signum(), in: overview)
      } else if let lane = boardPage(layout, in: environment).lane(at: point) {
        board.lanes[lane].listing.move(to: board.lanes[lane].listing.selection + rows)
      }
    } else if layout.offers.contains(point) {
      listing { $0.move(to: $0.listing.selection + rows) }
    }
  }

  /// The left button goes down over a panel.
  mutating func click(
    at point: Point, _ layout: Layout, in environment: Environment
  ) -> [Effect] {
    let overview = environment.overview
    if layout.offers.contains(point) {
      focus = .offers
      if point.row == layout.offers.minRow + 1 {
        guard let sort = offers.sort(at: point.column, in: layout.offers) else { return [] }
        return listing { $0.sort(by: sort, in: environment) }
      }
      let place = offers.listing.top + point.row - layout.offerRows.minRow
      guard layout.offerRows.contains(point), offers.listing.window?[place] != nil else {
        return []
      }
      listing { $0.move(to: place) }
    } else if layout.steps.contains(point) {
      focus = .steps
      if let progress = current(in: environment)?.progress {
        let rows = layout.steps.inset().rows
        let top = steps.top(in: progress, rows: rows, isFocused: true)
        let place = top + point.row - layout.steps.minRow - 1
        if progress.steps.indices.contains(place) { steps.selection = place }
      }
    } else if layout.deadlines.contains(point) {
      let place = deadlines.place(
        at: point, timeline.outlook, in: layout.deadlines, isFocused: focus == .deadlines,
        environment)
      focus = .deadlines
      if let place { deadlines.select(place, in: overview) }
    } else if layout.nearest.contains(point) {
      if view != .panels { turn(to: .panels) }
      focus = .deadlines
    } else if layout.page.contains(point), view.hasLanes {
      let page = boardPage(layout, in: environment)
      if let found = page.offer(at: point) {
        board.focused = found.lane
        steps.selection = nil
        board.lanes[found.lane].listing.move(to: found.place)
      } else if let lane = page.lane(at: point) {
        board.focused = lane
      }
    }
    return []
  }
}
