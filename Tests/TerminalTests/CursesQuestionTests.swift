// What the real screen asks a real terminal, and what follows from the answers.

import Foundation
import PseudoTerminal
import Testing

@testable import Terminal

@Suite struct CursesQuestionTests {
  private func text(_ program: RunningProgram) -> String {
    String(decoding: program.sent, as: UTF8.self)
  }

  /// Makes sure that all answers have been taken: what is typed comes after them.
  private func settle(_ program: RunningProgram) throws {
    program.type("B")
    try program.wait(for: "a bell") { $0.bells == 1 }
  }

  @Test func `the questions come after the first frame, and once`() throws {
    let program = try RunningProgram.probe(["Contoso"])
    try program.wait(for: "a question") { text($0).contains("\u{1B}[c") }
    try settle(program)
    program.type("xyz\u{0C}")
    try program.wait(for: "key z")
    let parts = text(program).components(separatedBy: "\u{1B}]11;?")
    #expect(parts.count == 2 && parts[0].contains("Contoso"))
  }

  @Test func `frames are marked where the terminal says that it waits for their end`() throws {
    let texts = (0..<20).map { "\($0) " + String(repeating: "Contoso ", count: 8) }
    let program = try RunningProgram.probe(
      texts, answers: [("\u{1B}[?2026$p", "\u{1B}[?2026;2$y")])
    try program.wait(for: "a question") { text($0).contains("\u{1B}[c") }
    program.type("xB")
    try program.wait(for: "a bell") { $0.bells == 1 }
    // A short one is read at once.
    #expect(!text(program).contains("\u{1B}[?2026h"))
    program.type("\u{0C}yB")
    try program.wait(for: "another bell") { $0.bells == 2 }
    let frame = text(program).components(separatedBy: "\u{1B}[?2026h").last ?? ""
    #expect(frame.components(separatedBy: "\u{1B}[?2026l").first?.contains("19 Contoso") == true)
    program.type("q")
    #expect(try program.waitForEnd() == 0)
    let begins = text(program).components(separatedBy: "\u{1B}[?2026h").count - 1
    let ends = text(program).components(separatedBy: "\u{1B}[?2026l").count - 1
    // And once when the terminal is given back.
    #expect(begins == 1 && ends == 2)
    #expect(program.isGivenBack)
  }

  @Test(arguments: [("fdf6/e3e3/ffff", "light"), ("1e1e/1e1e/1e1e", "dark")])
  func `the background tells dark from light`(color: String, scheme: String) throws {
    let program = try RunningProgram.probe(
      answers: [("\u{1B}]11;?\u{1B}\\", "\u{1B}]11;rgb:\(color)\u{1B}\\")])
    try program.wait(for: "scheme \(scheme)")
    #expect(program.lines[0].hasSuffix("#1"))
  }

  @Test func `a switch between dark and light is told, and no more after the end`() throws {
    let program = try RunningProgram.probe(answers: [("\u{1B}[?2031$p", "\u{1B}[?2031;2$y")])
    try program.wait(for: "the wish to be told") { text($0).contains("\u{1B}[?2031h") }
    program.type("\u{1B}[?997;2n")
    try program.wait(for: "scheme light")
    program.type("q")
    #expect(try program.waitForEnd() == 0)
    #expect(program.isGivenBack && text(program).contains("\u{1B}[?2031l"))
  }

  @Test func `a link is written under its text where the terminal is known to have links`() throws {
    let address = "\u{1B}]8;;https://contoso.com/fleet\u{1B}\\"
    let program = try RunningProgram.probe(
      ["Contoso Fleet"], environment: ["TERM_PROGRAM": "WezTerm"])
    program.type("Lx")
    try program.wait(for: "key x")
    try program.wait(for: "the link") { text($0).contains(address + "Contoso\u{1B}]8;;") }
    #expect(program.lines[1] == "Contoso Fleet|")
    let silent = try RunningProgram.probe(["Contoso Fleet"])
    silent.type("Lx")
    try silent.wait(for: "key x")
    #expect(!text(silent).contains("\u{1B}]8;"))
  }

  @Test func `a message of the desktop goes where one is known to arrive`() throws {
    let program = try RunningProgram.probe(
      answers: [("\u{1B}[>0q", "\u{1B}P>|kitty(0.36.1)\u{1B}\\")])
    try program.wait(for: "a question") { text($0).contains("\u{1B}[c") }
    program.type("KB")
    try program.wait(for: "a bell") { $0.bells == 1 }
    #expect(text(program).contains("\u{1B}]99;;Contoso␛]0;evil␇\u{1B}\\"))
    let silent = try RunningProgram.probe()
    silent.type("KB")
    try silent.wait(for: "a bell") { $0.bells == 1 }
    #expect(!text(silent).contains("evil"))
  }

  @Test(arguments: ["vt100", "linux"])
  func `a terminal that is no xterm is sent what terminfo has, and no more`(term: String) throws {
    let program = try RunningProgram.probe(environment: ["TERM": term])
    program.type("YKLx")
    try program.wait(for: "key x")
    program.type("q")
    #expect(try program.waitForEnd() == 0)
    let text = text(program)
    let odd = ["\u{1B}]", "\u{1B}P", "\u{1B}[?2004", "\u{1B}[?1004", "$p", "\u{1B}[c", "\u{1B}[>"]
    for sequence in odd { #expect(!text.contains(sequence), "\(sequence.debugDescription)") }
  }

  @Test func `answers that come while the program ends are not typed into the shell`() throws {
    let shell = try RunningProgram.shell("$PROBE; echo ended; read line; echo \"line=$line.\"")
    shell.answers = [("\u{1B}]11;?\u{1B}\\", "\u{1B}]11;rgb:1e1e/1e1e/1e1e\u{1B}\\")]
    shell.type("q")
    try shell.wait(for: "ended")
    shell.type("typed\n")
    try shell.wait(for: "line=typed.")
  }
}
