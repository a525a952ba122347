// The information pages of an offer, each with its state.

import Lifecycle
import Terminal

/// A form with the state of each page.
package struct PagesForm: Hashable, Sendable {
  /// The step that it is about.
  let step: Step
  /// The offers that it is for.
  let keys: [OfferKey]
  /// The page where they are completed.
  var link: Link?
  /// The pages, each with its state as it was and as it is set now.
  var pages: [Entry]
  /// The page that is set by the keys.
  var selected = 0

  /// A page with its states.
  struct Entry: Hashable, Sendable {
    let page: Page
    let before: PageState
    var state: PageState
  }

  /// Takes a key: Space and the arrows to the side change a state, `a` completes all.
  mutating func take(_ key: Key, _ command: Command?) -> Answer {
    switch (key.symbol, command) {
    case (.enter, _): return submitted
    case (.escape, _), (_, .quit): return .closed
    case (.right, _), (.character(" "), _): turn(by: 1)
    case (.left, _): turn(by: -1)
    case (.character("a"), _):
      for index in pages.indices { pages[index].state = .complete }
    case (.character("o"), _):
      return link.map { .meanwhile(.open($0)) } ?? .open
    case (_, .up): selected = max(0, selected - 1)
    case (_, .down): selected = min(pages.count - 1, selected + 1)
    default: break
    }
    return .open
  }

  private mutating func turn(by places: Int) {
    guard pages.indices.contains(selected) else { return }
    let states = PageState.allCases
    let place = states.firstIndex(of: pages[selected].state) ?? 0
    pages[selected].state = states[(place + places + states.count) % states.count]
  }

  private var submitted: Answer {
    let changed = pages.filter { $0.state != $0.before || keys.count > 1 }
    guard !changed.isEmpty else { return .closed }
    return .wanted(
      .perform(keys, changed.map { .page(id: $0.page.id, state: $0.state) }, title: step.title))
  }

  /// A click goes to a page; one on the page that is set already changes its state.
  mutating func press(_ number: Int) -> Answer {
    if number == selected { turn(by: 1) } else { selected = number }
    return .open
  }

  /// Draws the form, in the middle of a screen.
  func draw(on canvas: inout Canvas, theme: Theme, keys: KeyMap) -> [Target] {
    var targets: [Target] = []
    let width = min(canvas.size.columns - 2, 76)
    let help = step.help.trimmingWhitespace().wrapped(to: width - 4) + [link?.text ?? ""]
    let text = help.filter { !$0.isEmpty }
    var place = Dialog.place(
      width: width, height: text.count + pages.count + 7, title: step.title, on: &canvas,
      theme: theme)
    for line in text where place.rows > 4 {
      canvas.write(
        [(line, line == link?.text ? .link : .text)], at: place.origin, columns: place.columns,
        theme: theme)
      place = place.split(top: 1).rest
    }
    if place.rows > pages.count + 4 { place = place.split(top: 1).rest }
    canvas.write(
      "The states that the offer's pages show in Partner Center:", at: place.origin,
      style: theme[.dim], columns: place.columns)
    // Where not all have room, those around the selected one are shown.
    let rows = max(1, place.rows - (place.rows > pages.count + 2 ? 3 : 2))
    let top = max(0, min(selected - rows / 2, pages.count - rows))
    for (row, entry) in pages.dropFirst(top).prefix(rows).enumerated() {
      let isSelected = top + row == selected
      let line = Rectangle(
        column: place.minColumn, row: place.minRow + 1 + row, columns: place.columns, rows: 1)
      canvas.write(
        [(isSelected ? theme.signs.selected + " " : "  ", .key), (entry.page.title, .text)],
        at: line.origin, columns: line.columns, theme: theme)
      let role: Role =
        switch entry.state {
        case .complete: .stepDone
        case .incomplete: .stepNext
        case .notStarted: .dim
        }
      let sign = entry.state == .complete ? theme.signs.done : theme.signs.later
      canvas.write(
        "\(sign) \(entry.state.title)", endingAt: Point(column: line.maxColumn, row: line.minRow),
        role: role, columns: line.columns - 4, theme: theme)
      if isSelected { canvas.lay(.selection, over: line, theme: theme) }
      targets.append(Target(place: line, press: .entry(top + row)))
    }
    return targets
      + Dialog.foot(
        [
          FootKey(key: .character(" "), "change"), FootKey(key: .character("a"), "all complete"),
          FootKey(key: .enter, "save"), FootKey(key: .escape, "back"),
        ], in: place, on: &canvas, theme: theme, keys: keys)
  }
}
