// The README is true: its picture is what the program shows, and its list of keys and commands is
// complete.

import ArgumentParser
import Dashboard
import Foundation
import Terminal
import Testing

@testable import offerdeck

@Suite struct `The README` {
  private let text: String

  init() throws {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    text = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
  }

  /// The pictures, each with the line that draws it; `.ci/pictures` draws all of them anew.
  private var pictures: [(line: String, picture: String)] {
    text.components(separatedBy: "<!-- picture: ").dropFirst().compactMap { part in
      let pieces = part.components(separatedBy: "```")
      guard pieces.count > 2, pieces[1].hasPrefix("text\n"),
        let line = pieces[0].components(separatedBy: " -->").first
      else { return nil }
      return (line, String(pieces[1].dropFirst("text\n".count)))
    }
  }

  @Test func `shows what the program shows`() throws {
    #expect(pictures.count >= 5)
    let program = try Program()
    for (line, picture) in pictures {
      let drawn = try program.shell(line)
      #expect(drawn.code == 0 && drawn.errors == "" && !picture.isEmpty)
      #expect(drawn.output == picture, "\(line) shows now:\n\(drawn.output)")
    }
  }

  @Test(arguments: Offerdeck.configuration.subcommands.map { $0._commandName })
  func `names every command`(name: String) {
    #expect(name == "open" || text.contains("`\(name)") || text.contains("`offerdeck \(name)"))
  }

  @Test func `has every exit code with its meaning`() {
    let codes = ExitCode.meanings.map { "\($0.code) \($0.meaning)" }.joined(separator: " · ")
    #expect(text.replacing("\n", with: " ").contains("Exit codes: \(codes)."))
  }

  @Test(arguments: Command.allCases) func `names a key of every command`(command: Command) throws {
    let section = try #require(text.components(separatedBy: "## Keys").last)
    let table = section.components(separatedBy: "## ").first ?? ""
    let cells: [String] = table.split(separator: "\n").filter { $0.hasPrefix("| ") }
      .compactMap { $0.dropFirst(2).components(separatedBy: " | ").first }
    let words: [Substring] = cells.flatMap { cell in cell.split { $0 == " " || $0 == "," } }
    let named: Set<String> = Set(words.map { String($0.filter { $0 != "`" }) })
    let spoken = command.keys.map { key -> String in
      if [.up, .down, .left, .right].contains(key.symbol) { return "arrows" }
      let name = key.name.replacing("S-", with: "Shift-")
      return name.hasPrefix("C-") ? "Ctrl-" + name.dropFirst(2).uppercased() : name
    }
    // A range stands for what lies in it.
    let ranged: Set<String> = named.isSuperset(of: ["1", "4"]) ? ["2", "3"] : []
    let isNamed = !named.union(ranged).isDisjoint(with: spoken)
    #expect(isNamed, "\(command.title): \(spoken)")
  }
}
