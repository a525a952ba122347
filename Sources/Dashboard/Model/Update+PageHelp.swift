// What a page is for, the rule of the guide behind it, its keys, and the pages of the portals that it
// speaks of: shown by the help key on the pages of the wizard, the profile and the users.

import Lifecycle
import Terminal

extension Model {
  /// The help of the page on top; nil where it has none, or where the key types a sign.
  func pageHelp(for key: Key) -> Menu? {
    guard let dialog = dialogs.last, !dialog.isTyping || key.symbol.isFunction else { return nil }
    switch dialog {
    case .wizard(let wizard): return help(of: wizard)
    case .profile: return profileHelp
    case .users: return usersHelp
    case .menu, .confirmation, .entry, .pages, .reader: return nil
    }
  }

  private func help(
    _ title: String, rule: String, keys: String, links: [NamedLink]
  ) -> Menu {
    Menu(
      title: "Help: \(title)", text: "\(rule)\n\n\(keys)",
      items: links.map { Menu.Item($0.title, wish: .open($0.link)) })
  }

  private func links(_ pages: AccountPage...) -> [NamedLink] {
    pages.map { NamedLink(title: $0.title, link: $0.link) }
  }

  // MARK: - The wizard

  private func keys(of wizard: MigrationWizard) -> String {
    "Enter continues, Tab goes to the next line."
      + (wizard.profileField == nil
        ? "" : " In the field, Up and Down recall earlier entries.")
      + " Esc saves and closes."
  }

  private func help(of wizard: MigrationWizard) -> Menu {
    switch wizard.page {
    case 1:
      return help(
        "work email",
        rule:
          "In most cases, enter the email you sign in to Cloud Partner Portal with. If that is a "
          + "Microsoft account, enter a work email from the tenant your MPN ID is registered to. If "
          + "the email belongs to another tenant, the message names the right one and its "
          + "addresses.\nThe directory tells which tenant an address is in: import one with "
          + "offerdeck account directory import, or enter what is missing manually (marked "
          + "unverified).",
        keys: keys(of: wizard), links: links(.membership, .joinNetwork, .guide))
    case 2:
      return help(
        "MPN ID",
        rule:
          "An account without a Microsoft Partner Network ID, or with an invalid one, has to join "
          + "the network first. Make a note of your MPN ID. It must be registered to the tenant of "
          + "your work email. If the membership was created in Partner Membership Center, sign in to "
          + "Partner Center: if you see a profile with the ID, confirm it here. If not, follow the "
          + "prompts in Partner Membership Center first.",
        keys: keys(of: wizard),
        links: links(
          .joinNetwork, .connectedProfile, .membershipCenter, .membershipSupport, .benefits))
    case 3:
      return help(
        "review",
        rule: "Nothing is migrated until you confirm it here. Back leads to the earlier pages with "
          + "what you entered. “Unverified” marks what was entered manually and not confirmed by a "
          + "directory.",
        keys: keys(of: wizard), links: links(.connectedProfile, .guide))
    default:
      return help(
        "migrated",
        rule:
          "For accounts that have migrated, account management happens in Partner Center. Users "
          + "added or removed there are synced back to Cloud Partner Portal. \(keyName(.users)) "
          + "shows both lists, and what is still waiting to sync.",
        keys: keys(of: wizard), links: links(.settings, .users, .manageAccount))
    }
  }

  // MARK: - The profile and the users

  private var profileHelp: Menu {
    help(
      "profile",
      rule:
        "Account steps are done once and count for all offers of the publisher. You can undo them "
        + "here or from an offer. Work email and MPN ID can be edited until the migration uses them. "
        + "Publishers that sell through several legal entities may have an offer for each in "
        + "AppSource; an offer's legal entity is chosen from the list here.",
      keys: "\(keyName(.advance)) acts on the line, \(keyName(.untick)) unchecks a step or "
        + "removes a legal entity, \(keyName(.undo)) undoes the last change of the account, "
        + "\(keyName(.openPage)) opens a page, \(keyName(.migrate)) migrates, "
        + "\(keyName(.users)) shows the users, \(keyName(.history)) the history.",
      links: links(.settings, .connectedProfile, .guide))
  }

  private var usersHelp: Menu {
    help(
      "users",
      rule: "Once an account has migrated, users are added and removed in Partner Center, and each "
        + "change is synced back to Cloud Partner Portal (CPP). Until then, users are managed in CPP. "
        + "Waiting for CPP: changed in Partner Center, not yet seen in CPP. Only in CPP, or roles "
        + "differ: check both portals. Owners and Managers are Owners in CPP, Developers are "
        + "Contributors; other roles are not expected there.",
      keys: "a adds a user, \(keyName(.advance)) changes the role, \(keyName(.untick)) removes, "
        + "\(keyName(.importFile)) imports a portal's list, \(keyName(.undo)) undoes.",
      links: links(.users, .manageAccount))
  }
}

extension Key.Symbol {
  /// A function key, which types nothing.
  fileprivate var isFunction: Bool { if case .function = self { true } else { false } }
}
