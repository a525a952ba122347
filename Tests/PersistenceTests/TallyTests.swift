// The counts that are kept are those of the offers, whatever happened.

import Foundation
import GRDB
import Lifecycle
import Testing

@testable import Persistence

struct TallyTests {
  private let folder: Folder
  private let store: Store

  init() throws {
    folder = try Folder()
    store = try folder.store(with: [])
  }

  @Test(arguments: [11, 12, 13] as [UInt64])
  func `counts hold after any walk over many offers`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let tracks = ["draft", "published", "new"]
    var keys: [OfferKey] = []
    for number in 0..<30 {
      let offer = Sample.offer(
        "offer-\(number)", track: tracks[number % 3],
        facts: number.isMultiple(of: 4) ? [.cloudEmbed: "yes"] : [:])
      try store.offers.add(offer, at: Sample.now, by: "ann")
      keys.append(offer.key)
    }
    let rules = Rules(Sample.playbook)
    for step in 1...300 {
      let number = Int.random(in: 0..<30, using: &dice)
      let actions = rules.actions(onTrack: tracks[number % 3]) + Rules.observations
      let action = try #require(actions.randomElement(using: &dice))
      do {
        try store.offers.apply(
          [action], to: keys[number], at: Sample.later(Double(step)), by: "bob")
      } catch is Refusal {
        continue
      }
    }
    #expect(try store.integrity.problems() == [])
    #expect(try store.statistics.tally().count() == 30)
    let live = try store.lists.count(words(stages: [.live]))
    #expect(try store.statistics.tally().count(.live) == live)
  }

  /// A query that the kept counts can't answer, so that the offers are looked at.
  private func words(stages: Set<Stage>) -> Query {
    var query = Query()
    query.words = ["offer-"]
    query.stages = stages
    return query
  }

  @Test func `a count that is wrong is found and repaired`() throws {
    try store.offers.add(Sample.offer("fleet"), at: Sample.now, by: "ann")
    try store.writing { try $0.db.execute(sql: "UPDATE tally SET count = 5") }
    #expect(
      try store.integrity.problems() == ["The stored counts differ from a recount of the offers."])
    try store.integrity.repair()
    #expect(try store.integrity.problems() == [])
  }

  @Test func `a digest that is wrong is found and repaired`() throws {
    try store.offers.add(Sample.offer("fleet"), at: Sample.now, by: "ann")
    try store.offers.add(Sample.offer("sales"), at: Sample.now, by: "ann")
    try store.offers.apply(
      [.tick(step: "review")], to: Sample.key("sales"), at: Sample.now, by: "ann")
    try store.writing { try $0.db.execute(sql: "UPDATE offers SET due = 1, met = concerned") }
    try store.writing { try DigestUpdate($0).recountTally() }
    #expect(try store.integrity.problems().count == 2)
    try store.integrity.repair()
    #expect(try store.integrity.problems() == [])
  }

  @Test func `a playbook that has changed is noticed when the deck is opened`() throws {
    try store.offers.add(
      Sample.offer("fleet", facts: [.cloudEmbed: "no", .certifiedBefore: "no"]), at: Sample.now,
      by: "ann")
    store.close()
    var query = Query()
    query.dueBy = Sample.day("2019-11-01")
    #expect(try folder.store().lists.count(query) == 1)
    let later = Sample.program(publishBy: Sample.day("2020-02-01"))
    let reopened = try folder.store(playbooks: [later])
    #expect(try reopened.lists.count(query) == 0)
    #expect(try reopened.integrity.problems() == [])
  }

  @Test func `a playbook's words change no digest`() throws {
    var playbook = Sample.playbook
    playbook.title = "Another title"
    playbook.tracks[0].steps[0].help = "Another help"
    #expect(Fingerprint.of(playbook) == Fingerprint.of(Sample.playbook))
    playbook.tracks[0].steps[0].when = Condition(facts: [.tier: "premium", .cloudEmbed: "yes"])
    #expect(Fingerprint.of(playbook) != Fingerprint.of(Sample.playbook))
  }
}
