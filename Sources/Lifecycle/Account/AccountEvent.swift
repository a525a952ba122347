// The events of an account's migration as values: to be asked for, kept in the history, and tried.

package import Foundation

/// Something that happens to an account.
package enum AccountEvent: Hashable, Sendable {
  /// The migration begins, or goes on.
  case begin
  /// A work email is given, with the answers of the directory; `domains` are those of the tenant
  /// that the MPN ID of the profile is registered to.
  case workEmail(
    String, domain: DomainFinding, registered: MembershipFinding?, domains: [DomainName] = [])
  /// An MPN ID is given, with the answers of the directory; `domains` are those of its tenant.
  case membership(String, MembershipFinding, domains: [DomainName] = [])
  /// A membership from Partner Membership Center is confirmed as migrated.
  case confirmMembership
  /// The membership is kept.
  case acceptMembership
  /// One step back.
  case back
  /// The account moves.
  case complete
  /// The account was seen to have moved.
  case observeMigrated
  /// The person became an Owner.
  case gainOwnership
  /// The person is no Owner any more.
  case loseOwnership

  /// The word in the history and in output for programs.
  package var name: String {
    switch self {
    case .begin: "migration_begun"
    case .workEmail: "work_email"
    case .membership: "mpn_id"
    case .confirmMembership: "mpn_confirmed"
    case .acceptMembership: "mpn_accepted"
    case .back: "migration_back"
    case .complete: "migrated"
    case .observeMigrated: "seen_migrated"
    case .gainOwnership: "role_owner"
    case .loseOwnership: "role_contributor"
    }
  }

  /// What a person calls it, as the beginning of a sentence.
  package var title: String {
    switch self {
    case .begin: "Start the migration"
    case .workEmail: "Enter a work email"
    case .membership: "Enter an MPN ID"
    case .confirmMembership: "Confirm the MPN membership"
    case .acceptMembership: "Keep the MPN ID"
    case .back: "Go back"
    case .complete: "Migrate"
    case .observeMigrated: "Record as migrated"
    case .gainOwnership: "Become an Owner"
    case .loseOwnership: "Lose the Owner role"
    }
  }

  /// What was given with it, for the history.
  package var detail: String? {
    switch self {
    case .workEmail(let text, _, _, _), .membership(let text, _, _): text.trimmingWhitespace()
    default: nil
    }
  }
}

extension Publisher {
  /// The publisher after an event of its account.
  ///
  /// - Throws: why it can't happen.
  package func applying(
    _ event: AccountEvent, at moment: Date
  ) throws(AccountRefusal) -> Publisher {
    var after = self
    after.account =
      switch event {
      case .begin: try account.begun(owners: owners)
      case .workEmail(let text, let domain, let registered, let domains):
        try allowed(account).given(
          workEmail: text, domain: domain, registered: registered, domains: domains,
          personal: microsoftAccount)
      case .membership(let text, let finding, let domains):
        try allowed(account).given(mpnID: text, finding, domains: domains)
      case .confirmMembership: try allowed(account).membershipConfirmed()
      case .acceptMembership: try allowed(account).membershipAccepted()
      case .back: try allowed(account).steppedBack()
      case .complete: try allowed(account).completed(at: moment)
      case .observeMigrated: account.seenMigrated(at: moment)
      case .gainOwnership: account.gainedOwnership()
      case .loseOwnership: account.lostOwnership()
      }
    return after
  }

  /// The address of the Microsoft account that the CPP account is; nil if it is none.
  package var microsoftAccount: EmailAddress? {
    hasMicrosoftAccount ? signIn.flatMap { try? EmailAddress($0) } : nil
  }

  /// The addresses that are known for a work email, the best first, without that of a Microsoft
  /// account: it must be refused.
  package var knownAddresses: [String] {
    var texts: [String] = []
    for text in [workEmail, signIn].compactMap({ $0 }) + owners {
      let key = (try? EmailAddress(text))?.key
      guard key != microsoftAccount?.key || key == nil, !texts.contains(text) else { continue }
      texts.append(text)
    }
    return texts
  }

  /// The account, where the person may do something about it.
  private func allowed(_ account: Account) throws(AccountRefusal) -> Account {
    if case .notOwner = account { throw .notOwner(owners: owners) }
    return account
  }
}
