// What can happen to an account: one method for each event, which gives the next state or says why
// not. Pure: answers of the directory, times and names are passed in.

package import Foundation

extension Account {
  /// The migration begins; where it was begun before, it goes on where it was.
  ///
  /// - Parameter owners: who could do it, where this person can't.
  package func begun(owners: [String]) throws(AccountRefusal) -> Account {
    switch self {
    case .notOwner: throw .notOwner(owners: owners)
    case .actionRequired(let known):
      .workEmail(known)
    case .workEmail, .membership, .review: self
    case .migrated: throw .migratedAlready
    }
  }

  /// A work email is given, with what the directory says of its domain and of the MPN ID that the
  /// profile has.
  ///
  /// - Parameters:
  ///   - text: the address as it was typed.
  ///   - domain: whose tenant it belongs to.
  ///   - registered: what the MPN ID of the profile is; nil where the profile has none.
  ///   - domains: the domains of the tenant that it is registered to, for refusals.
  ///   - personal: the address of the CPP account, where that is a Microsoft account.
  package func given(
    workEmail text: String, domain: DomainFinding, registered: MembershipFinding?,
    domains: [DomainName] = [], personal: EmailAddress? = nil
  ) throws(AccountRefusal) -> Account {
    guard case .workEmail(let known) = self else {
      throw outOfTurn(.workEmail(text, domain: domain, registered: registered))
    }
    let address: EmailAddress
    do throws(Misfit) {
      address = try EmailAddress(text)
    } catch {
      throw .malformedAddress(reason: error.reason)
    }
    let wanted = registered?.tenant.map { RegisteredTenant($0, domains: domains) }
    if let personal, personal.key == address.key { throw .microsoftAccount(address, wanted) }
    let email: WorkEmail
    switch domain {
    case .personal: throw .microsoftAccount(address, wanted)
    case .unknown: throw .unknownTenant(address, wanted)
    case .tenant(let tenant, let assurance):
      email = WorkEmail(address: address, tenant: tenant, assurance: assurance)
    }
    return .membership(
      known, email, try Self.membership(known.mpnID, registered, domains, for: email))
  }

  /// What the MPN ID of a profile means for a work email (guide, "Tenant mismatch").
  private static func membership(
    _ text: String?, _ finding: MembershipFinding?, _ domains: [DomainName], for email: WorkEmail
  ) throws(AccountRefusal) -> Membership {
    guard let text, let finding else { return .none }
    guard let id = try? MPNID(text) else { return .invalid(id: text) }
    if let tenant = finding.tenant, tenant.id != email.tenant.id {
      throw .tenantMismatch(
        email.address, found: email.tenant, wanted: RegisteredTenant(tenant, domains: domains), id)
    }
    switch finding {
    case .unknown: return .unknown(id: text)
    case .invalid: return .invalid(id: text)
    case .valid(_, let assurance): return .valid(ValidMembership(id: id, assurance: assurance))
    case .unconfirmed(_, let assurance):
      return .unconfirmed(ValidMembership(id: id, assurance: assurance))
    }
  }

  /// An MPN ID is given, with what the directory says of it. A valid one is kept.
  ///
  /// - Parameter domains: the domains of the tenant that it is registered to, for refusals.
  package func given(
    mpnID text: String, _ finding: MembershipFinding, domains: [DomainName] = []
  ) throws(AccountRefusal) -> Account {
    guard case .membership(let known, let email, _) = self else {
      throw outOfTurn(.membership(text, finding))
    }
    guard !text.trimmingWhitespace().isEmpty else { throw .missingMembership }
    let id: MPNID
    do throws(Misfit) {
      id = try MPNID(text)
    } catch {
      throw .malformedMPNID(reason: error.reason)
    }
    if let tenant = finding.tenant, tenant.id != email.tenant.id {
      throw .membershipOfOtherTenant(
        id, found: RegisteredTenant(tenant, domains: domains), email.address, email.tenant)
    }
    switch finding {
    case .unknown: throw .unknownMembership(id)
    case .invalid: throw .invalidMembership(id)
    case .valid(_, let assurance):
      return .membership(known, email, .valid(ValidMembership(id: id, assurance: assurance)))
    case .unconfirmed(_, let assurance):
      return .membership(known, email, .unconfirmed(ValidMembership(id: id, assurance: assurance)))
    }
  }

