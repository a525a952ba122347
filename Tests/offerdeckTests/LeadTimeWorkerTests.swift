// The dashboard learns from the history while it is open, off the loop.

import Dashboard
import Foundation
import Lifecycle
import Persistence
import Testing

@testable import Terminal
@testable import offerdeck

struct LeadTimeWorkerTests {
  private let journey: Journey
  private let waker = Waker()
  private let mailbox: Mailbox

  init() throws {
    journey = try Journey([Journey.offer(stage: .submitted)])
    mailbox = Mailbox(waker)
  }

  /// Takes the offer back to a draft, and lets it pass the certification after some days.
  private func certify(after days: Double, from event: StageEvent) throws {
    let key = OfferKey(publisher: "contoso", offer: "fleet")
    let submitted = Observation(stage: .submitted, word: "submitted", source: .csv)
    let steps: [(Double, Action)] = [
      (0, .event(event)), (0, .observe(submitted)), (days, .event(.certificationPassed)),
    ]
    for (day, action) in steps {
      try journey.store.offers.apply(
        [action], to: key, at: journey.clock.now + day * 86_400, by: "test")
    }
  }

  private func learned() throws -> Pace {
    try #require(waker.take(within: 60_000))
    let messages = mailbox.take()
    guard case .learned(let pace) = try #require(messages.first), messages.count == 1 else {
      Issue.record("something else than a pace came")
      return Pace()
    }
    return pace
  }

  @Test func `what the history teaches is told, and not twice`() throws {
    try certify(after: 9, from: .withdraw)
    let leadTimes = LeadTimeWorker(
      SnapshotSwitcher(journey.store), mailbox: mailbox, zone: .gmt, knowing: Pace())
    leadTimes.learn()
    let pace = try learned()
    let way = Pace.Way(playbook: "dynamics-365-2019", track: "draft")
    #expect(pace.durations[way]?[.certification]?.count == 1)
    // Asked again, nothing is new; only what is learned next is told.
    leadTimes.learn()
    try certify(after: 4, from: .revise)
    leadTimes.learn()
    var last = pace
    while last.durations[way]?[.certification]?.count != 2 { last = try learned() }
  }
}
