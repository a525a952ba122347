// Why something can't be done with an account: values that can be shown, compared and exported, each
// with the page that helps, as the guide names it.

/// Several reasons at once: everything that is wrong with what was given together.
package struct AccountRefusals: Error, Hashable, Sendable {
  /// The reasons; at least one.
  package let all: [AccountRefusal]
}

/// Why an account can't go on.
package enum AccountRefusal: Error, Hashable, Sendable {
  /// Only Owners can migrate; these are.
  case notOwner(owners: [String])
  /// The account has moved already.
  case migratedAlready
  /// The migration has to be begun first.
  case notBegun
  /// The event does not fit the state.
  case outOfTurn(String, state: String)
  /// A field of the profile can't have this value.
  case unfitting(ProfileField, reason: String)
  /// Somebody else changed the account since it was looked at.
  case changedMeanwhile
  /// The text is no address.
  case malformedAddress(reason: String)
  /// The address is that of a Microsoft account; `isDomain` where all addresses of its domain are.
  case microsoftAccount(EmailAddress, isDomain: Bool)
  /// Nobody knows whose tenant the address belongs to.
  case unknownTenant(EmailAddress)
  /// The address belongs to another tenant than the MPN ID.
  case tenantMismatch(EmailAddress, found: Tenant, wanted: Tenant, MPNID)
  /// The text is no MPN ID.
  case malformedMPNID(reason: String)
  /// An MPN ID is needed.
  case missingMembership
  /// Nobody knows the MPN ID.
  case unknownMembership(MPNID)
  /// The MPN ID is invalid.
  case invalidMembership(MPNID)
  /// The MPN ID belongs to another tenant than the work email.
  case membershipOfOtherTenant(MPNID, found: Tenant, wanted: Tenant)
  /// The membership is still to be confirmed as migrated.
  case unconfirmedMembership(MPNID)

  /// A short name for output to programs.
  package var name: String {
    switch self {
    case .notOwner: "not_owner"
    case .migratedAlready: "migrated_already"
    case .notBegun: "not_begun"
    case .outOfTurn: "out_of_turn"
    case .unfitting: "unfitting"
    case .changedMeanwhile: "changed_meanwhile"
    case .malformedAddress: "malformed_address"
    case .microsoftAccount: "microsoft_account"
    case .unknownTenant: "unknown_tenant"
    case .tenantMismatch: "tenant_mismatch"
    case .malformedMPNID: "malformed_mpn_id"
    case .missingMembership: "missing_mpn_id"
    case .unknownMembership: "unknown_mpn_id"
    case .invalidMembership: "invalid_mpn_id"
    case .membershipOfOtherTenant: "mpn_id_of_other_tenant"
    case .unconfirmedMembership: "unconfirmed_mpn_id"
    }
  }

  /// The sentence that people read.
  package var sentence: String {
    switch self {
    case .notOwner(let owners):
      "Only an Owner in Cloud Partner Portal can migrate the account; "
        + (owners.isEmpty ? "nobody is known to be one." : "ask \(owners.joined(separator: ", ")).")
    case .migratedAlready:
      "The account has migrated already; its settings are managed in Partner Center."
    case .notBegun: "The migration has not begun; begin it first."
    case .outOfTurn(let event, let state): "“\(event)” is not possible now: \(state)."
    case .unfitting(let field, let reason): "\(field.title): \(reason)."
    case .changedMeanwhile:
      "Somebody changed this account meanwhile; look at it as it is now, and go on from there."
    case .malformedAddress(let reason): "Please look again: \(reason)."
    case .microsoftAccount(let address, let isDomain):
      "\(address.text) is "
        + (isDomain ? "a personal address" : "the address of a Microsoft account (personal)")
        + "; give a work email of the tenant to which the MPN ID is registered."
    case .unknownTenant(let address):
      "The directory does not know whose tenant \(address.domain.unicode) is; import it, or say "
        + "it by hand."
    case .tenantMismatch(let address, let found, let wanted, let id):
      "The MPN ID \(id.text) is registered to \(wanted.title), and \(address.text) belongs to "
        + "\(found.title); give an address of \(wanted.name)."
    case .malformedMPNID(let reason): "Please look again: \(reason)."
    case .missingMembership:
      "The account has no MPN ID; sign up for the Microsoft Partner Network, then give the new ID."
    case .unknownMembership(let id):
      "The directory does not know the MPN ID \(id.text); import it, or say by hand what it is."
    case .invalidMembership(let id):
      "The MPN ID \(id.text) is invalid; sign up for the Microsoft Partner Network, then give the "
        + "new ID."
    case .membershipOfOtherTenant(let id, let found, let wanted):
      "The MPN ID \(id.text) is registered to \(found.title), and the work email belongs to "
        + "\(wanted.title); give an MPN ID of \(wanted.name), or go back for another address."
    case .unconfirmedMembership(let id):
      "The MPN ID \(id.text) was created in Partner Membership Center; sign in to Partner Center, "
        + "and confirm that a profile with this ID is shown."
    }
  }

  /// The page that helps, as the guide links it.
  package var link: Link? {
    switch self {
    case .missingMembership, .invalidMembership, .unknownMembership, .malformedMPNID:
      AccountPage.joinNetwork.link
    case .unconfirmedMembership: AccountPage.connectedProfile.link
    case .tenantMismatch, .membershipOfOtherTenant, .microsoftAccount:
      AccountPage.membership.link
    case .migratedAlready: AccountPage.settings.link
    case .notOwner, .notBegun, .outOfTurn, .unfitting, .changedMeanwhile, .malformedAddress,
      .unknownTenant:
      nil
    }
  }
}

/// The pages that the guide names for the account itself, whatever the programme.
package enum AccountPage: String, CaseIterable, Sendable {
  case joinNetwork =
    "https://signup.microsoft.com/signup?sku=StoreForBusinessIW&origin=partnerdashboard&culture=en-us&ru=https://partner.microsoft.com/dashboard/account/v3/xpu/onboard?ru=/en-us/dashboard/account/v3/enrollment/companyprofile/basicpartnernetwork/new"
  case membership = "https://partner.microsoft.com/en-US/membership"
  case connectedProfile =
    "https://partner.microsoft.com/pcv/accountsettings/connectedpartnerprofile"
  case membershipCenter = "https://partners.microsoft.com/partnerprogram/Welcome.aspx"
  case membershipSupport = "https://partner.microsoft.com/support?issueid=100-0077"
  case benefits = "https://partner.microsoft.com/isv-resource-hub"
  case settings =
    "https://partner.microsoft.com/dashboard/account/v3/accountsettings/billingprofile"
  case users = "https://partner.microsoft.com/dashboard/account/usermanagement"

  /// What one finds there.
  package var title: String {
    switch self {
    case .joinNetwork: "Join the Microsoft Partner Network, for an MPN ID"
    case .membership: "What a membership is"
    case .connectedProfile: "The profile in Partner Center with the MPN ID"
    case .membershipCenter: "Partner Membership Center"
    case .membershipSupport: "Support for memberships that have to move"
    case .benefits: "Benefits for software vendors"
    case .settings: "Account settings in Partner Center"
    case .users: "Users in Partner Center"
    }
  }

  /// The address.
  package var link: Link {
    guard let link = Link(rawValue) else {
      preconditionFailure("\(rawValue) was written as an https address.")
    }
    return link
  }
}
