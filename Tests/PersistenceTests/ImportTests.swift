// Imports: what is added, changed and kept, what is refused, and that it is all or nothing.

import Foundation
import GRDB
import Lifecycle
import Testing

@testable import Persistence

struct ImportTests {
  private let folder: Folder
  private let store: Store

  init() throws {
    folder = try Folder()
    store = try folder.store()
  }

  @discardableResult
  private func take(
    _ sightings: [Sighting], publisher: String? = "contoso", at seconds: Double = 0,
    acceptEarlier: Bool = false, isDryRun: Bool = false
  ) throws -> ImportReport {
    try store.imports.take(
      .csv, named: "offers.csv", publisher: publisher, at: Sample.later(seconds), by: "ann",
      acceptEarlier: acceptEarlier, isDryRun: isDryRun
    ) { take in
      for sighting in sightings { try take(sighting) }
    }
  }

  private func seen(
    _ stage: Stage?, word: String = "word", at seconds: Double? = nil, market: Market = .none
  ) -> Observation {
    Observation(
      stage: stage, word: word, market: market, source: .csv, at: seconds.map(Sample.later))
  }

  private var rows: [Sighting] {
    [
      Sighting(
        offer: "fleet", name: "Contoso Fleet", type: .operations,
        observation: seen(.draft, at: -100), facts: [.cloudEmbed: "yes"], line: 2),
      Sighting(
        publisher: "fabrikam", offer: "fleet", type: .customerEngagement,
        observation: seen(.live), line: 3),
      Sighting(offer: "odd", observation: seen(nil, word: "Frozen"), line: 4),
    ]
  }

  private func offer(_ id: String, of publisher: String = "contoso") throws -> Offer {
    try #require(try store.offers.find(Sample.key(id, of: publisher)))
  }

  // MARK: - Adding

