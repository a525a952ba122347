// `offerdeck config`: which settings hold and where each comes from, what is wrong in the file, and
// an example to begin with.

import ArgumentParser
import Dashboard
import Formats
import Foundation
import Lifecycle
import Terminal

/// Everything about the configuration.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Show the settings and where each comes from, check the file, print an example.",
    subcommands: [Show.self, Check.self, Example.self])

  /// Shows the settings that hold.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show the settings and keys that hold, and where each comes from.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var look: LookOptions

    @Flag(name: .long, help: "As JSON.")
    var json = false

    func run() throws {
      for complaint in Settings.current.complaints { common.say("offerdeck: \(complaint)") }
      let settings = look.settings(common)
      if json {
        return try Output.json([
          "settings": Setting.allCases.map { Record($0, settings, common) },
          "keys": Command.allCases.map { Record($0, settings) },
        ])
      }
      var table = Table(["SETTING", "VALUE", "FROM"])
      for setting in Setting.allCases {
        let held = settings[setting]
        table.add([
          setting.rawValue, held?.value.description ?? setting.shipped(common) ?? "",
          (held?.origin ?? .shipped).title,
        ])
      }
      table.finish()
      Output.line()
      var keys = Table(["COMMAND", "KEYS", "FROM"])
      for command in Command.allCases {
        keys.add([
          command.rawValue, settings.keyNames(command).joined(separator: " "),
          settings.origin(ofKeys: command).title,
        ])
      }
      keys.finish()
    }
  }

  /// Checks the file.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Check config.yaml; each mistake is named with its line and column.")

    @OptionGroup var common: CommonOptions

    @Argument(help: "The files; your own without one.", completion: .file(extensions: ["yaml"]))
    var files: [String] = []

    func run() throws {
      let own = common.paths.config
      if files.isEmpty {
        do { _ = try SmallFile.text(at: own) } catch let failure as FileFailure
          where [ENOENT, ENOTDIR].contains(failure.code)
        {
          return Output.line("There is no \(own); everything is as shipped.")
        } catch {
          // What is wrong with it is said below.
        }
      }
      let words = ConfigWords(themesIn: common.paths.themes)
      try FileCheck.run(files.isEmpty ? [own] : files) { file in
        let config = ConfigFile.read(
          try SmallFile.text(at: file, isGiven: !files.isEmpty), named: FileCheck.name(of: file),
          words)
        if let mistakes = config.mistakes { throw mistakes }
        let preset = config.settings[.keymap].flatMap { KeyMap.Preset(rawValue: "\($0.value)") }
        let before = KeyMap(preset ?? .arrows)
        let after = before.changing(config.changes)
        // No mistake, and yet worth a word: a key that went elsewhere was the only one.
        let bare = Command.allCases.filter { command in
          config.changes[command] == nil && after.keys(for: command).isEmpty
            && !before.keys(for: command).isEmpty
        }
        let losses = bare.map { " “\($0.rawValue)” has no key any more." }.joined()
        return "sound: \(config.settings.count.counted("setting")), keys of "
          + "\(config.keys.count.counted("command"))." + losses
      }
    }
  }

  /// Prints an example.
  struct Example: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "example",
      abstract: "Print a commented config.yaml with every setting and every command.")

    @OptionGroup var common: CommonOptions

    func run() {
      Output.raw(
        ConfigFile.example(
          Command.allCases.map { ($0.rawValue, $0.title, $0.keys.map(\.name)) }))
    }
  }

  /// A setting, or the keys of a command, as programs read it.
  private struct Record: Encodable {
    let name: String
    let value: String
    let from: String
    let file: String?
    let line: Int?

    init(name: String, value: String, origin: Settings.Origin) {
      self.name = name
      self.value = value
      (from, file, line) =
        switch origin {
        case .shipped: ("shipped", nil, nil)
        case .chosen(let path): ("chosen", path, nil)
        case .file(let path, let line): ("file", path, line)
        case .variable(let name): (name, nil, nil)
        case .flag(let name): (name, nil, nil)
        }
    }

    init(_ setting: Setting, _ settings: Settings, _ common: CommonOptions) {
      let held = settings[setting]
      self.init(
        name: setting.rawValue,
        value: held?.value.description ?? setting.shipped(common) ?? "",
        origin: held?.origin ?? .shipped)
    }

    init(_ command: Command, _ settings: Settings) {
      self.init(
        name: command.rawValue, value: settings.keyNames(command).joined(separator: " "),
        origin: settings.origin(ofKeys: command))
    }
  }
}

extension Setting {
  /// What holds where nobody says anything; nil where that is nothing.
  fileprivate func shipped(_ common: CommonOptions) -> String? {
    switch self {
    case .deck: common.paths.deck
    case .zone: TimeZone.current.identifier
    case .publisher, .playbooks: nil
    case .theme, .colour, .ascii, .mouse, .seconds, .motion, .accessible, .alerts, .title,
      .hyperlinks,
      .session, .keymap:
      example
    }
  }
}
