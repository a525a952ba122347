// Every command explains itself, and ends with 64 where it is called wrongly.

import ArgumentParser
import Foundation
import Testing

@testable import offerdeck

@Suite struct `Every command` {
  private static let common = ["--no-color", "--ascii", "--quiet", "--help"]

  /// The commands and the flags that each has beside the common ones.
  private static let commands: [(name: String, flags: [String])] = [
    ("open", ["--theme", "--no-mouse"]), ("demo", ["--theme", "--no-mouse"]),
    ("import", ["--format", "--publisher", "--dry-run", "--accept-earlier", "--json"]),
    ("export", ["--format", "--output"]),
    ("list", ["--publisher", "--sort", "--reverse", "--json", "--csv"]), ("show", ["--json"]),
    (
      "advance",
      ["--step", "--event", "--answer", "--report", "--uncheck", "--yes", "--dry-run"]
    ),
    ("undo", ["--dry-run", "--json"]), ("redo", ["--dry-run", "--json"]),
    ("history", ["--limit", "--json"]), ("deadlines", ["--publisher", "--json"]),
    ("check", ["--publisher", "--within", "--json"]),
    ("watch", ["--publisher", "--run", "--timeout", "--quiet-hours", "--json"]),
    ("calendar", ["--publisher", "--output"]),
    ("report", ["--publisher", "--format", "--output", "--all"]),
    ("publisher list", ["--json"]),
    ("publisher add", ["--name", "--role", "--owner", "--sign-in"]),
    ("publisher entity list", ["--publisher", "--json"]),
    ("account show", ["--publisher", "--json"]), ("account check", ["--publisher", "--json"]),
    ("playbook list", []), ("playbook show", []), ("playbook check", []),
    ("playbook diagram", ["--track", "--format"]),
    ("config show", ["--json"]), ("config check", []), ("config example", []),
    ("frame", ["--size", "--publisher", "--demo"]), ("info", []),
  ]

  /// The words that call each command that does something, as the program itself has them.
  private static func paths(
    below type: any ParsableCommand.Type = Offerdeck.self, _ words: [String] = []
  ) -> [[String]] {
    let below = type.configuration.subcommands
    return below.isEmpty ? [words] : below.flatMap { paths(below: $0, words + [$0._commandName]) }
  }

  /// The commands, those above others included.
  private static func types(
    below type: any ParsableCommand.Type = Offerdeck.self
  ) -> [any ParsableCommand.Type] {
    [type] + type.configuration.subcommands.flatMap { types(below: $0) }
  }

  @Test(arguments: types().map { ($0._commandName, $0.configuration.commandName) })
  func `says its own name, which is slow to be found out at each start`(
    name: String, said: String?
  ) {
    #expect(said == name)
  }

  private let program: Program

  init() throws { program = try Program() }

  @Test func `that there is none of is told with the one that may be meant`() throws {
    #expect(
      try program.refuse(64, "lst").contains("unknown command “lst”\nhint: did you mean “list”?\n"))
    let none = try program.refuse(64, "contoso-fleet", "--json")
    #expect(
      none.contains(
        "unknown command “contoso-fleet”\nhint: “offerdeck --help” lists the commands\n"))
    #expect(try program.refuse(64, "--lst").contains("--lst"))
  }

  @Test(arguments: paths()) func `has help, and knows a flag that is none`(words: [String]) throws {
    let help = try program.finish(program.start(words + ["--help"]))
    #expect(help.code == 0 && help.errors == "")
    #expect(help.output.contains("USAGE: offerdeck \(words.joined(separator: " "))"))
    for flag in Self.common { #expect(help.output.contains(flag), "\(words) \(flag)") }
    let wrong = try program.finish(program.start(words + ["--no-such-flag"]))
    #expect(wrong.code == 64)
    #expect(wrong.output == "" && wrong.errors.hasPrefix("error: "))
  }

  @Test(arguments: commands.map(\.name)) func `explains its flags`(name: String) throws {
    let flags = try #require(Self.commands.first { $0.name == name }?.flags)
    let words = name.split(separator: " ").map(String.init)
    let result = try program.finish(program.start(words + ["--help"]))
    #expect(result.code == 0)
    #expect(result.errors == "")
    for flag in flags { #expect(result.output.contains(flag), "\(name) \(flag)") }
  }

  @Test func `is listed by the program's own help`() throws {
    let help = try program.expect("--help")
    for (name, _) in Self.commands {
      #expect(help.contains("  " + (name.split(separator: " ").first ?? "")))
    }
    for code in ["2 refused by a rule", "65 bad input", "66 not found", "75 busy", "128 + n"] {
      #expect(help.replacingOccurrences(of: "\n", with: " ").contains(code))
    }
    #expect(try program.expect("--version").wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }

  @Test func `that needs a terminal says so without one`() throws {
    for command in [[], ["open"], ["demo"], ["demo", "--theme", "light"]] {
      let result = try program.finish(program.start(command))
      #expect(result.code == 69)
      #expect(result.output == "")
      #expect(result.complaints.count == 1)
      #expect(result.errors.contains("needs a terminal"))
    }
    #expect(!FileManager.default.fileExists(atPath: program.deck))
  }

  @Test func `that is misspelled or incomplete ends with 64`() throws {
    try program.refuse(64, "improt")
    try program.refuse(64, "import")
    try program.refuse(64, "show")
    try program.refuse(64, "advance")
    try program.refuse(64, "publisher", "add")
    try program.refuse(64, "playbook", "check")
    try program.refuse(64, "export", "--format", "xml")
    try program.refuse(64, "history", "--limit", "many")
  }

  @Test(arguments: [
    "list", "show x", "history", "deadlines", "publisher list", "export", "check", "calendar",
    "report", "undo x", "advance x", "edit x name=y", "account show", "account migrate",
    "account undo", "account history", "account directory", "users", "users add a@contoso.com",
    "users remove a@contoso.com", "publisher edit x --name y", "publisher remove x --yes",
    "publisher entity", "publisher entity add x",
  ])
  func `that needs a deck says where none is, and makes none`(command: String) throws {
    let words = command.split(separator: " ").map(String.init)
    let result = try program.finish(program.start(words))
    #expect(result.code == 66, "\(command): \(result.errors)")
    #expect(result.complaints.count == 1)
    #expect(result.errors.contains("error: there is no deck at \(program.deck)\nhint: "))
    #expect(!FileManager.default.fileExists(atPath: program.deck))
  }
}
