// A question with yes or no, asked before something that others will see or that changes many offers.
// No is the answer of Enter.

import Terminal

/// A question that is answered with yes or no.
package struct Confirmation: Hashable, Sendable {
  /// What is asked.
  let title: String
  /// What will follow.
  let text: String
  /// What yes means.
  let wish: Wish

  /// Takes a key: only `y` is yes, and Enter is no.
  func take(_ key: Key) -> Answer {
    switch key.symbol {
    case .character("y"), .character("Y"): .wanted(wish)
    case .enter, .escape, .character("n"), .character("N"), .character("q"): .closed
    default: .open
    }
  }

  /// Draws the question, in the middle of a screen.
  func draw(on canvas: inout Canvas, theme: Theme, keys: KeyMap) -> [Target] {
    let width = min(canvas.size.columns - 2, max(72, Legible.columns(of: title) + 6))
    let lines = text.wrapped(to: width - 4)
    let place = Dialog.place(
      width: width, height: lines.count + 4, title: title, on: &canvas, theme: theme)
    for (row, line) in lines.enumerated().prefix(max(0, place.rows - 2)) {
      canvas.write(
        line, at: Point(column: place.minColumn, row: place.minRow + row), style: theme[.text],
        columns: place.columns)
    }
    return Dialog.foot(
      [FootKey(key: .character("y"), "yes"), FootKey(key: .enter, "no (default)")],
      after: ("y/N  ", .title), in: place, on: &canvas, theme: theme, keys: keys)
  }
}
