// What a key costs on the wire: counted, not timed, so that it is the same on every machine.

import Foundation
import PseudoTerminal
import Testing

@Suite(.serialized) struct `Bytes for a key` {
  @Test func `a step down the list alone is at most 150 bytes, and 400 where it scrolls`() throws {
    let program = try RunningProgram.demo(rows: 14, columns: 60)
    program.drain(quietFor: 200)
    // The first keys find colors and a cursor that nobody knows the terminal to have.
    program.type("\u{1B}OB\u{1B}OA")
    program.drain(quietFor: 200)
    var within = 0
    var scrolling = 0
    for _ in 0..<19 {
      let (before, top) = (program.sent.count, program.lines[5])
      program.type("\u{1B}OB")
      program.drain(quietFor: 100)
      let bytes = program.sent.count - before
      #expect(bytes > 0)
      // What stood in the first row has gone with the selection's mark, or with its text.
      if program.lines[5].dropFirst(4) == top.dropFirst(4) {
        within = max(within, bytes)
      } else {
        scrolling = max(scrolling, bytes)
      }
    }
    #expect(within > 0 && within <= 150)
    #expect(scrolling > 0 && scrolling <= 400)
  }
}
