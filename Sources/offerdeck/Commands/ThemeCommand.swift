// `offerdeck theme`: the looks that there are, and what is wrong in one of your own.

import ArgumentParser
import Dashboard
import Formats
import Foundation
import Lifecycle

/// Everything about themes.
struct ThemeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "theme", takes: "[<command>] [options]", "List, show and check color themes.",
    "Without a command, it lists them.",
    examples: ["theme list", "theme show nord", "theme check mine.yaml"],
    subcommands: [List.self, Show.self, Check.self], default: List.self)

  /// Lists the themes at hand.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      "theme list", "List the available themes.", examples: ["theme list", "theme list --json"])

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    @OptionGroup var plain: PlainOptions

    func run() throws {
      let common = plain.common
      let themeLibrary = ThemeLibrary(isASCII: common.ascii, folder: common.paths.themes)
      var records: [Record] = []
      for name in themeLibrary.names {
        do {
          guard let sheet = try themeLibrary.sheet(named: name, below: []) else { continue }
          records.append(
            Record(
              name: name, background: sheet.isLight ? "light" : "dark", title: sheet.title,
              roles: nil))
        } catch {
          common.warn(ThemeLibrary.sentence(error))
        }
      }
      if json { return try Output.json(records) }
      var table = common.table(["NAME", "BACKGROUND", .init("TITLE", rank: 1, least: 16)])
      for record in records { table.add([record.name, record.background, record.title]) }
      common.finish(&table, empty: "No themes.")
    }
  }

  /// A theme as programs read it.
  private struct Record: Encodable {
    let name: String
    let background: String
    let title: String
    let roles: [RoleRecord]?

    struct RoleRecord: Encodable {
      let role: String
      let ink: String?
      let paper: String?
      let attributes: [String]
    }
  }

  /// Shows the styles of a theme.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      "theme show", takes: "<name> [options]", "Show the style of each role in a theme.",
      examples: ["theme show nord", "theme show nord --json"])

    @Argument(help: "The theme's name.", completion: .themes)
    var name: String

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    @OptionGroup var plain: PlainOptions

    func run() throws {
      let common = plain.common
      let themeLibrary = ThemeLibrary(isASCII: common.ascii, folder: common.paths.themes)
      guard let sheet = try Failure.wrapping({ try themeLibrary.sheet(named: name, below: []) })
      else {
        throw Failure(
          .notFound, "no theme \(name.inQuotes)",
          hint: Vocabulary(words: themeLibrary.names).hint(for: name))
      }
      let roles = Role.allCases.compactMap { role in
        sheet.styles[role.rawValue].map { style in
          Record.RoleRecord(
            role: role.rawValue, ink: style.ink, paper: style.paper,
            attributes: style.attributes.map(\.rawValue).sorted())
        }
      }
      if json {
        return try Output.json(
          Record(
            name: sheet.name, background: sheet.isLight ? "light" : "dark", title: sheet.title,
            roles: roles))
      }
      common.say("\(sheet.name): \(sheet.title)")
      var table = common.table(["ROLE", "INK", "PAPER", .init("ATTRIBUTES", rank: 1, least: 10)])
      for role in roles {
        table.add([
          role.role, role.ink ?? "", role.paper ?? "", role.attributes.joined(separator: " "),
        ])
      }
      common.finish(&table, empty: "No styles.")
    }
  }

  /// Checks theme files.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      "theme check", takes: "<files> ... [options]",
      "Check theme files; each error has its line and column.",
      """
      Styles that are hard to read (contrast below 4.5:1, see WCAG) or hard to tell apart with a \
      color vision deficiency are listed too, in 24-bit, 256 and 16 colors; check then exits with 1.
      """,
      examples: ["theme check mine.yaml"])

    @Argument(help: "The files.", completion: .file(extensions: ["yaml"]))
    var files: [String]

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    @OptionGroup var plain: PlainOptions

    func run() throws {
      let common = plain.common
      let themeLibrary = ThemeLibrary(isASCII: common.ascii, folder: common.paths.themes)
      try FileCheck.run(files, json: json) { file in
        let own = (file as NSString).lastPathComponent.replacing(".yaml", with: "")
        let sheet = try ThemeLibrary.read(
          try SmallFile.text(at: file, isGiven: true), named: FileCheck.name(of: file)
        ) {
          try? themeLibrary.sheet(named: $0, below: [own])
        }
        let findings = sheet.findings.map {
          sheet.mistake(about: $0.role.rawValue, $0.sentence, in: file)
        }
        if !findings.isEmpty { throw FileCheck.Finding(mistakes: findings) }
        return "\(sheet.name) is OK: \(sheet.styles.count.counted("style"))."
      }
    }
  }
}
