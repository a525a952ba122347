// A page to read: the history of an offer, everything known of it, what an account still needs.

import Lifecycle
import Terminal

/// A page to read.
struct TextDialog: Dialog {
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
  private var top = 0
  /// A page to open from it.
  var link: Link?
  /// The history that it shows once that is read; nil for a page that is there as a whole.
  var history: OfferKey?
  /// The history is still being read.
  private(set) var isLoading = false
  /// It takes the place of the panels, below the banner.
  let isPage: Bool
  /// What Enter does once all of it was seen, in a few words and as what follows; nil if it closes.
  var next: Next?

  /// What follows from a page that was read.
  struct Next: Sendable {
    let title: String
    let action: DialogAction
  }

  /// A page with these lines.
  init(title: String, lines: [Line], isPage: Bool = false) {
    self.title = title
    self.lines = lines
    self.isPage = isPage
  }

  /// The history of an offer, which is read while the page is open.
  init(historyOf key: OfferKey) {
    self.init(title: "History of \(key.offer)", lines: [], isPage: true)
    history = key
    isLoading = true
  }

  var question: [String] { ["text", title] }
  var pageTitle: String? { isPage ? "History" : nil }
  var wheelLines: Int { 3 }
  var needs: [Effect] { history.map { [.remember($0)] } ?? [] }

  mutating func take(_ message: Message, in environment: Environment) {
    guard case .remembered(let key, let entries) = message, key == history else { return }
    isLoading = false
    lines = Self.lines(of: entries, environment.deck.titles, in: environment)
  }

  mutating func handle(_ input: DialogInput, in environment: Environment) -> [DialogAction] {
    guard case .key(let key, let command) = input else { return [] }
    let page = page(rows: environment.look.size.rows)
    switch (key.symbol, command) {
    case (.enter, _) where next != nil:
      // What is below the edge of the screen has to be seen too.
      if top + page < lines.count { top += page } else if let next { return [.close, next.action] }
    case (.escape, _), (.enter, _), (_, .quit), (_, .back), (_, .history), (_, .details),
      (_, .profile):
      return [.close]
    case (_, .up): top -= 1
    case (_, .down): top += 1
    case (_, .pageUp): top -= page
    case (_, .pageDown): top += page
    case (_, .first): top = 0
    case (_, .last): top = lines.count
    case (_, .openPage): return link.map { [.ask(.open($0))] } ?? []
    default: break
    }
    top = max(0, min(top, lines.count - page))
    return []
  }

  /// How many lines are visible at most on a screen: its rows without those beyond the box, the two
  /// of its border and the foot.
  private func page(rows: Int) -> Int {
    max(1, isPage ? rows - 6 : min(rows - 2, DialogFrame.mostRows(of: rows)) - 3)
  }

  func draw(
    on canvas: inout Canvas, in page: Rectangle, _ environment: Environment
  ) -> [Target] {
    let (theme, keys) = (environment.theme, environment.keys)
    let place =
      isPage
      ? DialogFrame.page(title: title, in: page, on: &canvas, theme: theme)
      : DialogFrame.place(
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
      ? "\(top + 1)\(theme.signs[.dash])\(min(lines.count, top + list.rows)) of \(lines.count)  "
      : ""
    let isEnd = top + list.rows >= lines.count
    let enter = next.map { [FootKey(key: .enter, isEnd ? $0.title : "more")] } ?? []
    return DialogFrame.foot(
      enter + [FootKey(key: .escape, "back")]
        + (link == nil ? [] : [FootKey(.openPage, "open page")]),
      after: (range, .dim), in: foot, on: &canvas, theme: theme, keys: keys)
  }
}

// MARK: - In words

extension TextDialog {
  var spoken: [String] {
    [title.asHeading] + lines.map { $0.pieces.map(\.text).joined().spoken }.filter { !$0.isEmpty }
      + [link?.text].compactMap { $0 }
  }

  var spokenPrompt: String { "“back”?" }
  var isInformation: Bool { true }

  func hear(_ words: String, in environment: Environment) -> [DialogAction] { [.close] }
}
