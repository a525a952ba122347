// The steps of the selected offer: done, next, blocked by what, not yet.

import Foundation
import Lifecycle
import Terminal

/// The panel of the steps.
struct StepsPanel: Sendable {
  /// The selected step; nil for the next one.
  var selection: Int?

  /// The place of the step that the keys act on. What they do in the other panels is about the next
  /// step.
  func place(in progress: OfferProgress, isFocused: Bool) -> Int {
    let last = progress.steps.count - 1
    return min(
      (isFocused ? selection : nil) ?? progress.steps.firstIndex { !$0.state.isOver } ?? last, last)
  }

  /// The step that the keys act on; nil if there are none.
  func selected(in progress: OfferProgress?, isFocused: Bool) -> SelectedStep? {
    guard let progress, !progress.steps.isEmpty else { return nil }
    let place = place(in: progress, isFocused: isFocused)
    return SelectedStep(place: place, progress: progress.steps[place])
  }

  /// The first step to show, so that the selected one is seen with those around it.
  func top(in progress: OfferProgress, rows: Int, isFocused: Bool) -> Int {
    max(0, min(place(in: progress, isFocused: isFocused) - rows / 2, progress.steps.count - rows))
  }

  /// Moves as a command says, and the number before it.
  mutating func move(_ command: Command, in progress: OfferProgress, count: Int?) {
    guard !progress.steps.isEmpty else { return }
    let place = command.place(
      from: place(in: progress, isFocused: true), last: progress.steps.count - 1,
      page: progress.steps.count, count: count)
    selection = max(0, min(place, progress.steps.count - 1))
  }

  // MARK: - Drawing

  /// Draws the steps, one a line.
  func draw(
    _ status: OfferStatus?, on canvas: inout Canvas, in place: Rectangle, isFocused: Bool,
    hasKeys: Bool, _ environment: Environment
  ) {
    guard let status, !status.progress.steps.isEmpty else {
      let (sentence, role): (String, Role) =
        status.map { ("The playbook has no track \($0.offer.track.inQuotes).", .error) }
        ?? ("Select an offer to see its steps.", .dim)
      canvas.write(
        [(sentence, role)], at: Point(column: place.minColumn + 2, row: place.minRow),
        columns: place.columns - 3, theme: environment.theme)
      return
    }
    let steps = status.progress.steps
    let selected = self.place(in: status.progress, isFocused: isFocused)
    let top = top(in: status.progress, rows: place.rows, isFocused: isFocused)
    for (row, index) in steps.indices.dropFirst(top).prefix(place.rows).enumerated() {
      let line = Rectangle(
        column: place.minColumn, row: place.minRow + row, columns: place.columns, rows: 1)
      draw(
        steps[index], number: index + 1, of: status, on: &canvas, in: line, environment)
      if index == selected && isFocused && hasKeys {
        canvas.lay(.selection, over: line, theme: environment.theme)
      }
    }
  }

  private func draw(
    _ progress: StepProgress, number: Int, of status: OfferStatus, on canvas: inout Canvas,
    in place: Rectangle, _ environment: Environment
  ) {
    let theme = environment.theme
    let role = Role(progress.state)
    let digits = number < 10 ? " \(number)" : "\(number)"
    canvas.write(
      [
        (" \(theme.signs.sign(progress.state)) ", role),
        (digits + " ", progress.state.isOver ? .text : role),
        (progress.step.title, progress.state.isOver ? .text : role),
      ],
      at: place.origin, columns: place.columns, theme: theme)
    let used = 6 + Legible.columns(of: progress.step.title)
    canvas.write(
      Self.remark(on: progress, of: status, in: environment),
      endingAt: Point(column: place.maxColumn - 1, row: place.minRow), role: .dim,
      columns: place.columns - used - 3, theme: theme)
  }

  // MARK: - Words

