// A person of an account, as both portals have them. Once an account has moved, users are added and
// removed in Partner Center, and each change is expected to show in Cloud Partner Portal too (guide,
// "Your account has been migrated to Partner Center").

package import Foundation

/// A role in Partner Center.
package enum CenterRole: String, ListedWord {
  case owner
  case manager
  case developer
  case businessContributor = "business_contributor"
  case financialContributor = "financial_contributor"
  case marketer

  /// The role as the portal writes it.
  package var title: String {
    switch self {
    case .owner: "Owner"
    case .manager: "Manager"
    case .developer: "Developer"
    case .businessContributor: "Business contributor"
    case .financialContributor: "Financial contributor"
    case .marketer: "Marketer"
    }
  }

  /// Can manage users and accounts.
  package var isManaging: Bool { self == .owner || self == .manager }

  /// The role that is expected in Cloud Partner Portal; nil where offers are no matter of the role,
  /// so that nothing is expected there.
  package var echo: PortalRole? {
    switch self {
    case .owner, .manager: .owner
    case .developer: .contributor
    case .businessContributor, .financialContributor, .marketer: nil
    }
  }

  /// The role of a word, however it is written; nil where there is none.
  package init?(word: some StringProtocol) {
    let plain = word.trimmingWhitespace().lowercased().replacing(" ", with: "_")
      .replacing("-", with: "_")
    self.init(rawValue: plain)
  }
}

/// A portal that has a list of users.
package enum UserPortal: String, CaseIterable, Sendable {
  case cpp
  case partnerCenter = "partner-center"

  /// The portal's name.
  package var title: String { self == .cpp ? "Cloud Partner Portal" : "Partner Center" }

  /// What to say about a list of its users for an account; nil if there is nothing.
  package func warning(for account: Account) -> String? {
    guard self == .partnerCenter, !account.isMigrated else { return nil }
    return "This account has not migrated. The list is kept, but users sync only after migration."
  }
}

/// A person of an account.
package struct AccountUser: Hashable, Codable, Sendable {
  /// The address; it tells the person from all others, in whatever case it is written.
  package var address: EmailAddress
  /// The name; empty where it is not known.
  package var name: String
  /// The role in Cloud Partner Portal; nil where the person is not there.
  package var cpp: PortalRole?
  /// Since when.
  package var cppSince: Date?
  /// The role in Partner Center; nil where the person is not there.
  package var center: CenterRole?
  /// Since when.
  package var centerSince: Date?
  /// Since when a change in Partner Center is expected to show in Cloud Partner Portal; nil where
  /// none was seen.
  package var echoSince: Date?

  /// A person, in no portal yet.
  package init(address: EmailAddress, name: String = "") {
    self.address = address
    self.name = name
  }

  /// How the two portals agree. Until the account has migrated nothing is synced: whoever is in one
  /// portal alone is expected there.
  ///
  /// - Parameter isSynced: the account has migrated.
  package func standing(isSynced: Bool) -> UserStanding {
    guard isSynced else {
      if cpp == nil { return .onlyPartnerCenter }
      return center == nil ? .notSynced : .both
    }
    let expected = center?.echo
    if cpp == expected { return cpp == nil ? .onlyPartnerCenter : .both }
    if let echoSince { return .waiting(since: echoSince) }
    switch (cpp, center) {
    case (nil, _): return .waiting(since: centerSince ?? .distantPast)
    case (_, nil): return .onlyCPP
    default: return .rolesDiffer(expected: expected)
    }
  }
}

/// How the two portals agree on a person.
package enum UserStanding: Hashable, Sendable {
  /// In both, with roles that go together.
  case both
  /// A change in Partner Center is still to show in Cloud Partner Portal.
  case waiting(since: Date)
  /// In Cloud Partner Portal alone, and nothing was done that would explain it.
  case onlyCPP
  /// In Cloud Partner Portal alone, as expected until the account has migrated.
  case notSynced
  /// In Partner Center alone, with a role that is not expected in the other.
  case onlyPartnerCenter
  /// In both, with roles that do not go together; `expected` is what Cloud Partner Portal should
  /// have.
  case rolesDiffer(expected: PortalRole?)

  /// The word in output for programs.
  package var name: String {
    switch self {
    case .both: "both"
    case .waiting: "waiting"
    case .onlyCPP, .notSynced: "only_cpp"
    case .onlyPartnerCenter: "only_partner_center"
    case .rolesDiffer: "roles_differ"
    }
  }

  /// How the portals agree, in a few words.
  package func title(zone: TimeZone) -> String {
    switch self {
    case .both: "in both"
    case .waiting(let since): "waiting for CPP since \(Day(of: since, in: zone).title())"
    case .onlyCPP: "only in CPP"
    case .notSynced: "only in CPP, until migration"
    case .onlyPartnerCenter: "only in Partner Center, as expected"
    case .rolesDiffer(let expected):
      "roles differ" + (expected.map { ": CPP should have \($0.rawValue)" } ?? "")
    }
  }

  /// The lists differ in a way that somebody has to look at, or to wait for.
  package var isDifference: Bool {
    switch self {
    case .both, .onlyPartnerCenter, .notSynced: false
    case .waiting, .onlyCPP, .rolesDiffer: true
    }
  }
}
