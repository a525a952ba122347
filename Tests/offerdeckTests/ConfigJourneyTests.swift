// The dashboard in a real terminal with a configuration, and with a session that was left.

import Foundation
import Glibc
import PseudoTerminal
import Testing

@testable import offerdeck

extension Program {
  /// The dashboard on the deck of this home.
  func open(
    _ arguments: String..., environment: [String: String] = [:], columns: Int = 120
  ) throws -> RunningProgram {
    try RunningProgram(
      RunningProgram.offerdeck, arguments,
      environment: self.environment.merging(environment) { $1 },
      rows: 36, columns: columns)
  }

  /// The files of sessions.
  var sessions: [String] {
    let folder = path("state/offerdeck/sessions")
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).map {
      "\(folder)/\($0)"
    }
  }
}

extension RunningProgram {
  /// Ends the program by its key.
  fileprivate func quit(_ key: String = "q", sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    type(key)
    #expect(try waitForEnd() == 0, sourceLocation: sourceLocation)
    #expect(isGivenBack, sourceLocation: sourceLocation)
  }
}

@Suite(.serialized) struct `With a configuration, in a real terminal` {
  @Test func `its keys, its theme and its mouse hold`() throws {
    let home = try Program()
    try home.configure(
      """
      theme: mono
      mouse: no
      title: no
      keymap: emacs
      keys:
        quit: Q
        undo: C-z
        suspend: none
      """)
    let program = try home.open("demo", "--no-color")
    try program.wait(for: "C-z undo, Tab next panel, ? all keys.")
    program.type("?")
    try program.wait(for: "C-s /")
    program.type("\u{1B}")
    try program.wait(for: "the end of the help") { !$0.shows("C-s /") }
    #expect(!program.wantsMouse && program.title == "")
    program.type("q")
    try program.wait(for: "q does nothing here")
    program.type("\u{0E}")
    try program.wait(for: "2 of 20")
    program.type("\u{1B}53\u{0E}")
    try program.wait(for: "20 of 20")
    program.type("\u{1A}")
    // What the sample's people did is undone only after a yes.
    try program.wait(for: "y/N")
    program.type("n")
    try program.wait(for: "the end of the question") { !$0.shows("y/N") }
    try program.quit("Q")
    #expect(home.sessions.isEmpty)
  }

  @Test(arguments: ["yes", "no"]) func `addresses are links only where that is wanted`(
    answer: String
  ) throws {
    let home = try Program()
    try home.configure("hyperlinks: \(answer)\n")
    let program = try home.open(
      "demo", environment: ["TERM_PROGRAM": "WezTerm"], columns: 200)
    try program.wait(for: "https://")
    func isLinked(_ program: RunningProgram) -> Bool {
      String(decoding: program.sent, as: UTF8.self).contains("\u{1B}]8;;https://")
    }
    if answer == "yes" { try program.wait(for: "a link", until: isLinked) }
    program.type("q")
    #expect(try program.waitForEnd() == 0)
    #expect(isLinked(program) == (answer == "yes"))
  }

  @Test func `mistakes are said on the screen and after it, and what is right holds`() throws {
    let home = try Program()
    try home.configure("keymap: vim\nmouse: perhaps\n")
    let program = try home.open("demo")
    try program.wait(for: "config.yaml:2:8: “mouse” must be yes or no")
    program.type("12j")
    try program.wait(for: "13 of 20")
    try program.quit()
    #expect(program.shows("config.yaml:2:8: “mouse” must be yes or no"))
  }

  @Test func `a jump by ID goes along with what is typed`() throws {
    let home = try Program()
    let program = try home.open("demo")
    try program.wait(for: "Contoso Fleet")
    program.type("#contoso-tim")
    try program.wait(for: "Contoso Timesheets · ")
    program.type("\u{1B}")
    try program.wait(for: "1 of 20")
    try program.quit()
  }
}

@Suite(.serialized) struct `A session in a real terminal` {
  private let home: Program

  init() throws { home = try Program.withOffers() }

  @Test func `comes back, also after a signal`() throws {
    let first = try home.open()
    try first.wait(for: "Enter advance")
    first.type("/contoso\rsjj\rj")
    first.type("\t")
    first.drain()
    let left = first.lines.dropFirst().dropLast(2)
    first.signal(SIGTERM)
    #expect(try first.waitForEnd() == 143)
    let file = try #require(home.sessions.first)
    var status = stat()
    #expect(stat(file, &status) == 0 && status.st_mode & 0o777 == 0o600)
    let second = try home.open()
    try second.wait(for: "filtered")
    second.drain()
    #expect(second.lines.dropFirst().dropLast(2) == left)
    try second.quit()
    #expect(home.sessions == [file])
  }

  @Test func `is none where it is switched off, for another moment, or for another deck`() throws {
    try home.configure("session: no\n")
    for arguments in [[], ["--as-of", "2019-09-20"]] {
      let program = try RunningProgram(
        RunningProgram.offerdeck, arguments, environment: home.environment, rows: 36, columns: 120)
      try program.wait(for: "Enter advance")
      try program.quit()
      #expect(home.sessions.isEmpty)
      try home.configure("")
    }
    let one = try home.open()
    try one.wait(for: "Enter advance")
    one.type("/fleet\r")
    try one.wait(for: "filtered")
    try one.quit()
    try home.expect("import", "offers.csv", "--deck", "other.sqlite")
    let other = try home.open("--deck", home.path("other.sqlite"))
    try other.wait(for: "Enter advance")
    #expect(!other.shows("filtered"))
    try other.quit()
    #expect(home.sessions.count == 2)
  }

  @Test func `that is damaged is as none, and the next is whole again`() throws {
    func left() throws -> String {
      let program = try home.open()
      try program.wait(for: "Enter advance")
      program.type("/fleet\r")
      try program.wait(for: "filtered")
      try program.quit()
      return try #require(home.sessions.first)
    }
    let file = try left()
    let sound = try String(contentsOfFile: file, encoding: .utf8)
    for text in [
      "", "{", String(sound.dropLast(20)), sound.replacing("\"sort\":\"due\"", with: "\"sort\":7"),
      String(repeating: "[", count: 200_000), sound.replacing(home.folder, with: "/elsewhere"),
    ] {
      try text.write(toFile: file, atomically: false, encoding: .utf8)
      let program = try home.open()
      try program.wait(for: "Enter advance")
      #expect(!program.shows("filtered"), "\(text.prefix(40))")
      try program.quit()
      #expect(try left() == file)
      #expect(try String(contentsOfFile: file, encoding: .utf8) == sound)
    }
    // One of a later program is left alone.
    let later = sound.replacing("\"version\":1", with: "\"version\":2")
    try later.write(toFile: file, atomically: false, encoding: .utf8)
    #expect(try left() == file)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == later)
  }

  @Test func `follows its offer, or what took its place`() throws {
    let first = try home.open()
    try first.wait(for: "Enter advance")
    first.type("sj\rG")
    first.drain()
    try first.quit()
    let rows = "offer_id,name,publisher_id\nzzz,AAA first,contoso\n"
    try home.file("more.csv", rows)
    try home.expect("import", "more.csv")
    let second = try home.open()
    try second.wait(for: "Enter advance")
    second.drain()
    let place = second.lines.compactMap { $0.firstMatch(of: /(\d+) of (\d+) ─/)?.output }.first
    let (_, selected, count) = try #require(place)
    #expect(selected == count)
    try second.quit()
  }
}
