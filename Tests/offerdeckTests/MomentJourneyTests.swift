// Other moments and other views through the real loop and the real store.

import Dashboard
import Foundation
import Lifecycle
import Persistence
import Terminal
import Testing

@testable import offerdeck

@Suite struct `A journey through time` {
  /// An offer that was submitted a week before the moment of the journey, and certified two days
  /// before.
  private func journey() throws -> Journey {
    let journey = try Journey(publishers: [])
    try journey.store.publishers.add(
      Journey.contoso, at: journey.clock.now - 25 * 86_400, by: "test")
    let offer = Journey.offer(
      "fleet", track: "published",
      facts: [
        .inAppSource: "yes", .certifiedBefore: "yes", .cosellPrioritized: "no", .cloudEmbed: "no",
      ])
    try journey.store.offers.add(offer, at: journey.clock.now - 20 * 86_400, by: "test")
    for (stage, days) in [(Stage.submitted, 7.0), (.certified, 2)] {
      let moment = journey.clock.now - days * 86_400
      try journey.store.offers.apply(
        [.observe(Observation(stage: stage, word: "", source: .csv, at: moment))],
        to: offer.key, at: moment, by: "test")
    }
    return journey
  }

  private func arrival(_ message: Message) -> String {
    switch message {
    case .arrived(_, let isPast): isPast ? "past" : "present"
    default: "none"
    }
  }

  @Test func `goes back to what was, further back, and home`() throws {
    let journey = try journey()
    let snapshots = SnapshotSwitcher(journey.store)
    func stages(daysAgo days: Double) throws -> [Stage: Int] {
      let moment = journey.clock.now - days * 86_400
      // Nothing has happened since yesterday: that is the deck as it is.
      #expect(arrival(snapshots.go(to: moment)) == (days < 2 ? "present" : "past"))
      let groups = try snapshots.store.statistics.tally().groups
      return Dictionary(groups.map { ($0.key.stage, $0.value) }, uniquingKeysWith: +)
    }
    #expect(try stages(daysAgo: 1) == [.certified: 1])
    #expect(try stages(daysAgo: 3) == [.submitted: 1])
    #expect(try stages(daysAgo: 10) == [.draft: 1])
    #expect(try stages(daysAgo: 30) == [:])
    #expect(try stages(daysAgo: 3) == [.submitted: 1])
    #expect(arrival(snapshots.go(to: nil)) == "present")
    #expect(snapshots.store === journey.store)
  }

  @Test func `begins at a deck that is a past one itself, and goes on from there`() throws {
    let journey = try journey()
    let opened = try #require(try journey.store.past(at: journey.clock.now - 5 * 86_400))
    let snapshots = SnapshotSwitcher(opened)
    _ = snapshots.go(to: journey.clock.now - 10 * 86_400)
    #expect(try snapshots.store.statistics.tally().count(.draft) == 1)
    _ = snapshots.go(to: journey.clock.now - 86_400)
    #expect(try snapshots.store.statistics.tally().count(.certified) == 1)
    _ = snapshots.go(to: nil)
    #expect(try snapshots.store.statistics.tally().count(.submitted) == 1)
    #expect(snapshots.store.isReadOnly)
  }

  @Test func `writes nothing there, and writes again when it is back`() throws {
    let journey = try journey()
    try journey.frames(["[", "Enter", "u", "e", "b", "Enter"])
    #expect(try journey.offer().publication.stage == .certified)
    try journey.frames(["[", "=", "u", "y"])
    #expect(try journey.offer().publication.stage == .submitted)
  }

  @Test func `advances on the board into the next column`() throws {
    let journey = try journey()
    let screen = try journey.screen("b", "Enter", "y")
    #expect(try journey.offer().publication.stage == .live)
    #expect(screen.contains("live ───────────── 1 of 1"))
  }

  @Test func `finds who lost what, also what only some have to lose`() throws {
    let journey = try journey()
    try journey.store.offers.add(
      Journey.offer("kiosk", track: "published", facts: [.cosellPrioritized: "yes"]),
      at: journey.clock.now, by: "test")
    try journey.store.offers.add(
      Journey.offer("locker", track: "published"), at: journey.clock.now, by: "test")
    let screen = try journey.screen("L", "Down", "Enter")
    #expect(screen.contains("co-sell prioritized status lost"))
    #expect(screen.contains("┌▸lost since 1 Sep ─────────── 1 of 2 ─┐"))
    #expect(screen.contains("Contoso Kiosk        draft for 1 d"))
    #expect(screen.contains("Contoso Locker           may apply"))
    #expect(!screen.contains("Contoso Fleet"))
  }
}
