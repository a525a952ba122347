// The settings that there are. This one list drives the reading of config.yaml and of the
// environment, the commented example, `config show` and the table of the README.

/// A setting of the program.
package enum Setting: String, CaseIterable, Sendable {
  case theme, colour, ascii, mouse, seconds, motion, accessible, alerts, title, hyperlinks, session
  case publisher, deck, zone, playbooks, keymap

  /// What a value of it can be.
  package enum Form: Sendable {
    case answer, theme, preset, zone, path, text
  }

  /// What a value of it can be.
  package var form: Form {
    switch self {
    case .theme: .theme
    case .colour, .ascii, .mouse, .seconds, .motion, .accessible, .alerts, .title, .hyperlinks,
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
      "The theme: a name of `theme list`, auto, or a pair as {light: NAME, dark: NAME}, of which "
        + "the terminal's background chooses. It holds over what is chosen in the dashboard, which "
        + "is kept where nothing is said here."
    case .colour: "Whether colours are used; NO_COLOR in the environment is another way to say no."
    case .ascii: "Whether only ASCII is drawn."
    case .mouse: "Whether the dashboard takes the mouse at the start; a key changes it."
    case .seconds: "Whether countdowns show seconds."
    case .motion:
      "Whether anything but minutes changes by itself: seconds, and notices that go after a while."
    case .accessible:
      "Whether the dashboard talks line by line instead of drawing a screen, as for a screen reader."
    case .alerts:
      "Whether the terminal is told when a deadline comes closer: by its bell, or a notification."
    case .title: "Whether the window of the terminal is given a title."
    case .hyperlinks: "Whether addresses are links, where the terminal has such."
    case .session:
      "Whether it opens as it was left: publisher, filter, order, selection, and what was open."
    case .publisher: "The publisher, by its ID, that is shown where no session is remembered."
    case .deck: "The deck's file."
    case .zone: "The zone in which days end, by its IANA name, where a playbook names none."
    case .playbooks: "A further folder of playbooks."
    case .keymap: "The keys to begin with: arrows, vim or emacs."
    }
  }

  /// A value for the example file; that which holds without it, where there is one.
  package var example: String {
    switch self {
    case .theme: "auto"
    case .ascii, .accessible: "no"
    case .colour, .mouse, .seconds, .motion, .alerts, .title, .hyperlinks, .session: "yes"
    case .publisher: "contoso"
    case .deck: "~/decks/launch.sqlite"
    case .zone: "America/Los_Angeles"
    case .playbooks: "~/playbooks"
    case .keymap: "arrows"
    }
  }

  /// The variable of the environment that sets it too.
  package var variable: String { "OFFERDECK_" + rawValue.uppercased() }
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
