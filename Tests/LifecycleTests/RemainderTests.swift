// What is left of the way to a deadline, and the days of a burn-down.

import Formats
import Foundation
import Lifecycle
import Testing

struct RemainderTests {
  private let rules: Rules
  private let publisher = Publisher(id: "contoso", name: "Contoso")

  init() throws {
    rules = Rules(try #require(Playbooks.shipped.first { $0.id == "dynamics-365-2019" }))
  }

  private func index(_ id: String) throws -> Int {
    try #require(rules.playbook.deadlines.firstIndex { $0.id == id })
  }

  private func offer(
    _ publication: Publication, track: String = "draft", facts: [Fact: String] = [:],
    ticks: [String] = []
  ) -> Offer {
    let tick = Tick(at: Date(timeIntervalSince1970: 0), by: "ann")
    return Offer(
      key: OfferKey(publisher: "contoso", offer: "fleet"), name: "Fleet", type: .operations,
      playbook: rules.playbook.id, track: track, publication: publication, facts: facts,
      ticks: Dictionary(uniqueKeysWithValues: ticks.map { ($0, tick) }),
      changedAt: Date(timeIntervalSince1970: 0))
  }

  @Test func `steps before submission count, and fewer are left with each`() throws {
    let deadline = try index("publish-draft")
    let fresh = try #require(rules.remainder(of: offer(Publication()), publisher, to: deadline))
    #expect(fresh.stage == .draft && fresh.stepsLeft == fresh.steps && fresh.steps > 4)
    let begun = try #require(
      rules.remainder(
        of: offer(Publication(), facts: [.typeRight: "yes"]), publisher, to: deadline))
    #expect(begun.stepsLeft == fresh.stepsLeft - 1 && begun < fresh)
    let submitted = try #require(
      rules.remainder(of: offer(Publication(stage: .submitted)), publisher, to: deadline))
    #expect(submitted.stepsLeft == 0 && submitted < begun)
    let certified = try #require(
      rules.remainder(of: offer(Publication(stage: .certified)), publisher, to: deadline))
    #expect(certified < submitted)
  }

  @Test func `an offer that has met it, or is not concerned, has nothing left`() throws {
    let deadline = try index("publish-draft")
    let live = offer(Publication(stage: .live, market: .current))
    #expect(rules.remainder(of: live, publisher, to: deadline) == nil)
    let disputed = offer(Publication(), facts: [.typeRight: "no"])
    // On hold, its date still counts.
    #expect(rules.remainder(of: disputed, publisher, to: deadline) != nil)
    let other = offer(Publication(), track: "published")
    #expect(rules.remainder(of: other, publisher, to: deadline) == nil)
    #expect(rules.remainder(of: live, publisher, to: 99) == nil)
  }

  @Test func `what is left is scaled without a change of its shares`() {
    var outstanding = Outstanding()
    outstanding.groups = [
      Remainder(stage: .draft, stepsLeft: 1, steps: 2): 3,
      Remainder(stage: .draft, stepsLeft: 2, steps: 2): 1,
    ]
    let scaled = outstanding.scaled(to: 1_000)
    #expect(scaled.count == 1_000 && scaled.groups.values.max() == 750)
    #expect(Outstanding().scaled(to: 9) == Outstanding())
  }

  @Test func `the days of a burn-down end today, and are no more than asked for`() throws {
    let today = try #require(Day("2020-02-29"))
    #expect(Burndown.days(from: today, to: today) == [today])
    #expect(Burndown.days(from: today + 3, to: today) == [today])
    #expect(Burndown.days(from: today - 2, to: today) == [today - 2, today - 1, today])
    for span in [1, 5, 119, 120, 121, 366, 4_000, 100_000] {
      for count in [2, 7, 120] {
        let days = Burndown.days(from: today - span, to: today, atMost: count)
        #expect(
          days.last == today && days.count <= count && days.first.map { $0 >= today - span } == true
        )
        #expect(Set(zip(days, days.dropFirst()).map { $1 - $0 }).count <= 1)
      }
    }
  }

  @Test func `a burn-down takes its counts from the tallies`() throws {
    let key = Query.DeadlineKey(playbook: "p", index: 1)
    func tally(_ concerned: Int, _ met: Int) -> Tally {
      func group(_ publisher: String, _ bit: UInt64) -> Tally.Group {
        Tally.Group(
          publisher: publisher, playbook: "p", track: "t", stage: .draft, isBlocked: false,
          concerned: 2, met: bit)
      }
      return Tally(groups: [group("a", 2): met, group("a", 0): concerned - met, group("b", 0): 1])
    }
    let today = try #require(Day("2019-09-20"))
    let burndown = Burndown(
      of: key, publisher: "a", tallies: [(today, tally(5, 2)), (today - 1, tally(4, 0))])
    #expect(burndown.points.map(\.day) == [today - 1, today])
    #expect(burndown.points.map(\.unmet) == [4, 3] && burndown.points.map(\.met) == [0, 2])
    #expect(Burndown(of: key, tallies: [(today, tally(5, 2))]).points.first?.concerned == 6)
  }
}
