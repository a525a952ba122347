// What commands print on a real terminal: tables that fit, colors, JSON for people, help.

import ArgumentParser
import Foundation
import PseudoTerminal
import Terminal
import Testing

@testable import offerdeck

@Suite struct `On a terminal` {
  private let program: Program

  init() throws {
    program = try Program()
    try program.file(
      "offers.csv",
      """
      offer_id,name,offer_type,track,stage,publisher_id
      contoso-fleet,Contoso Fleet Management for Large Enterprises and Agencies,Ops,published,draft,contoso-group
      contoso-field,Contoso Field Sales,CE,draft,submitted,contoso-group
      contoso-ledger,Contoso Ledger,Ops,published,live,contoso-group

      """)
    try program.expect("import", "offers.csv", "--as-of", "2019-09-01")
    try program.file("users.csv", "address,name,role,since\na@contoso.com,Ann,owner,2018-05-01\n")
    try program.expect("users", "import", "users.csv", "--portal", "cpp", "--as-of", "2019-09-02")
  }

  /// Runs a command on a terminal to its end.
  private func run(
    _ line: String, columns: Int = 80, environment: [String: String?] = [:]
  ) throws -> RunningProgram {
    let screen = try RunningProgram(
      RunningProgram.offerdeck, line.split(separator: " ").map(String.init),
      environment: program.environment.mapValues { $0 }.merging(environment) { $1 }, rows: 60,
      columns: columns)
    try screen.waitForEnd()
    return screen
  }

  private func text(_ screen: RunningProgram) -> String {
    String(decoding: screen.sent, as: UTF8.self)
  }

  /// The lines that were sent, without colors.
  private func lines(_ screen: RunningProgram) -> [String] {
    // A carriage return with its line feed is one character.
    text(screen).replacing(#/\x1B\[[0-9;]*m/#, with: "")
      .split(whereSeparator: \.isNewline).map(String.init)
  }

  @Test(
    arguments: [
      "list", "deadlines", "history", "users", "publisher list", "account directory",
      "playbook list", "theme list", "theme show nord", "forecast", "config show",
      "publisher entity",
    ], [40, 80, 120])
  func `every table fits`(command: String, columns: Int) throws {
    let screen = try run("\(command) --as-of 2019-09-20", columns: columns)
    for line in lines(screen) {
      #expect(Legible.columns(of: line) <= columns, "\(command): \(line)")
    }
    #expect(screen.exitCode == 0)
  }

  @Test func `a list keeps names and dates, and gives up what matters less`() throws {
    let wide = lines(try run("list --as-of 2019-09-20", columns: 200))
    #expect(
      wide[0].split(separator: " ")
        == ["OFFER", "NAME", "PUBLISHER", "TYPE", "TRACK", "STAGE", "NEXT", "DUE", "LEVEL"])
    #expect(wide.allSatisfy { !$0.contains("…") })
    let medium = lines(try run("list --as-of 2019-09-20", columns: 120))
    #expect(medium[0].contains("NEXT") && medium[1].contains("…"))
    let narrow = lines(try run("list --as-of 2019-09-20", columns: 80))
    #expect(!narrow[0].contains("TYPE") && narrow[0].contains("DUE"))
    #expect(narrow[1].contains("contoso-fleet") && narrow[1].contains("2019-08-31  missed"))
    let ascii = lines(try run("list --ascii --as-of 2019-09-20", columns: 80))
    #expect(ascii[1].contains("...") && !ascii[1].contains("…"))
    // In a pipe nothing is cut.
    #expect(
      try program.expect("list", "--as-of", "2019-09-20")
        .contains("\tContoso Fleet Management for Large Enterprises and Agencies\t"))
  }

  @Test func `stages and levels have colors, unless they are not wanted`() throws {
    let list = "list --as-of 2019-09-20"
    #expect(text(try run(list)).contains("\u{1B}[1;31mmissed\u{1B}[0m"))
    #expect(text(try run(list)).contains("\u{1B}[36msubmitted\u{1B}[0m"))
    #expect(text(try run("deadlines --as-of 2019-09-20")).contains("\u{1B}[33mdue soon"))
    for (line, environment) in [
      ("\(list) --no-color", [:]), (list, ["NO_COLOR": "1"]), (list, ["TERM": "dumb"]),
      (list, ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"]),
    ] as [(String, [String: String?])] {
      let screen = try run(line, environment: environment)
      #expect(!text(screen).contains("\u{1B}") && text(screen).contains("missed"))
    }
    #expect(try !program.expect("list", "--as-of", "2019-09-20").contains("\u{1B}"))
    let forced = try program.shell("CLICOLOR_FORCE=1 $OFFERDECK list --as-of 2019-09-20")
    #expect(forced.output.contains("\u{1B}[1;31mmissed"))
  }

  @Test func `JSON is indented, and the same as in a pipe`() throws {
    for command in ["show contoso-fleet", "list", "deadlines", "config show"] {
      let screen = text(try run("\(command) --json")).replacing("\r\n", with: "\n")
      #expect(screen.contains("\n  \"") || screen.contains("\n    \""), "\(screen)")
      #expect(!screen.contains("\" : "))
      let words = command.split(separator: " ").map(String.init)
      let piped = try program.finish(program.start(words + ["--json"])).output
      let (one, other) = try (
        JSONSerialization.jsonObject(with: Data(screen.utf8)) as? NSObject,
        JSONSerialization.jsonObject(with: Data(piped.utf8)) as? NSObject
      )
      // Seconds go on between the two.
      if command != "deadlines" { #expect(one == other && one != nil, "\(command)") }
    }
  }

  @Test func `nothing to list is said, and nothing is printed above it`() throws {
    #expect(lines(try run("list nothing")) == ["No offers match."])
  }
}

@Suite struct `The help of every command` {
  private static let commands: [[String]] = [[]] + paths(below: Offerdeck.self, [])

  private static func paths(
    below type: any ParsableCommand.Type, _ words: [String]
  ) -> [[String]] {
    type.configuration.subcommands.flatMap { command in
      [words + [command._commandName]] + paths(below: command, words + [command._commandName])
    }
  }

  @Test(arguments: commands) func `fits 80 columns, and has a usage line and examples`(
    words: [String]
  ) throws {
    let program = try Program()
    let help = try program.finish(program.start(words + ["--help"])).output
    let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.count <= 80 }, "\(help)")
    let name = (["offerdeck"] + words).joined(separator: " ")
    #expect(lines.contains { $0.hasPrefix("USAGE: \(name)") })
    let examples = lines.drop { $0 != "EXAMPLES:" }.dropFirst().filter { !$0.isEmpty }
    #expect(!examples.isEmpty, "\(help)")
    for example in examples {
      #expect(example.hasPrefix("  offerdeck "))
      // An example is no usage error. What it needs may be missing.
      let result = try program.shell(
        "\(example.replacing("offerdeck ", with: "$OFFERDECK ")) </dev/null")
      #expect(result.code != 64, "\(example): \(result.errors)")
    }
    #expect(!help.contains("OVERVIEW"))
  }
}
