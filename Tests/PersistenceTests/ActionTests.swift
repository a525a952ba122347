// The one path by which an offer changes.

import Foundation
import Lifecycle
import Testing

@testable import Persistence

struct ActionTests {
  private let folder: Folder
  private let store: Store
  private let key = Sample.key("fleet")

  init() throws {
    folder = try Folder()
    store = try folder.store(with: [Sample.offer("fleet"), Sample.offer("sales")])
  }

  @Test func `an action changes the row, the history and the counts`() throws {
    let subject = try store.offers.apply(
      [.answer(step: "type", value: "no")], to: key, at: Sample.later(60), by: "bob")
    #expect(subject.offer.facts == [.typeRight: "no"])
    #expect(try store.offers.find(key) == subject.offer)
    let entry = try #require(try store.history.entries(of: key, limit: 1).first)
    #expect(entry.kind == "answer" && entry.subject == "type" && entry.detail == "no")
    #expect(entry.by == "bob" && entry.at == Sample.later(60).atDeckResolution)
    #expect(entry.from == .draft && entry.to == .draft)
    #expect(
      try store.history.changes(of: entry.id) == [
        try #require(
          Change(
            .offer(key), from: Sample.offer("fleet").atDeckResolution.fields,
            to: subject.offer.fields))
      ])
    // In dispute, the deadline no longer concerns it.
    let publish = Query.DeadlineKey(playbook: "program", index: 1)
    #expect(try store.statistics.tally().count(of: publish) == (concerned: 1, met: 0))
  }

  @Test func `of several actions all happen or none`() throws {
    let before = try store.offers.find(key)
    #expect(throws: Refusal.self) {
      try store.offers.apply(
        [.tick(step: "review"), .tick(step: "billing"), .event(.submit)], to: key,
        at: Sample.now, by: "bob")
    }
    #expect(try store.offers.find(key) == before)
    #expect(try store.publishers.all() == [Sample.publisher])
    #expect(try store.history.entries(of: key, limit: 9).map(\.kind) == ["added"])
  }

  @Test func `an action that changes nothing leaves no entry`() throws {
    try store.offers.apply([.untick(step: "review")], to: key, at: Sample.now, by: "bob")
    #expect(try store.history.entries(of: key, limit: 9).map(\.kind) == ["added"])
  }

  @Test func `an account-wide step counts for all offers of the publisher`() throws {
    for offer in ["fleet", "sales"] {
      try store.offers.apply(
        [.answer(step: "type", value: "no")], to: Sample.key(offer), at: Sample.now, by: "bob")
    }
    // An answer that says no blocks at once, whatever stands before it.
    #expect(try store.statistics.tally().blocked() == 2)
    try store.offers.apply(
      [.tick(step: "signed-in"), .tick(step: "billing")], to: key, at: Sample.now, by: "bob")
    let other = #expect(throws: Refusal.self) {
      try store.offers.apply([.event(.submit)], to: Sample.key("sales"), at: Sample.now, by: "bob")
    }
    let steps = try #require(other).requirements.compactMap(\.step)
    #expect(!steps.contains("signed-in") && !steps.contains("billing"))
    #expect(try store.publishers.all().first?.ticks.count == 2)
    #expect(try store.integrity.problems() == [])
  }

  @Test func `an unknown offer is named`() throws {
    #expect(throws: StoreFailure.unknownOffer(Sample.key("none"))) {
      try store.offers.apply([.event(.submit)], to: Sample.key("none"), at: Sample.now, by: "bob")
    }
  }

  @Test func `an observation keeps its own source`() throws {
    let seen = Observation(stage: .live, word: "live", source: .graph, at: Sample.later(5))
    try store.offers.apply([.observe(seen)], to: key, at: Sample.later(9), by: "bob")
    let entry = try #require(try store.history.entries(of: key, limit: 1).first)
    #expect(entry.kind == "observe" && entry.source == .graph && entry.to == .live)
    #expect(try store.offers.find(key)?.changedAt == Sample.later(5).atDeckResolution)
  }
}
