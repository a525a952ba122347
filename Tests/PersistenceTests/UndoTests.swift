// Undo takes back exactly what was done, one thing at a time.

import Foundation
import Lifecycle
import Testing

@testable import Persistence

struct UndoTests {
  private let folder: Folder
  private let store: Store
  private let key = Sample.key("fleet")

  init() throws {
    folder = try Folder()
    store = try folder.store(with: [Sample.offer("fleet"), Sample.offer("sales")])
  }

  @Test func `undo is an entry of its own and walks back`() throws {
    let start = try store.offer(key)
    try store.apply([.answer(step: "type", value: "no")], to: key, at: Sample.later(1), by: "bob")
    let middle = try store.offer(key)
    try store.apply([.answer(step: "type", value: "yes")], to: key, at: Sample.later(2), by: "bob")
    let first = try #require(try store.undo(key, at: Sample.later(3), by: "cas"))
    #expect(try store.offer(key) == middle)
    #expect(first.kind == "undo" && first.by == "cas" && first.undoes == 5)
    #expect(first.id == 6)
    let second = try #require(try store.undo(key, at: Sample.later(4), by: "cas"))
    #expect(second.undoes == 4)
    #expect(try store.offer(key) == start)
    #expect(try store.undo(key, at: Sample.later(5), by: "cas") == nil)
    #expect(
      try store.history(of: key, limit: 9).map(\.kind)
        == ["undo", "undo", "answer", "answer", "added"])
  }

  @Test func `something new after an undo is undone first`() throws {
    try store.apply([.answer(step: "type", value: "no")], to: key, at: Sample.now, by: "bob")
    try store.undo(key, at: Sample.now, by: "bob")
    try store.apply([.page(id: "setup", state: .complete)], to: key, at: Sample.now, by: "bob")
    try store.undo(key, at: Sample.now, by: "bob")
    #expect(try store.offer(key) == Sample.offer("fleet").atDeckResolution)
    #expect(try store.undo(key, at: Sample.now, by: "bob") == nil)
  }

  @Test func `an account-wide step is undone through its offer only`() throws {
    try store.apply([.tick(step: "billing")], to: key, at: Sample.now, by: "bob")
    #expect(try store.undo(Sample.key("sales"), at: Sample.now, by: "bob") == nil)
    #expect(try store.undo(key, at: Sample.now, by: "bob") != nil)
    #expect(try store.publishers() == [Sample.publisher])
  }

  @Test func `an account-wide step that was changed since is not undone`() throws {
    try store.apply([.tick(step: "billing")], to: key, at: Sample.now, by: "bob")
    try store.apply([.untick(step: "billing")], to: Sample.key("sales"), at: Sample.now, by: "cas")
    #expect {
      try store.undo(key, at: Sample.now, by: "bob")
    } throws: { error in
      (error as? StoreFailure)?.sentence.contains("changed since") == true
    }
    #expect(try store.publishers() == [Sample.publisher])
  }

  @Test func `an account-wide step of the profile is undone from each offer that counts on it`()
    throws
  {
    try store.apply([.page(id: "setup", state: .complete)], to: key, at: Sample.now, by: "bob")
    try store.set("billing", isDone: true, ofAccount: "contoso", at: Sample.later(1), by: "ann")
    // No offer on this track counts on it.
    try store.set("enrolled", isDone: true, ofAccount: "contoso", at: Sample.later(2), by: "ann")
    let first = try #require(try store.undo(key, at: Sample.later(3), by: "bob"))
    #expect(first.subject == "billing" && first.offer == "fleet" && first.detail == "tick")
    #expect(first.sentence(["billing": "Billing"]) == "Undone: “Billing” no longer done")
    #expect(try store.publishers().first?.ticks.keys.map { $0 } == ["enrolled"])
    #expect(try store.undo(Sample.key("sales"), at: Sample.later(4), by: "bob") == nil)
    #expect(try store.undo(key, at: Sample.later(5), by: "bob")?.detail == "page")
    #expect(try store.undo(key, at: Sample.later(6), by: "bob") == nil)
    #expect(
      try store.accountHistory(of: "contoso", limit: 9).map(\.kind)
        == ["undo", "tick", "tick", "added"])
    #expect(try store.integrityProblems() == [])
  }

  @Test func `others' changes to the account stay`() throws {
    try store.apply([.tick(step: "billing")], to: key, at: Sample.now, by: "bob")
    try store.apply([.tick(step: "signed-in")], to: Sample.key("sales"), at: Sample.now, by: "cas")
    try store.undo(key, at: Sample.now, by: "bob")
    #expect(try store.publishers().first?.ticks.keys.map { $0 } == ["signed-in"])
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func `after any walk undo leads back to the start`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let track = try #require(["draft", "published", "new"].randomElement(using: &dice))
    let walker = Sample.offer("walker", track: track, facts: [.inAppSource: "yes"])
    try store.add(walker, at: Sample.now, by: "ann")
    let actions = Rules(Sample.playbook).actions(onTrack: track) + Rules.observations
    var states = [try state(walker.key)]
    for step in 1...120 {
      let action = try #require(actions.randomElement(using: &dice))
      let before = try state(walker.key)
      do {
        try store.apply([action], to: walker.key, at: Sample.later(Double(step)), by: "bob")
      } catch is Refusal {
        #expect(try state(walker.key) == before)
      }
      let after = try state(walker.key)
      if after != before { states.append(after) }
    }
    #expect(states.count > 30)
    #expect(try store.integrityProblems() == [])
    for expected in states.reversed().dropFirst() {
      #expect(try store.undo(walker.key, at: Sample.later(500), by: "bob") != nil)
      #expect(try state(walker.key) == expected)
    }
    #expect(try store.undo(walker.key, at: Sample.later(500), by: "bob") == nil)
    #expect(try store.offer(walker.key) == walker.atDeckResolution)
    #expect(try store.publishers() == [Sample.publisher])
    #expect(try store.integrityProblems() == [])
  }

  private func state(_ key: OfferKey) throws -> Rules.Subject {
    Rules.Subject(
      try #require(try store.offer(key)), try #require(try store.publishers().first))
  }
}