  /// What stands behind a step: who did it, whose turn it is, what was answered.
  private static func remark(
    on progress: StepProgress, of status: OfferStatus, in environment: Environment
  ) -> String {
    let detail = detail(of: progress, of: status)
    switch progress.state {
    case .done(let tick?):
      // The day first: where there is little room, the person is cut.
      let day = Day(of: tick.at, in: environment.zone).title(on: environment.today)
      return [day, detail, tick.by].compactMap { $0 }.joined(separator: ", ")
    case .done(nil): return detail ?? "done"
    case .passed: return "implied"
    case .skipped: return "not done"
    case .blocked(let requirements):
      let real = requirements.real
      let more = real.count > 1 ? " +\(real.count - 1)" : ""
      return (real.first?.sentence(in: environment.zone).withoutStop ?? "blocked") + more
    case .next, .later:
      if let detail { return detail }
      if progress.step.kind == .account { return "all offers" }
      return progress.step.actor == .microsoft ? "waiting on Microsoft" : ""
    }
  }

  /// What a step is about for an offer, if its state does not tell: an answer, how many pages are
  /// left.
  private static func detail(of progress: StepProgress, of status: OfferStatus) -> String? {
    switch progress.state {
    case .done(nil):
      progress.step.kind == .account
        ? "account confirmed" : progress.step.fact.flatMap { status.offer.facts[$0] }
    case .next, .later:
      progress.step.kind == .pages
        ? "\(status.rules.unfinishedPages(of: status.offer).count) pages left" : nil
    case .done(let tick):
      status.publisher.recordsManually(progress.step, tick) ? ManualRecord.mark : nil
    case .passed, .blocked, .skipped: nil
    }
  }

  /// The steps of an offer as they are read out.
  static func spoken(_ status: OfferStatus?, in environment: Environment) -> [String] {
    guard let status else { return ["No offer is selected."] }
    guard !status.progress.steps.isEmpty else {
      return ["The playbook has no track \(status.offer.track.inQuotes)."]
    }
    return ["\(status.offer.name), \(status.offer.track) track:"]
      + status.progress.steps.enumerated().map { place, step in
        let remark = remark(on: step, of: status, in: environment)
        let word = step.state.name
        let tail = remark.isEmpty || remark == word ? "" : ", \(remark)"
        return "\(place + 1). \(step.step.title): \(word)\(tail)"
      }
  }

  /// What a step is about, what stands in its way, and the page to open, as it is read out.
  static func spoken(
    step number: Int, of status: OfferStatus?, in environment: Environment
  ) -> [String] {
    guard let status, let step = status.progress.steps[safely: number - 1] else {
      return ["There is no step number \(number)."]
    }
    var lines = ["\(number). \(step.step.title): \(step.state.name)."]
    if !step.step.help.isEmpty { lines.append(step.step.help.trimmingWhitespace()) }
    if let scope = environment.deck.scope(of: step.step, status.publisher) { lines.append(scope) }
    if case .blocked(let requirements) = step.state {
      lines += requirements.map { "Blocked: \($0.sentence(in: environment.zone))" }
    }
    if let link = step.step.link(for: status.offer.type) { lines.append(link.text) }
    return lines
  }
}

/// A step of the selected offer, and its place in the track, from 0.
struct SelectedStep {
  let place: Int
  let progress: StepProgress
}

extension Signs {
  /// The sign of a step's state.
  fileprivate func sign(_ state: StepState) -> String {
    switch state {
    case .done: self[.done]
    case .passed: self[.passed]
    case .next: self[.next]
    case .blocked: self[.blocked]
    case .later: self[.later]
    case .skipped: self[.skipped]
    }
  }
}

extension [Requirement] {
  /// What really blocks a step: causes outside, and otherwise the steps that can be done now. A step
  /// that only comes later blocks nothing.
  var real: [Requirement] {
    let causes = filter {
      switch $0 {
      case .step, .page: false
      default: true
      }
    }
    guard causes.isEmpty else { return causes }
    // Pages are done together, in one step.
    return first?.isPage == true ? Array(prefix { $0.isPage }) : Array(prefix(1))
  }
}

extension String {
  /// A sentence as a remark: without the stop at its end.
  var withoutStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
