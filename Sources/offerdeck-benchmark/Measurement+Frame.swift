// How long it takes until there is something to look at.

import PseudoTerminal

extension Measurement {
  /// The first frame over the bare start of the program, which loads and links but shows nothing.
  func measureFrame(_ table: inout ResultTable) throws {
    var (starts, frames, floors) = (Samples(), Samples(), Samples())
    var bytes = 0
    // Taken in turns, so that what else the machine does falls on all of them alike.
    for _ in 0..<rounds * 4 {
      let version = try MeasuredProgram(workshop.offerdeck, ["--version"], workshop)
      try version.terminal.waitForEnd()
      starts.add(Double(RunningProgram.nanoseconds() - version.terminal.startedAt) / 1e6)
      let dashboard = try MeasuredProgram.dashboard(deck, workshop)
      let frame = try dashboard.firstFrame()
      guard dashboard.position == 1 else {
        throw Trouble("The first frame has no list:\n" + dashboard.screen)
      }
      frames.add(frame.milliseconds)
      bytes = frame.bytes
      try dashboard.quit()
      let empty = try MeasuredProgram.empty(deck, workshop)
      floors.add(try empty.firstFrame().milliseconds)
      try empty.quit()
    }
    table.add("bare start (offerdeck --version)", starts.median, unit: " ms")
    table.add("first frame", frames.median, unit: " ms", floor: floors.median)
    table.add(
      "first frame over the bare start", frames.median - starts.median, unit: " ms",
      goal: .atMost(10, " ms"))
    table.add("first frame, bytes", Double(bytes))
  }
}
