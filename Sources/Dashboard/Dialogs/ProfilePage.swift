// Everything known of a publisher on one page, each line of which can be acted on: the profile, the
// account-wide steps, the legal entities, what happened, and where to find help.

import Foundation
package import Lifecycle
import Terminal

/// What the deck says of a publisher beside its profile.
package struct ProfileFindings: Hashable, Sendable {
  /// Its legal entities, those that most offers name first.
  package var entities: [LegalEntity]
  /// Its people.
  package var users: AccountUsers
  /// What happened to the account, the newest first.
  package var history: [HistoryEntry]

  /// What a deck says.
  package init(entities: [LegalEntity], users: AccountUsers, history: [HistoryEntry]) {
    self.entities = entities
    self.users = users
    self.history = history
  }
}

/// The page of a publisher.
package struct ProfilePage: Hashable, Sendable {
  /// A line of the page.
  enum Row: Hashable {
    case heading(String)
    case note(HistoryEntry)
    case field(ProfileField)
    case migration
    case users
    case step(Step)
    case entity(LegalEntity)
    case newEntity
    case past
    case link(NamedLink)
  }

  /// The publisher.
  private(set) var publisher: Publisher
  /// The account-wide steps of the playbooks.
  let steps: [Step]
  /// Where to find help.
  let support: [NamedLink]
  /// The zone of its days.
  let zone: TimeZone
  /// What else is known; nil while it is read.
  private(set) var findings: ProfileFindings?
  /// The line that the keys act on.
  private(set) var selected = 1

  /// The page of a publisher, before its findings.
  init(_ publisher: Publisher, steps: [Step], support: [NamedLink], zone: TimeZone) {
    self.publisher = publisher
    self.steps = steps
    self.support = support
    self.zone = zone
  }

  /// The publisher is another one now, or more is known of it; the keys stay on their line.
  mutating func show(_ publisher: Publisher, _ findings: ProfileFindings?) {
    let row = row
    (self.publisher, self.findings) = (publisher, findings)
    selected = rows.firstIndex(of: row) ?? min(selected, rows.count - 1)
  }

  /// The legal entities; those of the profile alone until it is known what offers say.
  private var entities: [LegalEntity] {
    findings?.entities ?? publisher.legalEntities.map { LegalEntity(name: $0) }
  }

  /// The lines.
  var rows: [Row] {
    let past = (findings?.history ?? []).prefix(5).map { Row.note($0) }
    return [.heading("Profile")] + ProfileField.allCases.map { .field($0) } + [.migration, .users]
      + [.heading("Account-wide steps")] + steps.map { .step($0) }
      + [.heading("Legal entities")] + entities.map { .entity($0) } + [.newEntity]
      + (past.isEmpty ? [] : [.heading("History")] + past + [.past])
      + [.heading("Where to find help")] + support.map { .link($0) }
  }

  /// The titles of the steps, by their IDs.
  var stepTitles: [String: String] {
    Dictionary(steps.map { ($0.id, $0.title) }, uniquingKeysWith: { $1 })
  }

  /// Takes a key; `command` is what it means on the panels.
  mutating func take(_ key: Key, _ command: Command?) -> Answer {
    switch (key.symbol, command) {
    case (.escape, _), (_, .back), (_, .quit), (_, .profile): return .closed
    case (_, .up): move(by: -1)
    case (_, .down): move(by: 1)
    case (_, .pageUp): for _ in 0..<10 { move(by: -1) }
    case (_, .pageDown): for _ in 0..<10 { move(by: 1) }
    case (_, .first): selected = 1
    case (_, .last): selected = rows.count - 1
    case (_, .advance): return acted()
    case (_, .untick):
      switch row {
      case .step(let step) where publisher.ticks[step.id] != nil:
        return .meanwhile(.account(.setStep(step, isDone: false, of: publisher.id)))
      case .entity(let entity):
        return .meanwhile(.account(.askEntityRemoval(entity, of: publisher.id)))
      default: return .open
      }
    case (_, .undo): return .meanwhile(.account(.undo(publisher.id)))
    case (_, .history): return .meanwhile(.account(.showHistory(self)))
    case (_, .openPage):
      switch row {
      case .step(let step): return step.link.map { .meanwhile(.open($0)) } ?? .open
      case .link(let named): return .meanwhile(.open(named.link))
      default: return .open
      }
    case (_, .migrate), (_, .users): return command.map { .meanwhile(.command($0)) } ?? .open
    default: break
    }
    return .open
  }

  private var row: Row { rows[min(selected, rows.count - 1)] }

  private mutating func move(by places: Int) {
    var next = selected + places
    let rows = rows
    while rows.indices.contains(next), case .heading = rows[next] { next += places }
    if rows.indices.contains(next) { selected = next }
  }

  /// A click goes to a line, and two act on it.
  mutating func press(_ number: Int, isDouble: Bool) -> Answer {
    guard rows.indices.contains(number) else { return .open }
    if case .heading = rows[number] { return .open }
    selected = number
    return isDouble ? acted() : .open
  }

  private func acted() -> Answer {
    switch row {
    case .field(let field): return .meanwhile(.account(.editProfile(field, publisher)))
    case .migration: return .meanwhile(.command(.migrate))
    case .users: return .meanwhile(.command(.users))
    case .step(let step):
      return publisher.ticks[step.id] == nil
        ? .meanwhile(.account(.setStep(step, isDone: true, of: publisher.id))) : .open
    case .entity(let entity):
      return .meanwhile(.account(.askEntityName(entity.name, of: publisher.id)))
    case .newEntity: return .meanwhile(.account(.askEntity(of: publisher.id)))
    case .past: return .meanwhile(.account(.showHistory(self)))
    case .link(let named): return .meanwhile(.open(named.link))
    case .heading, .note: return .open
    }
  }

  // MARK: - Drawing

  /// Draws the page over most of the screen.
  func draw(on canvas: inout Canvas, theme: Theme, keys: KeyMap) -> [Target] {
    let rows = rows
    var targets: [Target] = []
    let place = Dialog.place(
      width: min(canvas.size.columns - 2, 100), height: min(canvas.size.rows - 2, rows.count + 4),
      title: "\(publisher.name) · \(publisher.id)",
      trailing: "\(selected + 1) of \(rows.count)", on: &canvas, theme: theme)
    let (list, foot) = place.split(bottom: 2)
    let top = max(0, min(selected - list.rows / 2, rows.count - list.rows))
    for (number, row) in rows.dropFirst(top).prefix(list.rows).enumerated() {
      let line = Rectangle(
        column: list.minColumn, row: list.minRow + number, columns: list.columns, rows: 1)
      canvas.write(pieces(row, theme), at: line.origin, columns: line.columns, theme: theme)
      if top + number == selected { canvas.lay(.selection, over: line, theme: theme) }
      targets.append(Target(place: line, press: .entry(top + number)))
    }
    return targets
      + Dialog.foot(footKeys, in: foot, on: &canvas, theme: theme, keys: keys)
  }

  /// The keys of the selected line, then those of the page.
  private var footKeys: [FootKey] {
    let own: [FootKey] =
      switch row {
      case .field: [FootKey(.advance, "change")]
      case .migration: [FootKey(.advance, "migrate")]
      case .users: [FootKey(.advance, "open")]
      case .step(let step):
        [publisher.ticks[step.id] == nil ? FootKey(.advance, "done") : FootKey(.untick, "untick")]
          + (step.link == nil ? [] : [FootKey(.openPage, "its page")])
      case .entity: [FootKey(.advance, "rename"), FootKey(.untick, "remove")]
      case .newEntity: [FootKey(.advance, "add")]
      case .past: [FootKey(.advance, "read")]
      case .link: [FootKey(.advance, "open")]
      case .heading, .note: []
      }
    return own + [
      FootKey(key: .escape, "back"), FootKey(.undo, "undo"), FootKey(.migrate, "migrate"),
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
    case .note(let entry):
      return [
        ("  \(Day(of: entry.at, in: zone).title())  ", .dim),
        (entry.sentence(stepTitles), .text), ("  \(entry.by)", .dim),
      ]
    case .field(let field):
      let text = publisher.text(of: field)
      let notes = text.lookalikes
      return pair(field.title, text.isEmpty ? "not known" : text, text.isEmpty ? .dim : .text)
        + (notes.isEmpty ? [] : [("  " + notes.joined(separator: "; "), .notice)])
    case .migration:
      let account = publisher.account
      let missing = account.missing.map(\.rawValue).joined(separator: " and ")
      return pair(
        "Migration",
        account.title + (missing.isEmpty || !account.isOwners ? "" : "; missing: \(missing)")
          + (account.isUnverified ? "; unverified" : "")
          + (account.migratedAt.map { " on \(Day(of: $0, in: zone).title())" } ?? ""),
        account.isMigrated ? .stepDone : .stepNext)
    case .users:
      let people = findings?.users.people.values.map(\.standing) ?? []
      let differing = people.count(where: \.isDifference)
      let count = people.count == 1 ? "1 person" : "\(people.count) people"
      return pair("Users", "\(count), \(differing == 0 ? "none" : "\(differing)") differ")
    case .step(let step):
      guard let tick = publisher.ticks[step.id] else {
        return [("  \(theme.signs.later) ", .stepLater), (step.title, .text)]
      }
      return [
        ("  \(theme.signs.done) ", .stepDone), (step.title, .text),
        ("  \(tick.by), \(Day(of: tick.at, in: zone).title())", .dim),
      ]
    case .entity(let entity):
      let count = entity.offers == 0 ? "no offer" : entity.offers.counted("offer")
      return [
        ("  \(entity.name)  ", .text),
        (entity.isListed ? count : "named by \(count), not listed", .dim),
      ]
    case .newEntity: return [("  Add a legal entity\(theme.signs.ellipsis)", .dim)]
    case .past: return [("  All that happened\(theme.signs.ellipsis)", .dim)]
    case .link(let named): return [("  \(named.title)  ", .text), (named.link.text, .link)]
    }
  }
}
