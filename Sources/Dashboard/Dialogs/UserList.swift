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
    case (.character("a"), _): return .meanwhile(.account(.askUser(publisher.id)))
    case (_, .importFile): return .meanwhile(.account(.askUserPortal(of: publisher.id)))
    case (_, .undo): return .meanwhile(.account(.undo(publisher.id)))
    case (_, .openPage): return .meanwhile(.open(AccountPage.users.link))
    case (_, .advance): return askedRole
    case (_, .untick):
      return person.map { .meanwhile(.account(.askRemoval($0, of: publisher.id))) } ?? .open
    default: break
    }
    return .open
  }

  private var askedRole: Answer {
    person.map { .meanwhile(.account(.askRole($0.address, name: $0.name, of: publisher.id))) }
      ?? .open
  }

  /// A click goes to a person, and two ask for the role.
  mutating func press(_ number: Int, isDouble: Bool) -> Answer {
    selected = number
    return isDouble ? askedRole : .open
  }

  // MARK: - Drawing

  /// Draws the list over most of the screen.
  func draw(on canvas: inout Canvas, theme: Theme, keys: KeyMap) -> [Target] {
    var targets: [Target] = []
    let place = Dialog.place(
      width: min(canvas.size.columns - 2, 118),
      height: min(canvas.size.rows - 2, max(9, (people?.count ?? 0) + 6)),
      title: "Users of \(publisher.name)",
      trailing: people.map { "\(min(selected + 1, $0.count)) of \($0.count)" } ?? "", on: &canvas,
      theme: theme)
    let isWide = place.columns >= 90
    let (head, rest) = place.split(top: 1)
    let (list, foot) = rest.split(bottom: 2)
    write(["Name", "Address", "CPP", "Partner Center", ""], [.dim], head, on: &canvas, theme)
    let people = people ?? []
    let top = max(0, min(selected - list.rows / 2, people.count - list.rows))
    for (number, person) in people.dropFirst(top).prefix(list.rows).enumerated() {
      let line = Rectangle(
        column: list.minColumn, row: list.minRow + number, columns: list.columns, rows: 1)
      write(cells(person, isWide), roles(person), line, on: &canvas, theme)
      if top + number == selected { canvas.lay(.selection, over: line, theme: theme) }
      targets.append(Target(place: line, press: .entry(top + number)))
    }
    if people.isEmpty {
      canvas.write(
        self.people == nil
          ? "Reading\(theme.signs.ellipsis)"
          : "No user is known yet. a adds one; "
            + "\(keys.key(for: .importFile)?.name ?? ":") imports a portal's list.",
        at: list.origin, style: theme[.dim], columns: list.columns)
    }
    canvas.write(note, at: foot.origin, columns: foot.columns, theme: theme)
    return targets
      + Dialog.foot(
        [
          FootKey(key: .character("a"), "add"), FootKey(.advance, "role"),
          FootKey(.untick, "remove"),
          FootKey(.importFile, "import"), FootKey(.undo, "undo"), FootKey(.openPage, "open"),
          FootKey(.help, "help"), FootKey(key: .escape, "back"),
        ], in: foot, on: &canvas, theme: theme, keys: keys)
  }

  /// All of the selected person in one line: where it is narrow, the columns can't have all of it.
  private var note: [(String, Role)] {
    guard let person else { return [] }
    let lookalikes = person.address.text.lookalikes
    if !lookalikes.isEmpty { return [(lookalikes.joined(separator: "; "), .notice)] }
    return [
      (person.name.isEmpty ? "" : "\(person.name), ", .text), (person.address.text, .text),
      (": " + person.standing.title(zone: zone), .dim),
    ]
  }

  private func cells(_ person: AccountUser, _ isWide: Bool) -> [String] {
    func seat(_ role: String?, _ since: Date?) -> String {
      guard let role else { return "" }
      return role + (since.map { ", \(Day(of: $0, in: zone).title(withYear: isWide))" } ?? "")
    }
    var standing = person.standing.title(zone: zone)
    if !isWide {
      switch person.standing {
      case .waiting(let since):
        standing = "waits since \(Day(of: since, in: zone).title(withYear: false))"
      case .rolesDiffer: standing = "roles differ"
      case .onlyPartnerCenter: standing = "as expected"
      case .both, .onlyCPP: break
      }
    }
    return [
      person.name, person.address.text,
      seat(person.cpp?.rawValue.capitalized, person.cppSince),
      seat(person.center?.title, person.centerSince), standing,
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
    let shares = line.columns >= 90 ? [11, 24, 16, 19, 30] : [0, 29, 25, 23, 23]
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
