// The people of an account with both portals side by side, and what to do about them in Partner
// Center.

import Foundation
import Lifecycle
import Terminal

/// The people of an account.
struct UserList: Dialog {
  /// The publisher whose account it is.
  private(set) var owner: Publisher
  /// The zone of its days.
  let zone: TimeZone
  /// The day that it is.
  let today: Day
  /// The account has migrated, so that the portals sync.
  var isSynced: Bool { owner.account.isMigrated }
  /// The people, by name; nil while they are read.
  private(set) var people: [AccountUser]?
  /// The place of the selected one.
  private(set) var selected = 0

  /// A list that is not read yet.
  init(_ publisher: Publisher, zone: TimeZone, today: Day) {
    owner = publisher
    self.zone = zone
    self.today = today
  }

  var question: [String] { ["users", owner.id] }
  var pageTitle: String? { "Users" }
  var publisher: Publisher? { owner }
  var wheelLines: Int { 1 }
  var needs: [Effect] { [.account(.users(owner.id))] }

  mutating func take(_ message: Message, in environment: Environment) {
    owner = environment.deck.publisher(owner.id) ?? owner
    switch message {
    case .account(.users(owner.id, let users)), .account(.imported(owner.id, let users, _, _)):
      show(users)
    default: break
    }
  }

  /// The people are these now; who was selected stays so.
  private mutating func show(_ users: AccountUsers) {
    let key = person?.address.key
    people = users.sorted
    selected =
      users.sorted.firstIndex { $0.address.key == key } ?? min(selected, users.people.count)
    selected = max(0, min(selected, users.people.count - 1))
  }

  /// The selected person.
  var person: AccountUser? {
    people.flatMap { $0.indices.contains(selected) ? $0[selected] : nil }
  }

  mutating func handle(_ input: DialogInput, in environment: Environment) -> [DialogAction] {
    switch input {
    case .key(let key, let command): return take(key, command)
    // A click goes to a person, and two ask for the role.
    case .entry(let number, let isDouble):
      selected = number
      return isDouble ? askForRole : []
    case .paste, .field: return []
    }
  }

  private mutating func take(_ key: Key, _ command: Command?) -> [DialogAction] {
    let last = max(0, (people?.count ?? 1) - 1)
    switch (key.symbol, command) {
    case (.escape, _), (_, .back), (_, .quit), (_, .users): return [.close]
    case (_, .up): selected = max(0, selected - 1)
    case (_, .down): selected = min(last, selected + 1)
    case (_, .pageUp): selected = max(0, selected - 10)
    case (_, .pageDown): selected = min(last, selected + 10)
    case (_, .first): selected = 0
    case (_, .last): selected = last
    case (_, .migrate): return [.command(.migrate)]
    case (.character("a"), _):
      return ifSynced { .open(TextEntry.user { [self] in roleMenu($0, name: $1) }) }
    case (_, .importFile): return [.open(portalMenu)]
    case (_, .undo): return [.write(.account(.undo(owner.id)))]
    case (_, .openPage): return [.ask(.open(AccountPage.users.link))]
    case (_, .advance): return askForRole
    case (_, .untick): return person.map { askForRemoval(of: $0) } ?? []
    default: break
    }
    return []
  }

  // MARK: - What it asks

  /// Users can be managed in Partner Center only once the account has migrated; says so otherwise.
  private func ifSynced(_ action: () -> DialogAction) -> [DialogAction] {
    isSynced ? [action()] : [.complain(UserRefusal.notMigrated.sentence)]
  }

  private var askForRole: [DialogAction] {
    person.map { person in
      ifSynced { .open(roleMenu(person.address, name: person.name)) }
    } ?? []
  }

  private func askForRemoval(of user: AccountUser) -> [DialogAction] {
    ifSynced {
      guard user.center != nil else {
        return .complain(UserRefusal.unknown(user.address).sentence)
      }
      return .open(
        Confirmation(
          "Remove \(user.name.isEmpty ? user.address.text : user.name)?",
          "Removes their access to Partner Center. The change syncs back to Cloud Partner Portal.",
          .write(.account(.change(.remove(user.address), of: owner.id, isConfirmed: false)))))
    }
  }

