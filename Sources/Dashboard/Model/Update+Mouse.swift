// The mouse: what is under it is asked of the layout, and then done as a key would do it.

import Lifecycle
import Terminal

extension Model {
  mutating func point(_ mouse: Mouse) -> [Effect] {
    if case .press = mouse.kind { pressedDepth = dialogs.count }
    // The second half of a double click is for what the first was for.
    if mouse.kind == .doubleClick && pressedDepth != dialogs.count { return [] }
    guard dialogs.isEmpty else { return pointInDialog(mouse) }
    let layout = layout
    switch mouse.kind {
    case .wheelUp, .wheelDown:
      return turnWheel(by: mouse.kind == .wheelUp ? -3 : 3, at: mouse.at, layout)
    case .press(.left):
      pressed = mouse.at
      return click(at: mouse.at, layout)
    case .release:
      tellOfSelecting(at: mouse.at)
      return []
    case .doubleClick where layout.offerRows.contains(mouse.at) || isInLane(mouse.at):
      _ = click(at: mouse.at, layout)
      return advance()
    default: return []
    }
  }

  /// Who drags wants to select text, which the terminal does; it is said how, once.
  private mutating func tellOfSelecting(at point: Point) {
    defer { pressed = nil }
    guard let pressed, pressed != point, !hasToldOfSelecting else { return }
    hasToldOfSelecting = true
    say(
      "In most terminals, Shift and drag select text. \(keyName(.mouse)) turns the mouse off here, for the "
        + "terminal.")
  }

  private mutating func turnWheel(by rows: Int, at point: Point, _ layout: Layout) -> [Effect] {
    if layout.deadlines.contains(point) {
      return select(deadline: deadlineSelection + rows.signum())
    }
    if layout.steps.contains(point), let selected = selectedStep {
      let last = (progress?.steps.count ?? 1) - 1
      focus = .steps
      stepSelection = max(0, min(last, selected.place + rows.signum()))
      return []
    }
    if layout.page.contains(point) { return turnWheelInLanes(by: rows, at: point) }
    return layout.offers.contains(point) ? moveSelection(to: selection + rows) : []
  }

  private mutating func click(at point: Point, _ layout: Layout) -> [Effect] {
    if layout.moment.contains(point) { return perform(.present) }
    if layout.banner.contains(point) { return perform(bannerCommand) }
    if layout.header.contains(point) { return perform(.publishers) }
    if layout.footer.contains(point) {
      return footerCommand(at: point.column, width: layout.footer.columns).map { perform($0) } ?? []
    }
    if layout.offers.contains(point) {
      focus = .offers
      let heading = layout.offers.minRow + 1
      if point.row == heading {
        return sortColumn(at: point.column).map { sort(by: $0) } ?? []
      }
      let place = list.top + point.row - layout.offerRows.minRow
      guard layout.offerRows.contains(point), window?[place] != nil else { return [] }
      return moveSelection(to: place)
    }
    if layout.steps.contains(point) {
      focus = .steps
      if let progress {
        let top = stepTop(progress, rows: layout.steps.inset().rows)
        let place = top + point.row - layout.steps.minRow - 1
        if progress.steps.indices.contains(place) { stepSelection = place }
      }
      return scroll()
    }
    if layout.deadlines.contains(point) {
      focus = .deadlines
      return select(deadline: deadline(at: point, layout) ?? deadlineSelection) + scroll()
    }
    if layout.nearest.contains(point) {
      let effects = view == .panels ? [] : turn(to: .panels)
      focus = .deadlines
      return effects + lookAtDeadline() + scroll() + askCounts()
    }
    if layout.page.contains(point) { return clickInLanes(at: point) }
    return []
  }

  private mutating func pointInDialog(_ mouse: Mouse) -> [Effect] {
    switch mouse.kind {
    case .wheelUp, .wheelDown:
      let key = Key(mouse.kind == .wheelUp ? .up : .down)
      let lines = dialogs.last?.wheelLines ?? 0
      return (0..<lines).flatMap { _ in answerDialog(key) ?? [] }
    case .press(.right): return answerDialog(Key(.escape)) ?? []
    case .press(.left), .doubleClick:
      let isOnBanner = dialogs.last?.isPage == true && layout.banner.contains(mouse.at)
      if isOnBanner, bannerCommand == .migrate, dialogs.last(MigrationWizard.self) == nil {
        return perform(.migrate)
      }
      guard let target = target(at: mouse.at) else { return [] }
      return press(target, at: mouse.at, isDouble: mouse.kind == .doubleClick)
    default: return []
    }
  }

  /// What can be clicked there in the dialog on top. What is drawn is what is clicked: the picture is
  /// asked, and nothing else knows its places.
  private func target(at point: Point) -> Target? {
    var canvas = Canvas(size: size)
    let targets =
      dialogs.last?.draw(on: &canvas, in: layout.underBanner, environment) ?? []
    return targets.last { $0.place.contains(point) }
  }

  /// Whether an input gives up what is being asked: Esc, or a click on it.
  func isStop(_ input: Input) -> Bool {
    switch input {
    case .key(let key), .repeated(let key): key == Key(.escape)
    case .mouse(let mouse):
      mouse.kind == .press(.left) && target(at: mouse.at)?.press == .key(Key(.escape))
    default: false
    }
  }

  private mutating func press(_ target: Target, at point: Point, isDouble: Bool) -> [Effect] {
    switch target.press {
    case .key(let key): return answerDialog(key) ?? []
    case .command(let command): return keys.key(for: command).flatMap { answerDialog($0) } ?? []
    case .entry(let number): return answerDialog(.entry(number, isDouble: isDouble)) ?? []
    case .field: return answerDialog(.field(column: point.column, in: target.place)) ?? []
    }
  }
}
