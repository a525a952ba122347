// What the dialogs about accounts answer, and the words that are typed into them.

import Lifecycle
import Terminal

extension Model {
  /// Does what a dialog about an account wants.
  mutating func grantForAccount(_ wish: AccountWish) -> [Effect] {
    switch wish {
    case .apply(let event, let publisher): return apply(event, of: publisher)
    case .askWorkEmail(let text, let publisher):
      return ask { .askWorkEmail(text, of: publisher, number: $0) }
    case .askMembership(let text, let publisher):
      return ask { .askMembership(text, of: publisher, number: $0) }
    case .leave(let wizard): return leave(wizard)
    case .learn(let entry):
      guard let id = wizardPublisher else { return [] }
      return write(.learn(entry, of: id))
    case .setProfile(let field, let text, let id): return write(.set(field, text, of: id))
    case .setStep(let step, let isDone, let id):
      let owner = publishers.first { $0.id == id }
      if isDone, step.isWorkInPartnerCenter, let owner, !owner.account.isMigrated {
        say(ManualRecord(publisher: owner.name).sentence, for: 12)
      }
      return write(.setStep(step.id, isDone: isDone, of: id))
    case .undo(let id): return write(.undo(id))
    case .changeEntity(let change, let id): return write(.changeEntity(change, of: id))
    case .changeUser(let change, let id, let isConfirmed):
      return write(.change(change, of: id, isConfirmed: isConfirmed))
    case .importUsers(let path, let portal, let id):
      say("Importing \(path)…")
      return write(.importUsers(path, portal, of: id))
    case .askCompletion(let publisher): askMigration(of: publisher)
    case .sayByHand(let refusal): askByHand(refusal)
    case .askTenant(let id): askTenant(of: id)
    case .editProfile(let field, let publisher): askForField(field, of: publisher)
    case .showHistory(let page): showHistory(of: page)
    case .askEntity(let id): askEntity(of: id)
    case .askEntityName(let name, let id): askEntityName(name, of: id)
    case .askEntityRemoval(let entity, let id): askEntityRemoval(entity, of: id)
    case .askUser(let id): askUser(id)
    case .askRole(let address, let name, let id): askRole(address, name: name, of: id)
    case .askRemoval(let user, let id): askRemoval(user, of: id)
    case .askUserPortal(let id): askUserPortal(of: id)
    case .askUserFile(let portal, let id): askUserFile(portal, of: id)
    }
    return []
  }

  /// Asks for a change, and keeps what is typed until it is answered.
  private mutating func write(_ effect: AccountEffect) -> [Effect] {
    isWriting = true
    return [.account(effect)]
  }

  /// The publisher whose migration is open.
  private var wizardPublisher: String? {
    dialogs.lazy.compactMap { dialog -> String? in
      if case .wizard(let wizard) = dialog { wizard.publisher.id } else { nil }
    }.last
  }

  private mutating func askMigration(of publisher: Publisher) {
    let offers = tally.count(publisher: publisher.id)
    confirm(
      "Migrate \(publisher.name)?",
      "From then on you manage users and account settings in Partner Center; changes sync back to "
        + "Cloud Partner Portal. \(offers.counted("offer")) of \(publisher.name) "
        + (offers == 1 ? "belongs" : "belong") + " to the account.",
      .account(.apply(.complete, of: publisher)))
  }

  private mutating func askTenant(of id: MPNID) {
    dialogs.append(
      .entry(
        TextEntry(
          title: "Who is MPN ID \(id.text) registered to?",
          text: "The name of the company (tenant). It is marked unverified.",
          purpose: .tenant(.membership(id, .valid, nil)))))
  }

  /// Asks for a value of the profile: a choice where there are few, a field else.
  private mutating func askForField(_ field: ProfileField, of publisher: Publisher) {
    let known = publisher.text(of: field)
    guard let words = field.choices else {
      dialogs.append(
        .entry(
          TextEntry(
            title: field.title, text: field.help, purpose: .profile(field, publisher),
            field: TextField(known))))
      return
    }
    let items = words.map {
      Menu.Item(
        $0, wish: .account(.setProfile(field, $0, of: publisher.id)), isCurrent: $0 == known)
    }
    dialogs.append(
      .menu(
        Menu(
          title: field.title, text: field.help, items: items,
          isQuestion: !items.contains(where: \.isCurrent))))
  }

