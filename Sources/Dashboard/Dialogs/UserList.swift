// The people of an account with both portals side by side, and what to do about them in Partner
// Center.

import Foundation
import Lifecycle
import Terminal

/// The people of an account.
package struct UserList: Hashable, Sendable {
  /// The publisher whose account it is.
  private(set) var publisher: Publisher
  /// The zone of its days.
  let zone: TimeZone
  /// The day that it is.
  let today: Day
  /// The account has migrated, so that the portals sync.
  var isSynced: Bool { publisher.account.isMigrated }
  /// The people, by name; nil while they are read.
  private(set) var people: [AccountUser]?
  /// The place of the selected one.
  private(set) var selected = 0

  /// A list that is not read yet.
  init(_ publisher: Publisher, zone: TimeZone, today: Day) {
    self.publisher = publisher
    self.zone = zone
    self.today = today
  }

  /// The account is another one now.
  mutating func show(_ publisher: Publisher) { self.publisher = publisher }

  /// The people are these now; who was selected stays so.
  mutating func show(_ users: AccountUsers) {
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

  /// Takes a key; `command` is what it means on the panels.
  mutating func take(_ key: Key, _ command: Command?) -> Answer {
    let last = max(0, (people?.count ?? 1) - 1)
    switch (key.symbol, command) {
    case (.escape, _), (_, .back), (_, .quit), (_, .users): return .closed
    case (_, .up): selected = max(0, selected - 1)
    case (_, .down): selected = min(last, selected + 1)
    case (_, .pageUp): selected = max(0, selected - 10)
    case (_, .pageDown): selected = min(last, selected + 10)
    case (_, .first): selected = 0
    case (_, .last): selected = last
    case (_, .migrate): return .meanwhile(.command(.migrate))
    case (.character("a"), _): return .meanwhile(.account(.askUser(publisher.id)))
    case (_, .importFile): return .meanwhile(.account(.askUserPortal(of: publisher.id)))
    case (_, .undo): return .meanwhile(.account(.undo(publisher.id)))
    case (_, .openPage): return .meanwhile(.open(AccountPage.users.link))
    case (_, .advance): return askedRole
    case (_, .untick):
      return person.map { .meanwhile(.account(.askRemoval($0, of: publisher.id))) } ?? .open
    default: break
    }
    return .open
  }

  private var askedRole: Answer {
    person.map { .meanwhile(.account(.askRole($0.address, name: $0.name, of: publisher.id))) }
      ?? .open
  }

  /// A click goes to a person, and two ask for the role.
  mutating func press(_ number: Int, isDouble: Bool) -> Answer {
    selected = number
    return isDouble ? askedRole : .open
  }
}
