// The bottom of the screen: the keys that matter where one is, and what there is to say.

import Lifecycle
import Terminal

extension Model {
  /// The commands that are named, the most wanted first.
  private var footerCommands: [Command] {
    switch view {
    case .board:
      return [
        .advance, .nextPanel, .undo, .mark, .events, .history, .filter, .back, .help, .quit,
      ]
    case .losses: return [.losses, .nextPanel, .advance, .history, .back, .help, .quit]
    case .timeline: return [.advance, .down, .dayBack, .dayAhead, .present, .back, .help, .quit]
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
    let state = footerState
    var room = width - 2 - (state.isEmpty ? 0 : min(Legible.columns(of: state), width / 3) + 2)
    let all = footerCommands.compactMap { command -> (Command, String, String)? in
      guard let key = keys.key(for: command) else { return nil }
      let label =
        command == .advance && focus == .deadlines ? "list its offers" : command.label
      return (command, key.name, label)
    }
    var shown = Set<Command>()
    for item in all.filter({ $0.0 == .help }) + all.filter({ $0.0 != .help }) {
      let needed = item.1.count + 1 + item.2.count
      guard needed <= room else { continue }
      room -= needed + 2
      shown.insert(item.0)
    }
    var start = 1
    return all.filter { shown.contains($0.0) }.map { command, key, label in
      let end = start + key.count + 1 + label.count
      defer { start = end + 2 }
      return (command, key, label, start..<end)
    }
  }

  /// The command under the mouse.
  func footerCommand(at column: Int, width: Int) -> Command? {
    guard !isFiltering, notice == nil else { return nil }
    return footerItems(width: width).first { $0.columns.contains(column) }?.command
  }

  func drawFooter(on canvas: inout Canvas, in place: Rectangle) {
    canvas.fill(place, " ", style: theme[.footer])
    defer { if !isFiltering { canvas.restyle(place) { $0.paper = theme[.footer].paper } } }
    let start = Point(column: 1, row: place.minRow)
    let room = place.columns - 2
    if isFiltering {
      drawFilter(on: &canvas, in: place)
      return
    }
    if let notice {
      canvas.write(
        [(notice.text, notice.isError ? .error : .notice)], at: start, columns: room, theme: theme)
      return
    }
    let items = footerItems(width: place.columns)
    let used = items.last?.columns.upperBound ?? 0
    for item in items {
      canvas.write(
        [(item.key, .key), (" " + item.label, .footer)],
        at: Point(column: item.columns.lowerBound, row: start.row), columns: item.columns.count,
        theme: theme)
    }
    canvas.write(
      footerState, endingAt: Point(column: place.maxColumn - 1, row: start.row),
      role: isWriting ? .dim : .notice, columns: max(0, room - used), theme: theme)
  }

  /// What goes on, at the right end: a write, or the filter that holds.
  private var footerState: String {
    if isWriting { return "saving" + theme.signs.ellipsis }
    guard query.isFiltered else { return "" }
    return filter.text.isEmpty ? "filtered by deadline" : "/" + filter.text
  }

  private func drawFilter(on canvas: inout Canvas, in place: Rectangle) {
    canvas.write("/", at: Point(column: 1, row: place.minRow), style: theme[.key])
    let field = place.columns >= 100 ? 50 : place.columns / 2
    let hint =
      filterMistake.map { ($0.sentence, Role.error) }
      ?? ("words, stage:draft track:new type:ce blocked:yes due:<14d", .dim)
    canvas.write(
      [hint], at: Point(column: field + 4, row: place.minRow),
      columns: max(0, place.columns - field - 5), theme: theme)
    filter.draw(
      on: &canvas,
      in: Rectangle(column: 2, row: place.minRow, columns: field, rows: 1), theme: theme)
  }
}
