// The steps of the selected offer: done, next, blocked by what, not yet.

import Foundation
import Lifecycle
import Terminal

/// A line of the steps.
struct StepLine: Equatable, Sendable {
  let progress: StepProgress
  /// Its place in the track, from 1.
  let number: Int
  /// What it is about, where its state does not tell: an answer, how many pages are left.
  let detail: String?
  /// It is the one that the keys act on.
  let isSelected: Bool
}

/// A part of the panel of the steps.
enum StepLines: Equatable, Sendable {
  /// A step; nothing below the last.
  case step(StepLine?)
  /// There are no steps, and this is why.
  case none(String, Role)
}

extension Model {
  /// The steps, one a line.
  func stepParts(_ progress: OfferProgress?, in place: Rectangle) -> [Part] {
    guard let offer, let progress, !progress.steps.isEmpty else {
      let lines =
        offer.map { StepLines.none("The playbook has no track \($0.track.inQuotes).", .error) }
        ?? .none("Select an offer to see its steps.", .dim)
      return [Part(.steps(lines), in: place)]
    }
    let selected = selectedPlace(in: progress)
    let top = stepTop(progress, rows: place.rows)
    func line(_ index: Int) -> StepLine? {
      guard progress.steps.indices.contains(index) else { return nil }
      return StepLine(
        progress: progress.steps[index], number: index + 1,
        detail: detail(of: progress.steps[index], offer), isSelected: index == selected)
    }
    return (0..<place.rows).map { row in
      Part(
        .steps(.step(line(top + row))),
        in: Rectangle(
          column: place.minColumn, row: place.minRow + row, columns: place.columns, rows: 1))
    }
  }

  /// The place of the step that the keys act on.
  func selectedPlace(in progress: OfferProgress) -> Int {
    let last = progress.steps.count - 1
    // What the keys do in the other panels is about the next step.
    let selection = focus == .steps ? stepSelection : nil
    return min(selection ?? progress.steps.firstIndex { !$0.state.isOver } ?? last, last)
  }

  /// The first step to show, so that the selected one is seen with those around it.
  func stepTop(_ progress: OfferProgress, rows: Int) -> Int {
    max(0, min(selectedPlace(in: progress) - rows / 2, progress.steps.count - rows))
  }

  func draw(_ lines: StepLines, on canvas: inout Canvas, in place: Rectangle) {
    switch lines {
    case .step(let line):
      guard let line else { return }
      draw(line, on: &canvas, in: place)
      if line.isSelected && focus == .steps && dialogs.isEmpty {
        canvas.lay(.selection, over: place, theme: theme)
      }
    case .none(let sentence, let role):
      canvas.write(
        [(sentence, role)], at: Point(column: place.minColumn + 2, row: place.minRow),
        columns: place.columns - 3, theme: theme)
    }
  }

  private func draw(_ line: StepLine, on canvas: inout Canvas, in place: Rectangle) {
    let (progress, signs) = (line.progress, theme.signs)
    let sign =
      switch progress.state {
      case .done: signs.done
      case .passed: signs.passed
      case .next: signs.next
      case .blocked: signs.blocked
      case .later: signs.later
      case .skipped: signs.skipped
      }
    let role = Role(progress.state)
    let digits = line.number < 10 ? " \(line.number)" : "\(line.number)"
    canvas.write(
      [
        (" \(sign) ", role), (digits + " ", progress.state.isOver ? .text : role),
        (progress.step.title, progress.state.isOver ? .text : role),
      ],
      at: place.origin, columns: place.columns, theme: theme)
    let used = 6 + Legible.columns(of: progress.step.title)
    canvas.write(
      remark(on: progress, line.detail),
      endingAt: Point(column: place.maxColumn - 1, row: place.minRow), role: .dim,
      columns: place.columns - used - 3, theme: theme)
  }

  /// What a step is about for an offer, where its state does not tell: an answer, how many pages are
  /// left.
  func detail(of progress: StepProgress, _ offer: Offer) -> String? {
    switch progress.state {
    case .done(nil):
      progress.step.kind == .account
        ? "account confirmed" : progress.step.fact.flatMap { offer.facts[$0] }
    case .next, .later:
      progress.step.kind == .pages
        ? "\(rules(of: offer).unfinishedPages(of: offer).count) pages left" : nil
    case .done(let tick):
      publisher(of: offer).recordsManually(progress.step, tick) ? ManualRecord.mark : nil
    case .passed, .blocked, .skipped: nil
    }
  }

  /// What stands behind a step: who did it, whose turn it is, what was answered.
  func remark(on progress: StepProgress, _ detail: String?) -> String {
    switch progress.state {
    case .done(let tick?):
      // The day first: where there is little room, the person is cut.
      return [Day(of: tick.at, in: zone).title(on: today), detail, tick.by].compactMap { $0 }
        .joined(separator: ", ")
    case .done(nil): return detail ?? "done"
    case .passed: return "implied"
    case .skipped: return "not done"
    case .blocked(let requirements):
      let real = requirements.real
      let more = real.count > 1 ? " +\(real.count - 1)" : ""
      return (real.first?.sentence(in: zone).withoutStop ?? "blocked") + more
    case .next, .later:
      if let detail { return detail }
      if progress.step.kind == .account { return "all offers" }
      return progress.step.actor == .microsoft ? "waiting on Microsoft" : ""
    }
  }
}

extension String {
  /// A sentence as a remark: without the stop at its end.
  var withoutStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
