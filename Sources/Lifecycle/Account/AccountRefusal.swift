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
  /// The address is that of a Microsoft account; with the tenant it has to belong to, if known.
  case microsoftAccount(EmailAddress, RegisteredTenant?)
  /// The directory has no tenant for the address; with the one it has to belong to, if known.
  case unknownTenant(EmailAddress, RegisteredTenant?)
  /// The address belongs to another tenant than the MPN ID.
  case tenantMismatch(EmailAddress, found: Tenant, wanted: RegisteredTenant, MPNID)
  /// The text is no MPN ID.
  case malformedMPNID(reason: String)
  /// An MPN ID is needed.
  case missingMembership
  /// Nobody knows the MPN ID.
  case unknownMembership(MPNID)
  /// The MPN ID is invalid.
  case invalidMembership(MPNID)
  /// The MPN ID belongs to another tenant than the work email.
  case membershipOfOtherTenant(MPNID, found: RegisteredTenant, EmailAddress, Tenant)
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
      "Only an Owner can migrate this account. "
        + (owners.isEmpty ? "No Owner is recorded." : "Ask \(owners.joined(separator: ", ")).")
    case .migratedAlready:
      "This account has already migrated. Manage its settings in Partner Center."
    case .notBegun: "The migration has not started. Start it first."
    case .outOfTurn(let event, let state): "“\(event)” isn't possible now (\(state))."
    case .unfitting(let field, let reason): "\(field.title): \(reason)."
    case .changedMeanwhile: "Someone else changed this account. Review it and try again."
    case .malformedAddress(let reason): "Invalid work email: \(reason)."
    case .microsoftAccount(let address, let wanted):
      "\(address.text) is a Microsoft account. Enter "
        + (wanted.map { "\($0.address), from the tenant" } ?? "a work email from the tenant")
        + " your MPN ID is registered to" + (wanted.map { " (\($0.tenant.name))." } ?? ".")
    case .unknownTenant(let address, let wanted):
      "No tenant found for \(address.domain.unicode). "
        + (wanted.map { "Enter \($0.address) (\($0.tenant.name)), import" } ?? "Import")
        + " a directory" + (wanted == nil ? " or" : ", or") + " enter the tenant manually."
    case .tenantMismatch(let address, let found, let wanted, let id):
      "\(address.text) is in \(found.title(beside: wanted.tenant)), but MPN ID \(id.text) is "
        + "registered to \(wanted.tenant.title(beside: found)). Enter \(wanted.address)."
    case .malformedMPNID(let reason): "Invalid MPN ID: \(reason)."
    case .missingMembership:
      "No MPN ID. Join the Microsoft Partner Network, make a note of your MPN ID, and enter it."
    case .unknownMembership(let id):
      "MPN ID \(id.text) is not in the directory. Import a directory or enter it manually."
    case .invalidMembership(let id):
      "MPN ID \(id.text) is invalid. Join the Microsoft Partner Network, make a note of your new "
        + "MPN ID, and enter it."
    case .membershipOfOtherTenant(let id, let found, let address, let tenant):
      "MPN ID \(id.text) is registered to \(found.tenant.title(beside: tenant)), but "
        + "\(address.text) is in \(tenant.title(beside: found.tenant)). Enter an MPN ID of "
        + "\(tenant.name), or go back and enter \(found.address)."
    case .unconfirmedMembership(let id):
      "MPN ID \(id.text) was created in Partner Membership Center. Sign in to Partner Center and "
        + "confirm that the profile shows this ID."
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

/// The pages that the guide names for the account itself, whatever the program.
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
  case manageAccount =
    "https://docs.microsoft.com/azure/marketplace/partner-center-portal/manage-account"
  case guide =
    "https://docs.microsoft.com/azure/marketplace/partner-center-portal/account-migration-from-cpp-to-pc"

  /// What one finds there.
  package var title: String {
    switch self {
    case .joinNetwork: "Join the Microsoft Partner Network to get an MPN ID"
    case .membership: "About Microsoft Partner Network membership"
    case .connectedProfile: "Profile with your MPN ID in Partner Center"
    case .membershipCenter: "Partner Membership Center"
    case .membershipSupport: "Partner Membership Center migration support"
    case .benefits: "ISV Resource Hub (ISV benefits)"
    case .settings: "Account settings in Partner Center"
    case .users: "Users in Partner Center"
    case .manageAccount: "Manage your account in Partner Center"
    case .guide: "Account migration guide"
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
