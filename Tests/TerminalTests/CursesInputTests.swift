// What is typed at the real screen in a real terminal.

import PseudoTerminal
import Testing

@testable import Terminal

@Suite struct CursesInputTests {
  @Test(arguments: [
    ("a", "key a"), ("世", "key 世"), ("\u{1B}OA", "key Up"), ("\u{1B}[A", "key Up"),
    ("\u{1B}[1;5C", "key C-Right"), ("\u{1B}[Z", "key S-Tab"), ("\u{1B}", "key Esc"),
    ("\u{1B}x", "key A-x"), ("\r", "key Enter"), ("\u{01}", "key C-a"), ("\u{1B}[15~", "key F5"),
    ("\u{13}", "key C-s"), ("\u{16}", "key C-v"), ("\u{1B}[3;5~", "key C-Del"),
    ("\u{1B}[<0;5;3M", "mouse press(Terminal.Mouse.Button.left) 4,2"), ("\u{1B}[I", "focus true"),
    ("\u{1B}[200~Con\rtoso\u{1B}[201~", "paste 8 Con␊toso"),
  ])
  func `what is typed is understood`(typed: String, line: String) throws {
    let program = try RunningProgram.probe()
    program.type(typed)
    try program.wait(for: line)
    #expect(program.lines[0].hasSuffix("#1"))
    #expect(program.lines[1] == line)
  }

  @Test func `a paste that comes in pieces is one`() throws {
    let program = try RunningProgram.probe()
    for piece in ["\u{1B}[20", "0~Cont", "oso \u{1B}[", "2", "01", "~x"] { program.type(piece) }
    try program.wait(for: "key x")
    #expect(program.lines[1...2] == ["paste 8 Contoso", "key x"])
  }

  @Test func `a paste without an end is given, and the next key is a key`() throws {
    let program = try RunningProgram.probe()
    program.type("\u{1B}[200~Contoso")
    try program.wait(for: "paste 7 Contoso")
    program.type("x")
    try program.wait(for: "key x")
  }

  @Test func `of thousands of keys none is lost`() throws {
    let program = try RunningProgram.probe()
    program.type(String(repeating: "\u{1B}OB", count: 5000) + "x")
    try program.wait(for: "key x")
    #expect(program.lines[0].hasSuffix("#5001"))
  }

  @Test func `the mouse is taken, and left when it is switched off`() throws {
    let program = try RunningProgram.probe()
    try program.wait(for: "the mouse to be taken") { $0.wantsMouse }
    program.type("M")
    try program.wait(for: "the mouse to be left") { !$0.wantsMouse }
    program.type("M")
    try program.wait(for: "the mouse to be taken") { $0.wantsMouse }
  }

  @Test func `a wake-up from a thread and a moment end the wait`() throws {
    let program = try RunningProgram.probe()
    program.type("W")
    try program.wait(for: "woken")
    program.type("P")
    try program.wait(for: "moment")
  }

  @Test func `with nothing to do it sends nothing and never wakes up`() throws {
    let program = try RunningProgram.probe()
    program.type("B")
    try program.wait(for: "a bell") { $0.bells == 1 }
    // Another program lives a whole life meanwhile: that is the time in which nothing must happen.
    try RunningProgram.probe(["first"]).wait(for: "first")
    let (sent, sleeps) = (program.sent.count, program.sleeps)
    let other = try RunningProgram.probe(["second"])
    other.type("P")
    try other.wait(for: "moment")
    other.type("q")
    try other.waitForEnd()
    program.drain(quietFor: 0)
    #expect(program.sent.count == sent)
    #expect(program.sleeps == sleeps)
    #expect(sleeps != nil)
  }

  @Test func `after a storm of sizes the last is known without a key`() throws {
    let program = try RunningProgram.probe()
    for round in 0..<60 {
      let size = round % 7 == 0 ? (1, 1) : (1 + round * 37 % 200, 1 + round * 53 % 500)
      program.resize(rows: size.0, columns: size.1)
      if round % 3 == 0 { program.drain(quietFor: 1) }
    }
    program.resize(rows: 31, columns: 97)
    try program.wait(for: "probe 97x31")
    program.type("x")
    try program.wait(for: "key x")
  }

  @Test func `a size that no terminal has is cut, and one that is not told is guessed`() throws {
    let vast = try RunningProgram(RunningProgram.probePath, told: (65535, 65535))
    try vast.wait(for: "probe 2000x1000")
    let untold = try RunningProgram(RunningProgram.probePath, told: (0, 0))
    try untold.wait(for: "probe 80x24")
  }

  @Test(arguments: [(1, 1), (1, 80), (24, 1), (200, 500)])
  func `any size works`(rows: Int, columns: Int) throws {
    let program = try RunningProgram.probe(
      ["世世世"], rows: rows, columns: columns, showing: "p")
    program.type("B")
    try program.wait(for: "a bell") { $0.bells == 1 }
    program.resize(rows: 24, columns: 80)
    try program.wait(for: "probe 80x24")
    program.type("q")
    #expect(try program.waitForEnd() == 0)
  }
}
