// The bottom of the screen: the keys that matter where one is, and what there is to say.

import Lifecycle
import Terminal

/// What the line of keys shows, besides what follows from the panel that has the keys.
struct FooterLine: Equatable, Sendable {
  /// What is said, if it has no line of its own.
  let notice: Notice?
  /// What stands at the right end, if it has no line of its own.
  let note: MessageLine?
}

/// What the line above the keys shows.
struct MessageLine: Equatable, Sendable {
  /// What is said.
  let notice: Notice?
  /// What stands at the right end: the number that is being typed, that something is saved, the
  /// filter.
  let note: String
  let isWriting: Bool
}

extension Model {
  /// The commands that are named, the most wanted first.
  private var footerCommands: [Command] {
    switch view {
    case .board:
      return [
        .advance, .nextPanel, .undo, .mark, .events, .history, .filter, .back, .help, .quit,
      ]
    case .losses: return [.losses, .nextPanel, .advance, .history, .back, .help, .quit]
    case .timeline: return [.advance, .losses, .dayBack, .dayAhead, .present, .back, .help, .quit]
    case .panels: break
    }
    return switch focus {
    case .offers:

      [
        .advance, .undo, .mark, .filter, .sort, .board, .timeline, .events, .history, .publishers,
        .help, .quit,
      ]
    case .banner: [.migrate, .profile, .users, .nextPanel, .help, .quit]
    case .steps: [.advance, .untick, .openPage, .undo, .history, .nextPanel, .help, .quit]
    case .deadlines: [.advance, .losses, .timeline, .nextPanel, .dayBack, .dayAhead, .help, .quit]
    }
  }

  /// What has room, each with its column: the way to all other keys always has, and of the others
  /// the first.
  private func footerItems(
    width: Int
  ) -> [(command: Command, key: String, label: String, columns: Range<Int>)] {
    // A page names its own keys.
    if !pageTitles.isEmpty { return [] }
    var room = width - 2 - (footerNote.map { Legible.columns(of: $0.text) + 2 } ?? 0)
    let all = footerCommands.compactMap { command -> (Command, String, String)? in
      guard let key = keys.key(for: command) else { return nil }
      let label =
        command == .advance && focus == .deadlines ? "list its offers" : command.label
      return (command, key.name, label)
    }
    var shown = Set<Command>()
    for item in all.filter({ $0.0 == .help }) + all.filter({ $0.0 != .help }) {
      let needed = Legible.columns(of: item.1) + 1 + item.2.count
      guard needed <= room else { continue }
      room -= needed + 2
      shown.insert(item.0)
    }
    var start = 1
    return all.filter { shown.contains($0.0) }.map { command, key, label in
      let end = start + Legible.columns(of: key) + 1 + label.count
      defer { start = end + 2 }
      return (command, key, label, start..<end)
    }
  }

  /// The command under the mouse.
  func footerCommand(at column: Int, width: Int) -> Command? {
    guard !isTyping, !coversFooter else { return nil }
    return footerItems(width: width).first { $0.columns.contains(column) }?.command
  }

  /// Messages have a line of their own. There is none on a small screen, and a page covers it.
  private var messagesHaveLine: Bool { !layout.message.isEmpty && pageTitles.isEmpty }

  /// What is said takes the line of the keys, where it has none of its own: what went wrong, and what
  /// has no room beside the keys.
  var coversFooter: Bool {
    guard !messagesHaveLine, let notice, !isTyping else { return false }
    return notice.isError || Legible.columns(of: notice.text) > size.columns - Self.leastKeys
  }

  /// The columns that keys have beside a notice, at the least.
  private static let leastKeys = 40

  /// What the line above the keys shows.
  var messageLine: MessageLine {
    MessageLine(notice: notice, note: note?.text ?? "", isWriting: isWriting)
  }

  func draw(_ line: MessageLine, on canvas: inout Canvas, in place: Rectangle) {
    let end = Point(column: place.maxColumn - 1, row: place.minRow)
    var room = place.columns - 2
    if let (text, role) = note {
      canvas.write(text, endingAt: end, role: role, columns: room, theme: theme)
      room -= Legible.columns(of: text) + 2
    }
    guard let notice = line.notice else { return }
    canvas.write(
      notice.isError
        ? [("\(theme.signs.blocked) \(notice.text)", .error)] : [(notice.text, .notice)],
      at: Point(column: 1, row: place.minRow), columns: room, theme: theme)
  }

