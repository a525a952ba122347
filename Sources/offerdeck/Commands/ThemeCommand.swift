// `offerdeck theme`: the looks that there are, and what is wrong in one of your own.

import ArgumentParser
import Dashboard
import Formats
import Foundation

/// Everything about themes.
struct ThemeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theme", abstract: "List themes, show one, and check theme files.",
    subcommands: [List.self, Show.self, Check.self])

  /// Lists the themes at hand.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the themes at hand.")

    @OptionGroup var common: CommonOptions

    func run() throws {
      let wardrobe = Wardrobe(isASCII: common.ascii, folder: common.paths.themes)
      var table = Table(["NAME", "FOR", "WHAT"])
      for name in wardrobe.names {
        do {
          guard let sheet = try wardrobe.sheet(named: name, below: []) else { continue }
          table.add([name, sheet.isLight ? "light" : "dark", sheet.title])
        } catch {
          common.say("offerdeck: \(Wardrobe.sentence(error))")
        }
      }
      table.finish()
    }
  }

  /// Shows the styles of a theme.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show the style that a theme gives to each role.")

    @OptionGroup var common: CommonOptions

    @Argument(help: "The theme's name.", completion: .themes)
    var name: String

    func run() throws {
      let wardrobe = Wardrobe(isASCII: common.ascii, folder: common.paths.themes)
      guard let sheet = try Failure.wrapping({ try wardrobe.sheet(named: name, below: []) }) else {
        let words = ConfigWords(themesIn: common.paths.themes)
        throw Failure(
          .no,
          words.misfit(ofTheme: name)
            ?? "“\(name)” is no theme by itself, but dark or light as the terminal is.")
      }
      Output.line("\(sheet.name): \(sheet.title)")
      var table = Table(["ROLE", "INK", "PAPER", "ATTRIBUTES"])
      for role in Role.allCases {
        guard let style = sheet.styles[role.rawValue] else { continue }
        table.add([
          role.rawValue, style.ink ?? "", style.paper ?? "",
          style.attributes.map(\.rawValue).sorted().joined(separator: " "),
        ])
      }
      table.finish()
    }
  }

  /// Checks theme files.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Check theme files; each mistake is named with its line and column.",
      discussion: """
        Looks that are hard to read (a contrast below 4.5 to 1, as WCAG has it) or hard to tell apart \
        with some colour vision are named too, at 24 bits, 256 and 16 colours, and end with 1.
        """)

    @OptionGroup var common: CommonOptions

    @Argument(help: "The files.", completion: .file(extensions: ["yaml"]))
    var files: [String]

    func run() throws {
      let wardrobe = Wardrobe(isASCII: common.ascii, folder: common.paths.themes)
      var isHard = false
      try FileCheck.run(files) { file in
        let own = (file as NSString).lastPathComponent.replacing(".yaml", with: "")
        let sheet = try Wardrobe.read(
          try SmallFile.text(at: file, isGiven: true), named: FileCheck.name(of: file)
        ) {
          try? wardrobe.sheet(named: $0, below: [own])
        }
        let findings = sheet.findings
        for finding in findings {
          let mistake = sheet.mistake(about: finding.role.rawValue, finding.sentence, in: file)
          Output.line(mistake.description)
        }
        isHard = isHard || !findings.isEmpty
        return findings.isEmpty ? "\(sheet.name) is sound: \(sheet.styles.count) styles." : nil
      }
      if isHard { throw Failure(.no, "") }
    }
  }
}
