// The pages of the migration in words, and what the help key says about each.

import Lifecycle
import Terminal

extension MigrationWizard {
  /// What can be chosen by a number, beside typing into the field.
  private var choices: [Stop] { stops.filter { $0 != .field } }

  var spoken: [String] {
    [heading] + help.split(separator: "\n").map { String($0).spoken }
      + summary.map { $0.map(\.0).joined().spoken }.filter { !$0.isEmpty }
      + choices.enumerated().map { place, choice in
        var page = ""
        if case .link(let link) = choice { page = ", \(link.link.text)" }
        return "\(place + 1). \(title(of: choice))\(page)"
      }
  }

  /// What is to be said of the field.
  var spokenNotes: [String] {
    notes(columns: .max).map { $0.map(\.0).joined() }.filter { !$0.isEmpty }
  }

  var spokenPrompt: String {
    stops.contains(.field)
      ? field.spokenPrompt("\(title(of: .field)), or a number") : "Which number?"
  }

  var isInformation: Bool { account.isMigrated }

  /// Takes the number of a choice, or a text for the field.
  mutating func hear(_ words: String, in environment: Environment) -> [DialogAction] {
    if words.isBack { return press(Key(.escape), in: environment) }
    if let number = Int(words), let choice = choices[safely: number - 1] {
      return choose(choice, environment)
    }
    guard stops.contains(.field) else {
      return words.isEmpty ? [] : [.say("“\(words)” is not one of these.")]
    }
    return enter(words.isEmpty ? field.text : words.unquoted, environment)
  }
}

// MARK: - Help

extension MigrationWizard {
  private var helpOnKeys: String {
    "Enter continues, Tab goes to the next line."
      + (profileField == nil
        ? "" : " In the field, Up and Down recall earlier entries.")
      + " Esc saves and closes."
  }

  func help(in environment: Environment) -> Menu? {
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
