// What config.yaml can name that is known elsewhere: themes, commands, keys. Whoever reads the file
// brings it along.

import Foundation
import Lifecycle

/// What config.yaml can name.
package struct ConfigWords: Sendable {
  /// The themes at hand; asked for only where one is named.
  let themes: @Sendable () -> [String]
  /// The names of the presets of keys.
  let presets: [String]
  /// The names of the commands that can have keys.
  let commands: [String]
  /// The names of the keys that type no character.
  let keys: [String]
  /// A key by what a person may write for it, in its one form; nil where there is none.
  let key: @Sendable (String) -> String?
  /// Why a key can't be that of a command, as the end of a sentence; nil where it can.
  let fault: @Sendable (_ key: String, _ command: String) -> String?

  /// What the file can name.
  package init(
    themes: @escaping @Sendable () -> [String], presets: [String], commands: [String],
    keys: [String], key: @escaping @Sendable (String) -> String?,
    fault: @escaping @Sendable (_ key: String, _ command: String) -> String?
  ) {
    self.themes = themes
    self.presets = presets
    self.commands = commands
    self.keys = keys
    self.key = key
    self.fault = fault
  }

  /// The theme that is chosen by the terminal's background, among those that ship.
  package static let automatic = "auto"

  private static let answers = [
    "yes": true, "true": true, "on": true, "1": true, "no": false, "false": false, "off": false,
    "0": false,
  ]

  /// The value that a text gives to a setting.
  package func value(
    _ text: String, of setting: Setting
  ) throws(SettingMisfit) -> SettingValue {
    switch setting.form {
    case .answer:
      if let answer = Self.answers[text.lowercased()] { return .answer(answer) }
      throw SettingMisfit(sentence: "“\(setting.rawValue)” must be yes or no, not \(text.inQuotes)")
    case .theme: return .text(try theme(text))
    case .preset:
      guard presets.contains(text) else { throw unknown("preset of keys", text, presets) }
      return .text(text)
    case .zone:
      // Foundation takes much for a zone; IANA's names are those with a file.
      guard TimeZone.knownTimeZoneIdentifiers.contains(text) || ["UTC", "GMT"].contains(text)
      else {
        let nearest = Vocabulary(words: TimeZone.knownTimeZoneIdentifiers).nearest(to: text)
        throw SettingMisfit(
          sentence: "unknown time zone \(text.inQuotes); "
            + (nearest.map { "did you mean “\($0)”?" }
              ?? "use an IANA name such as America/Los_Angeles"))
      }
      return .text(text)
    case .path:
      guard text.hasPrefix("/") || text.hasPrefix("~/") else {
        throw SettingMisfit(
          sentence: "\(text.inQuotes) is a relative path; start it with / or ~/"
        )
      }
      return .text(text)
    case .text: return .text(text)
    }
  }

  /// A theme that is at hand.
  func theme(_ name: String) throws(SettingMisfit) -> String {
    if name == Self.automatic { return name }
    let known = themes()
    if known.contains(name) { return name }
    guard let today = Themes.earlierNames[name] else { throw unknown("theme", name, known) }
    return today
  }

  private func unknown(_ what: String, _ word: String, _ words: [String]) -> SettingMisfit {
    SettingMisfit(
      sentence: "unknown \(what) \(word.inQuotes); \(Vocabulary(words: words).hint(for: word))")
  }
}
