// The sample at the days that matter: three weeks ahead, the day before the date, its last day, the
// day after, and years later; in each view and at each size.

import Foundation
import Terminal
import Testing

@Suite struct `The sample as of` {
  private let program: Program

  init() throws { program = try Program() }

  private func frame(_ moment: String, _ arguments: [String]) throws -> [String] {
    let result = try program.finish(
      program.start(["frame", "--demo", "--as-of", moment] + arguments))
    #expect(result.code == 0, "\(result.errors)")
    return result.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map(String.init)
  }

  @Test(arguments: [
    ("2019-09-20T14:02", "△ Tue 15 Oct   due soon 25 d 9 h", "else 7 offers: out of the"),
    ("2019-10-14T14:02", "▲ Tue 15 Oct  start 1 d 09:58:00", "else 7 offers: out of the"),
    ("2019-10-15T14:02", "▲ Tue 15 Oct  start now 09:58:00", "else 7 offers: out of the"),
    ("2019-10-16T14:02", "‼ Tue 15 Oct    missed 14 h over", "in force since 16 Oct, 7"),
    ("2026-11-24T12:00", "‼ Tue 15 Oct 2019     missed 7 y", "in force since 16 Oct 2019, 7"),
  ])
  func `each day says by word and sign how pressing it is`(
    moment: String, date: String, loss: String
  ) throws {
    let lines = try frame(moment, ["--size", "120x60"])
    #expect(lines.contains { $0.contains(date.prefix(12)) && $0.contains(date.suffix(14)) })
    #expect(lines.contains { $0.contains(loss) })
    let folded = try frame(moment, ["--size", "80x24"])
    #expect(folded[2].contains(moment < "2019-10-16" ? "missed" : "Move published offers"))
  }

  @Test(arguments: ["80x24", "120x36", "200x60", "40x8"])
  func `every view keeps within the screen at every size`(size: String) throws {
    let parts = size.split(separator: "x").compactMap { Int($0) }
    let views = [
      ["b"], ["b", "Right"], ["t"], ["t", "Down"], ["L"], ["L", "Enter"], ["Tab", "Tab"],
    ]
    for moment in ["2019-09-20T14:02", "2019-10-15T14:02", "2026-11-24"] {
      for view in views {
        for flags in [[], ["--ascii"]] {
          let lines = try frame(moment, ["--size", size] + flags + view)
          #expect(lines.count == parts[1])
          #expect(lines.allSatisfy { Legible.columns(of: $0) <= parts[0] })
          let text = lines.joined(separator: "\n")
          if !flags.isEmpty { #expect(text.unicodeScalars.allSatisfy { $0.isASCII }, "\(text)") }
          let bordered = lines.filter { $0.hasPrefix("│") || $0.hasPrefix("┌") }
          #expect(bordered.allSatisfy { Legible.columns(of: $0) == parts[0] }, "\(text)")
        }
      }
    }
  }
}
