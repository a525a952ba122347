// A question with yes or no, asked before something that others will see.

import Terminal

/// A question that is answered with yes or no.
package struct Confirmation: Hashable, Sendable {
  /// What is asked.
  let title: String
  /// What will follow.
  let text: String
  /// What yes means.
  let wish: Wish

  /// Takes a key: Enter and `y` are yes.
  func take(_ key: Key) -> Answer {
    switch key.symbol {
    case .enter, .character("y"), .character("Y"): .wanted(wish)
    case .escape, .character("n"), .character("N"), .character("q"): .closed
    default: .open
    }
  }

  /// Draws the question, in the middle of a screen.
  func draw(on canvas: inout Canvas, theme: Theme, keys: KeyMap) -> [Target] {
    let width = min(canvas.size.columns - 2, max(48, Legible.columns(of: title) + 6))
    let lines = text.wrapped(to: width - 4)
    let place = Dialog.place(
      width: width, height: lines.count + 4, title: title, on: &canvas, theme: theme)
    for (row, line) in lines.enumerated().prefix(max(0, place.rows - 2)) {
      canvas.write(
        line, at: Point(column: place.minColumn, row: place.minRow + row), style: theme[.text],
        columns: place.columns)
    }
    return Dialog.foot(
      [FootKey(key: .enter, "yes"), FootKey(key: .escape, "no")], in: place, on: &canvas,
      theme: theme,
      keys: keys)
  }
}
