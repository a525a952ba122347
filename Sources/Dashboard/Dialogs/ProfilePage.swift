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
struct ProfilePage: Dialog {
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
  private(set) var owner: Publisher
  /// The account-wide steps of the playbooks.
  let steps: [Step]
  /// Where to find help.
  let support: [NamedLink]
  /// The zone of its days.
  let zone: TimeZone
  /// What else is known; nil while it is read.
  private(set) var findings: ProfileFindings?
  /// The line that the keys act on.
  var selected = 1

  /// The page of a publisher, before its findings.
  init(_ publisher: Publisher, in environment: Environment) {
    owner = publisher
    zone = environment.zone
    let playbooks = environment.deck.playbooks
    var steps: [Step] = []
    for step in playbooks.flatMap(\.tracks).flatMap(\.steps) where step.kind == .account {
      if !steps.contains(where: { $0.id == step.id }) { steps.append(step) }
    }
    self.steps = steps
    // What is asked for most stands first: the account, then the offers.
    let pages: [AccountPage] = [
      .joinNetwork, .membership, .connectedProfile, .membershipCenter, .membershipSupport,
      .settings, .users, .manageAccount, .benefits, .guide,
    ]
    var seen = Set<Link>()
    support =
      (pages.map { NamedLink(title: $0.title, link: $0.link) }
      + (playbooks.first?.support ?? [])).filter { seen.insert($0.link).inserted }
  }

  var question: [String] { ["profile", owner.id] }
  var pageTitle: String? { "Profile" }
  var publisher: Publisher? { owner }
  var wheelLines: Int { 1 }
  var needs: [Effect] { [.account(.profile(owner.id))] }

  /// The publisher is another one now, or more is known of it; the keys stay on their line.
  mutating func take(_ message: Message, in environment: Environment) {
    let row = row
    owner = environment.deck.publisher(owner.id) ?? owner
    if case .account(.profiled(owner.id, let findings)) = message { self.findings = findings }
    selected = rows.firstIndex(of: row) ?? min(selected, rows.count - 1)
  }

  /// The legal entities; those of the profile alone until it is known what offers say.
  private var entities: [LegalEntity] {
    findings?.entities ?? owner.legalEntities.map { LegalEntity(name: $0) }
  }

  /// What is known and what happened, line by line.
  var facts: [Row] {
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
    owner.account.isMigrated
      ? "You manage users and settings in Partner Center; changes sync back to Cloud Partner Portal."
      : "Have ready: a work email of the company your MPN ID is registered to, and the MPN ID. "
        + "Until the account has migrated, work in Partner Center is only recorded manually."
  }

  /// The titles of the steps, by their IDs.
  var stepTitles: [String: String] {
    Dictionary(steps.map { ($0.id, $0.title) }, uniquingKeysWith: { $1 })
  }

  mutating func handle(_ input: DialogInput, in environment: Environment) -> [DialogAction] {
    switch input {
    case .key(let key, let command): return take(key, command, environment)
    // A click goes to a line, and two act on it.
    case .entry(let number, let isDouble):
      guard rows.indices.contains(number), !rows[number].isPlain else { return [] }
      selected = number
      return isDouble ? act(in: environment) : []
    case .paste, .field: return []
    }
  }

  private mutating func take(
    _ key: Key, _ command: Command?, _ environment: Environment
  ) -> [DialogAction] {
    switch (key.symbol, command) {
    case (.escape, _), (_, .back), (_, .quit), (_, .profile): return [.close]
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
    case (_, .advance): return act(in: environment)
    case (_, .untick):
      switch row {
      case .step(let step) where owner.ticks[step.id] != nil:
        return [.write(.account(.setStep(step.id, isDone: false, of: owner.id)))]
      case .entity(let entity): return [.open(removal(of: entity))]
      default: break
      }
    case (_, .undo): return [.write(.account(.undo(owner.id)))]
    case (_, .history): return [.open(history(in: environment))]
    case (_, .openPage):
      switch row {
      case .step(let step): return step.link.map { [.ask(.open($0))] } ?? []
      case .link(let named): return [.ask(.open(named.link))]
      default: break
      }
    case (_, .migrate), (_, .users): return command.map { [.command($0)] } ?? []
    default: break
    }
    return []
  }

  var row: Row { rows[min(selected, rows.count - 1)] }

  private mutating func move(by places: Int) {
    var next = selected + places
    let rows = rows
    while rows.indices.contains(next), rows[next].isPlain { next += places }
    if rows.indices.contains(next) { selected = next }
  }

  private func act(in environment: Environment) -> [DialogAction] {
    switch row {
    case .field(let field): return [.open(question(about: field))]
    case .migration: return [.command(.migrate)]
    case .users: return [.command(.users)]
    case .step(let step):
      guard !owner.hasDone(step) else { return [] }
      let isManual = step.isWorkInPartnerCenter && !owner.account.isMigrated
      return (isManual ? [.say(ManualRecord(publisher: owner.name).sentence, seconds: 12)] : [])
        + [.write(.account(.setStep(step.id, isDone: true, of: owner.id)))]
    case .entity(let entity): return [.open(TextEntry.entityName(entity.name, of: owner.id))]
    case .newEntity: return [.open(TextEntry.entity(of: owner.id))]
    case .past: return [.open(history(in: environment))]
    case .link(let named): return [.ask(.open(named.link))]
    case .heading, .text, .note: return []
    }
  }

  // MARK: - What it asks

  /// Asks for a value of the profile: a choice if there are few, else a field.
  private func question(about field: ProfileField) -> any Dialog {
    guard let words = field.choices else { return TextEntry.profile(field, of: owner) }
    let known = owner.text(of: field)
    let items = words.map {
      Menu.Item(
        $0, .write(.account(.set(field, $0, of: owner.id))), isCurrent: $0 == known)
    }
    return Menu(
      title: field.title, text: field.help, items: items,
      isQuestion: !items.contains(where: \.isCurrent))
  }

  private func removal(of entity: LegalEntity) -> Confirmation {
    Confirmation(
      "Remove \(entity.name)?", "Removes it from the list. No offer changes.",
      .write(.account(.changeEntity(.remove(entity.name), of: owner.id))))
  }

  private func history(in environment: Environment) -> TextDialog {
    TextDialog(
      title: "History of \(owner.name)",
      lines: TextDialog.lines(of: findings?.history ?? [], stepTitles, in: environment),
      isPage: true)
  }

  func help(in environment: Environment) -> Menu? {
    let keyName = environment.keyName
    return Menu(
      helpOn: "profile",
      rule:
        "Account steps are done once and count for all offers of the publisher. You can undo them "
        + "here or from an offer. Work email and MPN ID can be edited until the migration uses them. "
        + "Publishers that sell through several legal entities may have an offer for each in "
        + "AppSource; an offer's legal entity is chosen from the list here.",
      keys: "\(keyName(.advance)) acts on the line, \(keyName(.untick)) unchecks a step or "
        + "removes a legal entity, \(keyName(.undo)) undoes the last change of the account, "
        + "\(keyName(.openPage)) opens a page, \(keyName(.migrate)) migrates, "
        + "\(keyName(.users)) shows the users, \(keyName(.history)) the history.",
      .settings, .connectedProfile, .guide)
  }
}

extension ProfilePage.Row {
  /// It is only read: the keys pass over it.
  var isPlain: Bool {
    switch self {
    case .heading, .text: true
    default: false
    }
  }
}
