// The theme that fits the terminal: by what it answered before, at once; by what it answers now, soon;
// and never against what its user chose.

import Foundation
import PseudoTerminal
import Terminal
import Testing

@testable import offerdeck

@Suite(.serialized) struct `The theme of a terminal` {
  private let program: Program
  private static let light = "\u{1B}]11;rgb:fdfd/f6f6/e3e3\u{1B}\\"
  private static let dark = "\u{1B}]11;rgb:1e1e/1e1e/1e1e\u{1B}\\"

  init() throws { program = try Program() }

  private func open(
    _ arguments: String..., answers: [(question: String, answer: String)] = [],
    environment: [String: String] = [:]
  ) throws -> RunningProgram {
    let screen = try RunningProgram(
      RunningProgram.offerdeck, ["demo"] + arguments,
      environment: program.environment.merging(environment) { $1 }.mapValues { $0 }, rows: 30,
      columns: 100, answers: answers)
    try screen.wait(for: "Contoso Fleet")
    return screen
  }

  private func background(_ answer: String) -> [(question: String, answer: String)] {
    [("\u{1B}]11;?\u{1B}\\", answer)]
  }

  private func paper(_ screen: RunningProgram) -> TerminalCell.Color {
    screen.cell(row: 5, column: 0).paper
  }

  private func paper(ofTheme name: String) throws -> TerminalCell.Color {
    let screen = try open("--theme", name)
    defer { screen.type("q") }
    return paper(screen)
  }

  private func quit(_ screen: RunningProgram) throws {
    screen.type("q")
    #expect(try screen.waitForEnd() == 0)
    #expect(screen.isGivenBack)
  }

  @Test func `has its own colors after all others were looked at, however many bits they have`()
    throws
  {
    let folder = program.path("config/offerdeck/themes")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let parts = ["ink", "faint", "line", "accent", "bright", "red", "orange", "yellow", "green"]
    for number in 0..<20 {
      let palette = parts.enumerated().map { place, part in
        "\(part): \"#ff\(String(100 + number * 9 + place, radix: 16))\(99 - number)\""
      }
      try
        "name: own-\(number)\ntitle: x\ninherits: dark\npalette: {\(palette.joined(separator: ", "))}\n"
        .write(toFile: "\(folder)/own-\(number).yaml", atomically: true, encoding: .utf8)
    }
    let screen = try open(environment: ["COLORTERM": "truecolor"])
    screen.type("T")
    try screen.wait(for: "Enter choose")
    for key in ["\u{1B}OB", "\u{1B}OA", "\u{1B}OB"] {
      for _ in 0..<40 {
        screen.type(key)
        screen.drain(quietFor: 30)
      }
    }
    screen.type("\r")
    try screen.wait(for: "the end of the list") { !$0.shows("Enter choose") }
    screen.drain()
    let name = try String(contentsOfFile: program.path("state/offerdeck/theme"), encoding: .utf8)
    let fresh = try open(
      "--theme", name.trimmingCharacters(in: .newlines), environment: ["COLORTERM": "truecolor"])
    fresh.drain()
    // Below the panels one of them says what was chosen.
    for row in 0..<28 {
      for column in 0..<100 {
        let (one, other) = (
          screen.cell(row: row, column: column), fresh.cell(row: row, column: column)
        )
        // Nobody sees with which ink a blank is written.
        let isSeen = one.text != " " || other.text != " "
        guard one.paper == other.paper && (!isSeen || one.ink == other.ink) else {
          Issue.record("\(name): \(row), \(column): \(one) is not \(other)")
          return
        }
      }
    }
    try quit(screen)
    try quit(fresh)
  }

  @Test func `is light where the terminal says so, and from the next first frame on`() throws {
    let (light, dark) = (try paper(ofTheme: "light"), try paper(ofTheme: "dark"))
    #expect(light != dark)
    let first = try open(answers: background(Self.light))
    try first.wait(for: "the light theme") { paper($0) == light }
    try quit(first)
    let file = program.path("state/offerdeck/terminals")
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    // It was asked before the first frame, since nothing was known of it.
    let asked = String(decoding: first.sent, as: UTF8.self).components(separatedBy: "]11;?")
    #expect(asked.count == 2 && !asked[0].contains("Contoso"))
    // This terminal says nothing, and is known all the same.
    let second = try open()
    #expect(paper(second) == light)
    try quit(second)
    // Another is not known.
    let other = try open(environment: ["TERM_PROGRAM": "northwind"])
    #expect(paper(other) == dark)
    try quit(other)
    let changed = try open(answers: background(Self.dark))
    try changed.wait(for: "the dark theme") { paper($0) == dark }
    try quit(changed)
    // Which of both it is next time, nobody knows: it is asked first again.
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
    #expect(lines.contains("dark? xterm-256color/////"))
  }

