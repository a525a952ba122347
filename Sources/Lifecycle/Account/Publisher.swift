// A publisher: the account that the offers belong to, and what was done once for all of them.

package import Foundation

/// A publisher account.
package struct Publisher: Hashable, Sendable {
  /// The publisher ID, as it stands in both portals.
  package let id: String
  /// The name that people know.
  package var name: String
  /// The addresses of those who have the Owner role in Cloud Partner Portal.
  package var owners: [String]
  /// The address with which one signs in there; nil where it is not known.
  package var signIn: String?
  /// One signs in there with a Microsoft account (personal), whatever its address looks like.
  package var hasMicrosoftAccount: Bool
  /// How far the account has come on its way to Partner Center.
  package var account: Account
  /// The account-wide steps that were ticked, by step ID.
  package var ticks: [String: Tick]
  /// The names of the legal entities that it sells through, in the order in which they were added.
  package var legalEntities: [String] = []

  /// A publisher with what is known of it.
  package init(
    id: String, name: String, owners: [String] = [], signIn: String? = nil,
    hasMicrosoftAccount: Bool = false, account: Account, ticks: [String: Tick] = [:]
  ) {
    self.id = id
    self.name = name
    self.owners = owners
    self.signIn = signIn
    self.hasMicrosoftAccount = hasMicrosoftAccount
    self.account = account
    self.ticks = ticks
  }

  /// A publisher as a profile shows it: an account of which nothing is under way.
  package init(
    id: String, name: String, role: PortalRole = .owner, owners: [String] = [],
    signIn: String? = nil, workEmail: String? = nil, mpnID: String? = nil,
    migratedAt: Date? = nil, ticks: [String: Tick] = [:]
  ) {
    let account =
      migratedAt.map {
        Account.migrated(Account.Completion(workEmail: workEmail, mpnID: mpnID, at: $0))
      } ?? .actionRequired(Account.Registration(workEmail: workEmail, mpnID: mpnID))
    self.init(
      id: id, name: name, owners: owners, signIn: signIn,
      account: role == .owner ? account : account.lostOwnership(), ticks: ticks)
  }

  /// The role of the person who uses this deck, in Cloud Partner Portal.
  package var role: PortalRole { account.isOwners ? .owner : .contributor }

  /// The work email that the account has or will have in Partner Center.
  package var workEmail: String? { account.workEmail }

  /// The Microsoft Partner Network ID.
  package var mpnID: String? { account.mpnID }

  /// When the account was migrated to Partner Center; nil where it was not.
  package var migratedAt: Date? { account.migratedAt }

  /// The person of this deck can migrate the account, and it has not migrated.
  package var needsMigration: Bool { account.isOwners && !account.isMigrated }

  /// Whether an account-wide step is done: a person did it, or the account implies it.
  package func hasDone(_ step: Step) -> Bool {
    ticks[step.id] != nil || step.impliedBy?.isReached(by: account) == true
  }
}

// MARK: - What people type

extension Publisher {
  /// A text as a publisher ID: a name without a slash, which stands between the IDs of a publisher
  /// and an offer.
  ///
  /// - Throws: why it is none.
  package static func id(_ raw: String) throws(Misfit) -> String {
    try PortalID.check(raw, "publisher ID")
  }

  /// A text as the name of a company.
  ///
  /// - Throws: why it is none.
  package static func name(_ raw: String) throws(Misfit) -> String {
    let text = raw.trimmingWhitespace()
    guard !text.isEmpty, text.utf8.count <= 4_000, text.count <= 200 else {
      throw Misfit(reason: "use 1 to 200 characters")
    }
    for scalar in text.unicodeScalars
    where [.control, .format].contains(scalar.properties.generalCategory) {
      throw Misfit(reason: "\(scalar.shown) can't be part of a name")
    }
    return text
  }
}

/// A role in Cloud Partner Portal; it knows two.
package enum PortalRole: String, ListedWord {
  /// Can migrate the account.
  case owner
  /// Can work on offers only.
  case contributor
}

// MARK: - In files

extension Publisher: Codable {
  private enum Key: String, CodingKey {
    case id, name, role, owners, signIn, hasMicrosoftAccount, account, ticks, legalEntities
    // What stood in the place of the account in the first version of the deck.
    case workEmail, mpnID, migratedAt
  }

  /// Reads a publisher, also as the first version of the deck wrote it.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    let role = try values.decode(PortalRole.self, forKey: .role)
    let account =
      try values.decodeIfPresent(Account.self, forKey: .account)
      ?? Publisher(
        id: "", name: "",
        workEmail: try values.decodeIfPresent(String.self, forKey: .workEmail),
        mpnID: try values.decodeIfPresent(String.self, forKey: .mpnID),
        migratedAt: try values.decodeIfPresent(Date.self, forKey: .migratedAt)
      ).account
    self.init(
      id: try values.decode(String.self, forKey: .id),
      name: try values.decode(String.self, forKey: .name),
      owners: try values.decode([String].self, forKey: .owners),
      signIn: try values.decodeIfPresent(String.self, forKey: .signIn),
      hasMicrosoftAccount:
        try values.decodeIfPresent(Bool.self, forKey: .hasMicrosoftAccount) ?? false,
      account: role == .owner ? account.underlying : account.lostOwnership(),
      ticks: try values.decode([String: Tick].self, forKey: .ticks))
    legalEntities = try values.decodeIfPresent([String].self, forKey: .legalEntities) ?? []
  }

  /// Writes a publisher; the role stands beside the account as an Owner would have it.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(id, forKey: .id)
    try values.encode(name, forKey: .name)
    try values.encode(role, forKey: .role)
    try values.encode(owners, forKey: .owners)
    try values.encodeIfPresent(signIn, forKey: .signIn)
    if hasMicrosoftAccount { try values.encode(true, forKey: .hasMicrosoftAccount) }
    try values.encode(account.underlying, forKey: .account)
    try values.encode(ticks, forKey: .ticks)
    if !legalEntities.isEmpty { try values.encode(legalEntities, forKey: .legalEntities) }
  }
}
