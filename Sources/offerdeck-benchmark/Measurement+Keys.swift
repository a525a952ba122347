// How long a key takes, and what it sends; and many keys at once.

import PseudoTerminal

/// What keys brought, by what they did to the list.
private struct KeyTimes {
  var within = Samples()
  var scrolling = Samples()
  var up = Samples()
  var bytesWithin = Samples()
  var bytesScrolling = Samples()
}

extension Measurement {
  /// Down and Up, one at a time.
  func measureKeys(_ table: inout ResultTable) throws {
    let program = try settledDashboard()
    let empty = try MeasuredProgram.empty(deck, workshop)
    _ = try empty.firstFrame()
    empty.settle()
    var (times, floor) = (KeyTimes(), KeyTimes())
    for _ in 0..<rounds {
      try press(program, into: &times)
      try press(empty, into: &floor)
    }
    try program.quit()
    try empty.quit()
    let goals = (p50: Goal.atMost(0.25, " ms"), p95: Goal.atMost(0.4, " ms"))
    table.add("Down within the screen", times.within, floor: floor.within, goals: goals)
    table.add("Down that scrolls", times.scrolling, floor: floor.scrolling, goals: goals)
    table.add("Up", times.up, floor: floor.up, goals: goals)
    add("Down within the screen, bytes", times.bytesWithin, floor.bytesWithin, 450, to: &table)
    add("Down that scrolls, bytes", times.bytesScrolling, floor.bytesScrolling, 800, to: &table)
  }

  private func add(
    _ name: String, _ bytes: Samples, _ floor: Samples, _ limit: Double,
    to table: inout ResultTable
  ) {
    guard !bytes.isEmpty else { return }
    table.add(
      name, bytes.median, floor: floor.isEmpty ? nil : floor.median, goal: .atMost(limit))
  }

  /// Down a hundred times and up again, or to the end of a short list.
  private func press(_ program: MeasuredProgram, into times: inout KeyTimes) throws {
    let count = min(100, deck.offers - 1)
    for _ in 0..<count {
      let before = program.firstRow
      let answer = try program.answer(to: Keys.down)
      if program.firstRow == before {
        times.within.add(answer.milliseconds)
        times.bytesWithin.add(Double(answer.bytes))
      } else {
        times.scrolling.add(answer.milliseconds)
        times.bytesScrolling.add(Double(answer.bytes))
      }
    }
    for _ in 0..<count { times.up.add(try program.answer(to: Keys.up).milliseconds) }
  }

  /// 2,000 Downs in one piece: none of them may be lost.
  func measureBurst(_ table: inout ResultTable) throws {
    let program = try settledDashboard()
    let empty = try MeasuredProgram.empty(deck, workshop)
    _ = try empty.firstFrame()
    empty.settle()
    var (speeds, floors) = (Samples(), Samples())
    for _ in 0..<rounds {
      speeds.add(try burst(program))
      floors.add(try burst(empty))
    }
    try program.quit()
    try empty.quit()
    table.add(
      "2,000 Downs at once, keys a second", speeds.median, floor: floors.median,
      goal: .atLeast(50_000))
  }

  /// Keys a second.
  private func burst(_ program: MeasuredProgram) throws -> Double {
    let count = 2_000
    let place = min(deck.offers, count + 1)
    let answer = try program.answer(to: String(repeating: Keys.down, count: count))
    program.settle()
    guard program.position == place else {
      throw Trouble(
        "After \(count) Downs the list is not at \(place):\n" + program.screen)
    }
    _ = try program.answer(to: Keys.home)
    program.settle()
    return Double(count) / answer.milliseconds * 1_000
  }
}

/// What keys send, in the mode that the program asks for.
enum Keys {
  static let down = "\u{1B}OB"
  static let up = "\u{1B}OA"
  static let home = "\u{1B}OH"
  static let end = "\u{1B}OF"
  static let tab = "\t"
  static let enter = "\r"
  static let escape = "\u{1B}"
}
