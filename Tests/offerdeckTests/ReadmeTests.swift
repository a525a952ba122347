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

  @Test func `shows what the program shows`() throws {
    let process = Process()
    process.executableURL = Bundle.main.executableURL?.deletingLastPathComponent()
      .appendingPathComponent("offerdeck")
    process.arguments = ["frame", "--demo", "--size", "100x30"]
    process.environment = ["TZ": "UTC", "HOME": "/nonexistent", "LANG": "C.UTF-8"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let picture = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(picture.contains("Contoso Fleet"))
    #expect(text.contains("```text\n\(picture)```"), "the picture is now:\n\(picture)")
  }

  @Test(arguments: Offerdeck.configuration.subcommands.map { $0._commandName })
  func `names every command`(name: String) {
    #expect(name == "open" || text.contains("`\(name)") || text.contains("`offerdeck \(name)"))
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
