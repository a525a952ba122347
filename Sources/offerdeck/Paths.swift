// Where the program keeps its files (XDG Base Directory Specification 0.8).

import Foundation

/// The files and folders of the program.
struct Paths: Sendable {
  /// `config.yaml`, and the user's themes and playbooks.
  let configuration: String
  /// The deck.
  let data: String
  /// The user's home.
  let home: String
  /// The log, how the dashboard was left, and what is known of terminals.
  let state: String

  /// The folders that an environment names. A value that is not absolute is ignored, as the
  /// specification asks. Without a home the program ends here: a folder that everybody can write to
  /// is no place for a deck, or for what the program goes by.
  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    let known = Self.home(environment)
    home = known ?? ""
    func folder(_ variable: String, _ fallback: String) -> String {
      let value = environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil }
      guard let base = value ?? known.map({ "\($0)/\(fallback)" }) else {
        Failure(
          .notFound,
          "no home directory: HOME is not an absolute path, and the user database has none",
          hint: "set HOME, or set \(variable)"
        ).end()
      }
      return base + "/offerdeck"
    }
    configuration = folder("XDG_CONFIG_HOME", ".config")
    data = folder("XDG_DATA_HOME", ".local/share")
    state = folder("XDG_STATE_HOME", ".local/state")
  }

  /// The home that the environment names, or else the user database; nil if neither does.
  private static func home(_ environment: [String: String]) -> String? {
    if let home = environment["HOME"], home.hasPrefix("/") { return home }
    guard let entry = getpwuid(getuid()), let folder = entry.pointee.pw_dir else { return nil }
    let home = String(cString: folder)
    return home.hasPrefix("/") ? home : nil
  }

  /// Every file and folder as a person finds it, with what it is.
  static let places = [
    ("$XDG_DATA_HOME/offerdeck/deck.sqlite", "The deck."),
    (
      "$XDG_DATA_HOME/offerdeck/deck.sqlite.backup-v*",
      "Copies of the deck, made before a newer version upgraded it."
    ),
    ("$XDG_CONFIG_HOME/offerdeck/config.yaml", "The configuration."),
    ("$XDG_CONFIG_HOME/offerdeck/playbooks/*.yaml", "Playbooks of your own."),
    ("$XDG_CONFIG_HOME/offerdeck/themes/*.yaml", "Themes of your own."),
    ("$XDG_STATE_HOME/offerdeck/sessions/", "How the dashboard on each deck was left."),
    ("$XDG_STATE_HOME/offerdeck/typed/", "What was typed into the fields of each deck."),
    ("$XDG_STATE_HOME/offerdeck/theme", "The theme that was chosen in the dashboard."),
    ("$XDG_STATE_HOME/offerdeck/terminals", "Which terminals are dark and which are light."),
    ("$XDG_STATE_HOME/offerdeck/log", "What ended the program before its time."),
  ]

  /// A path as a person writes it, with the home in the place of `~`.
  func expanded(_ path: String) -> String {
    path.hasPrefix("~/") && !home.isEmpty ? home + path.dropFirst() : path
  }

  /// The configuration.
  var config: String { configuration + "/config.yaml" }
  /// The deck, unless another is named.
  var deck: String { data + "/deck.sqlite" }
  /// What was said while the dashboard was open, and what ended it.
  var log: String { state + "/log" }
  /// What was typed into the fields of each deck.
  var typed: String { state + "/typed" }
  /// The user's own playbooks.
  var playbooks: String { configuration + "/playbooks" }
  /// The user's own themes.
  var themes: String { configuration + "/themes" }
}
