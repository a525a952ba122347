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
  func draw(on canvas: inout Canvas, theme: Theme) {
    let width = min(canvas.size.columns - 2, max(48, Legible.columns(of: title) + 6))
    let lines = text.wrapped(to: width - 4)
    let place = Dialog.place(
      width: width, height: lines.count + 4, title: title, on: &canvas, theme: theme)
    for (row, line) in lines.enumerated().prefix(max(0, place.rows - 2)) {
      canvas.write(
        line, at: Point(column: place.minColumn, row: place.minRow + row), style: theme[.text],
        columns: place.columns)
    }
    canvas.write(
      [("Enter", .key), (" yes  ", .dim), ("Esc", .key), (" no", .dim)],
      at: Point(column: place.minColumn, row: place.maxRow - 1), columns: place.columns,
      theme: theme)
  }
}

extension Dialog {
  /// Clears a place in the middle of the screen and draws its border.
  ///
  /// - Returns: what is inside.
  static func place(
    width: Int, height: Int, title: String, on canvas: inout Canvas, theme: Theme
  ) -> Rectangle {
    let (columns, rows) = (min(width, canvas.size.columns), min(height, canvas.size.rows))
    let box = Rectangle(
      column: (canvas.size.columns - columns) / 2, row: max(0, (canvas.size.rows - rows) / 2),
      columns: columns, rows: rows)
    canvas.clear(box, theme: theme)
    canvas.cursor = nil
    canvas.box(box, title: title, isFocused: true, theme: theme)
    return box.inset(columns: 2, rows: 1)
  }
}
