// The boxes of the list and of the steps below it, which share a line, and what stands in their
// lines: how many offers there are, where one is, and whose steps these are.

import Lifecycle
import Terminal

/// What stands in the borders of the list and of the steps.
struct Borders: Equatable, Sendable {
  let offers: String
  let position: String
  let steps: String
  let done: String
  /// Whose turn the selected step is; nil if there is none.
  let turn: String?
  /// The title of the selected step, with its number.
  let step: String
}

extension Model {
  /// What stands in the borders, with the progress of the selected offer.
  func borders(_ progress: OfferProgress?, _ instruction: Instruction?) -> Borders {
    let whose = offer.map { "\($0.name) \(theme.signs.dot) \($0.track) track" }
    return Borders(
      offers: listTitle, position: position, steps: whose ?? "Steps",
      done: progress.map { "\($0.done) of \($0.steps.count)" } ?? "", turn: instruction?.turn,
      step: instruction?.title ?? "")
  }

  func draw(_ borders: Borders, on canvas: inout Canvas, _ layout: Layout) {
    let hasKeys = dialogs.isEmpty
    canvas.box(
      layout.offers, title: borders.offers, trailing: borders.position,
      isFocused: hasKeys && focus == .offers, theme: theme)
    canvas.box(
      layout.steps, title: borders.steps, trailing: borders.done,
      isFocused: hasKeys && focus == .steps, theme: theme, sharesTop: layout.sharesLines)
    canvas.box(
      layout.instruction,
      title: borders.step.isEmpty
        ? "What to do" : "What to do \(theme.signs.dot) \(borders.step)",
      trailing: borders.turn ?? "", isFocused: false, theme: theme, sharesTop: layout.sharesLines)
  }

  /// How many offers there are, in all and in each stage.
  var listTitle: String {
    guard isCounted else { return "Offers" }
    let overview = overview
    let stages = overview.stages.map { "\($0.stage.rawValue) \($0.count.grouped)" }
    let head = "Offers \(overview.total.grouped)"
    return stages.isEmpty
      ? head
      : "\(head) \(theme.signs.dash) " + stages.joined(separator: " \(theme.signs.dot) ")
  }

  /// Where one is: `7 of 10,000`.
  private var position: String {
    guard let window, !window.offers.isEmpty else { return "" }
    let count = window.count.map(\.grouped) ?? theme.signs.ellipsis
    let selected = marks.isEmpty ? "" : "\(marks.count) selected \(theme.signs.dot) "
    let filtered = query.isFiltered ? " filtered" : ""
    return "\(selected)\((selection + 1).grouped) of \(count)\(filtered)"
  }
}