  @Test func `new offers come with what the file says`() throws {
    let report = try take(rows)
    #expect(report.added == 3 && report.changed == 0 && report.same == 0 && report.remarks == [])
    let fleet = try offer("fleet")
    #expect(fleet.name == "Contoso Fleet" && fleet.type == .operations && fleet.track == "draft")
    #expect(fleet.facts == [.cloudEmbed: "yes"])
    #expect(fleet.changedAt == Sample.later(-100).atDeckResolution)
    let other = try offer("fleet", of: "fabrikam")
    #expect(other.name == "fleet" && other.track == "published")
    // Nothing says that this program certified it.
    #expect(other.publication == Publication(stage: .live, market: .earlier))
    #expect(other.changedAt == Sample.now.atDeckResolution)
    #expect(
      try offer("odd").publication == Publication(stage: .unrecognized, word: "Frozen"))
    #expect(try store.integrity.problems() == [])
  }

  @Test func `unknown publishers are created with their IDs as names`() throws {
    try take(rows)
    #expect(
      try store.publishers.all() == [
        Publisher(id: "contoso", name: "contoso"), Publisher(id: "fabrikam", name: "fabrikam"),
      ])
    #expect(
      try store.history.entries(publisher: "fabrikam", limit: 9).map(\.kind) == [
        "imported", "added",
      ])
  }

  @Test func `added offers share one entry`() throws {
    try take(rows)
    let entries = try store.history.entries(of: Sample.key("odd"), limit: 9)
    #expect(entries.map(\.kind) == ["imported"])
    #expect(entries.first?.detail == "offers.csv: 2 added, 0 changed, 0 same")
    #expect(entries.first?.source == .csv)
    #expect(try store.history.entries(limit: 99).count == 4)
    #expect(try store.history.undo(Sample.key("odd"), at: Sample.now, by: "ann").isEmpty)
  }

  @Test func `the type decides the playbook`() throws {
    store.close()
    let store = try folder.store(playbooks: [
      Sample.program(id: "rest"), Sample.program(id: "ops", types: [.operations]),
    ])
    _ = try store.imports.take(
      .csv, named: "offers.csv", publisher: "contoso", at: Sample.now, by: "ann"
    ) { take in
      try take(Sighting(offer: "a", type: .operations, line: 2))
      try take(Sighting(offer: "b", type: .other("SaaS"), line: 3))
      try take(Sighting(offer: "c", line: 4))
    }
    let playbooks = try store.lists.rows(Query(), from: 0, count: 9).map {
      "\($0.key.offer) \($0.playbook)"
    }
    #expect(playbooks.sorted() == ["a ops", "b rest", "c rest"])
  }

  // MARK: - The same again

  @Test func `the same file again changes nothing and writes nothing`() throws {
    try take(rows)
    let entries = try store.history.entries(limit: 99)
    let writes = try store.reading { try Store.generation($0) }
    let report = try take(rows, at: 500)
    #expect(report.added == 0 && report.changed == 0 && report.same == 3)
    #expect(try store.history.entries(limit: 99) == entries)
    #expect(try store.reading { try Store.generation($0) } == writes)
  }

  @Test func `a dry run tells the same and keeps nothing`() throws {
    let report = try take(rows, isDryRun: true)
    #expect(report.added == 3)
    #expect(try store.publishers.all() == [] && store.history.entries(limit: 9) == [])
    #expect(try store.statistics.tally() == Tally())
    #expect(try take(rows) == report)
  }

  // MARK: - Known offers

  @Test func `a later stage is taken and can be undone`() throws {
    try take(rows)
    let before = try offer("fleet")
    let report = try take(
      [Sighting(offer: "fleet", observation: seen(.submitted, word: "Submitted"), line: 2)], at: 9)
    #expect(report.changed == 1 && report.remarks == [])
    #expect(try offer("fleet").publication.stage == .submitted)
    #expect(try offer("fleet").changedAt == Sample.later(9).atDeckResolution)
    let entry = try #require(try store.history.entries(of: before.key, limit: 1).first)
    #expect(entry.kind == "observe" && entry.detail == "Submitted")
    #expect(entry.from == .draft && entry.to == .submitted)
    #expect(
      try store.history.changes(of: entry.id)
        == [
          try #require(Change(.offer(before.key), from: before.fields, to: offer("fleet").fields))
        ])
    try store.history.undo(before.key, at: Sample.later(10), by: "bob")
    #expect(try offer("fleet") == before)
    #expect(try store.integrity.problems() == [])
  }

  @Test func `an earlier stage without a date is kept out and said`() throws {
    try take([Sighting(offer: "fleet", observation: seen(.certified), line: 2)])
    let behind = [Sighting(offer: "fleet", observation: seen(.draft), line: 7)]
    let report = try take(behind, at: 9)
    #expect(report.changed == 0 && report.same == 0 && report.keptOut == 1)
    #expect(report.remarks.map(\.line) == [7])
    #expect(report.remarks.first?.key == Sample.key("fleet"))
    #expect(try offer("fleet").publication.stage == .certified)
    let accepted = try take(behind, at: 9, acceptEarlier: true)
    #expect(accepted.changed == 1 && accepted.keptOut == 0 && accepted.remarks.count == 1)
    #expect(try offer("fleet").publication.stage == .draft)
    #expect(try take(behind, at: 10, acceptEarlier: true).same == 1)
  }

  @Test func `an earlier stage of a later date is taken and said`() throws {
    try take([Sighting(offer: "fleet", observation: seen(.certified, at: 0), line: 2)])
    let report = try take(
      [Sighting(offer: "fleet", observation: seen(.draft, at: 60), line: 2)], at: 99)
    #expect(report.changed == 1 && report.remarks.count == 1)
    #expect(try offer("fleet").publication.stage == .draft)
    #expect(try offer("fleet").changedAt == Sample.later(60).atDeckResolution)
  }

  @Test func `a stage that the offer never came to is taken, though the deck was told later`()
    throws
  {
    try take([Sighting(offer: "fleet", name: "Fleet", line: 2)])
    let report = try take(
      [Sighting(offer: "fleet", observation: seen(.certified, at: -86_400 * 9), line: 2)], at: 9)
    #expect(report.changed == 1 && report.keptOut == 0)
    #expect(try offer("fleet").publication.stage == .certified)
    #expect(try offer("fleet").standsSince == Sample.later(-86_400 * 9).atDeckResolution)
    // What it came from since then stays.
    let back = try take(
      [Sighting(offer: "fleet", observation: seen(.submitted, at: -86_400 * 10), line: 2)], at: 10)
    #expect(back.changed == 0 && back.keptOut == 1)
  }

  @Test func `a stage that the offer was taken back from is kept out if it is older`() throws {
    try take([Sighting(offer: "fleet", observation: seen(.submitted, at: 0), line: 2)])
    try store.offers.apply(
      [.event(.withdraw, report: nil)], to: Sample.key("fleet"), at: Sample.later(60), by: "ann")
    let report = try take(
      [Sighting(offer: "fleet", observation: seen(.submitted, at: 30), line: 2)], at: 99)
    #expect(report.changed == 0 && report.keptOut == 1)
    #expect(try offer("fleet").publication.stage == .draft)
  }

  @Test func `a date of the same day that is ahead of the clock keeps no later one out`() throws {
    try take([Sighting(offer: "fleet", observation: seen(.submitted, at: 6 * 3_600), line: 2)])
    #expect(try offer("fleet").changedAt == Sample.now.atDeckResolution)
    let report = try take(
      [Sighting(offer: "fleet", observation: seen(.draft, at: 60), line: 2)], at: 90)
    #expect(report.changed == 1 && report.keptOut == 0)
    #expect(try offer("fleet").publication.stage == .draft)
  }

  @Test func `a day without a time is neither before nor after a moment of that day`() throws {
    try take([Sighting(offer: "fleet", observation: seen(.submitted, at: 0), line: 2)])
    let day = Sample.now.timeIntervalSince1970.truncatingRemainder(dividingBy: 86_400)
    let failed = Observation(
      stage: .draft, word: "Failed", failure: SubmissionFailure(.certification, "No icon."),
      source: .csv, at: Sample.later(-day))
    let report = try take([Sighting(offer: "fleet", observation: failed, line: 2)], at: 90)
    #expect(report.changed == 1)
    #expect(try offer("fleet").standsSince == Sample.now.atDeckResolution)
    // Back without a time is not known to be later.
    try take([Sighting(offer: "sales", observation: seen(.certified, at: 0), line: 3)], at: 91)
    let back = try take(
      [Sighting(offer: "sales", observation: seen(.draft, at: -day), line: 3)], at: 92)
    #expect(back.keptOut == 1 && back.changed == 0)
  }

  @Test func `a word that is not known is kept beside the stage`() throws {
    try take([Sighting(offer: "fleet", observation: seen(.submitted), line: 2)])
    let unclear = [Sighting(offer: "fleet", observation: seen(nil, word: "Frozen"), line: 2)]
    let report = try take(unclear, at: 9)
    #expect(report.changed == 1 && report.remarks.count == 1)
    #expect(try offer("fleet").publication == Publication(stage: .submitted, word: "Frozen"))
    #expect(try take(unclear, at: 10).same == 1)
  }

  @Test func `what an older file says of facts is not taken`() throws {
    try take([Sighting(offer: "fleet", name: "New", observation: seen(.draft, at: 0), line: 2)])
    let older = Sighting(
      offer: "fleet", name: "Old", observation: seen(.draft, at: -60), facts: [.tier: "premium"],
      line: 2)
    #expect(try take([older], at: 9).same == 1)
    #expect(try offer("fleet").name == "New")
  }

  @Test func `facts that differ are taken as an edit`() throws {
    try take(rows)
    let before = try offer("fleet")
    let report = try take(
      [Sighting(offer: "fleet", name: "Fleet 2", facts: [.tier: "premium"], line: 2)], at: 9)
    #expect(report.changed == 1)
    #expect(try offer("fleet").name == "Fleet 2")
    #expect(try offer("fleet").facts == [.cloudEmbed: "yes", .tier: "premium"])
    let entry = try #require(try store.history.entries(of: before.key, limit: 1).first)
    #expect(entry.kind == "edited" && entry.detail == "offers.csv")
    try store.history.undo(before.key, at: Sample.later(10), by: "bob")
    #expect(try offer("fleet") == before)
  }

  // MARK: - All or nothing

  private struct Stop: Error {}

  @Test func `an error in the file takes everything back`() throws {
    try take([Sighting(offer: "fleet", line: 2)])
    let before = try offer("fleet")
    #expect(throws: Stop.self) {
      try store.imports.take(
        .csv, named: "offers.csv", publisher: "contoso", at: Sample.now, by: "ann"
      ) { take in
        try take(Sighting(offer: "fleet", name: "Other", line: 2))
        for number in 0..<12_000 { try take(Sighting(offer: "new-\(number)", line: number + 3)) }
        throw Stop()
      }
    }
    #expect(try offer("fleet") == before)
    #expect(try store.statistics.tally().count() == 1)
    #expect(try store.integrity.problems() == [])
    #expect(try store.lists.rows(Query(), from: 0, count: 9).count == 1)
  }

  @Test(arguments: [true, false])
  func `an offer that stands in the file twice is named with both lines`(isEmpty: Bool) throws {
    if !isEmpty { try take([Sighting(offer: "first", line: 2)]) }
    let failure = StoreFailure.rejected(
      file: "offers.csv", line: 40,
      reason: "duplicate offer “fleet” (first on line 7)")
    #expect(throws: failure) {
      try take([
        Sighting(offer: "sales", line: 6), Sighting(offer: "fleet", line: 7),
        Sighting(publisher: "fabrikam", offer: "fleet", line: 9),
        Sighting(offer: "fleet", line: 40), Sighting(offer: "sales", line: 41),
      ])
    }
    #expect(try store.statistics.tally().count() == (isEmpty ? 0 : 1))
    // The indexes are there again.
    #expect(try take(rows).added == 3)
    #expect(try store.integrity.problems() == [])
  }

  @Test func `a known offer that stands in the file twice is named`() throws {
    try take([Sighting(offer: "fleet", line: 2)])
    #expect {
      try take([Sighting(offer: "fleet", line: 2), Sighting(offer: "fleet", line: 3)])
    } throws: { error in
      (error as? StoreFailure)?.sentence.hasPrefix("offers.csv:3: ") == true
    }
  }

  @Test func `a row without a publisher is named`() throws {
    #expect {
      try take([Sighting(offer: "fleet", line: 2)], publisher: nil)
    } throws: { error in
      (error as? StoreFailure)?.sentence.hasPrefix("offers.csv:2: missing publisher_id; ")
        == true
    }
  }

  @Test func `many rows into a deck that has some keep every list in order`() throws {
    try take((0..<50).map { Sighting(offer: "old-\($0)", line: $0 + 2) })
    try take(
      (0..<12_000).map { Sighting(offer: "new-\($0)", name: "Name \($0 % 97)", line: $0 + 2) })
    #expect(try store.statistics.tally().count() == 12_050)
    #expect(try store.integrity.problems() == [])
    for sort in Query.Sort.allCases {
      let name = OfferIndex.all(sort)
      #expect(try store.reading { try OfferIndex.exists($0, name) })
    }
    #expect(try store.offers.find(Sample.key("new-11999"))?.name == "Name 68")
  }
}
