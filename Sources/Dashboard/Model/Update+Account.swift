// The account on the screen: the wizard, the profile and the people, and what the world answers.

import Lifecycle
import Terminal

extension Model {
  // MARK: - Opening

  /// The wizard, where something is left to do; else the profile, which says why not.
  mutating func openWizard() -> [Effect] {
    guard let publisher = bannerPublisher else {
      say("The deck has no publisher yet; \(keyName(.addPublisher)) adds one.")
      return []
    }
    guard publisher.account.isOwners else {
      complain(AccountRefusal.notOwner(owners: publisher.owners).sentence)
      return []
    }
    if let left = leftWizard, left.publisher.id == publisher.id,
      left.account == publisher.account
    {
      dialogs.append(.wizard(left))
      leftWizard = nil
      return []
    }
    dialogs.append(.wizard(MigrationWizard(publisher)))
    guard case .actionRequired = publisher.account else { return [] }
    return apply(.begin, of: publisher)
  }

  mutating func openProfile() -> [Effect] {
    guard let publisher = bannerPublisher else {
      say("The deck has no publisher yet; \(keyName(.addPublisher)) adds one.")
      return []
    }
    var steps: [Step] = []
    for step in playbooks.flatMap(\.tracks).flatMap(\.steps) where step.kind == .account {
      if !steps.contains(where: { $0.id == step.id }) { steps.append(step) }
    }
    let support =
      AccountPage.allCases.map { NamedLink(title: $0.title, link: $0.link) }
      + (playbooks.first?.support ?? [])
    var seen = Set<Link>()
    dialogs.append(
      .profile(
        ProfilePage(
          publisher, steps: steps, support: support.filter { seen.insert($0.link).inserted },
          zone: zone)))
    return [.account(.profile(publisher.id))]
  }

  mutating func openUsers() -> [Effect] {
    guard let publisher = bannerPublisher else {
      say("The deck has no publisher yet; \(keyName(.addPublisher)) adds one.")
      return []
    }
    dialogs.append(.users(UserList(publisher, zone: zone)))
    return [.account(.users(publisher.id))]
  }

  // MARK: - The wizard

  /// Asks for an event; what is typed meanwhile waits.
  mutating func apply(_ event: AccountEvent, of publisher: Publisher) -> [Effect] {
    if case .draft = event { return [.account(.apply(event, of: publisher))] }
    isWriting = true
    return [.account(.apply(event, of: publisher))]
  }

  /// Asks the directory; Esc gives the question up.
  mutating func ask(_ question: (Int) -> AccountEffect) -> [Effect] {
    questionCount += 1
    isWriting = true
    let number = questionCount
    changeWizard { $0.asking = number }
    return [.account(question(number))]
  }

  /// A question is being asked.
  var isAsking: Bool {
    dialogs.contains { if case .wizard(let wizard) = $0 { wizard.asking != nil } else { false } }
  }

  /// Gives the question up.
  mutating func stopAsking() -> [Effect] {
    changeWizard {
      $0.asking = nil
      $0.fail("The question was given up; nothing was changed.")
    }
    return [.account(.stopAsking)] + settled()
  }

  /// Leaves the wizard; it opens again as it was.
  mutating func leave(_ wizard: MigrationWizard) -> [Effect] {
    leftWizard = wizard
    guard let draft = wizard.draft else { return [] }
    return apply(draft, of: wizard.publisher)
  }

  /// What is typed in the wizard and not kept yet, for an end that nobody asked for.
  var unsaved: [Effect] {
    for case .wizard(let wizard) in dialogs {
      if let draft = wizard.draft { return [.account(.apply(draft, of: wizard.publisher))] }
    }
    return []
  }

  private mutating func changeWizard(_ change: (inout MigrationWizard) -> Void) {
    for (place, dialog) in dialogs.enumerated() {
      guard case .wizard(var wizard) = dialog else { continue }
      change(&wizard)
      dialogs[place] = .wizard(wizard)
    }
  }

  /// Shows accounts as they are now, wherever they are shown.
  mutating func refreshAccounts() {
    for (place, dialog) in dialogs.enumerated() {
      switch dialog {
      case .wizard(var wizard):
        guard wizard.asking == nil,
          let publisher = publishers.first(where: { $0.id == wizard.publisher.id })
        else { continue }
        wizard.show(publisher)
        dialogs[place] = .wizard(wizard)
      case .profile(var page):
        guard let publisher = publishers.first(where: { $0.id == page.publisher.id }) else {
          continue
        }
        page.publisher = publisher
        dialogs[place] = .profile(page)
      default: continue
      }
    }
  }

