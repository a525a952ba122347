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
    let start = try store.offers.find(key)
    try store.offers.apply(
      [.answer(step: "type", value: "no")], to: key, at: Sample.later(1), by: "bob")
    let middle = try store.offers.find(key)
    try store.offers.apply(
      [.answer(step: "type", value: "yes")], to: key, at: Sample.later(2), by: "bob")
    let first = try #require(try store.history.undo(key, at: Sample.later(3), by: "cas").first)
    #expect(try store.offers.find(key) == middle)
    #expect(first.kind == "undo" && first.by == "cas" && first.undoes == 5)
    #expect(first.id == 6)
    let second = try #require(try store.history.undo(key, at: Sample.later(4), by: "cas").first)
    #expect(second.undoes == 4)
    #expect(try store.offers.find(key) == start)
    #expect(try store.history.undo(key, at: Sample.later(5), by: "cas").isEmpty)
    #expect(
      try store.history.entries(of: key, limit: 9).map(\.kind)
        == ["undo", "undo", "answer", "answer", "added"])
  }

  @Test func `something new after an undo is undone first`() throws {
    try store.offers.apply([.answer(step: "type", value: "no")], to: key, at: Sample.now, by: "bob")
    try store.history.undo(key, at: Sample.now, by: "bob")
    try store.offers.apply(
      [.page(id: "setup", state: .complete)], to: key, at: Sample.now, by: "bob")
    try store.history.undo(key, at: Sample.now, by: "bob")
    #expect(try store.offers.find(key) == Sample.offer("fleet").atDeckResolution)
    #expect(try store.history.undo(key, at: Sample.now, by: "bob").isEmpty)
  }

  @Test func `what one action did to an offer is undone at once, and to other offers stays`() throws
  {
    let actions: [Action] = [
      .answer(step: "type", value: "no"), .edit(.fact(.supportTicket), "SR 1234"),
      .tick(step: "billing"),
    ]
    let before = try store.offers.find(key)
    _ = try store.offers.apply(
      actions, to: [key, Sample.key("sales")], at: Sample.later(1), by: "bob")
    let sales = try store.offers.find(Sample.key("sales"))
    let undone = try store.history.undo(key, at: Sample.later(2), by: "cas")
    #expect(undone.map(\.detail) == ["tick", "edited", "answer"])
    #expect(try store.offers.find(key) == before)
    #expect(try store.publishers.all() == [Sample.publisher])
    #expect(try store.offers.find(Sample.key("sales")) == sales)
    #expect(sales?.facts == [.typeRight: "no", .supportTicket: "SR 1234"])
    // It was one action: doing it again does all three.
    #expect(try store.history.redo(at: Sample.later(3), by: "cas").count == 3)
    #expect(try store.offers.find(key)?.facts == sales?.facts)
    #expect(try store.integrity.problems() == [])
  }

  @Test func `an account-wide step is undone through its offer only`() throws {
    try store.offers.apply([.tick(step: "billing")], to: key, at: Sample.now, by: "bob")
    #expect(try store.history.undo(Sample.key("sales"), at: Sample.now, by: "bob").isEmpty)
    #expect(try store.history.undo(key, at: Sample.now, by: "bob").isEmpty == false)
    #expect(try store.publishers.all() == [Sample.publisher])
  }

  @Test func `an account-wide step that was changed since is not undone`() throws {
    try store.offers.apply([.tick(step: "billing")], to: key, at: Sample.now, by: "bob")
    try store.offers.apply(
      [.untick(step: "billing")], to: Sample.key("sales"), at: Sample.now, by: "cas")
    #expect {
      try store.history.undo(key, at: Sample.now, by: "bob")
    } throws: { error in
      (error as? StoreFailure)?.sentence.contains("changed since") == true
    }
    #expect(try store.publishers.all() == [Sample.publisher])
  }

  @Test func `an account-wide step of the profile is undone from each offer that counts on it`()
    throws
  {
    try store.offers.apply(
      [.page(id: "setup", state: .complete)], to: key, at: Sample.now, by: "bob")
    try store.accounts.set("billing", isDone: true, of: "contoso", at: Sample.later(1), by: "ann")
    // No offer on this track counts on it.
    try store.accounts.set("enrolled", isDone: true, of: "contoso", at: Sample.later(2), by: "ann")
    let first = try #require(try store.history.undo(key, at: Sample.later(3), by: "bob").first)
    #expect(first.subject == "billing" && first.offer == "fleet" && first.detail == "tick")
    #expect(first.sentence(["billing": "Billing"]) == "Undone: “Billing” no longer done")
    #expect(try store.publishers.all().first?.ticks.keys.map { $0 } == ["enrolled"])
    #expect(try store.history.undo(Sample.key("sales"), at: Sample.later(4), by: "bob").isEmpty)
    #expect(try store.history.undo(key, at: Sample.later(5), by: "bob").first?.detail == "page")
    #expect(try store.history.undo(key, at: Sample.later(6), by: "bob").isEmpty)
    #expect(
      try store.history.entries(ofAccount: "contoso", limit: 9).map(\.kind)
        == ["undo", "tick", "tick", "added"])
    #expect(try store.integrity.problems() == [])
  }

  @Test func `others' changes to the account stay`() throws {
    try store.offers.apply([.tick(step: "billing")], to: key, at: Sample.now, by: "bob")
    try store.offers.apply(
      [.tick(step: "signed-in")], to: Sample.key("sales"), at: Sample.now, by: "cas")
    try store.history.undo(key, at: Sample.now, by: "bob")
    #expect(try store.publishers.all().first?.ticks.keys.map { $0 } == ["signed-in"])
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func `after any walk undo leads back to the start`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let track = try #require(["draft", "published", "new"].randomElement(using: &dice))
    let walker = Sample.offer("walker", track: track, facts: [.inAppSource: "yes"])
    try store.offers.add(walker, at: Sample.now, by: "ann")
    let actions = Rules(Sample.playbook).actions(onTrack: track) + Rules.observations
    var states = [try state(walker.key)]
    for step in 1...120 {
      let action = try #require(actions.randomElement(using: &dice))
      let before = try state(walker.key)
      do {
        try store.offers.apply([action], to: walker.key, at: Sample.later(Double(step)), by: "bob")
      } catch is Refusal {
        #expect(try state(walker.key) == before)
      }
      let after = try state(walker.key)
      if after != before { states.append(after) }
    }
    #expect(states.count > 30)
    #expect(try store.integrity.problems() == [])
    for expected in states.reversed().dropFirst() {
      #expect(try store.history.undo(walker.key, at: Sample.later(500), by: "bob").isEmpty == false)
      #expect(try state(walker.key) == expected)
    }
    #expect(try store.history.undo(walker.key, at: Sample.later(500), by: "bob").isEmpty)
    #expect(try store.offers.find(walker.key) == walker.atDeckResolution)
    #expect(try store.publishers.all() == [Sample.publisher])
    #expect(try store.integrity.problems() == [])
  }

  private func state(_ key: OfferKey) throws -> Rules.Subject {
    Rules.Subject(
      try #require(try store.offers.find(key)), try #require(try store.publishers.all().first))
  }
}
