// What a countdown costs in a real terminal: one wake-up a second, and the bytes of its digits.

import Foundation
import PseudoTerminal
import Testing

@Suite(.serialized) struct `A second of a countdown` {
  /// The bytes of each second of some that follow one another.
  private func seconds(_ count: Int, _ program: RunningProgram) throws -> [[UInt8]] {
    var seconds: [[UInt8]] = []
    var lines = program.lines
    var start = program.sent.count
    while seconds.count < count {
      try program.wait(for: "the next second") { $0.lines != lines }
      program.drain(quietFor: 50)
      seconds.append(Array(program.sent[start...]))
      (lines, start) = (program.lines, program.sent.count)
    }
    return seconds
  }

  /// What a second sends where only the last digit changes, which stands where the cursor was left.
  private func isOneDigit(_ bytes: [UInt8]) -> Bool {
    bytes.count == 2 && bytes[0] == 0x08 && (0x30...0x39).contains(bytes[1])
  }

  @Test(arguments: [
    (120, 36, "2019-10-14T14:02", ""), (80, 24, "2019-10-14T14:02", ""),
    (120, 36, "2019-09-20T14:02", "\t\t\u{1b}OB"), (80, 24, "2019-09-20T14:02", "\t\t\u{1b}OB"),
    (200, 60, "2019-09-23T14:02", "\t\t\u{1b}OB\u{1b}OB"),
  ])
  func `sends the digits that change and where they are, and nothing else`(
    columns: Int, rows: Int, moment: String, keys: String
  ) throws {
    let program = try RunningProgram.demo(
      "--as-of", moment, environment: ["COLORTERM": "truecolor"], rows: rows, columns: columns)
    program.type(keys)
    program.drain(quietFor: 200)
    // The first sets the pen, which stays down from then on.
    _ = try seconds(1, program)
    let sleeps = program.sleeps
    let sent = try seconds(4, program)
    #expect(sent.allSatisfy { $0.count <= 30 }, "\(sent)")
    // Of four seconds that follow one another, no more than one changes the digit of the tens.
    #expect(sent.count(where: isOneDigit) >= 3, "\(sent)")
    if let sleeps, let after = program.sleeps { #expect(after - sleeps <= 4) }
    program.type("q")
    #expect(try program.waitForEnd() == 0)
    #expect(program.isGivenBack)
  }

  @Test(arguments: ["t", "[", "{{", "b", "L"])
  func `wakes nobody where none is shown, wherever one was`(
    keys: String
  ) throws {
    let program = try RunningProgram.demo(environment: ["COLORTERM": "truecolor"])
    program.type(keys)
    program.drain(quietFor: 300)
    program.type("\u{1B}")
    try program.wait(for: "the panels, at the present") {
      $0.shows("Deadlines ─") && $0.shows("20 Sep 2019")
    }
    program.drain(quietFor: 500)
    let sleeps = try #require(program.sleeps)
    program.drain(quietFor: 3_000)
    // The greeting may leave meanwhile.
    #expect(try #require(program.sleeps) - sleeps <= 1)
    program.type("q")
    #expect(try program.waitForEnd() == 0)
  }

  @Test func `leaves its pen to nobody: what is drawn next has its own colors`() throws {
    let program = try RunningProgram.demo("--as-of", "2019-10-14T14:02")
    program.drain(quietFor: 200)
    _ = try seconds(2, program)
    program.type("?")
    try program.wait(for: "All keys")
    let row = try #require(program.lines.firstIndex { $0.contains("All keys") })
    let other = try RunningProgram.demo()
    other.type("?")
    try other.wait(for: "All keys")
    for column in 0..<120 {
      let (mine, theirs) = (
        program.cell(row: row, column: column), other.cell(row: row, column: column)
      )
      #expect(mine.ink == theirs.ink && mine.paper == theirs.paper, "column \(column)")
      #expect(mine.isBold == theirs.isBold, "column \(column)")
    }
    for one in [program, other] {
      one.type("?q")
      #expect(try one.waitForEnd() == 0)
    }
  }
}
