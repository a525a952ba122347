// The profile of a publisher as a picture and in words.

import Foundation
import Lifecycle
import Terminal

extension ProfilePage {
  /// In two columns if there is room, else one below the other.
  func draw(
    on canvas: inout Canvas, in page: Rectangle, _ environment: Environment
  ) -> [Target] {
    let (theme, keys) = (environment.theme, environment.keys)
    let place = DialogFrame.page(
      title: "\(owner.name) \(theme.signs[.dot]) \(owner.id)",
      trailing: "\(selected + 1) of \(rows.count)", in: page, on: &canvas, theme: theme)
    let (rest, foot) = place.split(bottom: 1)
    let body = rest.split(bottom: 1).rest
    var targets: [Target] = []
    if body.columns >= Self.twoColumns {
      let (left, right) = body.split(right: body.columns * 9 / 20)
      let half = left.split(right: 2).rest
      targets += draw(0..<facts.count, in: half, on: &canvas, theme)
      targets += draw(facts.count..<rows.count, in: right, on: &canvas, theme)
    } else {
      targets += draw(rows.indices, in: body, on: &canvas, theme)
    }
    return targets + DialogFrame.foot(footKeys, in: foot, on: &canvas, theme: theme, keys: keys)
  }

  /// The width from which what is known and the help stand side by side.
  private static let twoColumns = 96

  private func draw(
    _ part: Range<Int>, in list: Rectangle, on canvas: inout Canvas, _ theme: Theme
  ) -> [Target] {
    var lines: [(number: Int, pieces: [(String, Role)])] = []
    for (number, row) in zip(part, rows[part]) {
      if case .text(let text) = row {
        lines += text.wrapped(to: list.columns - 2).map { (number, [("  " + $0, .text)]) }
      } else {
        lines.append((number, pieces(row, theme)))
      }
    }
    let place = lines.firstIndex { $0.number == selected } ?? 0
    let top = max(0, min(place - list.rows / 2, lines.count - list.rows))
    return lines.dropFirst(top).prefix(list.rows).enumerated().map { offset, line in
      let row = Rectangle(
        column: list.minColumn, row: list.minRow + offset, columns: list.columns, rows: 1)
      canvas.write(line.pieces, at: row.origin, columns: row.columns, theme: theme)
      if line.number == selected { canvas.lay(.selection, over: row, theme: theme) }
      return Target(place: row, press: .entry(line.number))
    }
  }

  /// The keys of the selected line, then those of the page.
  private var footKeys: [FootKey] {
    let own: [FootKey] =
      switch row {
      case .field: [FootKey(.advance, "edit")]
      case .migration: [FootKey(.advance, "migrate")]
      case .users: [FootKey(.advance, "open")]
      case .step(let step):
        [owner.hasDone(step) ? FootKey(.untick, "untick") : FootKey(.advance, "done")]
          + (step.link == nil ? [] : [FootKey(.openPage, "its page")])
      case .entity: [FootKey(.advance, "rename"), FootKey(.untick, "remove")]
      case .newEntity: [FootKey(.advance, "add")]
      case .past: [FootKey(.advance, "read")]
      case .link: [FootKey(.advance, "open")]
      case .heading, .text, .note: []
      }
    return own + [
      FootKey(key: .escape, "back"), FootKey(.nextPanel, "panel"), FootKey(.undo, "undo"),
      FootKey(.migrate, owner.account.isMigrated ? "manage" : "migrate"),
      FootKey(.users, "users"), FootKey(.history, "history"), FootKey(.help, "help"),
    ]
  }

