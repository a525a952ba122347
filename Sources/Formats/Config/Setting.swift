// The settings that there are. This one list drives the reading of config.yaml and of the
// environment, the commented example, `config show` and the table of the README.

/// A setting of the program.
package enum Setting: String, CaseIterable, Sendable {
  case theme, color, ascii, mouse, seconds, motion, accessible, alerts, title, hyperlinks, session
  case publisher, deck, zone, playbooks, keymap

  /// What a value of it can be.
  package enum Form: Sendable {
    case answer, theme, preset, zone, path, text
  }

  /// What a value of it can be.
  package var form: Form {
    switch self {
    case .theme: .theme
    case .color, .ascii, .mouse, .seconds, .motion, .accessible, .alerts, .title, .hyperlinks,
      .session:
      .answer
    case .publisher: .text
    case .deck, .playbooks: .path
    case .zone: .zone
    case .keymap: .preset
    }
  }

  /// What it does, in one sentence.
  package var meaning: String {
    switch self {
    case .theme:
      "A name from `theme list`, auto, or a pair {light: NAME, dark: NAME} to follow the "
        + "terminal's background. Overrides the theme chosen in the dashboard, which is remembered "
        + "otherwise."
    case .color: "Use color. NO_COLOR turns it off too."
    case .ascii: "Draw ASCII characters only."
    case .mouse: "Use the mouse in the dashboard; a key turns it on or off."
    case .seconds: "Show seconds in countdowns."
    case .motion:
      "Animate: seconds, and messages that disappear after a while."
    case .accessible:
      "Read and write lines instead of drawing a screen, for screen readers."
    case .alerts:
      "Ring the bell or send a notification when a deadline becomes more urgent."
    case .title: "Set the title of the terminal window."
    case .hyperlinks: "Make addresses clickable, if the terminal supports it."
    case .session:
      "Open as it was left: publisher, filter, order, selection, open page."
    case .publisher: "The publisher (its ID) to show if no session is remembered."
    case .deck: "The deck file."
    case .zone: "The time zone in which days end, if a playbook names none; an IANA name."
    case .playbooks: "Another folder of playbooks."
    case .keymap: "The key preset: arrows, vim or emacs."
    }
  }

  /// A value for the example file; that which holds without it, where there is one.
  package var example: String {
    switch self {
    case .theme: "auto"
    case .ascii, .accessible: "no"
    case .color, .mouse, .seconds, .motion, .alerts, .title, .hyperlinks, .session: "yes"
    case .publisher: "contoso"
    case .deck: "~/decks/launch.sqlite"
    case .zone: "America/Los_Angeles"
    case .playbooks: "~/playbooks"
    case .keymap: "arrows"
    }
  }

  /// Names in files for earlier versions, with today's.
  static let earlierNames = ["colour": Setting.color.rawValue]

  /// The variable of the environment that sets it too.
  package var variable: String { Self.variable(rawValue) }

  /// The variables of the environment that set it too, those of earlier versions last.
  package var variables: [String] {
    [variable] + Self.earlierNames.filter { $0.value == rawValue }.keys.map(Self.variable)
  }

  private static func variable(_ name: String) -> String { "OFFERDECK_" + name.uppercased() }
}

/// A value of a setting.
package enum SettingValue: Hashable, Sendable, CustomStringConvertible {
  case answer(Bool)
  case text(String)
  /// Two themes, of which the terminal's background chooses.
  case pair(light: String, dark: String)

  /// The value as the file would have it.
  package var description: String {
    switch self {
    case .answer(let answer): answer ? "yes" : "no"
    case .text(let text): text
    case .pair(let light, let dark): "{light: \(light), dark: \(dark)}"
    }
  }
}

/// Why a text is no value of a setting: the sentence without its place.
package struct SettingMisfit: Error, Hashable, Sendable {
  /// The sentence.
  package let sentence: String
}
