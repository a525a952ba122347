// What may be done to the users of an account. Pure, as the rules of offers are: the one place that
// says yes, or no and why.

package import Foundation

/// Something done to the users of an account.
package enum UserChange: Hashable, Sendable {
  /// A person is added in Partner Center.
  case add(EmailAddress, name: String, CenterRole)
  /// A person is removed in Partner Center.
  case remove(EmailAddress)
  /// A person gets another role in Partner Center.
  case setRole(EmailAddress, CenterRole)

  /// The person.
  package var address: EmailAddress {
    switch self {
    case .add(let address, _, _), .remove(let address), .setRole(let address, _): address
    }
  }

  /// The word in the history and in output for programs.
  package var name: String {
    switch self {
    case .add: "user_added"
    case .remove: "user_removed"
    case .setRole: "user_role"
    }
  }

  /// The role that was given, in the words of the portal.
  package var detail: String? {
    switch self {
    case .add(_, _, let role), .setRole(_, let role): role.title
    case .remove: nil
    }
  }
}

/// Why something can't be done to the users of an account.
package enum UserRefusal: Error, Hashable, Sendable {
  /// The account has not migrated: until then its users are managed in Cloud Partner Portal (guide,
  /// "Your account has been migrated to Partner Center").
  case notMigrated
  /// The person is in Partner Center already.
  case known(EmailAddress)
  /// The person is not in Partner Center.
  case unknown(EmailAddress)
  /// Nobody would be left who can manage the account.
  case lastManager(EmailAddress)
  /// The person of this deck would lose access; done where that is confirmed.
  case ownAccess(EmailAddress)

  /// A short name for output to programs.
  package var name: String {
    switch self {
    case .notMigrated: "not_migrated"
    case .known: "known"
    case .unknown: "unknown"
    case .lastManager: "last_manager"
    case .ownAccess: "own_access"
    }
  }

  /// The sentence that people read.
  package var sentence: String {
    switch self {
    case .notMigrated:
      "This account has not migrated. You can manage users in Partner Center only after migration."
    case .known(let address):
      "\(address.text) is already in Partner Center. Change the role instead."
    case .unknown(let address):
      "\(address.text) is not in Partner Center. Check the list of users."
    case .lastManager(let address):
      "\(address.text) is the last user who can manage the account. Make someone else Manager first."
    case .ownAccess(let address):
      "\(address.text) is you. You would no longer be able to manage the account."
    }
  }
}

/// A person as a portal's list has them.
package struct SeenUser: Hashable, Sendable {
  /// The address.
  package var address: EmailAddress
  /// The name; empty where the list has none.
  package var name: String
  /// The role in Cloud Partner Portal, where the list is of that portal.
  package var cpp: PortalRole?
  /// The role in Partner Center, where the list is of that portal.
  package var center: CenterRole?
  /// Since when; nil where the list does not say.
  package var since: Date?

  /// A person of a list.
  package init(
    address: EmailAddress, name: String = "", cpp: PortalRole? = nil, center: CenterRole? = nil,
    since: Date? = nil
  ) {
    self.address = address
    self.name = name
    self.cpp = cpp
    self.center = center
    self.since = since
  }
}

