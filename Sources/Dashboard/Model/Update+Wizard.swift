// The wizard of a migration: opened where it was left, asked, left again, and never losing what is
// typed in it.

import Foundation
import Lifecycle
import Terminal

extension Model {
  /// How long it takes until what is typed is kept, in seconds: not a write for each key.
  private static let draftDelay: TimeInterval = 0.5

  /// A wizard is open.
  var isMigrating: Bool {
    dialogs.contains { if case .wizard = $0 { true } else { false } }
  }

  /// The wizard; once the account has migrated, the page where it is managed.
  mutating func openWizard() -> [Effect] {
    guard let publisher = pagePublisher ?? bannerPublisher else {
      say("No publisher yet. \(keyName(.addPublisher)) adds one.")
      return []
    }
    guard publisher.account.isOwners else {
      complain(AccountRefusal.notOwner(owners: publisher.owners).sentence)
      return []
    }
    if publisher.account.isMigrated { return [.open(AccountPage.settings.link)] }
    if let left = leftWizard, left.publisher.id == publisher.id,
      left.account == publisher.account
    {
      dialogs.append(.wizard(left))
      leftWizard = nil
      return []
    }
    dialogs.append(.wizard(MigrationWizard(publisher)))
    let recall = Effect.account(.recallDrafts(publisher.id))
    guard case .actionRequired = publisher.account else { return [recall] }
    return [recall] + apply(.begin, of: publisher)
  }

  /// Asks for an event; what is typed meanwhile waits.
  mutating func apply(_ event: AccountEvent, of publisher: Publisher) -> [Effect] {
    let kept = keepDrafts()
    isWriting = true
    return kept + [.account(.apply(event, of: publisher))]
  }

  /// Asks the directory; Esc gives the question up.
  mutating func ask(_ question: (Int) -> AccountEffect) -> [Effect] {
    questionCount += 1
    isWriting = true
    let number = questionCount
    var typed: [Effect] = []
    changeWizard {
      $0.asking = number
      if let field = $0.profileField { typed = [.keepTyped($0.field.text, .profile(field))] }
    }
    return typed + [.account(question(number))]
  }

  /// A question is being asked.
  var isAsking: Bool {
    dialogs.contains { if case .wizard(let wizard) = $0 { wizard.asking != nil } else { false } }
  }

  /// Gives the question up.
  mutating func stopAsking() -> [Effect] {
    changeWizard {
      $0.asking = nil
      $0.fail("Stopped. Nothing was changed.")
    }
    return [.account(.stopAsking)] + settled()
  }

  /// Leaves the wizard; it opens again as it was.
  mutating func leave(_ wizard: MigrationWizard) -> [Effect] {
    var left = wizard
    defer { leftWizard = left }
    guard let draft = left.unkept else { return [] }
    left.keep()
    return [.account(.keep(draft: draft.text, draft.field, of: left.publisher.id))]
  }

  // MARK: - What is typed

  /// Notes that something was typed that is to be kept soon.
  mutating func noteDraft() {
    guard draftMoment == nil, case .wizard(let wizard)? = dialogs.last, wizard.unkept != nil
    else { return }
    draftMoment = now + Self.draftDelay
  }

  /// Keeps what was typed, once the moment has come. While the directory is asked, it may be taken
  /// just now.
  mutating func keepDraftsInTime() -> [Effect] {
    guard let due = draftMoment, due <= now else { return [] }
    guard !isAsking else {
      draftMoment = now + Self.draftDelay
      return []
    }
    return keepDrafts()
  }

  /// Keeps what is typed in the wizard and not kept yet.
  mutating func keepDrafts() -> [Effect] {
    draftMoment = nil
    var effects: [Effect] = []
    changeWizard {
      guard let draft = $0.unkept else { return }
      $0.keep()
      effects.append(.account(.keep(draft: draft.text, draft.field, of: $0.publisher.id)))
    }
    return effects
  }

  /// Asks for what was typed before into the field that is open now.
  mutating func recallTyped() -> [Effect] {
    switch dialogs.last {
    case .entry(var entry)?:
      guard !entry.isRecalled, let field = entry.typedField else { return [] }
      entry.isRecalled = true
      dialogs[dialogs.count - 1] = .entry(entry)
      return [.recallTyped(field)]
    case .wizard(var wizard)?:
      guard let field = wizard.recallable() else { return [] }
      dialogs[dialogs.count - 1] = .wizard(wizard)
      return [.recallTyped(.profile(field))]
    default: return []
    }
  }

  /// Takes what was typed before into a field.
  mutating func take(_ texts: [String], typedInto field: TypedField) {
    if field == .filter { filter.recall(texts) }
    for (place, dialog) in dialogs.enumerated() {
      switch (dialog, field) {
      case (.entry(var entry), _) where entry.typedField == field:
        entry.field.recall(texts)
        dialogs[place] = .entry(entry)
      case (.wizard(var wizard), .profile(let what)):
        wizard.recall(texts, of: what)
        dialogs[place] = .wizard(wizard)
      default: continue
      }
    }
  }

  /// Keeps for another day what was typed into a dialog that was answered.
  func rememberTyped(in dialog: Dialog) -> [Effect] {
    guard case .entry(let entry) = dialog, let field = entry.typedField else { return [] }
    return [.keepTyped(entry.field.text, field)]
  }

  // MARK: - The wizard itself

  mutating func changeWizard(_ change: (inout MigrationWizard) -> Void) {
    for (place, dialog) in dialogs.enumerated() {
      guard case .wizard(var wizard) = dialog else { continue }
      change(&wizard)
      dialogs[place] = .wizard(wizard)
    }
  }

  /// Asks a person what no directory knows.
  mutating func askByHand(_ refusal: AccountRefusal) {
    switch refusal {
    case .unknownTenant(let address, _):
      dialogs.append(
        .entry(
          TextEntry(
            title: "Whose is \(address.domain.unicode)?",
            text: "The name of the company (tenant) that its addresses belong to. It is marked "
              + "unverified.", purpose: .tenant(.domain(address.domain, nil)))))
    case .unknownMembership(let id):
      guard case .wizard(let wizard)? = dialogs.last, let tenant = wizard.account.email?.tenant
      else { return }
      dialogs.append(
        .menu(
          Menu(
            title: "What is the MPN ID \(id.text)?", text: "Your answer is marked unverified.",
            items: [
              Menu.Item(
                "Valid, registered to \(tenant.name)",
                wish: .account(.learn(.membership(id, .valid, tenant)))),
              Menu.Item(
                "Created in Partner Membership Center, for \(tenant.name)",
                wish: .account(.learn(.membership(id, .unconfirmed, tenant)))),
              Menu.Item("Registered to another company", wish: .account(.askTenant(of: id))),
              Menu.Item("Invalid", wish: .account(.learn(.membership(id, .invalid, nil)))),
            ], isQuestion: true)))
    default: return
    }
  }
}
