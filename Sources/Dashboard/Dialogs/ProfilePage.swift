// The profile of a publisher, each line of which can be acted on: the account, the account-wide
// steps, the legal entities, the history, and where to find help.

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
    /// Something to read; wrapped to the room there is.
    case text(String)
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

  /// What is known and what happened, line by line.
  private var facts: [Row] {
    let past = (findings?.history ?? []).prefix(5).map { Row.note($0) }
    return [.heading("Account")] + ProfileField.allCases.map { .field($0) } + [.migration, .users]
      + [.heading("Account steps (for all offers)")] + steps.map { .step($0) }
      + [.heading("Legal entities")] + entities.map { .entity($0) } + [.newEntity]
      + (past.isEmpty ? [] : [.heading("History")] + past + [.past])
  }

  /// What the guide says about the account, and where to find help.
  private var guidance: [Row] {
    [.heading("About the migration"), .text(Self.purpose), .text(nextStep)]
      + [.heading("Help")] + support.map { .link($0) }
  }

  /// The lines.
  var rows: [Row] { facts + guidance }

  /// Why offers move at all (guide, "Move Dynamics 365-based solutions to Partner Center").
  static let purpose =
    "Offers moved to Partner Center so that the public and the seller catalog show the same content."

  /// What the account needs now.
  private var nextStep: String {
    publisher.account.isMigrated
      ? "You manage users and settings in Partner Center; changes sync back to Cloud Partner Portal."
      : "Have ready: a work email of the company your MPN ID is registered to, and the MPN ID. "
        + "Until the account has migrated, work in Partner Center is only recorded manually."
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
    case (_, .nextPanel), (_, .previousPanel):
      // From one half of the page to the other.
      let isLeft = selected < facts.count
      selected = isLeft ? rows.firstIndex { if case .link = $0 { true } else { false } } ?? 1 : 1
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
    while rows.indices.contains(next), rows[next].isPlain { next += places }
    if rows.indices.contains(next) { selected = next }
  }

  /// A click goes to a line, and two act on it.
  mutating func press(_ number: Int, isDouble: Bool) -> Answer {
    guard rows.indices.contains(number), !rows[number].isPlain else { return .open }
    selected = number
    return isDouble ? acted() : .open
  }

  private func acted() -> Answer {
    switch row {
    case .field(let field): return .meanwhile(.account(.editProfile(field, publisher)))
    case .migration: return .meanwhile(.command(.migrate))
    case .users: return .meanwhile(.command(.users))
    case .step(let step):
      return !publisher.hasDone(step)
        ? .meanwhile(.account(.setStep(step, isDone: true, of: publisher.id))) : .open
    case .entity(let entity):
      return .meanwhile(.account(.askEntityName(entity.name, of: publisher.id)))
    case .newEntity: return .meanwhile(.account(.askEntity(of: publisher.id)))
    case .past: return .meanwhile(.account(.showHistory(self)))
    case .link(let named): return .meanwhile(.open(named.link))
    case .heading, .text, .note: return .open
    }
  }

  // MARK: - Drawing

  /// Draws the page: in two columns if there is room, else one below the other.
  func draw(
    on canvas: inout Canvas, page: Rectangle, theme: Theme, keys: KeyMap
  ) -> [Target] {
    let place = Dialog.page(
      title: "\(publisher.name) \(theme.signs.dot) \(publisher.id)",
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
    return targets + Dialog.foot(footKeys, in: foot, on: &canvas, theme: theme, keys: keys)
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
        [publisher.hasDone(step) ? FootKey(.untick, "untick") : FootKey(.advance, "done")]
          + (step.link == nil ? [] : [FootKey(.openPage, "its page")])
      case .entity: [FootKey(.advance, "rename"), FootKey(.untick, "remove")]
      case .newEntity: [FootKey(.advance, "add")]
      case .past: [FootKey(.advance, "read")]
      case .link: [FootKey(.advance, "open")]
      case .heading, .text, .note: []
      }
    return own + [
      FootKey(key: .escape, "back"), FootKey(.nextPanel, "panel"), FootKey(.undo, "undo"),
      FootKey(.migrate, publisher.account.isMigrated ? "manage" : "migrate"),
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
      let text = publisher.text(of: field)
      let notes = text.lookalikes
      return pair(field.title, text.isEmpty ? "not set" : text, text.isEmpty ? .dim : .text)
        + (notes.isEmpty ? [] : [("  " + notes.joined(separator: "; "), .notice)])
    case .migration:
      let account = publisher.account
      let missing = account.missing.map(\.rawValue).joined(separator: ", ")
      return pair(
        "Migration",
        account.title + (missing.isEmpty || !account.isOwners ? "" : "; missing: \(missing)")
          + (account.isUnverified ? "; unverified" : "")
          + (account.migratedAt.map { " on \(Day(of: $0, in: zone).title())" } ?? ""),
        account.isMigrated ? .stepDone : .stepNext)
    case .users:
      let isSynced = publisher.account.isMigrated
      let people = findings?.users.people.values.map { $0.standing(isSynced: isSynced) } ?? []
      let differing = people.count(where: \.isDifference)
      let state =
        !isSynced
        ? "sync after migration" : differing == 0 ? "in sync" : "\(differing) not in sync"
      return pair("Users", "\(people.count.counted("user")), \(state)")
    case .step(let step):
      guard publisher.hasDone(step) else {
        return [("  \(theme.signs.later) ", .stepLater), (step.title, .text)]
      }
      let tick = publisher.ticks[step.id]
      let day = tick.map { Day(of: $0.at, in: zone).title() } ?? "account confirmed"
      let isManual = publisher.recordsManually(step, tick)
      return [
        ("  \(theme.signs.done) ", .stepDone), (step.title, .text), ("  \(day)", .dim),
        (isManual ? ", \(ManualRecord.mark)" : "", .notice),
        (tick.map { ", \($0.by)" } ?? "", .dim),
      ]
    case .entity(let entity):
      let count = entity.offers == 0 ? "no offer" : entity.offers.counted("offer")
      return [
        ("  \(entity.name)  ", .text),
        (entity.isListed ? count : "used by \(count), not in this list", .dim),
      ]
    case .newEntity: return [("  Add a legal entity\(theme.signs.ellipsis)", .dim)]
    case .past: return [("  Full history\(theme.signs.ellipsis)", .dim)]
    case .link(let named): return [("  \(named.title)  ", .text), (named.link.text, .link)]
    }
  }
}

extension ProfilePage.Row {
  /// It is only read: the keys pass over it.
  fileprivate var isPlain: Bool {
    switch self {
    case .heading, .text: true
    default: false
    }
  }
}
