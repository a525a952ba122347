// The pages of the migration as they are read out and answered.

import Lifecycle
import Terminal

extension MigrationWizard {
  /// What can be chosen by a number, beside typing into the field.
  private var choices: [Stop] { stops.filter { $0 != .field } }

  var spoken: [String] {
    [heading] + words.help.split(separator: "\n").map { String($0).spoken }
      + words.summary.map { $0.map(\.0).joined().spoken }.filter { !$0.isEmpty }
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

extension MigrationWizard {
  /// What the page says of the account.
  var words: MigrationWords {
    MigrationWords(owner: owner, page: page, hasField: profileField != nil)
  }

  func help(in environment: Environment) -> Menu? { words.menu(in: environment) }
}
