// The bottom of the screen: what there is to say, and the keys that matter where one is.

import Lifecycle
import Terminal

/// The bottom of the screen, as it is now.
struct Footer {
  let environment: Environment
  let layout: Layout
  let view: View
  let focus: Panel
  let status: StatusLine
  /// The filter of the list.
  let filter: ListFilter
  /// An offer is being looked for by its ID; nil if none is.
  let jump: Jump?
  /// The list is filtered.
  let isFiltered: Bool
  /// Something is being saved.
  let isWriting: Bool
  /// A page is open, which names its own keys.
  let hasPage: Bool

  private var theme: Theme { environment.theme }
  private var signs: Signs { environment.signs }
  private var columns: Int { environment.look.size.columns }
  /// A text is being typed in the bottom line.
  private var isTyping: Bool { filter.prompt != nil || jump != nil }

  // MARK: - The keys

  /// The commands that are named, the most wanted first.
  private var commands: [Command] {
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

  /// A command that has room.
  private struct Item {
    let command: Command
    let key: String
    let label: String
    let columns: Range<Int>
  }

  /// What has room, each with its columns: the way to all other keys always has, and of the others
  /// the first.
  private var items: [Item] {
    if hasPage { return [] }
    var room = layout.footer.columns - 2 - (trailing.map { Legible.columns(of: $0.text) + 2 } ?? 0)
    let all = commands.compactMap { command -> (Command, String, String)? in
      guard let key = environment.keys.key(for: command) else { return nil }
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
      return Item(command: command, key: key, label: label, columns: start..<end)
    }
  }

  /// The command under the mouse; nil if there is none.
  func command(at column: Int) -> Command? {
    guard !isTyping, !coversKeys else { return nil }
    return items.first { $0.columns.contains(column) }?.command
  }

  /// Draws the line of keys, or what is typed or said in its place.
  func draw(on canvas: inout Canvas) {
    let place = layout.footer
    canvas.fill(place, " ", style: theme[.footer])
    defer { if !isTyping { canvas.restyle(place) { $0.paper = theme[.footer].paper } } }
    if filter.prompt != nil {
      let hint =
        filter.mistake.map { ($0.sentence, Role.error) }
        ?? ("words, stage:draft track:new type:ce blocked:yes due:14d", .dim)
      return drawPrompt("/", filter.field, hint, on: &canvas)
    }
    if let jump {
      let hint = jump.mistake.map { ($0, Role.error) } ?? ("the beginning of an offer's ID", .dim)
      return drawPrompt("#", jump.field, hint, on: &canvas)
    }
    let start = Point(column: 1, row: place.minRow)
    if coversKeys { return write(status.notice, at: start, on: &canvas, place.columns - 2) }
    for item in items {
      canvas.write(
        [(item.key, .key), (" " + item.label, .footer)],
        at: Point(column: item.columns.lowerBound, row: start.row), columns: item.columns.count,
        theme: theme)
    }
    if let (text, role) = trailing {
      canvas.write(
        text, endingAt: Point(column: place.maxColumn - 1, row: start.row), role: role,
        columns: place.columns - 2, theme: theme)
    }
  }

  private func drawPrompt(
    _ sign: String, _ text: TextField, _ hint: (String, Role), on canvas: inout Canvas
  ) {
    let place = layout.footer
    canvas.write(sign, at: Point(column: 1, row: place.minRow), style: theme[.key])
    let field = place.columns >= 100 ? 50 : place.columns / 2
    canvas.write(
      [hint], at: Point(column: field + 4, row: place.minRow),
      columns: max(0, place.columns - field - 5), theme: theme)
    text.draw(
      on: &canvas,
      in: Rectangle(column: 2, row: place.minRow, columns: field, rows: 1), theme: theme)
  }

  // MARK: - What is said

  /// Messages have a line of their own. There is none on a small screen, and a page covers it.
  private var messagesHaveLine: Bool { !layout.message.isEmpty && !hasPage }

  /// What is said takes the line of the keys, if it has none of its own: what went wrong, and what
  /// has no room beside the keys.
  var coversKeys: Bool {
    guard !messagesHaveLine, let notice = status.notice, !isTyping else { return false }
    return notice.isError || Legible.columns(of: notice.text) > columns - Self.leastKeys
  }

  /// The columns that keys have beside a notice, at the least.
  private static let leastKeys = 40

  /// The number that is being typed, that something is saved, the filter; nil if there is none of
  /// that.
  private var note: (text: String, role: Role)? {
    if let count = status.pendingCount { return ("\(count)", .notice) }
    if isWriting { return ("saving" + signs[.ellipsis], .dim) }
    guard isFiltered, !hasPage else { return nil }
    let text = filter.text.isEmpty ? "filtered by deadline" : "/" + filter.text
    return (Legible.clipped(text, to: columns / 3, ellipsis: signs[.ellipsis]), .notice)
  }

  /// What stands at the right end of the keys, if it has no line of its own; the keys give way.
  private var trailing: (text: String, role: Role)? {
    guard !messagesHaveLine else { return nil }
    return status.notice.map { ($0.text, .notice) } ?? note
  }

  private func write(
    _ notice: Notice?, at point: Point, on canvas: inout Canvas, _ columns: Int
  ) {
    guard let notice else { return }
    canvas.write(
      notice.isError
        ? [("\(signs[.blocked]) \(notice.text)", .error)] : [(notice.text, .notice)],
      at: point, columns: columns, theme: theme)
  }

  /// Draws the line above the keys.
  func drawMessage(on canvas: inout Canvas) {
    let place = layout.message
    var room = place.columns - 2
    if let (text, role) = note {
      let end = Point(column: place.maxColumn - 1, row: place.minRow)
      canvas.write(text, endingAt: end, role: role, columns: room, theme: theme)
      room -= Legible.columns(of: text) + 2
    }
    write(status.notice, at: Point(column: 1, row: place.minRow), on: &canvas, room)
  }

  /// Says what is too long for its line in as many lines as it takes, over what stands above.
  func drawLongNotice(on canvas: inout Canvas) {
    guard let notice = status.notice, !isTyping, messagesHaveLine || coversKeys else { return }
    let sign = notice.isError ? "\(signs[.blocked]) " : ""
    let text = sign + notice.text
    let taken = messagesHaveLine ? note.map { Legible.columns(of: $0.text) + 2 } ?? 0 : 0
    let room = columns - 2
    guard room > 8, Legible.columns(of: text) > room - taken else { return }
    let bottom = messagesHaveLine ? layout.message : layout.footer
    // Whatever is said, half of the screen stays as it is.
    let lines = text.wrapped(to: room).prefix(max(1, environment.look.size.rows / 2))
    let place = Rectangle(
      column: 0, row: bottom.maxRow - lines.count, columns: columns, rows: lines.count)
    canvas.clear(place, theme: theme)
    for (row, line) in lines.enumerated() {
      canvas.write(
        [(line, notice.isError ? .error : .notice)],
        at: Point(column: 1, row: place.minRow + row), columns: room, theme: theme)
    }
  }
}
