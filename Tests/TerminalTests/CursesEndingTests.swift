// However the program ends, stops or fails to begin, the terminal is as it was.

import Foundation
import Glibc
import PseudoTerminal
import Testing

@testable import Terminal

@Suite struct CursesEndingTests {
  @Test func `quitting restores the terminal`() throws {
    let program = try RunningProgram.probe()
    #expect(program.modes != program.modesBefore)
    program.type("q")
    #expect(try program.waitForEnd() == 0)
    #expect(program.isGivenBack)
  }

  @Test(arguments: [SIGTERM: Int32(143), SIGINT: 130, SIGQUIT: 131, SIGHUP: 0])
  func `signals restore the terminal`(signal: Int32, code: Int32) throws {
    let program = try RunningProgram.probe()
    program.signal(signal)
    #expect(try program.waitForEnd() == code)
    #expect(program.isGivenBack)
  }

  @Test func `Ctrl-C is an interrupt`() throws {
    let program = try RunningProgram.probe()
    program.type("\u{03}")
    #expect(try program.waitForEnd() == 130)
    #expect(program.isGivenBack)
  }

  @Test func `a terminal that goes away ends the program`() throws {
    let program = try RunningProgram.probe()
    program.hangUp()
    #expect(try program.waitForEnd() == 0)
  }

  @Test(arguments: [
    ("T", "The probe was told to trap.", [Int32(132), 133]), ("A", "told to abort", [134]),
    ("V", "told to fault", [139]), ("O", "told to overflow", [139]), ("X", "told to exit", [7]),
  ])
  func `a crash restores the terminal, tells why after it, and ends as it would`(
    key: String, message: String, codes: [Int32]
  ) throws {
    let program = try RunningProgram.probe(columns: 200)
    program.type(key)
    #expect(codes.contains(try program.waitForEnd()))
    #expect(program.isGivenBack)
    #expect(program.shows(message))
  }

  @Test(arguments: [("T", "The probe was told to trap."), ("V", "told to fault"), ("A", "abort")])
  func `a crash is kept in the log, for its user alone`(key: String, message: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let log = folder.appendingPathComponent("state/offerdeck/log")
    for _ in 0..<2 {
      let program = try RunningProgram.probe(environment: ["PROBE_LOG": log.path], columns: 200)
      program.type(key)
      try program.waitForEnd()
      #expect(program.isGivenBack)
      #expect(program.shows("probe was ended by a fault of its own, SIG"))
    }
    let lines = try String(contentsOf: log, encoding: .utf8).split(separator: "\n")
    #expect(lines.count(where: { $0.contains(message) }) == 2)
    let heads = lines.filter { $0.hasSuffix(" probe") }
    #expect(heads.count == 2)
    let format = Date.ISO8601FormatStyle()
    for head in heads {
      let moment = try format.parse(String(head.dropLast(6)))
      #expect(abs(moment.timeIntervalSinceNow) < 600)
    }
    let modes = [log, log.deletingLastPathComponent()].map {
      try? FileManager.default.attributesOfItem(atPath: $0.path)[.posixPermissions] as? Int
    }
    #expect(modes == [0o600, 0o700])
  }

  @Test func `nothing is logged where nothing was said`() throws {
    let log = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    let program = try RunningProgram.probe(environment: ["PROBE_LOG": log.path])
    program.type("q")
    #expect(try program.waitForEnd() == 0)
    #expect(!FileManager.default.fileExists(atPath: log.path))
  }

  @Test func `what is printed on standard error meanwhile is shown after the screen`() throws {
    let program = try RunningProgram.probe()
    program.type("Ex")
    try program.wait(for: "key x")
    #expect(!String(decoding: program.sent, as: UTF8.self).contains("printed meanwhile"))
    program.type("q")
    try program.waitForEnd()
    #expect(program.isGivenBack)
    #expect(program.shows("printed meanwhile"))
  }

  @Test func `a program that is deaf ends at the second signal and restores the terminal`() throws {
    let program = try RunningProgram.probe()
    program.type("BD")
    try program.wait(for: "a bell") { $0.bells == 1 }
    // The first may still be read before the program is deaf; it ends then, too.
    try program.wait(for: "the end") {
      $0.signal(SIGTERM)
      return $0.exitCode != nil
    }
    #expect(program.exitCode == 143)
    #expect(program.isGivenBack)
  }

  @Test func `Ctrl-Z gives the terminal to the shell and takes it again`() throws {
    let shell = try RunningProgram.shell(
      "set -m; $PROBE Contoso; echo stopped; read line; fg >/dev/null; echo ended")
    try shell.wait(for: "Contoso|")
    shell.type("x\u{1A}")
    try shell.wait(for: "stopped")
    #expect(shell.isGivenBack)
    shell.type("\n")
    try shell.wait(for: "resumed")
    #expect(shell.isAlternate && shell.lines[1...3] == ["Contoso|", "key x", "resumed"])
    shell.type("yq")
    try shell.wait(for: "ended")
    #expect(shell.isGivenBack)
  }

  @Test func `a size that changed while the program was stopped is known at once`() throws {
    let shell = try RunningProgram.shell(
      "set -m; $PROBE Contoso; echo stopped; read line; fg >/dev/null; echo ended")
    try shell.wait(for: "Contoso|")
    shell.type("\u{1A}")
    try shell.wait(for: "stopped")
    shell.resize(rows: 30, columns: 100)
    shell.type("\n")
    try shell.wait(for: "probe 100x30")
  }

  @Test func `stopped and continued by others, it draws everything again`() throws {
    let program = try RunningProgram.probe(["Contoso"])
    program.signal(SIGSTOP)
    try program.wait(for: "the stop") { $0.isStopped }
    let before = program.sent.count
    program.resume()
    try program.wait(for: "resumed")
    #expect(String(decoding: program.sent[before...], as: UTF8.self).contains("Contoso"))
  }

  @Test(arguments: [nil, "", "dumb"])
  func `a terminal that can do nothing is refused with a sentence`(term: String?) throws {
    let program = try RunningProgram.probe(
      environment: ["TERM": term], columns: 200, showing: nil)
    #expect(try program.waitForEnd() == 69)
    #expect(program.modes == program.modesBefore)
    #expect(program.lines[0] == ScreenFailure.dumb(term: term).description)
  }

  @Test func `a name that is not fit to be shown is made so before it is`() {
    for failure in [ScreenFailure.unknown(term: "x\u{1B}[2J"), .dumb(term: "x\u{1B}[2J")] {
      #expect(failure.description.contains("x␛[2J"))
      #expect(!failure.description.unicodeScalars.contains { $0.value < 0x20 })
    }
  }

  @Test func `a terminal that is not known here is taken for xterm`() throws {
    let program = try RunningProgram.probe(environment: ["TERM": "northwind-term"])
    #expect(program.lines[0] == "probe 80x24 indexed256 #0")
    program.type("q")
    #expect(try program.waitForEnd() == 0)
    // What is only known of others is not sent to it.
    let text = String(decoding: program.sent, as: UTF8.self)
    #expect(!text.contains("]2;") && !text.contains("?1004") && !text.contains("?1000"))
  }

  @Test(arguments: ["$PROBE </dev/null", "$PROBE | cat"])
  func `without a terminal at both ends there is no screen`(line: String) throws {
    let program = try RunningProgram.shell(line)
    try program.waitForEnd()
    #expect(program.shows("needs a terminal"))
    #expect(!program.isAlternate)
  }
}
