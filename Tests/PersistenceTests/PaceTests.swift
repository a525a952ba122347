// How quickly things went, as the store reads it out of the history.

import Foundation
import Lifecycle
import Testing

@testable import Persistence

struct PaceTests {
  private let folder: Folder
  private let store: Store
  private let way = Pace.Way(playbook: "program", track: "new")
  private let publish = Query.DeadlineKey(playbook: "program", index: 1)

  init() throws {
    folder = try Folder()
    store = try folder.store(
      with: ["a", "b", "c"].map { Sample.offer($0, track: "new") })
  }

  private func later(_ days: Double) -> Date { Sample.later(days * 86_400) }

  /// Takes an offer to live, with the days on which each step is done.
  private func publish(_ id: String, on days: [Double]) throws {
    let actions: [Action] = [
      .tick(step: "create"), .event(.submit), .event(.certificationPassed), .event(.goLive),
    ]
    for (action, day) in zip(actions, days) {
      try store.offers.apply([action], to: Sample.key(id), at: later(day), by: "bob")
    }
  }

  @Test func `a deck in which nothing was done has no pace`() throws {
    #expect(try store.statistics.pace(zone: .gmt) == Pace())
  }

  @Test func `durations and arrivals are those of the history`() throws {
    try publish("a", on: [0, 2, 6, 7])
    try publish("b", on: [1, 4, 12])
    let pace = try store.statistics.pace(zone: .gmt)
    #expect(pace.begun == Day(of: Sample.now, in: .gmt))
    let seen = try #require(pace.durations[way])
    #expect(seen[.preparation]?.count == 2 && seen[.certification]?.count == 2)
    #expect(abs((seen[.certification]?.typicalDays ?? 0) - 32.0.squareRoot()) < 1e-9)
    #expect(seen[.release]?.count == 1 && seen[.wholeTrack]?.count == 1)
    let day = Day(of: later(7), in: .gmt)
    #expect(
      pace.arrivals
        == [.init(publisher: "contoso", deadline: publish): [day: 1]])
    #expect(pace.arrivals(at: publish, in: day - 7...day) == 1)
    #expect(pace.arrivals(at: publish, in: day - 7...day - 1) == 0)
    #expect(pace.arrivals(at: publish, publisher: "fabrikam", in: day - 7...day) == 0)
  }

  @Test func `the day of an arrival is that of the zone`() throws {
    try publish("a", on: [0, 2, 6, 7])
    let east = try #require(TimeZone(identifier: "Pacific/Kiritimati"))
    #expect(
      try store.statistics.pace(zone: east).arrivals.values.first?.keys.first
        == Day(of: later(7), in: .gmt) + 1)
  }

  @Test func `an undo takes duration and arrival back`() throws {
    try publish("a", on: [0, 2, 6, 7])
    try store.history.undo(Sample.key("a"), at: later(8), by: "bob")
    let pace = try store.statistics.pace(zone: .gmt)
    #expect(pace.durations[way]?[.release] == nil && pace.durations[way]?[.wholeTrack] == nil)
    #expect(pace.durations[way]?[.certification]?.count == 1)
    #expect(pace.arrivals == [:])
  }

  @Test func `imports that see offers further on count from what is known`() throws {
    try publish("a", on: [0, 2])
    _ = try store.imports.take(
      .csv, named: "file.csv", publisher: "contoso", at: later(9), by: "cas"
    ) { take in
      try take(
        Sighting(
          offer: "a", observation: Observation(stage: .live, word: "live", source: .csv), line: 2))
      try take(
        Sighting(
          offer: "new", track: "new",
          observation: Observation(stage: .live, word: "live", source: .csv), line: 3))
    }
    let pace = try store.statistics.pace(zone: .gmt)
    #expect(pace.durations[way]?[.certification] == nil)
    #expect(pace.durations[way]?[.wholeTrack]?.count == 1)
    // What was live when the deck first knew of it arrived nowhere.
    #expect(pace.arrivals.values.map { $0.values.reduce(0, +) } == [1])
  }

  @Test func `a track without stages is walked from its first step to its last`() throws {
    let steps = [
      Step(id: "slides", title: "Slides", kind: .check),
      Step(id: "video", title: "Video", kind: .check),
    ]
    var launch = Sample.program(id: "launch", types: [.other("launch")])
    launch.tracks = [Track(id: "show", title: "Show", steps: steps)]
    launch.deadlines = [
      Deadline(
        id: "show", title: "Show", day: Sample.day("2019-10-15"), tracks: ["show"],
        goal: .complete, leadDays: 5, soonDays: 9, consequences: []),
      Deadline(
        id: "slides", title: "Slides", day: Sample.day("2019-10-01"), tracks: ["show"],
        goal: .step("slides"), leadDays: 5, soonDays: 9, consequences: []),
    ]
    let other = try Folder()
    let store = try other.store(playbooks: [Sample.playbook, launch])
    try store.publishers.add(Sample.publisher, at: Sample.now, by: "ann")
    for id in ["one", "two"] {
      try store.offers.add(
        Offer(
          key: Sample.key(id), name: id, type: .other("launch"), playbook: "launch",
          track: "show", changedAt: Sample.now), at: Sample.now, by: "ann")
    }
    try store.offers.apply([.tick(step: "slides")], to: Sample.key("one"), at: later(1), by: "bob")
    try store.offers.apply([.tick(step: "video")], to: Sample.key("one"), at: later(5), by: "bob")
    try store.offers.apply([.tick(step: "slides")], to: Sample.key("two"), at: later(3), by: "bob")
    let pace = try store.statistics.pace(zone: .gmt)
    let way = Pace.Way(playbook: "launch", track: "show")
    #expect(abs((pace.durations[way]?[.wholeTrack]?.typicalDays ?? 0) - 4) < 1e-9)
    func arrivals(_ index: Int) -> [Day: Int]? {
      pace.arrivals[
        .init(publisher: "contoso", deadline: .init(playbook: "launch", index: index))]
    }
    #expect(arrivals(0) == [Day(of: later(5), in: .gmt): 1])
    #expect(
      arrivals(1) == [Day(of: later(1), in: .gmt): 1, Day(of: later(3), in: .gmt): 1])
    #expect(launch.learning(from: pace).deadlines[0].lead.count == 1)
  }
}
