// The people of an account as a picture: both portals side by side, and in a word how they agree.

import Foundation
import Lifecycle
import Terminal

extension UserList {
  func draw(
    on canvas: inout Canvas, in page: Rectangle, _ environment: Environment
  ) -> [Target] {
    let (theme, keys) = (environment.theme, environment.keys)
    var targets: [Target] = []
    let place = DialogFrame.page(
      title: "Users of \(owner.name)",
      trailing: people.map { "\(min(selected + 1, $0.count)) of \($0.count)" } ?? "", in: page,
      on: &canvas, theme: theme)
    let (head, rest) = place.split(top: 1)
    let (list, foot) = rest.split(bottom: 2)
    write(
      ["Name", "Address", "CPP", "Partner Center", "Sync"], [.dim], head, on: &canvas, theme)
    let people = people ?? []
    let top = max(0, min(selected - list.rows / 2, people.count - list.rows))
    for (number, person) in people.dropFirst(top).prefix(list.rows).enumerated() {
      let line = Rectangle(
        column: list.minColumn, row: list.minRow + number, columns: list.columns, rows: 1)
      write(cells(person, widths(line.columns)), roles(person), line, on: &canvas, theme)
      if top + number == selected { canvas.lay(.selection, over: line, theme: theme) }
      targets.append(Target(place: line, press: .entry(top + number)))
    }
    if people.isEmpty {
      canvas.write(
        self.people == nil
          ? "Reading\(theme.signs[.ellipsis])"
          : "No users yet. \(keys.key(for: .importFile)?.name ?? ":") imports a portal's list"
            + (isSynced ? "; a adds a user." : "."),
        at: list.origin, style: theme[.dim], columns: list.columns)
    }
    canvas.write(note, at: foot.origin, columns: foot.columns, theme: theme)
    return targets
      + DialogFrame.foot(
        [
          FootKey(key: .character("a"), "add"), FootKey(.advance, "role"),
          FootKey(.untick, "remove"),
          FootKey(.importFile, "import"), FootKey(.undo, "undo"), FootKey(.openPage, "open"),
          FootKey(.help, "help"), FootKey(key: .escape, "back"),
        ], in: foot, on: &canvas, theme: theme, keys: keys)
  }

  /// What is said of an account that has not migrated.
  static let syncNote =
    "Users sync, and can be managed in Partner Center, once the account has migrated."

  /// All of the selected person in one line: where it is narrow, the columns can't have all of it.
  private var note: [(String, Role)] {
    guard isSynced else { return [(Self.syncNote, .notice)] }
    guard let person else { return [] }
    let lookalikes = person.address.text.lookalikes
    if !lookalikes.isEmpty {
      return [("\(person.address.text)  ", .text), (lookalikes.joined(separator: "; "), .notice)]
    }
    return [
      (person.name.isEmpty ? "" : "\(person.name), ", .text), (person.address.text, .text),
      (": " + person.standing(isSynced: isSynced).title(zone: zone), .dim),
    ]
  }

  /// A role and since when; the role alone where both have no room.
  private func seat(_ role: String?, _ since: Date?, _ columns: Int) -> String {
    guard let role else { return "" }
    let whole = role + (since.map { ", \(Day(of: $0, in: zone).title(on: today))" } ?? "")
    return Legible.columns(of: whole) <= columns ? whole : role
  }

  /// How the portals agree, in as many words as there is room for.
  private func standing(_ person: AccountUser, isWide: Bool) -> String {
    if isWide { return person.standing(isSynced: isSynced).title(zone: zone) }
    switch person.standing(isSynced: isSynced) {
    case .both: return "in both"
    case .waiting(let since): return "waiting \(max(0, today - Day(of: since, in: zone))) d"
    case .onlyCPP, .notSynced: return "only in CPP"
    case .onlyPartnerCenter: return "as expected"
    case .rolesDiffer: return "roles differ"
    }
  }

  /// An address, in ASCII where it could be taken for another.
  private func shown(_ address: EmailAddress) -> String {
    address.warning == nil ? address.text : address.asciiForm ?? address.text
  }

  func cells(_ person: AccountUser, _ widths: [Int]) -> [String] {
    [
      person.name, shown(person.address),
      seat(person.cpp?.rawValue.capitalized, person.cppSince, widths[2] - 1),
      seat(person.center?.title, person.centerSince, widths[3] - 1),
      standing(person, isWide: widths[4] >= 30),
    ]
  }

  private func roles(_ person: AccountUser) -> [Role] {
    let role: Role =
      switch person.standing(isSynced: isSynced) {
      case .both: .stepDone
      case .onlyPartnerCenter, .notSynced: .dim
      case .waiting: .stepNext
      case .onlyCPP, .rolesDiffer: .stepBlocked
      }
    return [.text, .dim, .text, .text, role]
  }

  /// How wide the five columns are; the name goes first where it is narrow.
  private func widths(_ columns: Int) -> [Int] {
    let shares = columns >= 90 ? [11, 23, 18, 19] : [0, 30, 27, 24]
    let widths = shares.map { columns * $0 / 100 }
    return widths + [columns - widths.reduce(0, +)]
  }

  private func write(
    _ cells: [String], _ roles: [Role], _ line: Rectangle, on canvas: inout Canvas, _ theme: Theme
  ) {
    var column = line.minColumn
    for (number, (cell, width)) in zip(cells, widths(line.columns)).enumerated() {
      let isLast = number == cells.count - 1
      canvas.write(
        [(cell, roles.count == 1 ? roles[0] : roles[number])],
        at: Point(column: column, row: line.minRow), columns: max(0, width - (isLast ? 0 : 1)),
        theme: theme)
      column += width
    }
  }
}
