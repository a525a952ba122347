// The settings that hold, each with where it comes from: what ships, under config.yaml, under the
// environment, under flags.

import Dashboard
import Formats
import Foundation
import Terminal

/// The settings that hold.
struct Settings: Sendable {
  /// Where a value comes from.
  enum Origin: Hashable, Sendable {
    case shipped
    /// It was chosen in the dashboard, which keeps it in a file.
    case chosen(String)
    case file(String, line: Int)
    case variable(String)
    case flag(String)

    /// The origin as a person reads it.
    var title: String {
      switch self {
      case .shipped: "default"
      case .chosen(let path): "chosen in the dashboard, \(path)"
      case .file(let path, let line): "\(path):\(line)"
      case .variable(let name): name
      case .flag(let name): name
      }
    }
  }

  /// The value of a setting, and where it comes from.
  struct Held: Hashable, Sendable {
    let value: SettingValue
    let origin: Origin
  }

  /// The keys of the commands.
  let keys: KeyMap
  /// The keys before the file changed those of single commands.
  private let presetKeys: KeyMap
  /// Where the keys of commands come from whose keys the file gives.
  private let keyOrigins: [Command: Origin]
  /// The zone in which days end where a playbook names none.
  let zone: TimeZone
  /// What is wrong, sentence by sentence, the file's mistakes first.
  let complaints: [String]
  private var held: [Setting: Held]
  private let paths: Paths

  /// The settings of this run, read once.
  static let current = Settings(paths: Paths(), environment: ProcessInfo.processInfo.environment)

  /// The settings from the file at a path and an environment. Whatever is wrong in either is left
  /// out, and told in `complaints`.
  init(paths: Paths, environment: [String: String]) {
    let words = ConfigWords(themesIn: paths.themes)
    let config = Self.config(at: paths.config, words)
    var complaints = config.mistakes?.description.split(separator: "\n").map(String.init) ?? []
    var held = config.settings.mapValues { entry in
      Held(value: entry.value, origin: .file(paths.config, line: entry.line))
    }
    for setting in Setting.allCases {
      let set = setting.variables.first { environment[$0]?.isEmpty == false }
      guard let variable = set, let text = environment[variable] else { continue }
      do {
        held[setting] = Held(
          value: try words.value(text, of: setting), origin: .variable(variable))
      } catch {
        complaints.append("\(variable): \(error.sentence)")
      }
    }
    if let failure = ThemeLibrary(isASCII: false, folder: paths.themes).failure {
      complaints.append(failure.description)
    }
    let memory = ThemeChoiceStore(folder: paths.state)
    if held[.theme] == nil, let name = memory.name, let value = try? words.value(name, of: .theme) {
      held[.theme] = Held(value: value, origin: .chosen(memory.path))
    }
    // https://no-color.org: it counts where it is not empty, whatever it says.
    if !(environment["NO_COLOR"] ?? "").isEmpty {
      held[.color] = Held(value: .answer(false), origin: .variable("NO_COLOR"))
    }
    if let zone = (held[.zone]?.value.description).flatMap({ TimeZone(identifier: $0) }) {
      self.zone = zone
    } else {
      let found = EnvironmentZone(environment["TZ"])
      zone = found.zone
      complaints += [found.complaint].compactMap { $0 }
    }
    self.complaints = complaints
    self.held = held
    self.paths = paths
    let name = held[.keymap]?.value.description ?? ""
    presetKeys = KeyMap(KeyMap.Preset(rawValue: name) ?? .arrows)
    keys = presetKeys.changing(config.changes)
    keyOrigins = Dictionary(
      config.keys.compactMap { entry in
        Command(rawValue: entry.command).map { ($0, .file(paths.config, line: entry.line)) }
      }, uniquingKeysWith: { $1 })
  }

  /// What the file at a path says; nothing where there is none.
  private static func config(at path: String, _ words: ConfigWords) -> Config {
    do {
      return ConfigFile.read(try SmallFile.text(at: path), named: path, words)
    } catch {
      switch error {
      case let failure as FileFailure where [ENOENT, ENOTDIR].contains(failure.code):
        return Config()
      case let mistakes as FileMistakes: return Config(mistakes)
      default: return Config(FileMistakes(error, in: path))
      }
    }
  }

  /// The names of a command's keys.
  func keyNames(_ command: Command) -> [String] { keys.keys(for: command).map(\.name) }

  /// Where the keys of a command come from: its own line, the preset, or the list of commands. One
  /// that lost a key to another command has what is left from where it was.
  func origin(ofKeys command: Command) -> Origin {
    if let own = keyOrigins[command] { return own }
    let isPreset = presetKeys.keys(for: command) != command.keys
    return isPreset ? held[.keymap]?.origin ?? .shipped : .shipped
  }

  /// The first thing that is wrong, with how to see the others; nil where nothing is.
  var complaint: String? {
    guard let first = complaints.first else { return nil }
    guard complaints.count > 1 else { return first }
    return "\(first) (and \(complaints.count - 1) more; see `offerdeck config show`)"
  }

  /// Sets what a flag says.
  mutating func set(_ setting: Setting, to value: SettingValue, by flag: String) {
    held[setting] = Held(value: value, origin: .flag(flag))
  }

  /// The value of a setting where somebody gave one, and where it comes from.
  subscript(setting: Setting) -> Held? { held[setting] }

  /// Whether a setting of yes and no is on.
  func isOn(_ setting: Setting, unlessSaid fallback: Bool) -> Bool {
    guard case .answer(let answer) = held[setting]?.value else { return fallback }
    return answer
  }

  /// The text of a setting; nil where nobody gave one.
  func text(_ setting: Setting) -> String? {
    guard case .text(let text) = held[setting]?.value else { return nil }
    return text
  }

  /// The path of a setting, with the home folder in the place of `~`.
  func path(_ setting: Setting) -> String? {
    text(setting).map(paths.expanded)
  }
}

extension Config {
  /// The keys of commands that the file changes.
  var changes: [Command: [Key]] {
    Dictionary(
      keys.compactMap { entry in
        Command(rawValue: entry.command).map { command in
          (command, entry.keys.compactMap { Key(name: $0) })
        }
      }, uniquingKeysWith: { $1 })
  }
}

extension ConfigWords {
  /// Why a name is none of a theme, in one sentence; nil where it is one.
  func misfit(ofTheme name: String) -> String? {
    do throws(SettingMisfit) {
      _ = try value(name, of: .theme)
      return nil
    } catch {
      return error.sentence.prefix(1).uppercased() + error.sentence.dropFirst()
    }
  }

  /// What the file can name, with the themes of a folder.
  init(themesIn folder: String) {
    self.init(
      themes: { ThemeLibrary(isASCII: false, folder: folder).names },
      presets: KeyMap.Preset.allCases.map(\.rawValue), commands: Command.allCases.map(\.rawValue),
      keys: Key.names, key: { Key(name: $0)?.name },
      fault: { name, command in
        let key = Key(name: name)
        // Two keys mean the same wherever one is, so that nobody is locked in.
        if key == Key("c", .control), command == Command.quit.rawValue { return nil }
        if key == Key("l", .control), command != Command.redraw.rawValue {
          return "Ctrl-L always draws the screen again"
        }
        return Key.fault(ofName: name)
      })
  }
}
