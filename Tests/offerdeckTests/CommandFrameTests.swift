// `frame` prints the dashboard at any size, after any keys; `info` tells what was found.

import Foundation
import Terminal
import Testing

@Suite struct `Frames from the command line` {
  private let program: Program

  init() throws { program = try Program() }

  private func frame(_ arguments: String...) throws -> [String] {
    let result = try program.finish(program.start(["frame", "--demo"] + arguments))
    #expect(result.code == 0, "\(result.errors)")
    return result.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map(String.init)
  }

  @Test(arguments: ["80x24", "120x36", "200x60", "40x12", "40x8"])
  func `at each size the borders stand where they belong`(size: String) throws {
    let lines = try frame("--size", size)
    let parts = size.split(separator: "x").compactMap { Int($0) }
    #expect(lines.count == parts[1])
    #expect(lines.allSatisfy { Legible.columns(of: $0) <= parts[0] })
    let bordered = lines.filter { $0.hasPrefix("│") || $0.hasPrefix("┌") || $0.hasPrefix("└") }
    #expect(bordered.count >= 3)
    #expect(bordered.allSatisfy { Legible.columns(of: $0) == parts[0] })
  }

  @Test(arguments: ["1x1", "39x8", "40x7", "400x100", "2000x1"])
  func `sizes beyond all reason are printed too`(size: String) throws {
    let lines = try frame("--size", size)
    #expect(lines.count == size.split(separator: "x").last.flatMap { Int($0) })
  }

  @Test func `keys are pressed first`() throws {
    #expect(try frame("?").contains { $0.contains("All keys") })
    #expect(try frame("/", "f", "i", "e", "l", "d").contains { $0.contains("1 of 1 filtered") })
    #expect(
      try frame("--size", "120x36", "/", "f", "i", "e", "l", "d", "Enter", "Enter")
        .contains { $0.contains("done") })
    #expect(try frame("p").contains { $0.contains("Fabrikam Inc") })
    #expect(
      try frame("--publisher", "fabrikam", "--size", "100x30").contains {
        $0.contains("Fabrikam Claims")
      })
  }

  @Test func `what is reckoned is waited for`() throws {
    for keys in [["t"], ["t", "Down", "Down", "Down", "Down"]] {
      let result = try program.finish(
        program.start(["frame", "--demo", "--size", "120x36"] + keys))
      #expect(!result.output.contains("Reckoning"))
      #expect(result.output.contains("all done about"))
      // A curve, and not only where it ends.
      #expect(result.output.contains("▄▄▄▄▄▄"))
    }
  }

  @Test func `ASCII is asked for and given`() throws {
    let text = try frame("--ascii", "--size", "120x36").joined(separator: "\n")
    #expect(text.contains("+--"))
    #expect(text.unicodeScalars.allSatisfy { $0.isASCII })
    for key in ["?", "e", "i", "m", "p"] {
      let text = try frame("--ascii", key).joined(separator: "\n")
      #expect(text.unicodeScalars.allSatisfy { $0.isASCII }, "\(text)")
    }
  }

  @Test func `another moment is shown`() throws {
    #expect(try frame("--as-of", "2019-12-24").contains { $0.contains("24 Dec 2019") })
  }

  @Test func `what can't be drawn is refused`() throws {
    for size in ["80", "0x0", "80x", "x24", "80x24x", "2001x10", "-1x4", "+8x9"] {
      #expect(
        try program.refuse(64, "frame", "--demo", "--size=\(size)").contains("invalid --size"))
    }
    #expect(try program.refuse(64, "frame", "--demo", "Hyper").contains("unknown key “Hyper”"))
    try program.refuse(66, "frame")
  }

  @Test func `info names every path in use`() throws {
    let text = try program.expect("info")
    for path in [
      program.deck, program.path("config/offerdeck/playbooks"),
      program.path("config/offerdeck/config.yaml"),
      program.path("config/offerdeck/themes"), program.path("state/offerdeck"),
    ] {
      #expect(text.contains(path + "\n"))
    }
    #expect(text.contains("no terminal"))
    #expect(text.contains("playbook dynamics-365-2019"))
    #expect(try program.expect("info", "--deck", "my.sqlite").contains(" my.sqlite\n"))
  }
}
