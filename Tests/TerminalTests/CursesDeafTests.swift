// A terminal that does not read: a window that hangs, a connection that is slow or gone.

import Foundation
import Glibc
import PseudoTerminal
import Testing

@testable import Terminal

@Suite struct CursesDeafTests {
  /// The probe with a first frame that no line takes at once, and nobody reads.
  private func deaf() throws -> RunningProgram {
    let texts = (0..<190).map { "\($0) " + String(repeating: "Contoso ", count: 58) }
    let program = try RunningProgram(RunningProgram.probePath, texts, rows: 200, columns: 500)
    program.waitForUnread()
    return program
  }

  @Test func `keys and sizes are taken meanwhile, and shown when it reads again`() throws {
    let program = try deaf()
    #expect(program.typeUnread("abc") == 3)
    program.resize(rows: 196, columns: 97)
    program.typeUnread("d")
    try program.wait(for: "probe 97x196")
    try program.wait(for: "key d")
    #expect(["key a", "key b", "key c"].allSatisfy(program.shows))
    program.type("q")
    #expect(try program.waitForEnd() == 0)
    #expect(program.isGivenBack)
  }

  @Test func `frames that nobody has time to see are left out`() throws {
    let program = try deaf()
    let keys = 3_000
    for _ in 0..<keys { program.typeUnread("x") }
    try program.wait(for: "the last key") { $0.lines[0].hasSuffix("#\(keys)") }
    #expect(program.sent.count < 300_000)
  }

  @Test(arguments: [SIGTERM: Int32(143), SIGINT: 130, SIGQUIT: 131, SIGHUP: 0])
  func `a signal ends the program all the same`(signal: Int32, code: Int32) throws {
    let program = try deaf()
    program.signal(signal)
    #expect(program.endUnread() == code)
    #expect(program.modes == program.modesBefore)
  }

  @Test func `a key ends the program all the same`() throws {
    let program = try deaf()
    program.typeUnread("q")
    #expect(program.endUnread() == 0)
    #expect(program.modes == program.modesBefore)
  }

  @Test func `a crash is not kept from ending the program`() throws {
    let program = try deaf()
    program.typeUnread("T")
    #expect([132, 133].contains(program.endUnread()))
    #expect(program.modes == program.modesBefore)
  }
}