  /// Asks a person what no directory knows.
  mutating func askByHand(_ refusal: AccountRefusal) {
    switch refusal {
    case .unknownTenant(let address):
      dialogs.append(
        .entry(
          TextEntry(
            title: "Whose is \(address.domain.unicode)?",
            text: "The name of the company (tenant) that the addresses of the domain belong to. "
              + "It is marked as unverified.", purpose: .tenant(.domain(address.domain, nil)))))
    case .unknownMembership(let id):
      guard case .wizard(let wizard)? = dialogs.last, let tenant = wizard.account.email?.tenant
      else { return }
      dialogs.append(
        .menu(
          Menu(
            title: "What is the MPN ID \(id.text)?", text: "It is marked as unverified.",
            items: [
              Menu.Item(
                "Valid, registered to \(tenant.name)",
                wish: .learn(.membership(id, .valid, tenant))),
              Menu.Item(
                "Of \(tenant.name), created in Partner Membership Center",
                wish: .learn(.membership(id, .unconfirmed, tenant))),
              Menu.Item("Registered to another company", wish: .askTenant(of: id)),
              Menu.Item("Invalid", wish: .learn(.membership(id, .invalid, nil))),
            ])))
    default: return
    }
  }

  // MARK: - Answers

  mutating func take(_ message: AccountMessage) -> [Effect] {
    switch message {
    case .answered(let answer, let number): return take(answer, number: number)
    case .learned:
      say("Kept, as unverified.")
      guard case .wizard(var wizard)? = dialogs.last else { return settled() }
      let answer = wizard.goOn()
      dialogs[dialogs.count - 1] = .wizard(wizard)
      // What is typed meanwhile waits for that answer too.
      if case .meanwhile(let wish) = answer { return grantForAccount(wish) }
      return settled()
    case .profiled(let id, let findings):
      for (place, dialog) in dialogs.enumerated() {
        guard case .profile(var page) = dialog, page.publisher.id == id else { continue }
        page.findings = findings
        dialogs[place] = .profile(page)
      }
      return []
    case .changed(let publisher):
      replace(publisher)
      return settled() + [.account(.profile(publisher.id))]
    case .misfit(let refusal):
      complain(refusal.sentence)
      return settled()
    case .undone(let id, let entry):
      say(entry.map { "\($0.sentence(titles))." } ?? "Nothing to undo for this account.")
      return settled() + [.account(.profile(id)), .account(.users(id))]
    case .users(let id, let users):
      for (place, dialog) in dialogs.enumerated() {
        guard case .users(var list) = dialog, list.publisher.id == id else { continue }
        list.show(users)
        dialogs[place] = .users(list)
      }
      return isWriting ? settled() : []
    case .refused(let change, let id, let refusal):
      if case .ownAccess = refusal {
        confirm(
          "Your own access", refusal.sentence, .changeUser(change, of: id, isConfirmed: true))
      } else {
        complain(refusal.sentence)
      }
      return settled()
    }
  }

  private mutating func take(_ answer: AccountAnswer, number: Int?) -> [Effect] {
    if let number {
      // A question that was given up is not answered any more.
      guard isAsking, number == questionCount else { return [.count] }
      changeWizard { $0.asking = nil }
    }
    switch answer {
    case .changed(let publisher):
      replace(publisher)
      refreshAccounts()
    case .refused(let refusal):
      if refusal == .changedMeanwhile { complain(refusal.sentence) }
      changeWizard { $0.refuse(refusal) }
    case .failed(let sentence): changeWizard { $0.fail(sentence) }
    }
    return isWriting ? settled() : [.count]
  }

  private mutating func replace(_ publisher: Publisher) {
    if let place = publishers.firstIndex(where: { $0.id == publisher.id }) {
      publishers[place] = publisher
    }
    refreshAccounts()
  }

  // MARK: - The people

  mutating func askUser(_ id: String) {
    dialogs.append(
      .entry(
        TextEntry(
          title: "Add a user in Partner Center",
          text: "The address, or the name and the address: Ann <ann@contoso.com>.",
          purpose: .user(id))))
  }

  mutating func askRole(_ address: EmailAddress, name: String, of id: String) {
    let known = dialogs.lazy.compactMap { dialog -> CenterRole? in
      guard case .users(let list) = dialog else { return nil }
      return list.people?.first { $0.address.key == address.key }?.center
    }.first
    let items = CenterRole.allCases.map { role in
      Menu.Item(
        role.title, detail: role.echo.map { "CPP: \($0.rawValue)" } ?? "not in CPP",
        wish: .changeUser(
          known == nil ? .add(address, name: name, role) : .setRole(address, role), of: id,
          isConfirmed: false), isCurrent: role == known)
    }
    dialogs.append(
      .menu(
        Menu(
          title: "Role of \(address.text)",
          text: [address.asciiForm.map { "In ASCII: \($0)" }, address.warning]
            .compactMap { $0 }.joined(separator: "\n"), items: items)))
  }

  mutating func askRemoval(_ user: AccountUser, of id: String) {
    guard user.center != nil else {
      return complain(UserRefusal.unknown(user.address).sentence)
    }
    confirm(
      "Remove \(user.name.isEmpty ? user.address.text : user.name)?",
      "The person loses access in Partner Center, and is then expected to go from Cloud Partner "
        + "Portal too.", .changeUser(.remove(user.address), of: id, isConfirmed: false))
  }

  mutating func grant(_ change: UserChange, of id: String, isConfirmed: Bool) -> [Effect] {
    isWriting = true
    return [.account(.change(change, of: id, isConfirmed: isConfirmed))]
  }
}
