// Programs that are killed within one large write: an import, undo and redo of it, a name in many offers,
// a step of many offers. All of it is there, or nothing is. OFFERDECK_BULK_KILLS says how often.

import Foundation
import GRDB
import Glibc
import Lifecycle
import Persistence
import PseudoTerminal
import Testing

@testable import offerdeck

@Suite(.serialized) struct `A program that is killed within a large write` {
  private static let rounds =
    Int(ProcessInfo.processInfo.environment["OFFERDECK_BULK_KILLS"] ?? "") ?? 4
  private static let offers = 900

  private let program: Program

  /// A deck of many offers, whose next step is a question of each.
  init() throws {
    program = try Program()
    try program.file("bulk.csv", Self.table(stage: "live", name: "Contoso Offer", 0..<Self.offers))
    try program.file("more.csv", Self.table(stage: "live", name: "Contoso", 300..<2_000))
    try program.expect("import", "bulk.csv", "--as-of", "2019-09-19")
    for _ in 0..<2 { try program.expect("advance", "offer-0", "--as-of", "2019-09-19", "--yes") }
  }

  private static func table(stage: String, name: String, _ numbers: Range<Int>) -> String {
    "offer_id,name,publisher_id,track,stage,legal_entity\n"
      + numbers.map { "offer-\($0),\(name) \($0),contoso,published,\(stage),Contoso Ltd\n" }
      .joined()
  }

  /// What the deck has, but for what names the moment and the event.
  private func content(_ path: String) throws -> [String] {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    let columns = [
      "offers": [
        "id", "offer_id", "name", "track", "stage", "legal_entity", "in_appsource", "due",
        "blocked",
        "met", "added_by",
      ],
      "history": ["id", "type", "offer", "undoes", "length(payload)"],
      "history_parts": ["number", "event", "length(payload)"],
      "tally": ["stage", "blocked", "concerned", "met", "count"],
    ]
    let rows = columns.sorted { $0.key < $1.key }.map { table, columns in
      "SELECT " + columns.map { "quote(\($0))" }.joined(separator: " || '|' || ")
        + " FROM \(table)"
    }
    return try queue.read { db in
      try String.fetchAll(db, sql: rows.joined(separator: " UNION ALL "))
    }
  }

  private static let writes = [
    ["import", "more.csv"], ["undo"], ["redo"],
    ["publisher", "entity", "rename", "Contoso Ltd", "Contoso AG", "-p", "contoso"], ["answer"],
  ]

  /// Starts a write.
  ///
  /// - Returns: how it is killed, and how it is waited for.
  private func start(
    _ write: [String]
  ) throws -> (kill: () -> Void, finish: () throws -> Void) {
    guard write == ["answer"] else {
      let child = try program.start(write + ["--as-of", "2019-09-20"])
      return ({ _ = kill(child.pid, SIGKILL) }, { _ = try program.finish(child) })
    }
    let screen = try RunningProgram(
      RunningProgram.offerdeck, ["--deck", program.deck],
      environment: program.environment.mapValues { $0 }, rows: 30, columns: 120)
    try screen.wait(for: "Contoso Offer 0")
    screen.type("a")
    try screen.wait(for: "◆ Contoso Offer 10")
    screen.type("\r")
    try screen.wait(for: "\(Self.offers) selected offers")
    screen.rest()
    screen.type("\r")
    try screen.wait(for: "Yes")
    screen.rest()
    screen.type("j")
    try screen.wait(for: "▸ Yes")
    screen.type("\r")
    return (
      { screen.signal(SIGKILL) },
      {
        _ = try screen.waitForEnd()
      }
    )
  }

  @Test(arguments: writes) func `leaves all of it or nothing`(write: [String]) throws {
    if write == ["undo"] || write == ["redo"] { try program.expect("import", "more.csv") }
    if write == ["redo"] { try program.expect("undo") }
    let template = program.path("template.sqlite")
    try FileManager.default.copyItem(atPath: program.deck, toPath: template)
    let before = try content(template)
    var dice = Dice(seed: 7)
    var (whole, none) = (0, 0)
    // Microseconds until the kill: learned, so that it falls where the change is written.
    var delay = 60_000.0
    if write != ["answer"] {
      let whole = try ContinuousClock().measure { try start(write).finish() }
      delay = whole / .microseconds(1)
    }
    for round in 0..<Self.rounds {
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: program.deck + suffix)
      }
      try FileManager.default.copyItem(atPath: template, toPath: program.deck)
      let running = try start(write)
      usleep(UInt32(Double.random(in: 0.5...1.4, using: &dice) * delay))
      running.kill()
      try running.finish()
      let after = try content(program.deck)
      if after == before {
        none += 1
        delay *= 1.2
      } else {
        whole += 1
        delay *= 0.85
        #expect(after.count > before.count || write == ["undo"], "\(round)")
        // As much as it has without a kill.
        let events = after.count { $0.contains("offer.question.answered") }
        if write == ["answer"] { #expect(events == Self.offers, "\(round)") }
      }
      let store = try Store(at: program.deck, playbooks: Demo.playbooks)
      #expect(try store.integrity.problems() == [], "\(round)")
      let total = try store.statistics.tally().count()
      #expect([Self.offers, 2_000].contains(total), "\(round)")
      store.close()
    }
    print("\(write.joined(separator: " ")): \(Self.rounds) kills, \(whole) whole, \(none) nothing")
  }
}
