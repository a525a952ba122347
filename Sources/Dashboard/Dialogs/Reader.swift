// A page to read: the history of an offer, everything known of it, what an account still needs.

import Lifecycle
import Terminal

/// A page to read.
package struct Reader: Hashable, Sendable {
  /// A line in pieces, each in its role.
  struct Line: Hashable, Sendable {
    let pieces: [Piece]

    init(_ pieces: [(String, Role)]) { self.pieces = pieces.map { Piece(text: $0, role: $1) } }
  }

  /// A piece of a line.
  struct Piece: Hashable, Sendable {
    let text: String
    let role: Role
  }

  /// What it is about.
  let title: String
  /// Its lines.
  var lines: [Line]
  /// The first line that is visible.
  var top = 0
  /// A page to open from it.
  var link: Link?
  /// What the title says while the lines are still being read.
  var isLoading = false
  /// It takes the place of the panels, below the banner.
  var isPage = false
  /// What Enter does once all of it was seen, in a few words and as what is wanted; nil if it closes.
  var next: Next?

  /// What follows from a page that was read.
  struct Next: Hashable, Sendable {
    let title: String
    let wish: Wish
  }

  /// Takes a key.
  mutating func take(_ key: Key, _ command: Command?, rows: Int) -> Answer {
    let page = page(rows: rows)
    switch (key.symbol, command) {
    case (.enter, _) where next != nil:
      // What is below the edge of the screen has to be seen too.
      if top + page < lines.count { top += page } else if let next { return .wanted(next.wish) }
    case (.escape, _), (.enter, _), (_, .quit), (_, .back), (_, .history), (_, .details),
      (_, .profile):
      return .closed
    case (_, .up): top -= 1
    case (_, .down): top += 1
    case (_, .pageUp): top -= page
    case (_, .pageDown): top += page
    case (_, .first): top = 0
    case (_, .last): top = lines.count
    case (_, .openPage): return link.map { .meanwhile(.open($0)) } ?? .open
    default: break
    }
    top = max(0, min(top, lines.count - page))
    return .open
  }

  /// How many lines are visible at most on a screen: its rows without those beyond the box, the two
  /// of its border and the foot.
  private func page(rows: Int) -> Int {
    max(1, isPage ? rows - 6 : min(rows - 2, Dialog.mostRows(of: rows)) - 3)
  }

  /// Draws the page over most of the screen.
  func draw(
    on canvas: inout Canvas, page: Rectangle, theme: Theme, keys: KeyMap
  ) -> [Target] {
    let place =
      isPage
      ? Dialog.page(title: title, in: page, on: &canvas, theme: theme)
      : Dialog.place(
        width: min(canvas.size.columns - 2, 110),
        height: min(canvas.size.rows - 2, max(8, lines.count + 4)), title: title, on: &canvas,
        theme: theme)
    let (list, foot) = place.split(bottom: 1)
    if isLoading { canvas.write("Reading…", at: list.origin, style: theme[.dim]) }
    for (row, line) in lines.dropFirst(top).prefix(list.rows).enumerated() {
      canvas.write(
        line.pieces.map { ($0.text, $0.role) },
        at: Point(column: list.minColumn, row: list.minRow + row), columns: list.columns,
        theme: theme)
    }
    let range =
      lines.count > list.rows
      ? "\(top + 1)\(theme.signs.dash)\(min(lines.count, top + list.rows)) of \(lines.count)  " : ""
    let isEnd = top + list.rows >= lines.count
    let enter = next.map { [FootKey(key: .enter, isEnd ? $0.title : "more")] } ?? []
    return Dialog.foot(
      enter + [FootKey(key: .escape, "back")]
        + (link == nil ? [] : [FootKey(.openPage, "open page")]),
      after: (range, .dim), in: foot, on: &canvas, theme: theme, keys: keys)
  }
}
