// A publisher: the account that the offers belong to, and what was done once for all of them.

package import Foundation

/// A publisher account.
package struct Publisher: Hashable, Codable, Sendable {
  /// The publisher ID, as it stands in both portals.
  package let id: String
  /// The name that people know.
  package var name: String
  /// The role of the person who uses this deck, in Cloud Partner Portal.
  package var role: PortalRole
  /// The addresses of those who have the Owner role there.
  package var owners: [String]
  /// The address with which one signs in there; nil where it is not known.
  package var signIn: String?
  /// The work email that the account has or will have in Partner Center.
  package var workEmail: String?
  /// The Microsoft Partner Network ID.
  package var mpnID: String?
  /// When the account was migrated to Partner Center; nil where it was not.
  package var migratedAt: Date?
  /// The account-wide steps that were ticked, by step ID.
  package var ticks: [String: Tick]

  /// A publisher with what is known of it.
  package init(
    id: String, name: String, role: PortalRole = .owner, owners: [String] = [],
    signIn: String? = nil, workEmail: String? = nil, mpnID: String? = nil,
    migratedAt: Date? = nil, ticks: [String: Tick] = [:]
  ) {
    self.id = id
    self.name = name
    self.role = role
    self.owners = owners
    self.signIn = signIn
    self.workEmail = workEmail
    self.mpnID = mpnID
    self.migratedAt = migratedAt
    self.ticks = ticks
  }

  /// What the profile says of the account's migration (guide, "Account migration process").
  package var standing: AccountStanding {
    if migratedAt != nil { return role == .owner ? .migrated : .notOwner(owners: owners) }
    guard role == .owner else { return .notOwner(owners: owners) }
    var missing: [AccountNeed] = []
    if workEmail == nil { missing.append(.workEmail) }
    if mpnID == nil { missing.append(.mpnID) }
    return .actionRequired(missing: missing)
  }
}

/// A role in Cloud Partner Portal; it knows two.
package enum PortalRole: String, CaseIterable, Codable, Sendable {
  /// Can migrate the account.
  case owner
  /// Can work on offers only.
  case contributor
}

/// Which case of the guide an account is in.
package enum AccountStanding: Hashable, Sendable {
  /// The banner is for Owners: a plain line says who they are.
  case notOwner(owners: [String])
  /// The yellow banner asks for what is missing; nothing missing means that a review is left.
  case actionRequired(missing: [AccountNeed])
  /// Settings are managed in Partner Center now.
  case migrated
}

/// Something that the migration of an account needs.
package enum AccountNeed: String, CaseIterable, Sendable {
  case workEmail = "a work email"
  case mpnID = "an MPN ID"
}