  private func roleMenu(_ address: EmailAddress, name: String) -> Menu {
    let known = people?.first { $0.address.key == address.key }?.center
    let items = CenterRole.allCases.map { role in
      Menu.Item(
        role.title, detail: role.echo.map { "CPP: \($0.rawValue)" } ?? "not in CPP",
        .write(
          .account(
            .change(
              known == nil ? .add(address, name: name, role) : .setRole(address, role),
              of: owner.id, isConfirmed: false))), isCurrent: role == known)
    }
    return Menu(
      title: "Role of \(address.text)", text: address.text.lookalikes.joined(separator: "\n"),
      items: items, isQuestion: known == nil)
  }

  private var portalMenu: Menu {
    let warning = UserPortal.partnerCenter.warning(for: owner.account)
    return Menu(
      title: "Import users",
      text: "Which portal? The file replaces that portal's whole user list."
        + (warning.map { "\nPartner Center: \($0)" } ?? ""),
      items: UserPortal.allCases.map {
        Menu.Item($0.title, .open(TextEntry.userFile($0, of: owner.id)))
      }, isQuestion: true)
  }

  func help(in environment: Environment) -> Menu? {
    let keyName = environment.keyName
    return Menu(
      helpOn: "users",
      rule: "Once an account has migrated, users are added and removed in Partner Center, and each "
        + "change is synced back to Cloud Partner Portal (CPP). Until then, users are managed in CPP. "
        + "Waiting for CPP: changed in Partner Center, not yet seen in CPP. Only in CPP, or roles "
        + "differ: check both portals. Owners and Managers are Owners in CPP, Developers are "
        + "Contributors; other roles are not expected there.",
      keys: "a adds a user, \(keyName(.advance)) changes the role, \(keyName(.untick)) removes, "
        + "\(keyName(.importFile)) imports a portal's list, \(keyName(.undo)) undoes.",
      .users, .manageAccount)
  }
}

// MARK: - In words

extension UserList {
  var spoken: [String] {
    let people = people ?? []
    return ["Users of \(owner.name):"]
      + (isSynced ? [] : [Self.syncNote])
      + (people.isEmpty ? ["No users yet. “import” imports a portal's list."] : [])
      + people.enumerated().map { place, person in
        let titles = ["", "", "in CPP ", "in Partner Center ", ""]
        let parts = zip(titles, cells(person, Array(repeating: 1_000, count: 5))).filter {
          !$1.isEmpty
        }.map { $0 + $1 }
        return "\(place + 1). \(parts.joined(separator: ", "))"
          + person.address.text.lookalikes.map { ". \($0)" }.joined()
      }
  }

  var spokenPrompt: String {
    "A number for a role, “add”, “remove” and a number, “import”, “undo” or “back”?"
  }

  var isInformation: Bool { true }

  mutating func hear(_ words: String, in environment: Environment) -> [DialogAction] {
    let order = NumberedWord(words)
    if words.isBack { return [.close] }
    if let number = order.number {
      guard people?.indices.contains(number - 1) == true else {
        return [.say("There is no user number \(number).")]
      }
      selected = number - 1
    }
    switch (order.word, order.number) {
    case ("", .some), ("role", .some): return press(Key(.enter), .advance, in: environment)
    case ("remove", .some): return press(Key(.enter), .untick, in: environment)
    case ("import", nil): return press(Key(.enter), .importFile, in: environment)
    case ("add", nil): return press(Key("a"), nil, in: environment)
    case ("undo", nil): return press(Key(.enter), .undo, in: environment)
    case ("open-page", nil), ("open", nil): return press(Key(.enter), .openPage, in: environment)
    case ("", nil): return []
    default: return [.say("“\(words)” is not an answer here.")]
    }
  }
}
