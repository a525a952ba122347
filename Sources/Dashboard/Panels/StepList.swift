// The steps of the selected offer: done, next, blocked by what, not yet. Where there is room, what
// a person has to know about the selected one stands beside them.

import Foundation
import Lifecycle
import Terminal

extension Model {
  func drawSteps(on canvas: inout Canvas, in place: Rectangle, sharesTop: Bool) {
    let isFocused = focus == .steps && dialogs.isEmpty
    guard let current, let progress else {
      canvas.box(
        place, title: "Steps", isFocused: isFocused, theme: theme, sharesTop: sharesTop)
      canvas.write(
        [("Select an offer to see its steps.", .dim)],
        at: Point(column: place.minColumn + 3, row: place.minRow + 1), columns: place.columns - 5,
        theme: theme)
      return
    }
    let done = "\(progress.done) of \(progress.steps.count)"
    canvas.box(
      place, title: "\(current.offer.name) \(theme.signs.dot) \(current.offer.track) track",
      trailing: done, isFocused: isFocused, theme: theme, sharesTop: sharesTop)
    let inside = place.inset()
    let hasHelp = inside.columns >= 100
    let (list, help) = inside.split(right: hasHelp ? inside.columns * 2 / 5 : 0)
    guard !progress.steps.isEmpty else {
      canvas.write(
        [("The playbook has no track “\(current.offer.track)”.", .error)],
        at: Point(column: list.minColumn + 2, row: list.minRow), columns: list.columns,
        theme: theme)
      return
    }
    let selected = selectedStep?.place ?? 0
    let top = stepTop(rows: list.rows)
    for row in 0..<list.rows where progress.steps.indices.contains(top + row) {
      let line = Rectangle(
        column: list.minColumn, row: list.minRow + row, columns: list.columns, rows: 1)
      draw(
        progress.steps[top + row], number: top + row + 1, of: current.offer, in: line, on: &canvas)
      if top + row == selected && isFocused {
        canvas.lay(.selection, over: line, theme: theme)
      }
    }
    if hasHelp, progress.steps.indices.contains(selected) {
      drawHelp(of: progress.steps[selected], current.offer, in: help, on: &canvas)
    }
  }

  /// The first step to show, so that the selected one is seen with those around it.
  func stepTop(rows: Int) -> Int {
    let count = progress?.steps.count ?? 0
    return max(0, min((selectedStep?.place ?? 0) - rows / 2, count - rows))
  }

  private func draw(
    _ progress: StepProgress, number: Int, of offer: Offer, in line: Rectangle,
    on canvas: inout Canvas
  ) {
    let signs = theme.signs
    let sign =
      switch progress.state {
      case .done: signs.done
      case .passed: signs.passed
      case .next: signs.next
      case .blocked: signs.blocked
      case .later: signs.later
      }
    let role = Role(progress.state)
    let digits = number < 10 ? " \(number)" : "\(number)"
    canvas.write(
      [
        (" \(sign) ", role), (digits + " ", progress.state.isOver ? .text : role),
        (progress.step.title, progress.state.isOver ? .text : role),
      ],
      at: line.origin, columns: line.columns, theme: theme)
    let used = 6 + Legible.columns(of: progress.step.title)
    canvas.write(
      remark(on: progress, offer), endingAt: Point(column: line.maxColumn - 1, row: line.minRow),
      role: .dim, columns: line.columns - used - 3, theme: theme)
  }

  /// What stands behind a step: who did it, whose turn it is, what was answered.
  func remark(on progress: StepProgress, _ offer: Offer) -> String {
    let step = progress.step
    switch progress.state {
    case .done(let tick?):
      return "\(tick.by), \(Day(of: tick.at, in: zone).title(withYear: false))"
    case .done(nil):
      return step.fact.flatMap { offer.facts[$0] } ?? "done"
    case .passed: return "seen beyond it"
    case .blocked(let requirements):
      return requirements.count == 1 ? "blocked" : "blocked by \(requirements.count)"
    case .next, .later:
      if step.kind == .pages {
        let pages = rules(of: offer).unfinishedPages(of: offer).count
        return "\(pages) pages left"
      }
      if step.kind == .account { return "account step" }
      return step.actor == .microsoft ? "Microsoft's turn" : ""
    }
  }

  private func drawHelp(
    of progress: StepProgress, _ offer: Offer, in place: Rectangle, on canvas: inout Canvas
  ) {
    canvas.fill(
      Rectangle(column: place.minColumn, row: place.minRow, columns: 1, rows: place.rows),
      theme.signs.lines.vertical, style: theme[.border])
    let inside = place.inset(columns: 2, rows: 0)
    var lines: [[(String, Role)]] = []
    if case .blocked(let requirements) = progress.state {
      lines += requirements.flatMap { requirement in
        requirement.sentence.wrapped(to: inside.columns - 2).enumerated().map {
          [($0.offset == 0 ? theme.signs.blocked + " " : "  ", .stepBlocked), ($0.element, .text)]
        }
      }
    } else {
      lines += progress.step.help.wrapped(to: inside.columns).map { [($0, .text)] }
    }
    if let link = progress.step.link(for: offer.type) {
      lines.append([(keyName(.openPage), .key), (" ", .dim), (link.text, .link)])
    }
    for (row, pieces) in lines.prefix(inside.rows).enumerated() {
      canvas.write(
        pieces, at: Point(column: inside.minColumn, row: inside.minRow + row),
        columns: inside.columns, theme: theme)
    }
  }
}