/// The users of an account, by the keys of their addresses.
package struct AccountUsers: Hashable, Sendable {
  /// The people.
  package private(set) var people: [String: AccountUser]

  /// Users; of those with the same address the last counts.
  package init(_ users: [AccountUser] = []) {
    people = Dictionary(users.map { ($0.address.key, $0) }, uniquingKeysWith: { $1 })
  }

  /// The people by name and address.
  package var sorted: [AccountUser] {
    func name(_ user: AccountUser) -> String {
      (user.name.isEmpty ? user.address.text : user.name).lowercased()
    }
    return people.sorted { one, other in
      (name(one.value), one.key) < (name(other.value), other.key)
    }.map(\.value)
  }

  /// The users after a change in Partner Center.
  ///
  /// - Parameters:
  ///   - account: the account they belong to; its users are managed there only after migration.
  ///   - own: the addresses of the person who does it.
  ///   - isConfirmed: the person knows that it is their own access.
  package func applying(
    _ change: UserChange, in account: Account, at moment: Date, own: [EmailAddress],
    isConfirmed: Bool
  ) throws(UserRefusal) -> AccountUsers {
    guard account.isMigrated else { throw .notMigrated }
    let key = change.address.key
    let known = people[key]
    var user = known ?? AccountUser(address: change.address)
    switch change {
    case .add(_, let name, let role):
      guard user.center == nil else { throw .known(user.address) }
      if !name.isEmpty { user.name = name }
      user.center = role
    case .remove:
      guard user.center != nil else { throw .unknown(user.address) }
      user.center = nil
    case .setRole(_, let role):
      guard user.center != nil else { throw .unknown(user.address) }
      guard user.center != role else { return self }
      user.center = role
    }
    user.centerSince = user.center == nil ? nil : moment
    user.echoSince = user.cpp == user.center?.echo ? nil : moment
    var after = self
    after.people[key] = user.isNowhere ? nil : user
    let wasManaging = known?.center?.isManaging == true
    guard wasManaging, user.center?.isManaging != true else { return after }
    guard after.people.values.contains(where: { $0.center?.isManaging == true }) else {
      throw .lastManager(user.address)
    }
    if !isConfirmed, own.contains(where: { $0.key == key }) { throw .ownAccess(user.address) }
    return after
  }

  /// The users with one person as they were; nil where they were in no portal.
  package func restoring(_ user: AccountUser?, _ address: EmailAddress) -> AccountUsers {
    var after = self
    after.people[address.key] = user
    return after
  }

  /// The users after the whole list of a portal was seen. Somebody who stands in it twice, in
  /// whatever case, is one person with the greater of the roles.
  package func seeing(
    _ list: [SeenUser], in portal: UserPortal, at moment: Date
  ) -> AccountUsers {
    var seen: [String: SeenUser] = [:]
    for user in list {
      guard let other = seen[user.address.key] else {
        seen[user.address.key] = user
        continue
      }
      seen[user.address.key] = other.joined(with: user)
    }
    var after = self
    for key in Set(people.keys).union(seen.keys) {
      guard let example = seen[key]?.address ?? people[key]?.address else { continue }
      var user = people[key] ?? AccountUser(address: example)
      user.take(seen[key], in: portal, at: moment)
      after.people[key] = user.isNowhere ? nil : user
    }
    return after
  }
}

extension SeenUser {
  /// One person of two lines.
  fileprivate func joined(with other: SeenUser) -> SeenUser {
    var joined = self
    if name.isEmpty { joined.name = other.name }
    if cpp == .contributor { joined.cpp = other.cpp ?? cpp }
    if let one = center, let two = other.center {
      joined.center = CenterRole.allCases.first { $0 == one || $0 == two }
    }
    joined.since = [since, other.since].compactMap { $0 }.min()
    return joined
  }
}

extension AccountUser {
  /// Nothing is left to say of the person.
  fileprivate var isNowhere: Bool { cpp == nil && center == nil }

  /// Takes what a list says of the person; nil where the person is not in it.
  fileprivate mutating func take(_ seen: SeenUser?, in portal: UserPortal, at moment: Date) {
    if let seen, !seen.name.isEmpty { name = seen.name }
    switch portal {
    case .cpp:
      cppSince = seen.map { $0.since ?? ($0.cpp == cpp ? cppSince : nil) ?? moment }
      cpp = seen?.cpp
    case .partnerCenter:
      let isChanged = center != seen?.center
      centerSince = seen.map { $0.since ?? ($0.center == center ? centerSince : nil) ?? moment }
      center = seen?.center
      if isChanged { echoSince = centerSince ?? moment }
    }
    if cpp == center?.echo { echoSince = nil }
  }
}