  @Test func `is remembered for each terminal, and sure where it has always been the same`() throws
  {
    let folder = program.path("state/offerdeck")
    let northwind = ["TERM": "xterm-256color", "TERM_PROGRAM": "northwind"]
    func memory(_ environment: [String: String]? = nil) -> TerminalStore {
      let environment = environment ?? northwind
      return TerminalStore(folder: folder, environment: environment)
    }
    let none: [String: String] = [:]
    #expect(!memory().isSure(none) && memory().scheme(none) == .dark)
    #expect(memory().isSure(["COLORFGBG": "0;15"]))
    memory().keep(.light)
    #expect(memory().isSure(none) && memory().scheme(none) == .light)
    #expect(!memory(["TERM": "xterm-256color", "TERM_PROGRAM": "fabrikam"]).isSure(none))
    memory().keepSilence()
    #expect(memory().scheme(none) == .light)
    // A second terminal of the same name, or the same that changed: nothing is sure any more.
    memory().keep(.dark)
    #expect(!memory().isSure(none) && memory().scheme(none) == .dark)
    memory().keep(.dark)
    #expect(!memory().isSure(none))
    let quiet = ["TERM": "xterm"]
    memory(quiet).keepSilence()
    #expect(memory(quiet).isSure(none) && memory(quiet).scheme(none) == .dark)
    // One that says nothing but its TERM can be any that does so.
    memory(quiet).keep(.light)
    #expect(!memory(quiet).isSure(none) && memory(quiet).scheme(none) == .light)
  }

  @Test func `is kept where it was chosen in the list, unless the configuration names one`() throws
  {
    func choose() throws -> RunningProgram {
      let screen = try open()
      screen.type("T")
      try screen.wait(for: "Themes")
      // From wherever it is to the fourth line: auto, dark, light, catppuccin.
      screen.type("gjjj\r")
      try screen.wait(for: "“catppuccin”")
      return screen
    }
    let first = try choose()
    #expect(first.shows("“catppuccin” is your theme from now on."))
    let paper = paper(first)
    try quit(first)
    let second = try open(answers: background(Self.light))
    #expect(self.paper(second) == paper)
    try quit(second)
    let file = program.path("state/offerdeck/theme")
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "catppuccin\n")
    #expect(
      try program.expect("config", "show").contains(
        #/theme\tcatppuccin\tchosen in the dashboard, /#))
    // The configuration is the user's: what stands there holds.
    try program.configure("theme: nord\n")
    let third = try choose()
    #expect(third.shows("“catppuccin” applies until you quit"))
    try quit(third)
    #expect(try program.expect("config", "show").contains(#/theme\tnord\t/#))
    // What is kept and can't be shown any more is nothing to tell anybody of.
    try program.configure("")
    try "gone\n".write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try program.expect("config", "show").contains(#/theme\tauto\tdefault/#))
  }

  @Test(arguments: [("0;15", "light"), ("15;0", "dark"), ("0;default;15", "light"), ("x", "dark")])
  func `is what COLORFGBG has where nothing else is known`(value: String, name: String) throws {
    let screen = try open(environment: ["COLORFGBG": value])
    #expect(paper(screen) == (try paper(ofTheme: name)))
    try quit(screen)
  }

  @Test func `is the one that was chosen, whatever the terminal says`() throws {
    let screen = try open("--theme", "dracula", answers: background(Self.light))
    let before = paper(screen)
    screen.type("/field\r")
    try screen.wait(for: "1 of 1 filtered")
    #expect(paper(screen) == before)
    try quit(screen)
  }

  @Test func `changes while it runs, where the terminal tells that`() throws {
    let (light, dark) = (try paper(ofTheme: "light"), try paper(ofTheme: "dark"))
    let screen = try open("--theme", "auto", answers: [("\u{1B}[?2031$p", "\u{1B}[?2031;1$y")])
    try screen.wait(for: "the wish to be told") {
      String(decoding: $0.sent, as: UTF8.self).contains("\u{1B}[?2031h")
    }
    screen.type("\u{1B}[?997;2n")
    try screen.wait(for: "the light theme") { paper($0) == light }
    screen.type("\u{1B}[?997;1n")
    try screen.wait(for: "the dark theme") { paper($0) == dark }
    // Chosen by hand, it stays; left to the terminal again, it follows again.
    screen.type("Tjjjjj\r")
    try screen.wait(for: "another theme") { paper($0) != dark && !$0.shows("Themes") }
    let chosen = paper(screen)
    screen.type("\u{1B}[?997;2n/field\r")
    try screen.wait(for: "1 of 1 filtered")
    #expect(paper(screen) == chosen)
    screen.type("Tg\r")
    try screen.wait(for: "the light theme") { paper($0) == light && !$0.shows("Themes") }
    try quit(screen)
  }

  @Test(arguments: ["", "\u{0}\u{FF}", "light", "purple xterm-256color/////", "light \n\n light"])
  func `does not depend on the file that remembers it`(text: String) throws {
    let folder = program.path("state/offerdeck")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/terminals"))
    let screen = try open(answers: background(Self.light))
    let light = try paper(ofTheme: "light")
    try screen.wait(for: "the light theme") { paper($0) == light }
    try quit(screen)
  }
}