  /// What stands in a line.
  func pieces(_ row: Row, _ theme: Theme) -> [(String, Role)] {
    func pair(_ name: String, _ value: String, _ role: Role = .text) -> [(String, Role)] {
      [("  " + name + String(repeating: " ", count: max(1, 20 - name.count)), .dim), (value, role)]
    }
    switch row {
    case .heading(let title): return [(title, .title)]
    case .text(let text): return [("  " + text, .text)]
    case .note(let entry):
      return [
        ("  \(Day(of: entry.at, in: zone).title())  ", .dim),
        (entry.sentence(stepTitles), .text), ("  \(entry.by)", .dim),
      ]
    case .field(let field):
      let text = owner.text(of: field)
      let notes = text.lookalikes
      return pair(field.title, text.isEmpty ? "not set" : text, text.isEmpty ? .dim : .text)
        + (notes.isEmpty ? [] : [("  " + notes.joined(separator: "; "), .notice)])
    case .migration:
      let account = owner.account
      let missing = account.missing.map(\.rawValue).joined(separator: ", ")
      return pair(
        "Migration",
        account.title + (missing.isEmpty || !account.isOwners ? "" : "; missing: \(missing)")
          + (account.isUnverified ? "; unverified" : "")
          + (account.migratedAt.map { " on \(Day(of: $0, in: zone).title())" } ?? ""),
        account.isMigrated ? .stepDone : .stepNext)
    case .users:
      let isSynced = owner.account.isMigrated
      let people = findings?.users.people.values.map { $0.standing(isSynced: isSynced) } ?? []
      let differing = people.count(where: \.isDifference)
      let state =
        !isSynced
        ? "sync after migration" : differing == 0 ? "in sync" : "\(differing) not in sync"
      return pair("Users", "\(people.count.counted("user")), \(state)")
    case .step(let step):
      guard owner.hasDone(step) else {
        return [("  \(theme.signs[.later]) ", .stepLater), (step.title, .text)]
      }
      let tick = owner.ticks[step.id]
      let day = tick.map { Day(of: $0.at, in: zone).title() } ?? "account confirmed"
      let isManual = owner.recordsManually(step, tick)
      return [
        ("  \(theme.signs[.done]) ", .stepDone), (step.title, .text), ("  \(day)", .dim),
        (isManual ? ", \(ManualRecord.mark)" : "", .notice),
        (tick.map { ", \($0.by)" } ?? "", .dim),
      ]
    case .entity(let entity):
      let count = entity.offers == 0 ? "no offer" : entity.offers.counted("offer")
      return [
        ("  \(entity.name)  ", .text),
        (entity.isListed ? count : "used by \(count), not in this list", .dim),
      ]
    case .newEntity: return [("  Add a legal entity\(theme.signs[.ellipsis])", .dim)]
    case .past: return [("  Full history\(theme.signs[.ellipsis])", .dim)]
    case .link(let named): return [("  \(named.title)  ", .text), (named.link.text, .link)]
    }
  }
}

// MARK: - In words

extension ProfilePage {
  /// The places of the lines that can be acted on: their numbers count these alone.
  private var places: [Int] {
    rows.indices.filter {
      switch rows[$0] {
      case .heading, .text, .note: false
      default: true
      }
    }
  }

  var spoken: [String] {
    var number = 0
    return ["\(owner.name), \(owner.id):"]
      + rows.map { row in
        let text = pieces(row, .spoken).map(\.0).joined().spoken
        switch row {
        case .heading: return "\(text):"
        case .text, .note: return text
        default:
          number += 1
          return "\(number). \(text)"
        }
      }
  }

  var spokenPrompt: String {
    "A number to change or do it, “untick” and a number, “undo” or “back”?"
  }

  var isInformation: Bool { true }

  mutating func hear(_ words: String, in environment: Environment) -> [DialogAction] {
    let order = NumberedWord(words)
    if words.isBack { return [.close] }
    if let number = order.number {
      guard let place = places[safely: number - 1] else {
        return [.say("There is no line number \(number).")]
      }
      selected = place
    }
    switch (order.word, order.number) {
    case ("", .some): return press(Key(.enter), .advance, in: environment)
    case ("untick", .some): return press(Key(.enter), .untick, in: environment)
    case ("open-page", .some), ("open", .some):
      return press(Key(.enter), .openPage, in: environment)
    case ("undo", nil): return press(Key(.enter), .undo, in: environment)
    case ("history", nil): return press(Key(.enter), .history, in: environment)
    case ("migrate", nil): return press(Key(.enter), .migrate, in: environment)
    case ("users", nil): return press(Key(.enter), .users, in: environment)
    case ("", nil): return []
    default: return [.say("“\(words)” is not an answer here.")]
    }
  }
}

/// A word and the number after it, as “untick 3”.
struct NumberedWord {
  let word: String
  let number: Int?

  init(_ words: String) {
    let parts = words.lowercased().split(separator: " ")
    let number = parts.last.flatMap { Int($0) }
    self.number = number
    word = parts.dropLast(number == nil ? 0 : 1).joined(separator: " ")
  }
}