  /// Says what is too long for its line in as many lines as it takes, over what stands above.
  func drawLongNotice(on canvas: inout Canvas, _ layout: Layout) {
    guard let notice, !isTyping, messagesHaveLine || coversFooter else { return }
    let sign = notice.isError ? "\(theme.signs.blocked) " : ""
    let text = sign + notice.text
    let taken = messagesHaveLine ? note.map { Legible.columns(of: $0.text) + 2 } ?? 0 : 0
    let room = size.columns - 2
    guard room > 8, Legible.columns(of: text) > room - taken else { return }
    let bottom = messagesHaveLine ? layout.message : layout.footer
    // Whatever is said, half of the screen stays as it is.
    let lines = text.wrapped(to: room).prefix(max(1, size.rows / 2))
    let place = Rectangle(
      column: 0, row: bottom.maxRow - lines.count, columns: size.columns, rows: lines.count)
    canvas.clear(place, theme: theme)
    for (row, line) in lines.enumerated() {
      canvas.write(
        [(line, notice.isError ? .error : .notice)],
        at: Point(column: 1, row: place.minRow + row), columns: room, theme: theme)
    }
  }

  /// A button goes down over the bottom line of the panels.
  func isOnFooter(_ mouse: Mouse) -> Bool {
    dialogs.isEmpty && mouse.kind != .release && layout.footer.contains(mouse.at)
  }

  /// A text is being typed in the bottom line.
  private var isTyping: Bool { isFiltering || jump != nil }

  /// What the line of keys shows, besides what follows from the panel that has the keys.
  var footerSubject: Subject {
    if isTyping { return .prompt }
    return .footer(
      FooterLine(
        notice: messagesHaveLine ? nil : notice, note: messagesHaveLine ? nil : messageLine))
  }

  func drawFooter(on canvas: inout Canvas, in place: Rectangle) {
    canvas.fill(place, " ", style: theme[.footer])
    defer { if !isTyping { canvas.restyle(place) { $0.paper = theme[.footer].paper } } }
    let start = Point(column: 1, row: place.minRow)
    let room = place.columns - 2
    if isFiltering {
      drawFilter(on: &canvas, in: place)
      return
    }
    if let jump {
      drawPrompt(
        "#", jump.field,
        jump.mistake.map { ($0, .error) } ?? ("the beginning of an offer's ID", .dim),
        on: &canvas, in: place)
      return
    }
    if let notice, coversFooter {
      canvas.write(
        notice.isError
          ? [("\(theme.signs.blocked) \(notice.text)", .error)] : [(notice.text, .notice)],
        at: start, columns: room, theme: theme)
      return
    }
    let items = footerItems(width: place.columns)
    for item in items {
      canvas.write(
        [(item.key, .key), (" " + item.label, .footer)],
        at: Point(column: item.columns.lowerBound, row: start.row), columns: item.columns.count,
        theme: theme)
    }
    if let (text, role) = footerNote {
      canvas.write(
        text, endingAt: Point(column: place.maxColumn - 1, row: start.row), role: role,
        columns: room, theme: theme)
    }
  }

  /// What stands at the right end of the keys, where it has no line of its own; the keys give way.
  private var footerNote: (text: String, role: Role)? {
    guard !messagesHaveLine else { return nil }
    if let notice { return (notice.text, .notice) }
    return note
  }

  /// The number that is being typed, that something is saved, the filter.
  private var note: (text: String, role: Role)? {
    if let pendingCount { return ("\(pendingCount)", .notice) }
    if isWriting { return ("saving" + theme.signs.ellipsis, .dim) }
    guard query.isFiltered, pageTitles.isEmpty else { return nil }
    let text = filter.text.isEmpty ? "filtered by deadline" : "/" + filter.text
    return (Legible.clipped(text, to: size.columns / 3, ellipsis: theme.signs.ellipsis), .notice)
  }

  private func drawFilter(on canvas: inout Canvas, in place: Rectangle) {
    let hint =
      filterMistake.map { ($0.sentence, Role.error) }
      ?? ("words, stage:draft track:new type:ce blocked:yes due:14d", .dim)
    drawPrompt("/", filter, hint, on: &canvas, in: place)
  }

  private func drawPrompt(
    _ sign: String, _ text: TextField, _ hint: (String, Role), on canvas: inout Canvas,
    in place: Rectangle
  ) {
    canvas.write(sign, at: Point(column: 1, row: place.minRow), style: theme[.key])
    let field = place.columns >= 100 ? 50 : place.columns / 2
    canvas.write(
      [hint], at: Point(column: field + 4, row: place.minRow),
      columns: max(0, place.columns - field - 5), theme: theme)
    text.draw(
      on: &canvas,
      in: Rectangle(column: 2, row: place.minRow, columns: field, rows: 1), theme: theme)
  }
}
