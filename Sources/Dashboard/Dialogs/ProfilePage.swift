// Everything known of a publisher on one page, each line of which can be acted on: the profile, the
// account-wide steps, the legal entities, what happened, and where to find help.

import Foundation
package import Lifecycle
import Terminal

/// What the deck says of a publisher beside its profile.
package struct ProfileFindings: Hashable, Sendable {
  /// Legal entities that its offers name, each with how many do.
  package var entities: [String: Int]
  /// Its people.
  package var users: AccountUsers
  /// What happened to the account, the newest first.
  package var history: [HistoryEntry]

  /// What a deck says.
  package init(entities: [String: Int], users: AccountUsers, history: [HistoryEntry]) {
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
    case note(String)
    case field(ProfileField)
    case migration
    case users
    case step(Step)
    case link(NamedLink)
  }

  /// The publisher.
  var publisher: Publisher
  /// The account-wide steps of the playbooks.
  let steps: [Step]
  /// Where to find help.
  let support: [NamedLink]
  /// The zone of its days.
  let zone: TimeZone
  /// What else is known; nil while it is read.
  var findings: ProfileFindings?
  /// The line that the keys act on.
  private(set) var selected = 1

  /// The page of a publisher, before its findings.
  init(_ publisher: Publisher, steps: [Step], support: [NamedLink], zone: TimeZone) {
    self.publisher = publisher
    self.steps = steps
    self.support = support
    self.zone = zone
  }

  /// The lines.
  var rows: [Row] {
    let entities = (findings?.entities ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { Row.note("\($0.key): \($0.value) \($0.value == 1 ? "offer" : "offers")") }
    let past = (findings?.history ?? []).prefix(12).map { entry in
      Row.note("\(Day(of: entry.at, in: zone).title())  \(entry.sentence(stepTitles))  \(entry.by)")
    }
    return [.heading("Profile")] + ProfileField.allCases.map { .field($0) } + [.migration, .users]
      + [.heading("Account-wide steps")] + steps.map { .step($0) }
      + (entities.isEmpty ? [] : [.heading("Legal entities")] + entities)
      + (past.isEmpty ? [] : [.heading("History")] + past)
      + [.heading("Help")] + support.map { .link($0) }
  }

  private var stepTitles: [String: String] {
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
      if case .step(let step) = row, publisher.ticks[step.id] != nil {
        return .meanwhile(.setStep(step, isDone: false, of: publisher.id))
      }
    case (_, .undo): return .meanwhile(.undoAccount(publisher.id))
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

  /// Lets the keys act on a line.
  mutating func select(_ place: Int) { selected = max(0, min(rows.count - 1, place)) }

  private var row: Row { rows[min(selected, rows.count - 1)] }

  private mutating func move(by places: Int) {
    var next = selected + places
    let rows = rows
    while rows.indices.contains(next), case .heading = rows[next] { next += places }
    if rows.indices.contains(next) { selected = next }
  }

  private func acted() -> Answer {
    switch row {
    case .field(let field): return .meanwhile(.editProfile(field, publisher))
    case .migration: return .meanwhile(.command(.migrate))
    case .users: return .meanwhile(.command(.users))
    case .step(let step):
      return publisher.ticks[step.id] == nil
        ? .meanwhile(.setStep(step, isDone: true, of: publisher.id)) : .open
    case .link(let named): return .meanwhile(.open(named.link))
    case .heading, .note: return .open
    }
  }

  // MARK: - Drawing

  /// Draws the page over most of the screen.
  func draw(on canvas: inout Canvas, theme: Theme) {
    let rows = rows
    let place = Dialog.place(
      width: min(canvas.size.columns - 2, 100), height: min(canvas.size.rows - 2, rows.count + 4),
      title: "\(publisher.name) · \(publisher.id)", on: &canvas, theme: theme)
    let (list, foot) = place.split(bottom: 2)
    let top = max(0, min(selected - list.rows / 2, rows.count - list.rows))
    for (number, row) in rows.dropFirst(top).prefix(list.rows).enumerated() {
      let line = Rectangle(
        column: list.minColumn, row: list.minRow + number, columns: list.columns, rows: 1)
      canvas.write(pieces(row, theme), at: line.origin, columns: line.columns, theme: theme)
      if top + number == selected { canvas.lay(.selection, over: line, theme: theme) }
    }
    canvas.write(
      [
        ("Enter", .key), (" change  ", .dim), ("x", .key), (" untick  ", .dim), ("u", .key),
        (" undo  ", .dim), ("o", .key), (" open  ", .dim), ("m", .key), (" migrate  ", .dim),
        ("U", .key), (" users  ", .dim), ("Esc", .key), (" back", .dim),
      ], at: Point(column: foot.minColumn, row: foot.maxRow - 1), columns: foot.columns,
      theme: theme)
  }

  /// What stands in a line.
  func pieces(_ row: Row, _ theme: Theme) -> [(String, Role)] {
    func pair(_ name: String, _ value: String, _ role: Role = .text) -> [(String, Role)] {
      [("  " + name + String(repeating: " ", count: max(1, 20 - name.count)), .dim), (value, role)]
    }
    switch row {
    case .heading(let title): return [(title, .title)]
    case .note(let text): return [("  " + text, .text)]
    case .field(let field):
      let text = publisher.text(of: field)
      let ascii = (try? EmailAddress(text))?.asciiForm.map { "  (\($0))" } ?? ""
      return pair(
        field.title, text.isEmpty ? "not known" : text + ascii, text.isEmpty ? .dim : .text)
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
      return pair(
        "Users", "\(people.count), " + (differing == 0 ? "none differ" : "\(differing) differ"))
    case .step(let step):
      guard let tick = publisher.ticks[step.id] else {
        return [("  \(theme.signs.later) ", .stepLater), (step.title, .text)]
      }
      return [
        ("  \(theme.signs.done) ", .stepDone), (step.title, .text),
        ("  \(tick.by), \(Day(of: tick.at, in: zone).title())", .dim),
      ]
    case .link(let named): return [("  \(named.title)  ", .text), (named.link.text, .link)]
    }
  }
}
