// The bottom of the screen: the keys that matter where one is, and what there is to say.

import Lifecycle
import Terminal

extension Model {
  /// The commands that are named, the most wanted first.
  private var footerCommands: [Command] {
    switch focus {
    case .offers:
      [.advance, .undo, .mark, .filter, .sort, .events, .history, .publishers, .help, .quit]
    case .banner: [.migrate, .profile, .users, .nextPanel, .help, .quit]
    case .steps: [.advance, .untick, .openPage, .undo, .history, .nextPanel, .help, .quit]
    case .deadlines: [.advance, .nextPanel, .filter, .help, .quit]
    }
  }

  private var footerItems: [(command: Command, key: String, label: String)] {
    footerCommands.compactMap { command in
      guard let key = keys.key(for: command) else { return nil }
      let label =
        command == .advance && focus == .deadlines ? "list its offers" : command.label
      return (command, key.name, label)
    }
  }

  /// The command under the mouse.
  func footerCommand(at column: Int, width: Int) -> Command? {
    guard !isFiltering, notice == nil else { return nil }
    var start = 1
    for item in footerItems {
      let end = start + item.key.count + 1 + item.label.count
      if (start..<end).contains(column) { return item.command }
      start = end + 2
    }
    return nil
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
    var used = 0
    for item in footerItems {
      let width = item.key.count + 1 + item.label.count
      guard used + width <= room else { continue }
      canvas.write(
        [(item.key, .key), (" " + item.label, .footer)],
        at: Point(column: start.column + used, row: start.row), columns: width, theme: theme)
      used += width + 2
    }
    if isWriting {
      canvas.write(
        "saving" + theme.signs.ellipsis,
        endingAt: Point(column: place.maxColumn - 1, row: start.row),
        role: .dim, columns: max(0, room - used), theme: theme)
    } else if query.isFiltered {
      let text = filter.text.isEmpty ? "filtered by deadline" : "/" + filter.text
      canvas.write(
        text, endingAt: Point(column: place.maxColumn - 1, row: start.row), role: .notice,
        columns: max(0, room - used), theme: theme)
    }
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
