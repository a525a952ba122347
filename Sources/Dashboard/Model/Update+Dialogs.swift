// Dialogs: what they are given, and what follows from it.

import Foundation
import Lifecycle
import Terminal

extension Model {
  // MARK: - Input for the one on top

  /// What a key does in the dialog on top; nil if there is none. Without a press it is a click, which
  /// nobody holds down.
  mutating func answerDialog(_ key: Key, _ press: Press? = nil) -> [Effect]? {
    guard let dialog = dialogs.last else { return nil }
    let command = environment.keys[key]
    let asksForHelp = command == .help || key == Key(.function(1))
    if asksForHelp, !dialog.isTyping || key.symbol.isFunction,
      let help = dialog.help(in: environment)
    {
      dialogs.push(help)
      return []
    }
    if let press, key.symbol != .escape {
      var tried = dialog
      let actions = tried.press(key, command, in: environment)
      if actions.contains(where: \.confirms), !letsThrough(press) {
        sayTooEarly(key)
        return []
      }
    }
    return answerDialog(.key(key, command))
  }

  /// What an input does in the dialog on top; nil if there is none.
  mutating func answerDialog(_ input: DialogInput) -> [Effect]? {
    let environment = environment
    return dialogs.top { $0.handle(input, in: environment) }.map { perform($0) }
  }

  // MARK: - What follows

  /// Does what a dialog asks for.
  mutating func perform(_ actions: [DialogAction]) -> [Effect] {
    actions.flatMap { perform($0) }
  }

  private mutating func perform(_ action: DialogAction) -> [Effect] {
    switch action {
    case .close: break
    case .open(let dialog): dialogs.push(dialog)
    case .command(let command): return perform(command)
    case .ask(let effect): return [effect]
    case .write(let effect): return write(effect)
    case .askDirectory(let effect):
      writing.begin()
      return [.account(effect(dialogs.beginAsking()))]
    case .say(let sentence, let seconds): status.say(sentence, for: seconds)
    case .complain(let sentence): status.complain(sentence)
    case .begin(let step, let keys, let isRead):
      return perform(stepActions.begin(step, keys, isRead: isRead))
    case .confirm(let event, let keys):
      let stepDialogs = stepDialogs
      if let example = stepDialogs.example(of: keys) {
        dialogs.push(stepDialogs.confirmation(of: event, keys, example))
      }
    case .list(let publisher): return listing { $0.show(publisher: publisher, in: $1) }
    case .sort(let sort): return listing { $0.sort(by: sort, in: $1) }
    case .losses(let loss): if panels.view != .losses(loss) { panels.turn(to: .losses(loss)) }
    case .theme(let name, let isKept):
      return isKept
        ? themes.keep(name, &status, environment.look.preferences) : themes.choose(name)
    }
    return []
  }

  /// Builds the dialogs about steps and events of the offers at hand.
  var stepDialogs: StepDialogs {
    let windows = [panels.offers.listing.window] + panels.board.lanes.map(\.listing.window)
    let listed = windows.flatMap { $0?.offers ?? [] }
    return StepDialogs(
      environment: environment, dates: environment.overview.dates, selected: offer,
      known: Dictionary((listed + panels.offers.surveyed).map { ($0.key, $0) }) { $1 })
  }

  /// What the keys do with steps.
  var stepActions: StepActions {
    StepActions(dialogs: stepDialogs, panels: panels, hasKeys: dialogs.isEmpty)
  }

  // MARK: - Pages of an account

  /// The publisher whose page is on top, or of whose account the banner speaks; says so if there is
  /// none.
  private mutating func accountPublisher() -> Publisher? {
    let publisher = dialogs.publisher ?? environment.bannerPublisher
    if publisher == nil {
      status.say("No publisher yet. \(environment.keyName(.addPublisher)) adds one.")
    }
    return publisher
  }

  mutating func openProfile() {
    if let publisher = accountPublisher() { dialogs.push(ProfilePage(publisher, in: environment)) }
  }

  mutating func openUsers() {
    guard let publisher = accountPublisher() else { return }
    dialogs.push(UserList(publisher, zone: environment.zone, today: environment.today))
  }

  /// The wizard; once the account has migrated, the page where it is managed.
  mutating func openWizard() -> [Effect] {
    guard let publisher = accountPublisher() else { return [] }
    guard publisher.account.isOwners else {
      status.complain(AccountRefusal.notOwner(owners: publisher.owners).sentence)
      return []
    }
    if publisher.account.isMigrated { return [.open(AccountPage.settings.link)] }
    guard dialogs.openWizard(of: publisher), case .actionRequired = publisher.account else {
      return []
    }
    return write(.account(.apply(.begin, of: publisher)))
  }

  /// Gives up the question to the directory.
  mutating func stopAsking() -> [Effect] {
    dialogs.change(MigrationWizard.self) { $0.stopAsking() }
    settle()
    return [.account(.stopAsking)]
  }

  // MARK: - Answers about accounts

  mutating func take(_ message: AccountMessage) -> [Effect] {
    switch message {
    case .answered(let answer, let number):
      // A question that was given up is not answered any more.
      if let number, number != dialogs.asking {
        environment.deck.expire()
        return []
      }
      switch answer {
      case .changed(let publisher): environment.deck.replace(publisher)
      case .refused(.changedMeanwhile):
        status.complain(AccountRefusal.changedMeanwhile.sentence)
      case .refused, .failed: break
      }
    case .learned:
      status.say("Saved, marked unverified.")
      // What was waiting for that goes on, and what is typed meanwhile waits for its answer too.
      let environment = environment
      let actions =
        dialogs.top { dialog in
          guard var wizard = dialog as? MigrationWizard else { return [] }
          defer { dialog = wizard }
          return wizard.goOn(environment)
        } ?? []
      if actions.contains(where: \.isWrite) { return perform(actions) }
      settle()
      return perform(actions)
    case .changed(let publisher): environment.deck.replace(publisher)
    case .refused(let sentence): status.complain(sentence)
    case .entities(let entities, let key):
      if let offer, offer.key == key {
        dialogs.push(Menu.entities(entities, for: offer, in: environment))
      }
      return []
    case .imported(_, _, let sentence, let warnings):
      if warnings.isEmpty {
        status.say(sentence)
      } else {
        dialogs.push(TextDialog.imported(sentence, warnings))
      }
    case .mistakes(let title, let lines):
      dialogs.push(
        TextDialog(
          title: title,
          lines: lines.flatMap { $0.wrapped(to: 100) }.map { TextDialog.Line([($0, .error)]) }))
    case .undone(_, let entry):
      status.say(
        entry.map { environment.deck.undoNotice($0) } ?? "Nothing to undo for this account.")
    case .refusedUser(let change, let id, let refusal):
      if case .ownAccess = refusal {
        dialogs.push(
          Confirmation(
            "Your own access", refusal.sentence,
            .write(.account(.change(change, of: id, isConfirmed: true)))))
      } else {
        status.complain(refusal.sentence)
      }
    case .kept, .recalled, .profiled, .users: break
    }
    dialogs.take(.account(message), in: environment)
    if message.answersWrite && writing.isActive && !writing.isReading { settle() }
    return []
  }
}

extension AccountMessage {
  /// It can be the answer to a change.
  fileprivate var answersWrite: Bool {
    switch self {
    case .kept, .recalled, .profiled, .entities: false
    default: true
    }
  }
}

extension Key.Symbol {
  /// A function key, which types nothing.
  fileprivate var isFunction: Bool { if case .function = self { true } else { false } }
}
