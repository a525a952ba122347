// Lists that change as a whole: a filter, another order. And the memory that all of it takes.

import Foundation
import PseudoTerminal

extension Measurement {
  /// A word that one name of a hundred has, until its rows are seen.
  func measureFilter(_ table: inout ResultTable) throws {
    let program = try settledDashboard()
    var (times, floors) = (Samples(), Samples())
    let floor = try SQLiteFloor(deck, workshop)
    defer { floor.remove() }
    // A word of its own for each round: what was found before is remembered.
    for word in SampleTable.rareWords.prefix(rounds) {
      times.add(try filter(program, by: word))
      floors.add(try floor.query(word))
    }
    try program.quit()
    table.add(
      "filter by a word, first rows", times.median, unit: " ms", floor: floors.median,
      goal: .atMost(limit(small: 10, middle: 10, large: 50), " ms"))
  }

  private func filter(_ program: MeasuredProgram, by word: String) throws -> Double {
    _ = try program.answer(to: "/")
    program.settle()
    let answer = try program.answer(to: word) { terminal in
      let isEmpty = terminal.shows("No offer matches")
      return isEmpty || (terminal.shows(" filtered ") && terminal.shows(word.capitalized + " "))
    }
    program.settle()
    _ = try program.answer(to: Keys.enter)
    program.settle()
    _ = try program.answer(to: Keys.escape) { !$0.shows(" filtered ") }
    program.settle()
    return answer.milliseconds
  }

  /// Another order, from the key that chooses it to the last byte.
  func measureSort(_ table: inout ResultTable) throws {
    let program = try settledDashboard()
    var times = Samples()
    for _ in 0..<rounds {
      _ = try program.answer(to: "s")
      _ = try program.answer(to: Keys.down)
      times.add(try program.answer(to: Keys.enter).milliseconds)
      program.settle()
    }
    try program.quit()
    table.add(
      "another order", times.median, unit: " ms",
      goal: .atMost(limit(small: 10, middle: 10, large: 50), " ms"))
  }

  /// The most memory in a session that goes everywhere.
  func measureMemory(_ table: inout ResultTable) throws {
    let program = try settledDashboard()
    for keys in [String(repeating: Keys.down, count: 500), Keys.end, Keys.home] {
      program.send(keys)
    }
    _ = try filter(program, by: SampleTable.rareWords[0])
    for keys in ["s", Keys.down, Keys.enter] { program.send(keys) }
    let peak = program.peakMemory
    try program.quit()
    let empty = try MeasuredProgram.empty(deck, workshop)
    _ = try empty.firstFrame()
    let floor = empty.peakMemory
    try empty.quit()
    table.add(
      "peak memory", peak, unit: " MiB", floor: floor,
      goal: .atMost(limit(small: 32, middle: 32, large: 48), " MiB"))
  }
}
