// What the pages of the migration say: what one has to know, what was given, and the guide's rule.

import Lifecycle
import Terminal

/// What a page of the migration says of an account.
struct MigrationWords {
  /// The publisher whose account it is.
  let owner: Publisher
  /// The number of the page, from 1.
  let page: Int
  /// The page has a field.
  let hasField: Bool

  /// What one has to know.
  var help: String {
    switch owner.account.underlying {
    case .actionRequired, .workEmail, .notOwner:
      return "Usually the email you sign in to Cloud Partner Portal with. If that is a Microsoft "
        + "account, enter a work email from the tenant your MPN ID is registered to.\n"
        + "Have ready: a work email of the company your MPN ID is registered to, and the MPN ID.\n"
        + (owner.account.mpnID.map { "The email is checked against MPN ID \($0)." }
          ?? "No MPN ID is known yet, so the email is checked on the next page, against the MPN ID "
          + "you enter there. No MPN ID? Join below, and make a note of it.")
    case .membership(_, let email, let membership):
      let taken =
        "\(email.address.text) is in \(email.tenant.name)"
        + (email.assurance == .byHand ? " (unverified).\n" : ".\n")
      let join =
        "join the Microsoft Partner Network below, make a note of your MPN ID, and enter it."
      switch membership {
      case .none:
        return taken
          + "Enter the MPN ID of \(email.tenant.name): it must be registered to the same "
          + "tenant as your work email. If your company has none, \(join)"
      case .invalid(let id):
        return taken + "MPN ID \(id) is invalid. Enter another MPN ID of \(email.tenant.name), or "
          + join
      case .unknown(let id):
        return taken + "MPN ID \(id) is not in the directory. Continue to enter it manually, or "
          + "enter another."
      case .unconfirmed(let membership):
        return taken
          + "MPN ID \(membership.id.text) was created in Partner Membership Center. Sign "
          + "in to Partner Center: if you see a profile with this ID, confirm it. If not, follow "
          + "the prompts in Partner Membership Center first."
      case .valid(let membership):
        return taken + "MPN ID \(membership.id.text) is valid (\(email.tenant.name))"
          + (membership.assurance == .byHand ? ", unverified." : ".")
      }
    case .review:
      return "Review, then migrate. From then on you manage users and settings in Partner Center; "
        + "changes sync back to Cloud Partner Portal."
    case .migrated:
      return "Account migrated. You now manage users and settings in Partner Center; changes sync "
        + "back to Cloud Partner Portal."
    }
  }

  /// What was given, to be looked at before it counts.
  var summary: [[(String, Role)]] {
    guard case .review(_, let email, let membership) = owner.account.underlying else { return [] }
    func line(_ title: String, _ value: String, _ assurance: Assurance = .verified) -> [(
      String, Role
    )] {
      [
        (title + String(repeating: " ", count: 12 - title.count), .dim), (value, .text),
        (assurance == .byHand ? "  unverified, entered manually" : "", .notice),
      ]
    }
    return [
      [("", .text)], line("Publisher", "\(owner.name) (\(owner.id))"),
      line("Work email", email.address.text),
    ] + email.address.text.lookalikes.map { [("            " + $0, .notice)] } + [
      line("Tenant", email.tenant.title, email.assurance),
      line("MPN ID", membership.id.text, membership.assurance),
    ]
  }

  // MARK: - Help

  private var helpOnKeys: String {
    "Enter continues, Tab goes to the next line."
      + (!hasField
        ? "" : " In the field, Up and Down recall earlier entries.")
      + " Esc saves and closes."
  }

  /// What the help key says about the page.
  func menu(in environment: Environment) -> Menu {
    switch page {
    case 1:
      return Menu(
        helpOn: "work email",
        rule:
          "In most cases, enter the email you sign in to Cloud Partner Portal with. If that is a "
          + "Microsoft account, enter a work email from the tenant your MPN ID is registered to. If "
          + "the email belongs to another tenant, the message names the right one and its "
          + "addresses.\nThe directory tells which tenant an address is in: import one with "
          + "offerdeck account directory import, or enter what is missing manually (marked "
          + "unverified).",
        keys: helpOnKeys, .membership, .joinNetwork, .guide)
    case 2:
      return Menu(
        helpOn: "MPN ID",
        rule:
          "An account without a Microsoft Partner Network ID, or with an invalid one, has to join "
          + "the network first. Make a note of your MPN ID. It must be registered to the tenant of "
          + "your work email. If the membership was created in Partner Membership Center, sign in to "
          + "Partner Center: if you see a profile with the ID, confirm it here. If not, follow the "
          + "prompts in Partner Membership Center first.",
        keys: helpOnKeys,
        .joinNetwork, .connectedProfile, .membershipCenter, .membershipSupport, .benefits)
    case 3:
      return Menu(
        helpOn: "review",
        rule: "Nothing is migrated until you confirm it here. Back leads to the earlier pages with "
          + "what you entered. “Unverified” marks what was entered manually and not confirmed by a "
          + "directory.",
        keys: helpOnKeys, .connectedProfile, .guide)
    default:
      return Menu(
        helpOn: "migrated",
        rule:
          "For accounts that have migrated, account management happens in Partner Center. Users "
          + "added or removed there are synced back to Cloud Partner Portal. \(environment.keyName(.users)) "
          + "shows both lists, and what is still waiting to sync.",
        keys: helpOnKeys, .settings, .users, .manageAccount)
    }
  }
}
