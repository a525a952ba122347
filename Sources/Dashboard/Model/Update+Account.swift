// The account on the screen: its profile, and what the world answers about accounts.

import Lifecycle
import Terminal

extension Model {
  // MARK: - Opening

  mutating func openProfile() -> [Effect] {
    guard let publisher = pagePublisher ?? bannerPublisher else {
      say("No publisher yet. \(keyName(.addPublisher)) adds one.")
      return []
    }
    var steps: [Step] = []
    for step in playbooks.flatMap(\.tracks).flatMap(\.steps) where step.kind == .account {
      if !steps.contains(where: { $0.id == step.id }) { steps.append(step) }
    }
    // What is asked for most stands first: the account, then the offers.
    let pages: [AccountPage] = [
      .joinNetwork, .membership, .connectedProfile, .membershipCenter, .membershipSupport,
      .settings, .users, .manageAccount, .benefits, .guide,
    ]
    let support =
      pages.map { NamedLink(title: $0.title, link: $0.link) } + (playbooks.first?.support ?? [])
    var seen = Set<Link>()
    dialogs.append(
      .profile(
        ProfilePage(
          publisher, steps: steps, support: support.filter { seen.insert($0.link).inserted },
          zone: zone)))
    return [.account(.profile(publisher.id))]
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
        page.show(publisher, page.findings)
        dialogs[place] = .profile(page)
      case .users(var list):
        guard let publisher = publishers.first(where: { $0.id == list.publisher.id }) else {
          continue
        }
        list.show(publisher)
        dialogs[place] = .users(list)
      default: continue
      }
    }
  }

  // MARK: - Answers

  mutating func take(_ message: AccountMessage) -> [Effect] {
    switch message {
    case .answered(let answer, let number): return take(answer, number: number)
    case .kept: return []
    case .recalled(let id, let drafts, let addresses):
      changeWizard {
        if $0.publisher.id == id { $0.recall(drafts: drafts, addresses: addresses) }
      }
      return []
    case .learned:
      say("Saved, marked unverified.")
      guard case .wizard(var wizard)? = dialogs.last else { return settled() }
      let answer = wizard.goOn()
      dialogs[dialogs.count - 1] = .wizard(wizard)
      // What is typed meanwhile waits for that answer too.
      if case .meanwhile(.account(let wish)) = answer { return grantForAccount(wish) }
      return settled()
    case .profiled(let id, let findings):
      for (place, dialog) in dialogs.enumerated() {
        guard case .profile(var page) = dialog, page.publisher.id == id else { continue }
        page.show(page.publisher, findings)
        dialogs[place] = .profile(page)
      }
      return []
    case .changed(let publisher):
      replace(publisher)
      return settled() + [.account(.profile(publisher.id))]
    case .refused(let sentence):
      complain(sentence)
      return settled()
    case .entities(let entities, let key):
      chooseEntity(entities, of: key)
      return []
    case .imported(let id, let users, let sentence, let warnings):
      if warnings.isEmpty {
        say(sentence)
      } else {
        showImported(sentence, warnings)
      }
      return show(users, of: id)
    case .mistakes(let title, let lines):
      dialogs.append(
        .reader(
          Reader(
            title: title,
            lines: lines.flatMap { $0.wrapped(to: 100) }.map { Reader.Line([($0, .error)]) })))
      return isWriting ? settled() : []
    case .undone(let id, let entry):
      say(entry.map { undoNotice($0) } ?? "Nothing to undo for this account.")
      return settled() + [.account(.profile(id)), .account(.users(id))]
    case .users(let id, let users): return show(users, of: id)
    case .refusedUser(let change, let id, let refusal):
      if case .ownAccess = refusal {
        confirm(
          "Your own access", refusal.sentence,
          .account(.changeUser(change, of: id, isConfirmed: true)))
      } else {
        complain(refusal.sentence)
      }
      return settled()
    }
  }

  private mutating func show(_ users: AccountUsers, of id: String) -> [Effect] {
    for (place, dialog) in dialogs.enumerated() {
      guard case .users(var list) = dialog, list.publisher.id == id else { continue }
      list.show(users)
      dialogs[place] = .users(list)
    }
    return isWriting ? settled() : []
  }

  private mutating func take(_ answer: AccountAnswer, number: Int?) -> [Effect] {
    if let number {
      // A question that was given up is not answered any more.
      guard isAsking, number == questionCount else { return [.count] }
      changeWizard { $0.asking = nil }
    }
    switch answer {
    case .changed(let publisher):
      if number != nil { changeWizard { $0.accept() } }
      replace(publisher)
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
}
