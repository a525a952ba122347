// What is left to offers, counted by the store, and the counts of past days.

import Foundation
import Lifecycle
import Testing

@testable import Persistence

struct OutstandingTests {
  private let folder: Folder
  private let publish = Query.DeadlineKey(playbook: "program", index: 1)

  init() throws { folder = try Folder() }

  @Test func `all that have not met it are counted by what is left`() throws {
    let store = try folder.store(
      with: [
        Sample.offer("a", track: "new"), Sample.offer("b", track: "new"),
        Sample.offer("c", track: "new", publication: Publication(stage: .submitted)),
        Sample.offer("d", track: "new", publication: Publication(stage: .live, market: .current)),
        Sample.offer("e", track: "published"),
      ])
    try store.offers.apply([.tick(step: "create")], to: Sample.key("b"), at: Sample.now, by: "bob")
    let outstanding = try store.statistics.outstanding(publish)
    #expect(
      outstanding.groups == [
        Remainder(stage: .draft, stepsLeft: 1, steps: 1): 1,
        Remainder(stage: .draft, stepsLeft: 0, steps: 1): 1,
        Remainder(stage: .submitted, stepsLeft: 0, steps: 1): 1,
      ])
    #expect(try store.statistics.outstanding(publish, publisher: "fabrikam") == Outstanding())
    #expect(try store.statistics.outstanding(.init(playbook: "nothing", index: 1)) == Outstanding())
    #expect(
      try store.statistics.outstanding(.init(playbook: "program", index: 50)) == Outstanding())
  }

  @Test func `of very many a part stands for all`() throws {
    let store = try folder.store()
    _ = try store.imports.take(
      .csv, named: "file.csv", publisher: "contoso", at: Sample.now, by: "cas"
    ) { take in
      for number in 0..<9_000 {
        let stage = number.isMultiple(of: 4) ? Stage.submitted : .draft
        try take(
          Sighting(
            offer: "o\(number)", track: "new",
            observation: Observation(stage: stage, word: stage.rawValue, source: .csv),
            line: number + 2))
      }
    }
    let outstanding = try store.statistics.outstanding(publish)
    #expect(abs(outstanding.count - 9_000) < 0.001)
    let submitted = outstanding.groups[Remainder(stage: .submitted, stepsLeft: 0, steps: 1)]
    #expect((1_800...2_700).contains(submitted ?? 0), "\(submitted ?? 0)")
  }

  @Test func `counts of past moments are those that there were, in any order`() throws {
    let store = try folder.store(with: [Sample.offer("a", track: "new")])
    let actions: [Action] = [
      .tick(step: "create"), .event(.submit), .event(.certificationPassed), .event(.goLive),
    ]
    for (day, action) in actions.enumerated() {
      try store.offers.apply(
        [action], to: Sample.key("a"), at: Sample.later(Double(day + 1) * 86_400), by: "bob")
    }
    try store.offers.add(Sample.offer("b", track: "new"), at: Sample.later(2.5 * 86_400), by: "ann")
    let moments = [9, 0, 4, 2, 3, -1].map { Sample.later(Double($0) * 86_400) }
    let tallies = try store.statistics.tallies(at: moments)
    #expect(tallies.map { $0.count() } == [2, 1, 2, 1, 2, 0])
    #expect(tallies.map { $0.count(of: publish).met } == [1, 0, 1, 0, 0, 0])
    #expect(try tallies[0] == store.statistics.tally())
    #expect(try store.statistics.tallies(at: []) == [])
    #expect(try store.history.beginning() == Sample.now.atDeckResolution)
    let canceled = Cancellation()
    canceled.cancel()
    #expect(throws: CancellationError.self) {
      try store.statistics.tallies(at: moments, unless: canceled)
    }
  }
}