  /// What an undo took back, and for whom.
  func undoNotice(_ entry: HistoryEntry) -> String {
    let isForAll = isAccountStep(entry.subject)
    let owner = publishers.first { $0.id == entry.publisher }?.name ?? entry.publisher
    return entry.sentence(titles) + (isForAll ? ", for all offers of \(owner)." : ".")
  }

  /// Whether a subject of the history is a step that counts for all offers of a publisher.
  func isAccountStep(_ id: String?) -> Bool {
    playbooks.flatMap(\.tracks).flatMap(\.steps).contains { $0.id == id && $0.kind == .account }
  }

  private mutating func showHistory(of page: ProfilePage) {
    let entries = page.findings?.history ?? []
    dialogs.append(
      .reader(
        Reader(
          title: "History of \(page.publisher.name)",
          lines: entries.isEmpty
            ? [Reader.Line([("No history yet.", .dim)])]
            : entries.map { line($0, page.stepTitles) }, isPage: true)))
  }

  // MARK: - Legal entities

  private mutating func askEntity(of id: String) {
    dialogs.append(
      .entry(
        TextEntry(
          title: "Add a legal entity",
          text: "The name of a company you sell through, such as Contoso Ltd (Europe). Offers of "
            + "different legal entities can be in AppSource side by side.",
          purpose: .entity(id))))
  }

  private mutating func askEntityName(_ name: String, of id: String) {
    dialogs.append(
      .entry(
        TextEntry(
          title: "Rename a legal entity", text: "Its offers are updated too.",
          purpose: .entityName(name, id), field: TextField(name))))
  }

  private mutating func askEntityRemoval(_ entity: LegalEntity, of id: String) {
    confirm(
      "Remove \(entity.name)?", "Removes it from the list. No offer changes.",
      .account(.changeEntity(.remove(entity.name), of: id)))
  }
}

extension TextEntry {
  /// The answer of a field about an account.
  mutating func submittedForAccount() -> Answer {
    let text = field.text.trimmingWhitespace()
    switch purpose {
    case .tenant(let entry):
      let tenant: Tenant
      do throws(Misfit) {
        tenant = Tenant(id: text, name: try Publisher.name(text))
      } catch {
        mistake = "Invalid name: \(error.reason)."
        return .open
      }
      switch entry {
      case .domain(let domain, _): return .wanted(.account(.learn(.domain(domain, tenant))))
      case .membership(let id, let state, _):
        return .wanted(.account(.learn(.membership(id, state, tenant))))
      }
    case .profile(let field, let publisher):
      do throws(AccountRefusal) {
        _ = try publisher.setting(field, to: text)
        return .wanted(.account(.setProfile(field, text, of: publisher.id)))
      } catch {
        mistake = error.sentence
        return .open
      }
    case .user(let id):
      // As mail programs write it: a name, then the address in angle brackets.
      var name = ""
      var address = Substring(text)
      if text.last == ">", let bracket = text.lastIndex(of: "<") {
        name = String(text[..<bracket].trimmingWhitespace().prefix(200))
        address = text[text.index(after: bracket)...].dropLast()
      }
      do throws(Misfit) {
        return .wanted(.account(.askRole(try EmailAddress(address), name: name, of: id)))
      } catch {
        mistake = "Invalid address: \(error.reason)."
        return .open
      }
    case .entity(let id): return .wanted(.account(.changeEntity(.add(text), of: id)))
    case .entityName(let known, let id):
      return .wanted(.account(.changeEntity(.rename(known, to: text), of: id)))
    case .userFile(let portal, let id):
      guard !text.isEmpty else {
        mistake = "Enter the path of a file (~ is your home folder)."
        return .open
      }
      return .wanted(.account(.importUsers(text, portal, of: id)))
    case .answer, .report, .ticket, .field, .file, .publisher: return .open
    }
  }
}
