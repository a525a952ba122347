// Hostile text on the command line: whatever a name holds, no command lets it reach a terminal as
// control.

import Foundation
import PseudoTerminal
import Terminal
import Testing

@Suite struct `Hostile text` {
  private let program: Program

  init() throws {
    program = try Program()
    try program.file("cpp.json", HostileNames.file)
    try program.expect("import", "cpp.json", "--as-of", "2019-09-20")
  }

  /// What a command says has no control in it, on either stream.
  private func expectHarmless(
    _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Program.Result {
    let result = try program.finish(program.start(arguments))
    let harm =
      HostileNames.harm(in: result.output.replacing("\t", with: " "))
      + HostileNames.harm(in: result.errors)
    #expect(harm == [], "\(arguments)", sourceLocation: sourceLocation)
    return result
  }

  @Test func `is shown by list, history and deadlines without its controls`() throws {
    let list = try expectHarmless("list", "--as-of", "2019-09-20")
    #expect(list.lines.count == HostileNames.all.count + 1)
    for command in [
      ["history"], ["deadlines"], ["publisher", "list"], ["frame", "--size", "200x60"],
      ["check"], ["report"], ["report", "--format", "md"],
    ] {
      let result = try program.finish(program.start(command))
      #expect(result.code == (command == ["check"] ? 1 : 0))
      let text = result.output.replacing("\t", with: " ")
      #expect(HostileNames.harm(in: text) == [], "\(command)")
    }
    // No name adds a cell to its row.
    for line in list.lines {
      #expect(line.split(separator: "\t", omittingEmptySubsequences: false).count == 9)
    }
  }

  @Test(arguments: HostileNames.all.map(\.id)) func `is shown by show, and in JSON by numbers`(
    id: String
  ) throws {
    let show = try expectHarmless("show", id)
    #expect(show.code == 0)
    let json = try expectHarmless("show", id, "--json")
    let value = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect((value["name"] as? String)?.isEmpty == false)
    #expect(try expectHarmless("advance", id, "--event", "withdraw", "--dry-run").code == 0)
  }

  @Test func `goes through an export and back unchanged`() throws {
    try program.expect("export", "-o", "deck.json")
    try program.expect("import", "deck.json", "--deck", "other.sqlite")
    #expect(try program.expect("export", "--deck", "other.sqlite") == program.export())
    try program.file("again.csv", try program.expect("list", "--csv"))
    let again = try program.run("import", "again.csv")
    #expect(again.output.contains("0 added, 0 changed"), "\(again.output)\(again.errors)")
  }

  @Test func `in a file is quoted harmlessly in what is wrong with it`() throws {
    try program.file("bad.csv", "offer_id,name,stage\na,A,\u{1B}[2Jx\u{202E}\u{9B}31m\n")
    #expect(try expectHarmless("import", "bad.csv").code == 65)
    try program.file("bad2.csv", "offer_id,na\u{1B}]0;x\u{7}me\n")
    #expect(try expectHarmless("import", "bad2.csv").code == 65)
    let name = try program.file("na\u{1B}[31mme\u{9B}.csv", "offer_id\n")
    #expect(try expectHarmless("import", name).code == 65)
    try program.file("bad.yaml", "id: \u{9B}31m\ntitle: \u{202E}\n")
    #expect(try expectHarmless("playbook", "check", "bad.yaml").code == 65)
  }

  @Test func `in an argument is repeated harmlessly`() throws {
    let evil = "\u{1B}[2J\u{202E}evil\u{9B}31m"
    #expect(try expectHarmless(evil).code == 64)
    #expect(try expectHarmless("show", evil).code == 66)
    #expect(try expectHarmless("--\(evil)").code == 64)
    #expect(try expectHarmless("list", "stage:\(evil)").code == 64)
    #expect(try expectHarmless("list", "--as-of", evil).code == 64)
    #expect(try expectHarmless("history", "--limit", evil).code == 64)
    #expect(try expectHarmless("frame", "--demo", evil).code == 64)
    #expect(try expectHarmless("export", "-o", "no/\(evil)").code == 73)
    #expect(try expectHarmless("list", "--deck", evil).code == 66)
  }

  @Test func `on the screen keeps its row, its border and the terminal's title`() throws {
    let deck = program.deck
    let screen = try RunningProgram(
      RunningProgram.offerdeck, ["--deck", deck, "--as-of", "2019-09-20"],
      environment: ["HOME": program.folder, "TZ": "UTC"], rows: 30, columns: 80)
    try screen.wait(for: "Offers 14")
    screen.drain()
    for _ in HostileNames.all {
      let lines = screen.lines
      #expect(screen.title == "offerdeck")
      // Below the title, the list and the steps stand in boxes as wide as the screen.
      let rows = try #require(lines.firstIndex { $0.hasPrefix("┌") })..<(lines.count - 2)
      for row in rows {
        let sides = [screen.cell(row: row, column: 0), screen.cell(row: row, column: 79)]
        #expect(
          sides.allSatisfy { ["│", "┌", "┐", "├", "┤", "└", "┘"].contains($0.text) },
          "row \(row):\n\(lines.joined(separator: "\n"))")
      }
      for key in ["i", "h"] {
        screen.type(key)
        try screen.wait(for: "Esc back")
        screen.drain(quietFor: 20)
        screen.type("q")
        try screen.wait(for: "Enter advance")
      }
      screen.type("j")
      screen.drain(quietFor: 20)
    }
    screen.type("q")
    #expect(try screen.waitForEnd() == 0)
    #expect(screen.isGivenBack)
    #expect(screen.bells == 0)
  }

  @Test func `does not reach a terminal by the commands for programs either`() throws {
    for command in [
      ["list", "--csv"], ["export"], ["export", "--format", "csv"], ["list", "--json"],
      ["calendar"],
    ] {
      let screen = try RunningProgram(
        RunningProgram.offerdeck, command + ["--deck", program.deck],
        environment: ["HOME": program.folder, "TZ": "UTC"], rows: 30, columns: 200)
      #expect(try screen.waitForEnd() == 0)
      // What the line itself adds: CR before LF.
      let text = String(decoding: screen.sent.filter { $0 != 0x0D }, as: UTF8.self)
      #expect(HostileNames.harm(in: text) == [], "\(command)")
    }
  }
}
