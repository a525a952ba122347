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

  private var guide: [NamedLink] {
    playbooks.first.map { [NamedLink(title: "The guide itself", link: $0.source)] } ?? []
  }

  // MARK: - The wizard

  private func keys(of wizard: MigrationWizard) -> String {
    "Enter goes on, Tab goes to the next line."
      + (wizard.profileField == nil
        ? "" : " In the field Up and Down walk through what was typed before.")
      + " Esc leaves, and the page opens again as it was."
  }

  private func help(of wizard: MigrationWizard) -> Menu {
    switch wizard.page {
    case 1:
      return help(
        "work email",
        rule: "The guide: in most cases give the address with which you sign in to Cloud Partner "
          + "Portal. Where that is a Microsoft account (personal), give a work email of the tenant "
          + "to which the MPN ID is registered. Where the address belongs to another tenant than "
          + "the MPN ID, the message names the one that is wanted.\nWhose tenant an address is, "
          + "the directory says: import it with offerdeck account directory import, or say by "
          + "hand what it does not know. That is then marked as unverified.",
        keys: keys(of: wizard), links: links(.membership) + guide)
    case 2:
      return help(
        "MPN ID",
        rule: "The guide: an account without a Microsoft Partner Network ID, or with an invalid "
          + "one, signs up for the programme first. A valid ID is kept; it has to be registered "
          + "to the tenant of the work email. A membership that was created in Partner Membership "
          + "Center has to show in Partner Center before it can be used: if the profile with the "
          + "ID shows there, confirm it here; if not, follow the prompts in Partner Membership "
          + "Center first.",
        keys: keys(of: wizard),
        links: links(
          .joinNetwork, .connectedProfile, .membershipCenter, .membershipSupport, .benefits))
    case 3:
      return help(
        "last look",
        rule: "Nothing is migrated before you say so here. Back leads to the pages before, and "
          + "what was given stands there. What is unverified was said by a person, and no "
          + "directory has confirmed it.",
        keys: keys(of: wizard), links: links(.connectedProfile) + guide)
    default:
      return help(
        "migrated",
        rule: "The guide: for accounts that have migrated, account management happens in Partner "
          + "Center. Users that are added or removed there are synced back to Cloud Partner "
          + "Portal. \(keyName(.users)) shows both lists, and what is still to be synced.",
        keys: keys(of: wizard), links: links(.settings, .users))
    }
  }

  // MARK: - The profile and the users

  private var profileHelp: Menu {
    help(
      "profile",
      rule: "Everything known of a publisher. The account-wide steps are done once and count for "
        + "all of its offers; done here or from an offer, they can be undone from either. Work "
        + "email and MPN ID can be corrected until the migration has gone on by them. The guide: "
        + "who sells through several legal entities may have an offer for each in AppSource; the "
        + "list here is what an offer's legal entity is chosen from.",
      keys: "\(keyName(.advance)) acts on the line, \(keyName(.untick)) takes a tick back or "
        + "removes a legal entity, \(keyName(.undo)) undoes the last change of the account, "
        + "\(keyName(.openPage)) opens a page, \(keyName(.migrate)) migrates, "
        + "\(keyName(.users)) shows the users, \(keyName(.history)) all that happened.",
      links: links(.settings, .connectedProfile) + guide)
  }

  private var usersHelp: Menu {
    help(
      "users",
      rule: "The guide: once an account has migrated, users are added and removed in Partner "
        + "Center, and each change is synced back to Cloud Partner Portal (CPP). In both: the "
        + "roles go together. Waiting for CPP: changed in Partner Center, and not seen in CPP "
        + "since. Only in CPP, or roles differ: nothing explains it; look at both portals. "
        + "Owners and Managers are Owners in CPP, Developers are Contributors, the other roles "
        + "are not expected there.",
      keys: "a adds a user, \(keyName(.advance)) changes the role, \(keyName(.untick)) removes, "
        + "\(keyName(.importFile)) imports a portal's list, \(keyName(.undo)) undoes.",
      links: links(.users))
  }
}

extension Key.Symbol {
  /// A function key, which types nothing.
  fileprivate var isFunction: Bool { if case .function = self { true } else { false } }
}
