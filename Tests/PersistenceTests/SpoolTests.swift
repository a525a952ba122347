// What waits between a file and the deck: nothing of it is lost, and nobody waits for it.

import Foundation
import GRDB
import Lifecycle
import Testing

@testable import Persistence

struct SpoolTests {
  private func through<Value: Spooled>(_ values: [Value], pieceSize: Int) throws -> [Value] {
    let spool = Spool<Value>(pieceSize: pieceSize)
    for value in values { try spool.append(value) }
    var read: [Value] = []
    try spool.replay { read.append($0) }
    return read
  }

  private var observation: Observation {
    Observation(
      stage: .draft, word: "Zurückgewiesen\u{0}", failure: SubmissionFailure(.validation, "a\nb"),
      isGoingLive: true, market: .earlier, isRecertified: false, source: .cloudPartnerPortal,
      at: Sample.now)
  }

  @Test(arguments: [1, 100, 8 << 20])
  func `gives rows back as they came, from memory and from its file`(pieceSize: Int) throws {
    let rows = (0..<500).flatMap { number in
      var full = Sighting(
        publisher: "fabrikam", offer: "f-\(number)", name: "", type: .other("Add-in"),
        track: "published", observation: observation,
        facts: [.cloudEmbed: "yes", .markets: "US;\"DE\"\u{0}é"], line: number)
      full.updatedAt = Sample.later(0.25)
      return [full, Sighting(offer: "c-\(number)", type: .businessCentral, line: .max)]
    }
    // A property that is added has to be written too: nothing of the first row is nil.
    let properties = Mirror(reflecting: rows[0]).children
    #expect(
      properties.allSatisfy {
        Mirror(reflecting: $0.value).displayStyle != .optional
          || Mirror(reflecting: $0.value).children.count == 1
      })
    #expect(try through(rows, pieceSize: pieceSize) == rows)
  }

  @Test(arguments: [1, 8 << 20])
  func `gives records of an export back as they came`(pieceSize: Int) throws {
    var offer = Sample.offer(
      "fleet", type: .operations,
      publication: Publication(
        stage: .live, market: .earlier, failure: SubmissionFailure(.canceled, ""),
        evidence: .certified, isGoingLive: true, word: "Frozen"),
      facts: [.tier: "1"])
    offer.ticks = ["review": Tick(at: Sample.later(0.1), by: "ann")]
    offer.pages = ["setup": .complete]
    offer.standsSince = Sample.later(-9.000_001)
    var entry = HistoryEntry(
      id: .max, at: Sample.later(0.3), by: "bob", publisher: "contoso", offer: "fleet",
      kind: "edited", subject: "name", detail: "Fleet", from: .draft, to: .unrecognized,
      source: .graph, undoes: 1, before: .accountStep("billing", Tick(at: Sample.now, by: "ann")))
    entry.event = HistoryEntry.Event(
      id: "a", action: -1, replica: "r", scope: 2, type: "offer.edited", version: 1, payload: "{}")
    entry.event?.parts = ["[1]", ""]
    let records: [DeckRecord] = [
      .publisher(Sample.publisher), .offer(offer), .offer(Sample.offer("bare")), .history(entry),
      .history(HistoryEntry(at: Sample.now, by: "", publisher: "", kind: "")),
      .added(event: 7, offers: "[]"),
      .account(
        .user(
          publisher: "contoso",
          AccountUser(address: try EmailAddress("ann@contoso.com"), name: "Ann"))),
    ]
    #expect(try through(records, pieceSize: pieceSize) == records)
  }

  @Test func `another program writes to the deck while a file is read`() throws {
    let folder = try Folder()
    let store = try folder.store(with: [Sample.offer("fleet")])
    let other = try folder.store()
    let report = try store.imports.take(
      .csv, named: "o.csv", publisher: "contoso", at: Sample.now, by: "ann"
    ) { take in
      try take(Sighting(offer: "fleet", name: "Fleet", line: 2))
      try other.offers.add(Sample.offer("meanwhile"), at: Sample.now, by: "bob")
      try take(Sighting(offer: "meanwhile", name: "Meanwhile", line: 3))
    }
    #expect(report.changed == 2 && report.added == 0)
    #expect(try store.integrity.problems() == [])
  }

  @Test func `another program writes to the deck while an export is read`() throws {
    let (source, folder) = (try Folder(), try Folder())
    var exported: [DeckRecord] = []
    try source.store(with: [Sample.offer("fleet")]).exports.each { exported.append($0) }
    let store = try folder.store(with: [Sample.offer("own")])
    let other = try folder.store()
    let report = try store.imports.restore(named: "deck.json", at: Sample.now, by: "ann") { take in
      for export in exported { try take(export) }
      try other.offers.add(Sample.offer("meanwhile"), at: Sample.now, by: "bob")
    }
    #expect(report.added == 1)
    #expect(try store.offers.find(Sample.key("meanwhile")) != nil)
  }

  @Test func `a dry run needs no lock on the deck`() throws {
    let folder = try Folder()
    let store = try folder.store(with: [Sample.offer("fleet")])
    let other = try folder.store()
    func attempt(_ store: Store, isDryRun: Bool) throws -> ImportReport {
      try store.imports.take(
        .csv, named: "o.csv", publisher: "contoso", at: Sample.now, by: "ann", isDryRun: isDryRun
      ) { take in
        for number in 0..<100 { try take(Sighting(offer: "new-\(number)", line: number + 2)) }
      }
    }
    let reports = try other.writing { writing in
      try writing.db.execute(sql: "UPDATE offers SET name = 'Fleet'")
      return [
        try attempt(folder.store(isReadOnly: true).trial(), isDryRun: false),
        try attempt(store, isDryRun: true),
      ]
    }
    #expect(reports.map(\.added) == [100, 100])
    #expect(try store.offers.find(Sample.key("fleet"))?.name == "Fleet")
    #expect(try store.offers.find(Sample.key("new-1")) == nil)
  }

  @Test func `a deck that can't be written to is refused before the file is read`() throws {
    let folder = try Folder()
    _ = try folder.store(with: [Sample.offer("fleet")])
    let store = try folder.store(isReadOnly: true)
    #expect(throws: StoreFailure.readOnly(path: folder.deck)) {
      try store.imports.take(
        .csv, named: "o.csv", publisher: "contoso", at: Sample.now, by: "ann"
      ) { _ in Issue.record("the file was read") }
    }
  }
}
