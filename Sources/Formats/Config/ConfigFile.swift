// config.yaml: settings by their names, and under `keys` the keys of commands.
//
//   theme: nord
//   keymap: vim
//   keys:
//     advance: Enter
//     undo: [u, C-z]
//     untick: none
//
// What is wrong is left out and told; what is right holds all the same, so that the program starts
// with it.

import Lifecycle

/// What config.yaml says.
package struct Config: Hashable, Sendable {
  /// A setting and the line that gives it.
  package struct Entry: Hashable, Sendable {
    /// The value.
    package let value: SettingValue
    /// The line, from 1.
    package let line: Int
  }

  /// The keys of a command and the line that gives them.
  package struct Keys: Hashable, Sendable {
    /// The command, by its name.
    package let command: String
    /// The keys in their one form; none where the command is to have none.
    package var keys: [String]
    /// The line, from 1.
    package let line: Int
  }

  /// The settings that it gives.
  package internal(set) var settings: [Setting: Entry] = [:]
  /// The commands whose keys it changes, in their order.
  package internal(set) var keys: [Keys] = []
  /// Everything that is wrong with it; nil where nothing is.
  package internal(set) var mistakes: FileMistakes?

  /// A file that says nothing, or nothing that can be read.
  package init(_ mistakes: FileMistakes? = nil) { self.mistakes = mistakes }
}

/// The reader of config.yaml.
package enum ConfigFile {
  /// Reads a file.
  ///
  /// - Parameters:
  ///   - text: The file, as it is.
  ///   - name: What the file is called in mistakes.
  ///   - words: What it can name.
  package static func read(_ text: String, named name: String, _ words: ConfigWords) -> Config {
    let log = MistakeLog(file: name)
    var config = Config()
    // The example, in which every line is a comment, is as good as no file.
    let isEmpty = text.split(whereSeparator: \.isNewline).allSatisfy { line in
      let line = String(line).trimmed
      return line.isEmpty || line.hasPrefix("#")
    }
    if !isEmpty, let document = YamlDocument(text, log: log) {
      config.take(document.root, words)
    }
    config.mistakes = log.all
    return config
  }
}

extension Config {
  fileprivate mutating func take(_ root: YamlValue, _ words: ConfigWords) {
    let names = Setting.allCases.map(\.rawValue) + ["keys"]
    guard
      let file = root.mapping("the configuration", keys: names, earlier: Setting.earlierNames)
    else { return }
    for setting in Setting.allCases {
      guard let entry = file[setting.rawValue], let value = Self.value(entry, of: setting, words)
      else { continue }
      settings[setting] = Entry(value: value, line: entry.place.line)
    }
    guard let pairs = file["keys"]?.pairs("“keys”") else { return }
    var lines: [String: (command: String, line: Int)] = [:]
    for (name, value) in pairs {
      guard let keys = Self.keys(name, value, words) else { continue }
      var entry = Keys(command: keys.command, keys: [], line: name.place.line)
      for (key, place) in keys.keys {
        if let taken = lines[key], taken.command != entry.command {
          place.report(
            "\(key) is already the key of “\(taken.command)” (line \(taken.line)); a key can "
              + "run one command only")
        } else if !entry.keys.contains(key) {
          lines[key] = (entry.command, place.place.line)
          entry.keys.append(key)
        }
      }
      // A command none of whose keys is right keeps those that it has.
      if !entry.keys.isEmpty || keys.keys.isEmpty { self.keys.append(entry) }
    }
  }

  private static func value(
    _ entry: YamlValue, of setting: Setting, _ words: ConfigWords
  ) -> SettingValue? {
    do throws(SettingMisfit) {
      if setting.form == .theme, entry.isMapping {
        guard let pair = entry.mapping("a pair of themes", keys: ["light", "dark"]),
          let light = pair.text("light"), let dark = pair.text("dark")
        else { return nil }
        return .pair(light: try words.theme(light), dark: try words.theme(dark))
      }
      return try entry.text("“\(setting.rawValue)”").map { (text) throws(SettingMisfit) in
        try words.value(text, of: setting)
      }
    } catch {
      entry.report(error.sentence)
      return nil
    }
  }

  // MARK: - Keys

  /// The word for a command that is to have no key.
  private static let none = "none"

  /// A command and its keys with their places; nil where the command is unknown, or all is wrong.
  private static func keys(
    _ name: YamlValue, _ value: YamlValue, _ words: ConfigWords
  ) -> (command: String, keys: [(key: String, place: YamlValue)])? {
    guard let command = name.plain, words.commands.contains(command) else {
      let word = name.plain ?? ""
      name.report(
        "unknown command \(word.inQuotes); "
          + (Vocabulary(words: words.commands).nearest(to: word).map { "did you mean “\($0)”?" }
            ?? "`offerdeck config show` lists all of them"))
      return nil
    }
    let entries = value.isList ? value.list("“\(command)”") ?? [] : [value]
    if entries.count == 1, entries[0].plain == none { return (command, []) }
    let keys = entries.compactMap { entry in
      key(entry, of: command, words).map { (key: $0, place: entry) }
    }
    return keys.isEmpty && !entries.isEmpty ? nil : (command, keys)
  }

  private static func key(
    _ entry: YamlValue, of command: String, _ words: ConfigWords
  ) -> String? {
    guard let text = entry.plain else {
      _ = entry.text("a key")
      return nil
    }
    let name = text.trimmed
    guard !name.isEmpty else {
      entry.report("the key is missing; quote # and other YAML characters, as in \"#\"")
      return nil
    }
    if let reason = words.fault(name, command) {
      entry.report("\(name.inQuotes) can't be a key of “\(command)”: \(reason)")
      return nil
    }
    if let key = words.key(name) { return key }
    entry.report(
      "unknown key \(name.inQuotes); \(Vocabulary(words: words.keys).hint(for: name))")
    return nil
  }
}