  /// Somebody has seen the profile with the MPN ID in Partner Center, so that a membership that was
  /// created in Partner Membership Center has moved.
  package func membershipConfirmed() throws(AccountRefusal) -> Account {
    guard case .membership(let known, let email, .unconfirmed(let membership)) = self else {
      throw outOfTurn(.confirmMembership)
    }
    return .membership(known, email, .valid(membership))
  }

  /// The membership is kept, and only a last look is left.
  package func membershipAccepted() throws(AccountRefusal) -> Account {
    guard case .membership(let known, let email, let membership) = self else {
      throw outOfTurn(.acceptMembership)
    }
    switch membership {
    case .valid(let membership): return .review(known, email, membership)
    case .none: throw .missingMembership
    case .unconfirmed(let membership): throw .unconfirmedMembership(membership.id)
    case .invalid(let text), .unknown(let text):
      guard let id = try? MPNID(text) else {
        throw .malformedMPNID(reason: "\(text.inQuotes) is not a number")
      }
      throw membership == .invalid(id: text) ? .invalidMembership(id) : .unknownMembership(id)
    }
  }

  /// One step back; what was given is kept as what is known.
  package func steppedBack() throws(AccountRefusal) -> Account {
    switch self {
    case .workEmail(let known): return .actionRequired(known)
    case .membership(let known, let email, let membership):
      var known = known
      known.workEmail = email.address.text
      known.mpnID = membership.id ?? known.mpnID
      return .workEmail(known)
    case .review(let known, let email, let membership):
      return .membership(known, email, .valid(membership))
    case .notOwner, .actionRequired, .migrated: throw outOfTurn(.back)
    }
  }

  /// The last look is over: the account moves.
  package func completed(at moment: Date) throws(AccountRefusal) -> Account {
    guard case .review(_, let email, let membership) = self else { throw outOfTurn(.complete) }
    return .migrated(
      Completion(
        workEmail: email.address.text, mpnID: membership.id.text, at: moment,
        isUnverified: email.assurance == .byHand || membership.assurance == .byHand))
  }

  /// The account was seen to have moved, whoever did it.
  package func seenMigrated(at moment: Date) -> Account {
    switch self {
    case .notOwner(let kept): .notOwner(kept.seenMigrated(at: moment))
    case .migrated: self
    case .actionRequired, .workEmail, .membership, .review:
      .migrated(Completion(workEmail: workEmail, mpnID: mpnID, at: moment, isUnverified: true))
    }
  }

  /// What the profile says is corrected, while nothing was decided by it.
  package func corrected(_ known: Registration) throws(AccountRefusal) -> Account {
    switch self {
    case .notOwner(let kept): .notOwner(try kept.corrected(known))
    case .actionRequired: .actionRequired(known)
    case .workEmail: .workEmail(known)
    case .migrated: throw .migratedAlready
    case .membership, .review: throw .outOfTurn("Edit the profile", state: title)
    }
  }

  /// What the profile says; nil once it was decided by.
  package var registration: Registration? {
    switch underlying {
    case .actionRequired(let known), .workEmail(let known): known
    case .membership, .review, .migrated, .notOwner: nil
    }
  }

  /// The person became an Owner: what was done goes on.
  package func gainedOwnership() -> Account { underlying }

  /// The person is no Owner any more: what was done is kept.
  package func lostOwnership() -> Account { .notOwner(underlying) }

  /// Why an event can't happen now.
  private func outOfTurn(_ event: AccountEvent) -> AccountRefusal {
    switch self {
    case .notOwner: .notOwner(owners: [])
    case .migrated: .migratedAlready
    case .actionRequired: .notBegun
    case .workEmail, .membership, .review: .outOfTurn(event.title, state: title)
    }
  }
}
