// The information pages of an offer, each with its state.

import Lifecycle
import Terminal

/// A form with the state of each page.
struct PagesForm: Dialog {
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
  struct Entry: Sendable {
    let page: Page
    let before: PageState
    var state: PageState
  }

  var question: [String] {
    ["pages", step.id] + keys.map { "\($0.publisher)/\($0.offer)" }
  }
  var wheelLines: Int { 1 }

  mutating func handle(_ input: DialogInput, in environment: Environment) -> [DialogAction] {
    switch input {
    case .key(let key, let command): return take(key, command)
    // A click goes to a page; one on the page that is set already changes its state.
    case .entry(let number, _): if number == selected { turn(by: 1) } else { selected = number }
    case .paste, .field: break
    }
    return []
  }

  /// Space and the arrows to the side change a state, `a` completes all.
  private mutating func take(_ key: Key, _ command: Command?) -> [DialogAction] {
    switch (key.symbol, command) {
    case (.enter, _): return submitted
    case (.escape, _), (_, .quit): return [.close]
    case (.right, _), (.character(" "), _): turn(by: 1)
    case (.left, _): turn(by: -1)
    case (.character("a"), _):
      for index in pages.indices { pages[index].state = .complete }
    case (.character("o"), _):
      return link.map { [.ask(.open($0))] } ?? []
    case (_, .up): selected = max(0, selected - 1)
    case (_, .down): selected = min(pages.count - 1, selected + 1)
    default: break
    }
    return []
  }

  private mutating func turn(by places: Int) {
    guard pages.indices.contains(selected) else { return }
    let states = PageState.allCases
    let place = states.firstIndex(of: pages[selected].state) ?? 0
    pages[selected].state = states[(place + places + states.count) % states.count]
  }

  private var submitted: [DialogAction] {
    let changed = pages.filter { $0.state != $0.before || keys.count > 1 }
    guard !changed.isEmpty else { return [.close] }
    let actions = changed.map { Action.page(id: $0.page.id, state: $0.state) }
    return [.close, .write(.perform(keys, actions, title: step.title))]
  }

  func draw(
    on canvas: inout Canvas, in page: Rectangle, _ environment: Environment
  ) -> [Target] {
    let (theme, keys) = (environment.theme, environment.keys)
    var targets: [Target] = []
    let width = min(canvas.size.columns - 2, 76)
    let help = step.help.trimmingWhitespace().wrapped(to: width - 4) + [link?.text ?? ""]
    let text = help.filter { !$0.isEmpty }
    var place = DialogFrame.place(
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
        [(isSelected ? theme.signs[.selected] + " " : "  ", .key), (entry.page.title, .text)],
        at: line.origin, columns: line.columns, theme: theme)
      let role: Role =
        switch entry.state {
        case .complete: .stepDone
        case .incomplete: .stepNext
        case .notStarted: .dim
        }
      let sign = entry.state == .complete ? theme.signs[.done] : theme.signs[.later]
      canvas.write(
        "\(sign) \(entry.state.title)", endingAt: Point(column: line.maxColumn, row: line.minRow),
        role: role, columns: line.columns - 4, theme: theme)
      if isSelected { canvas.lay(.selection, over: line, theme: theme) }
      targets.append(Target(place: line, press: .entry(top + row)))
    }
    return targets
      + DialogFrame.foot(
        [
          FootKey(key: .character(" "), "change"), FootKey(key: .character("a"), "all complete"),
          FootKey(key: .enter, "save"), FootKey(key: .escape, "back"),
        ], in: place, on: &canvas, theme: theme, keys: keys)
  }
}

// MARK: - In words

extension PagesForm {
  var spoken: [String] {
    [step.help.trimmingWhitespace(), link?.text ?? ""].filter { !$0.isEmpty }
      + ["\(step.title): the states that the offer's pages show in Partner Center."]
      + pages.enumerated().map { "\($0 + 1). \($1.page.title), \($1.state.title)" }
  }

  var spokenPrompt: String { "A number and a state, “all”, “save” or “back”?" }

  /// Takes “3 complete”, “3” for the next state, “all” and “save”.
  mutating func hear(_ words: String, in environment: Environment) -> [DialogAction] {
    if words.isBack { return [.close] }
    switch words.lowercased() {
    case "all": return take(Key("a"), nil)
    case "save", "done": return take(Key(.enter), nil)
    default: break
    }
    let parts = words.split(separator: " ", maxSplits: 1)
    guard let number = parts.first.flatMap({ Int($0) }), pages.indices.contains(number - 1) else {
      return words.isEmpty ? [] : [.say("There is no page “\(words)”. The first is 1.")]
    }
    selected = number - 1
    guard parts.count == 2 else { return take(Key(" "), nil) }
    guard let state = PageState.allCases.first(where: { $0.title == parts[1].lowercased() }) else {
      let states = PageState.allCases.map { "“\($0.title)”" }.joined(separator: ", ")
      return [.say("Unknown state “\(parts[1])”. Use one of \(states).")]
    }
    pages[selected].state = state
    return []
  }
}
