// Dialogs as pictures: the box in the middle of the screen, and the line of keys at its foot.

import Terminal

/// A key that a dialog names at its foot.
struct FootKey {
  /// What is pressed.
  let press: Target.Press
  /// What it does.
  let label: String

  /// A key of the dialog's own.
  init(key symbol: Key.Symbol, _ label: String) {
    press = .key(Key(symbol))
    self.label = label
  }

  /// A key of the dialog's own, with its modifiers.
  init(key: Key, _ label: String) {
    press = .key(key)
    self.label = label
  }

  /// A key that means the same on the panels.
  init(_ command: Command, _ label: String) {
    press = .command(command)
    self.label = label
  }
}

/// The boxes and key lines that dialogs share.
enum DialogFrame {
  /// Clears a place in the middle of the screen and draws its border.
  ///
  /// - Parameter trailing: what stands at the right end of the upper line.
  /// - Returns: what is inside.
  static func place(
    width: Int, height: Int, title: String, trailing: String = "", on canvas: inout Canvas,
    theme: Theme
  ) -> Rectangle {
    let (columns, rows) = (
      min(width, canvas.size.columns), min(height, mostRows(of: canvas.size.rows))
    )
    let box = Rectangle(
      column: (canvas.size.columns - columns) / 2, row: max(0, (canvas.size.rows - rows) / 2),
      columns: columns, rows: rows)
    canvas.clear(box, theme: theme)
    canvas.cursor = nil
    canvas.box(box, title: title, trailing: trailing, isFocused: true, theme: theme)
    return box.inset(columns: 2, rows: 1)
  }

  /// Clears the place of a page and draws its border.
  ///
  /// - Parameter trailing: what stands at the right end of the upper line.
  /// - Returns: what is inside.
  static func page(
    title: String, trailing: String = "", in page: Rectangle, on canvas: inout Canvas, theme: Theme
  ) -> Rectangle {
    canvas.clear(page, theme: theme)
    canvas.cursor = nil
    canvas.box(page, title: title, trailing: trailing, isFocused: true, theme: theme)
    return page.inset(columns: 2, rows: 1)
  }

  /// How many rows a dialog has on a screen with so many: the messages stay visible below it, where
  /// there is room.
  static func mostRows(of rows: Int) -> Int { rows >= 16 ? rows - 4 : rows }

  /// Draws keys one beside the other in the last line of a place, as many as fit.
  ///
  /// - Parameter lead: what stands before them.
  /// - Returns: the keys as what can be clicked.
  static func foot(
    _ items: [FootKey], after lead: (String, Role) = ("", .dim), in place: Rectangle,
    on canvas: inout Canvas, theme: Theme, keys: KeyMap
  ) -> [Target] {
    let row = place.maxRow - 1
    guard place.rows > 0 else { return [] }
    var column = place.minColumn
    column += canvas.write(
      [lead], at: Point(column: column, row: row), columns: place.columns, theme: theme)
    var targets: [Target] = []
    for item in items {
      let name: String? =
        switch item.press {
        case .key(let key): key.name
        case .command(let command): keys.key(for: command)?.name
        case .entry, .field: nil
        }
      guard let name else { continue }
      let width = Legible.columns(of: name) + 1 + Legible.columns(of: item.label)
      guard column + width <= place.maxColumn else { break }
      canvas.write(
        [(name, .key), (" " + item.label, .dim)], at: Point(column: column, row: row),
        columns: width, theme: theme)
      targets.append(
        Target(
          place: Rectangle(column: column, row: row, columns: width, rows: 1), press: item.press))
      column += width + 2
    }
    return targets
  }
}
