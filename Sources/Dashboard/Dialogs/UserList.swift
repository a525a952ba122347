// The people of an account with both portals side by side, and what to do about them in Partner
// Center.

import Foundation
import Lifecycle
import Terminal

/// The people of an account.
package struct UserList: Hashable, Sendable {
  /// The publisher whose account it is.
  let publisher: Publisher
  /// The zone of its days.
  let zone: TimeZone
  /// The people, by name; nil while they are read.
  private(set) var people: [AccountUser]?
  /// The place of the selected one.
  private(set) var selected = 0

  /// A list that is not read yet.
  init(_ publisher: Publisher, zone: TimeZone) {
    self.publisher = publisher
    self.zone = zone
  }

  /// The people are these now; who was selected stays so.
  mutating func show(_ users: AccountUsers) {
    let key = person?.address.key
    people = users.sorted
    selected =
      users.sorted.firstIndex { $0.address.key == key } ?? min(selected, users.people.count)
    selected = max(0, min(selected, users.people.count - 1))
  }

  /// Lets the keys act on a person.
  mutating func select(_ place: Int) { selected = max(0, place) }

  private var person: AccountUser? {
    people.flatMap { $0.indices.contains(selected) ? $0[selected] : nil }
  }

  /// Takes a key; `command` is what it means on the panels.
  mutating func take(_ key: Key, _ command: Command?) -> Answer {
    let last = max(0, (people?.count ?? 1) - 1)
    switch (key.symbol, command) {
    case (.escape, _), (_, .back), (_, .quit), (_, .users): return .closed
    case (_, .up): selected = max(0, selected - 1)
    case (_, .down): selected = min(last, selected + 1)
    case (_, .pageUp): selected = max(0, selected - 10)
    case (_, .pageDown): selected = min(last, selected + 10)
    case (_, .first): selected = 0
    case (_, .last): selected = last
    case (.character("a"), _): return .meanwhile(.askUser(publisher.id))
    case (_, .undo): return .meanwhile(.undoAccount(publisher.id))
    case (_, .openPage): return .meanwhile(.open(AccountPage.users.link))
    case (_, .advance):
      return person.map { .meanwhile(.askRole($0.address, name: $0.name, of: publisher.id)) }
        ?? .open
    case (_, .untick):
      return person.map { .meanwhile(.askRemoval($0, of: publisher.id)) } ?? .open
    default: break
    }
    return .open
  }

  // MARK: - Drawing

  /// Draws the list over most of the screen.
  func draw(on canvas: inout Canvas, theme: Theme) {
    let place = Dialog.place(
      width: min(canvas.size.columns - 2, 118),
      height: min(canvas.size.rows - 2, max(9, (people?.count ?? 0) + 6)),
      title: "Users of \(publisher.name)", on: &canvas, theme: theme)
    let (head, rest) = place.split(top: 1)
    let (list, foot) = rest.split(bottom: 2)
    write(["Name", "Address", "CPP", "Partner Center", ""], [.dim], head, on: &canvas, theme)
    let people = people ?? []
    let top = max(0, min(selected - list.rows / 2, people.count - list.rows))
    for (number, person) in people.dropFirst(top).prefix(list.rows).enumerated() {
      let line = Rectangle(
        column: list.minColumn, row: list.minRow + number, columns: list.columns, rows: 1)
      write(cells(person), roles(person), line, on: &canvas, theme)
      if top + number == selected { canvas.lay(.selection, over: line, theme: theme) }
    }
    if people.isEmpty {
      canvas.write(
        self.people == nil
          ? "Reading\(theme.signs.ellipsis)"
          : "No user is known. a adds one; offerdeck users import takes the portals' lists.",
        at: list.origin, style: theme[.dim], columns: list.columns)
    }
    let warning = person?.address.warning ?? ""
    canvas.write(
      warning, at: foot.origin, style: theme[.error], columns: foot.columns)
    canvas.write(
      [
        ("a", .key), (" add  ", .dim), ("Enter", .key), (" role  ", .dim), ("x", .key),
        (" remove  ", .dim), ("u", .key), (" undo  ", .dim), ("o", .key), (" open  ", .dim),
        ("Esc", .key), (" back", .dim),
      ], at: Point(column: foot.minColumn, row: foot.maxRow - 1), columns: foot.columns,
      theme: theme)
  }

  /// What is said of a person: name, address, role and since when in each portal, and how they fit.
  func cells(_ person: AccountUser) -> [String] {
    func seat(_ role: String?, _ since: Date?) -> String {
      guard let role else { return "" }
      return role + (since.map { ", \(Day(of: $0, in: zone).title())" } ?? "")
    }
    return [
      person.name, person.address.text + (person.address.asciiForm.map { " (\($0))" } ?? ""),
      seat(person.cpp?.rawValue.capitalized, person.cppSince),
      seat(person.center?.title, person.centerSince), person.standing.title(zone: zone),
    ]
  }

  private func roles(_ person: AccountUser) -> [Role] {
    let role: Role =
      switch person.standing {
      case .both: .stepDone
      case .onlyPartnerCenter: .dim
      case .waiting: .stepNext
      case .onlyCPP, .rolesDiffer: .stepBlocked
      }
    return [.text, .dim, .text, .text, role]
  }

  /// Writes cells into five columns, as wide as there is room; the name goes first where it is
  /// narrow.
  private func write(
    _ cells: [String], _ roles: [Role], _ line: Rectangle, on canvas: inout Canvas, _ theme: Theme
  ) {
    let shares = line.columns >= 90 ? [11, 24, 16, 19, 30] : [0, 34, 18, 22, 26]
    var column = line.minColumn
    for (number, cell) in cells.enumerated() where shares[number] > 0 {
      let isLast = number == cells.count - 1
      let width = isLast ? line.maxColumn - column : line.columns * shares[number] / 100
      canvas.write(
        [(cell, roles.count == 1 ? roles[0] : roles[number])],
        at: Point(column: column, row: line.minRow), columns: max(0, width - (isLast ? 0 : 1)),
        theme: theme)
      column += width
    }
  }
}
