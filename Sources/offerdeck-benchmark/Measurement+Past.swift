// Time: the counts of very many offers under one deadline, and the deck as it was.

import Foundation
import PseudoTerminal

extension Measurement {
  /// The first frame, with the panel's counts, where one deadline concerns every offer.
  func measureDeadline(_ table: inout ResultTable) throws {
    let uniform = try SampleDeck(offers: deck.offers, track: "new", in: workshop)
    defer { uniform.remove(from: workshop) }
    var (starts, frames) = (Samples(), Samples())
    for _ in 0..<rounds * 2 {
      let version = try MeasuredProgram(workshop.offerdeck, ["--version"], workshop)
      try version.terminal.waitForEnd()
      starts.add(Double(RunningProgram.nanoseconds() - version.terminal.startedAt) / 1e6)
      let dashboard = try MeasuredProgram.dashboard(uniform, workshop)
      frames.add(try dashboard.firstFrame().milliseconds)
      let text = dashboard.screen.filter { $0 != "," }
      guard text.contains("/\(deck.offers)") else {
        throw Trouble("The panel does not count every offer:\n" + dashboard.screen)
      }
      try dashboard.quit()
    }
    table.add(
      "all under one deadline: first frame over the bare start", frames.median - starts.median,
      unit: " ms", goal: .atMost(10, " ms"))
  }

  /// The deadlines as they were: a change ago, and before all offers were imported. Beside them the
  /// deadlines as they are.
  func measurePast(_ table: inout ResultTable) throws {
    let id = try String(contentsOfFile: deck.table, encoding: .utf8).prefix(400)
      .split(separator: "\n").dropFirst().first?.split(separator: ",").first
    guard let id else { throw Trouble("The table has no offer.") }
    try run("edit", String(id), "name=Another", at: "2019-09-20T13:00")
    var (back, empty, present) = (Samples(), Samples(), Samples())
    for _ in 0..<(deck.offers < 100_000 ? rounds : 2) {
      present.add(try run("deadlines", at: "2019-09-20T13:01"))
      back.add(try run("deadlines", at: "2019-09-20T12:59"))
      empty.add(try run("deadlines", at: "2019-01-01"))
    }
    let large = limit(small: 0.2, middle: 0.5, large: 3)
    table.add(
      "as it was, a change ago", back.median, unit: " s", floor: present.median,
      goal: .atMost(large, " s"))
    table.add(
      "as it was, before its import", empty.median, unit: " s", floor: present.median,
      goal: .atMost(large * 4, " s"))
  }

  @discardableResult
  private func run(_ arguments: String..., at moment: String) throws -> Double {
    try workshop.run(
      workshop.offerdeck, arguments + ["--deck", deck.path, "--as-of", moment]
    ).seconds
  }
}
