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
    "config", takes: "[<command>] [options]",
    "Show the settings, check the configuration file, print an example.",
    "Without a command, it shows the settings.",
    examples: ["config show", "config check"],
    subcommands: [Show.self, Check.self, Example.self], default: Show.self)

  /// Shows the settings that hold.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      "config show", "Show the settings and keys, and where each comes from.",
      examples: ["config show", "config show --json"])

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    @OptionGroup var look: LookOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      for complaint in Settings.current.complaints { common.warn(complaint) }
      let settings = look.settings(common)
      if json {
        return try Output.json([
          "settings": Setting.allCases.map { Record($0, settings, common) },
          "keys": Command.allCases.map { Record($0, settings) },
        ])
      }
      var table = common.table([
        "SETTING", .init("VALUE", rank: 1, least: 12), .init("FROM", rank: 2, least: 10),
      ])
      for setting in Setting.allCases {
        let held = settings[setting]
        table.add([
          setting.rawValue, held?.value.description ?? setting.shipped(common) ?? "",
          (held?.origin ?? .shipped).title,
        ])
      }
      table.finish()
      Output.line()
      var keys = common.table([
        "COMMAND", .init("KEYS", rank: 1, least: 12), .init("FROM", rank: 2, least: 10),
      ])
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
      "config check", takes: "[<files> ...] [options]",
      "Check config.yaml; each error has its line and column.",
      examples: ["config check", "config check ./config.yaml"])

    @Argument(
      help: "The files; by default your config.yaml.", completion: .file(extensions: ["yaml"]))
    var files: [String] = []

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    @OptionGroup var plain: PlainOptions

    func run() throws {
      let common = plain.common
      let own = common.paths.config
      if files.isEmpty {
        do { _ = try SmallFile.text(at: own) } catch let failure as FileFailure
          where [ENOENT, ENOTDIR].contains(failure.code)
        {
          if json { return try Output.json([FileCheck.Record]()) }
          return Output.line("There is no \(own). All settings have their defaults.")
        } catch {
          // What is wrong with it is said below.
        }
      }
      let words = ConfigWords(themesIn: common.paths.themes)
      try FileCheck.run(files.isEmpty ? [own] : files, json: json) { file in
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
        let losses = bare.map { " “\($0.rawValue)” has no key now." }.joined()
        return "OK: \(config.settings.count.counted("setting")), keys of "
          + "\(config.keys.count.counted("command"))." + losses
      }
    }
  }

  /// Prints an example.
  struct Example: ParsableCommand {
    static let configuration = CommandConfiguration(
      "config example", "Print a commented config.yaml with every setting and key.",
      examples: ["config example"])

    @OptionGroup var plain: PlainOptions

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
    case .theme, .color, .ascii, .mouse, .seconds, .motion, .accessible, .alerts, .title,
      .hyperlinks,
      .session, .keymap:
      example
    }
  }
}
