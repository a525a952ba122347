// A question with yes or no, asked before something that others will see or that changes many offers.
// No is the answer of Enter.

import Terminal

/// A question that is answered with yes or no.
struct Confirmation: Dialog {
  /// What is asked.
  let title: String
  /// What will follow.
  let text: String
  /// What yes means.
  let actions: [DialogAction]

  /// A question; `actions` follow a yes.
  init(_ title: String, _ text: String, _ actions: DialogAction...) {
    self.title = title
    self.text = text
    self.actions = actions
  }

  var question: [String] { ["confirmation", title, text] }

  /// Only `y` is yes, and Enter is no.
  func handle(_ input: DialogInput, in environment: Environment) -> [DialogAction] {
    guard case .key(let key, _) = input else { return [] }
    switch key.symbol {
    case .character("y"), .character("Y"): return [.close] + actions
    case .enter, .escape, .character("n"), .character("N"), .character("q"): return [.close]
    default: return []
    }
  }

  func draw(
    on canvas: inout Canvas, in page: Rectangle, _ environment: Environment
  ) -> [Target] {
    let (theme, keys) = (environment.theme, environment.keys)
    let width = min(canvas.size.columns - 2, max(72, Legible.columns(of: title) + 6))
    let lines = text.wrapped(to: width - 4)
    let place = DialogFrame.place(
      width: width, height: lines.count + 4, title: title, on: &canvas, theme: theme)
    for (row, line) in lines.enumerated().prefix(max(0, place.rows - 2)) {
      canvas.write(
        line, at: Point(column: place.minColumn, row: place.minRow + row), style: theme[.text],
        columns: place.columns)
    }
    return DialogFrame.foot(
      [FootKey(key: .character("y"), "yes"), FootKey(key: .enter, "no (default)")],
      after: ("y/N  ", .title), in: place, on: &canvas, theme: theme, keys: keys)
  }

  // MARK: - In words

  var spoken: [String] { [title] + text.split(separator: "\n").map(String.init) }

  var spokenPrompt: String { "“yes” or “no”? An empty line means no." }

  func hear(_ words: String, in environment: Environment) -> [DialogAction] {
    switch words.lowercased() {
    case "yes": [.close] + actions
    case "no", "n", "back", "cancel", "": [.close]
    default: [.say("Answer “yes” or “no”.")]
    }
  }
}
