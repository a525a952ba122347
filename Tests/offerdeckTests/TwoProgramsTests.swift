// Two programs on one deck, each in a terminal of its own: each sees what the other does, and of
// what both do at once nothing is lost.

import Foundation
import Lifecycle
import Persistence
import PseudoTerminal
import Testing

@testable import offerdeck

@Suite(.serialized) struct `Two programs on one deck` {
  private let program: Program

  init() throws { program = try Program.withOffers() }

  private func open() throws -> RunningProgram {
    let screen = try RunningProgram(
      RunningProgram.offerdeck, ["--deck", program.deck, "--as-of", "2019-09-20"],
      environment: ["HOME": program.folder, "TZ": "UTC", "USER": "tester"], rows: 30, columns: 100)
    try screen.wait(for: "Contoso Fleet")
    return screen
  }

  private func store() throws -> Store { try Store(at: program.deck, playbooks: Demo.playbooks) }

  @Test func `see each other's changes without a key`() throws {
    let (one, other) = (try open(), try open())
    for screen in [one, other] { try screen.wait(for: "0 of 14") }
    // The instruction of the first step has no room beside the steps, and comes first.
    one.type("\r")
    try one.wait(for: "Enter mark done  Esc back")
    one.rest()
    one.type("\r")
    try one.wait(for: "1 of 14")
    try other.wait(for: "1 of 14")
    other.type("u")
    try other.wait(for: "0 of 14")
    try one.wait(for: "0 of 14")
    // And what a command does.
    try program.expect("advance", "fleet")
    try one.wait(for: "1 of 14")
    try other.wait(for: "1 of 14")
    try program.file("more.csv", "offer_id,name,publisher_id\nnew,Contoso New Offer,contoso\n")
    try program.expect("import", "more.csv")
    try one.wait(for: "Contoso New Offer")
    try other.wait(for: "Contoso New Offer")
    for screen in [one, other] {
      screen.type("q")
      #expect(try screen.waitForEnd() == 0)
    }
  }

  /// Ticks the step of the platform's version in all programs at once, and takes the ticks back at
  /// once, so many times; then leaves. Enter acts only on a step that is on the screen.
  private func tick(_ screens: [RunningProgram], rounds: Int) throws {
    let toStep = "gjjjjjjjj"
    for screen in screens { screen.type("\t") }
    for _ in 0..<rounds {
      for screen in screens { screen.type(toStep) }
      for screen in screens { try screen.wait(for: "What to do · 9 ") }
      for screen in screens { screen.type("\r") }
      for screen in screens { try screen.wait(for: "1 of 14") }
      for screen in screens { screen.type(toStep + "x") }
      for screen in screens { try screen.wait(for: "0 of 14") }
    }
    for screen in screens { screen.type("q") }
    for screen in screens { #expect(try screen.waitForEnd() == 0) }
  }

  @Test func `lose nothing of what both do at the same time to two offers`() throws {
    try program.file(
      "more.csv", "offer_id,name,publisher_id,track\nflight,Contoso Flight,contoso,published\n")
    try program.expect("import", "more.csv", "--as-of", "2019-09-20")
    let before = try store().history.entries(limit: 10_000).count
    let (one, other) = (try open(), try open())
    let rounds = 15
    other.type("j")
    try tick([one, other], rounds: rounds)
    let store = try store()
    #expect(try store.history.entries(limit: 10_000).count == before + 4 * rounds)
    for id in ["fleet", "flight"] {
      let entries = try store.history.entries(
        of: OfferKey(publisher: "contoso", offer: id), limit: 10_000)
      #expect(
        entries.filter { $0.offer != nil }.map(\.kind)
          == (0..<rounds).flatMap { _ in ["untick", "tick"] }, "\(id)")
    }
    #expect(try store.integrity.problems() == [])
  }

  @Test func `write one history of what both do at the same time to one offer`() throws {
    try tick([try open(), try open()], rounds: 15)
    let store = try store()
    let key = OfferKey(publisher: "contoso", offer: "fleet")
    let entries = try store.history.entries(of: key, limit: 10_000).reversed().filter {
      $0.offer != nil
    }
    #expect(entries.count >= 30)
    // Each change was made on what the one before had left: nothing was written over unseen.
    var ticks: Set<String> = []
    for entry in entries {
      guard case .fields(.offer, let fields) = try store.history.changes(of: entry.id)?.first else {
        Issue.record("The entry \(entry.id) can't be undone.")
        return
      }
      for (name, change) in fields where name.hasPrefix("step.") && entry.kind != "added" {
        let step = String(name.dropFirst(5))
        #expect((change.old != nil) == ticks.contains(step))
        if change.new == nil { ticks.remove(step) } else { ticks.insert(step) }
      }
    }
    #expect(try store.offers.find(key).map { Set($0.ticks.keys) } == ticks)
    #expect(try store.integrity.problems() == [])
  }
}
