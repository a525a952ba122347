// The real program in a real terminal: from the first frame to a terminal that is as it was.

import Foundation
import Glibc
import PseudoTerminal
import Testing

extension RunningProgram {
  /// The program as it was built, beside the tests.
  static let offerdeck =
    Bundle.main.executableURL?.deletingLastPathComponent()
    .appendingPathComponent("offerdeck").path ?? ""

  /// The program on its sample, once its first frame is there.
  static func demo(
    _ arguments: String..., environment: [String: String?] = [:], rows: Int = 36, columns: Int = 120
  ) throws -> RunningProgram {
    let program = try RunningProgram(
      offerdeck, ["demo"] + arguments,
      environment: ["HOME": "/nonexistent", "TZ": "UTC"].merging(environment) { $1 }, rows: rows,
      columns: columns)
    try program.wait(for: "Contoso Fleet")
    return program
  }
}

@Suite(.serialized) struct `In a real terminal` {
  @Test func `the sample opens, advances an offer, undoes it, and gives the terminal back`() throws
  {
    let program = try RunningProgram.demo()
    #expect(program.shows("Missing: work email, MPN ID."))
    program.type("/field\r")
    try program.wait(for: "1 of 1 filtered")
    program.rest()
    program.type("\r")
    try program.wait(for: "Accept ISV addendum: done for all 20 offers of Contoso Ltd.")
    program.type("u")
    try program.wait(for: "Undone")
    program.type("q")
    #expect(try program.waitForEnd() == 0)
    #expect(program.isGivenBack)
  }

  @Test func `seventeen Enters publish nothing, one by one and as a burst`() throws {
    for isBurst in [true, false] {
      let program = try RunningProgram.demo()
      program.type("/quality\r")
      try program.wait(for: "1 of 1 filtered")
      #expect(program.shows("Create offer in Partner Center"))
      program.rest()
      for _ in 0..<17 {
        program.type("\r")
        if !isBurst { program.rest() }
      }
      program.drain()
      program.type("\u{1B}")
      // A burst does nothing: the first Enter shows the whole instruction. One by one they do the
      // plain checks that come before the first question.
      try program.wait(for: isBurst ? "2 of 15" : "6 of 15")
      #expect(program.shows("●○○○ draft"), "\(program.lines.joined(separator: "\n"))")
      program.type("\u{3}")
      #expect(try program.waitForEnd() == 130)
    }
  }

  @Test func `it sends nothing and sleeps while nothing changes`() throws {
    let program = try RunningProgram.demo()
    program.drain(quietFor: 300)
    let (sent, sleeps) = (program.sent.count, program.sleeps)
    program.drain(quietFor: 1_000)
    #expect(program.sent.count == sent)
    #expect(program.sleeps == sleeps)
  }

  @Test func `a screen that is too small says what it needs`() throws {
    let program = try RunningProgram.demo()
    program.resize(rows: 5, columns: 30)
    try program.wait(for: "40x8")
    program.resize(rows: 1, columns: 1)
    program.resize(rows: 36, columns: 120)
    try program.wait(for: "Contoso Fleet")
    program.type("q")
    #expect(try program.waitForEnd() == 0)
  }
}
