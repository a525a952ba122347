// Undo and redo on the screen: the last action of the deck, however many offers it changed.

import Lifecycle
import Persistence
import Testing

@testable import offerdeck

@Suite struct `Undo on the screen` {
  private func journey() throws -> Journey {
    let facts: [Fact: String] = [.typeRight: "yes"]
    return try Journey(
      [
        Journey.offer("assets", facts: facts), Journey.offer("fleet", facts: facts),
        Journey.offer("loyalty", facts: facts),
      ])
  }

  private func answers(_ journey: Journey) throws -> [String?] {
    try ["assets", "fleet", "loyalty"].map { try journey.offer($0).facts[.inAppSource] }
  }

  @Test func `takes back what was done to several offers as one, and redo does it again`() throws {
    let journey = try journey()
    for step in ["manager-signed-in", "addendum", "billing"] {
      try journey.store.accounts.set(
        step, isDone: true, of: "contoso", at: journey.clock.now, by: "tester")
    }
    // Select all, choose their next step, and answer that they are not in AppSource.
    let all = ["a", "Enter", "Enter", "n", "Enter"]
    try journey.frames(all)
    #expect(try answers(journey) == ["no", "no", "no"])
    try journey.frames(["u", "y"])
    #expect(try answers(journey) == [nil, nil, nil])
    let screen = try journey.screen("C-r")
    #expect(try answers(journey) == ["no", "no", "no"])
    #expect(screen.contains("for Contoso Assets, Contoso Fleet, Contoso Loyalty. u undo"))
  }

  @Test func `asks nothing about what was done in this session`() throws {
    let journey = try journey()
    let screen = try journey.screen("Enter", "u")
    #expect(screen.contains("Undone: "))
    #expect(try journey.store.publishers.all().first?.ticks.isEmpty == true)
  }

  @Test func `leaves what somebody else did until it is confirmed`() throws {
    let journey = try journey()
    try journey.store.accounts.set(
      "addendum", isDone: true, of: "contoso", at: journey.clock.now, by: "ann")
    for answer in ["Enter", "n", "Esc"] { try journey.screen("u", answer) }
    #expect(try journey.store.publishers.all().first?.ticks["addendum"] != nil)
    try journey.screen("u", "y")
    #expect(try journey.store.publishers.all().first?.ticks["addendum"] == nil)
  }
}
