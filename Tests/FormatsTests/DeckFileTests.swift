// offerdeck's own file: nothing is lost on the way out and back, and each mistake has its place.

import Formats
import Foundation
import Lifecycle
import Testing

@Suite struct DeckFileTests {
  private static let publishers: [Publisher] = [
    Publisher(id: "contoso", name: "Contoso Ltd"),
    Publisher(
      id: "fabrikam", name: "Fabrikam \"Ü\" 日本\n", role: .contributor,
      owners: ["owner@fabrikam.com"], signIn: "a@fabrikam.com", workEmail: "b@fabrikam.com",
      mpnID: "1234567", migratedAt: SampleOffers.moment,
      ticks: ["addendum": Tick(at: SampleOffers.moment, by: "owner@fabrikam.com")]),
  ]

  private static let history: [HistoryEntry] = {
    var entries = SampleOffers.all.enumerated().map { number, offer in
      HistoryEntry(
        id: Int64(number + 1), at: offer.changedAt, by: "a@contoso.com",
        publisher: offer.key.publisher, offer: offer.key.offer, kind: "tick", subject: "addendum",
        detail: offer.name, from: .draft, to: offer.publication.stage, source: .ingestion,
        undoes: number == 0 ? nil : Int64(number), before: .offer(offer))
    }
    let publisher = publishers[1]
    for before: HistoryEntry.Snapshot in [
      .accountStep("billing", nil),
      .accountStep("billing", Tick(at: SampleOffers.moment, by: "b")), .publisher(publisher),
    ] {
      entries.append(
        HistoryEntry(
          id: Int64(entries.count + 1), at: SampleOffers.moment, by: "", publisher: "fabrikam",
          kind: "edited", before: before))
    }
    return entries
  }()

  private func text(
    _ publishers: [Publisher], _ offers: [Offer], _ history: [HistoryEntry]
  ) throws -> String {
    var text = ""
    var writer = try DeckWriter { text += $0 }
    for publisher in publishers { try writer.write(publisher) }
    for offer in offers { try writer.write(offer) }
    for entry in history { try writer.write(entry) }
    try writer.finish()
    return text
  }

  private func read(_ text: String) throws -> [DeckRecord] {
    var records: [DeckRecord] = []
    try DeckFile.read(bytes: text.utf8, named: "d") { record, _ in records.append(record) }
    return records
  }

  @Test func `a NUL in a text is refused at its place, and what only looks like one is not`() throws
  {
    let whole = try text(Self.publishers, SampleOffers.all, Self.history)
    let name = "Contoso Ltd"
    let line = try #require(whole.split(separator: "\n").firstIndex { $0.contains(name) }) + 1
    let found = mistakes(whole.replacing(name, with: "Contoso\\u0000Ltd"))
    #expect(found.count == 1 && found[0].hasPrefix("d:\(line):"))
    #expect(found.first?.hasSuffix("a text can't hold a NUL; take “\\u0000” out") == true)
    let row = try #require(whole.split(separator: "\n").first { $0.contains(name) })
    let column = try #require(row.firstRange(of: "Contoso Ltd")).lowerBound
    #expect(found[0].contains(":\(row.distance(from: row.startIndex, to: column) + 8):"))
    #expect(mistakes(whole.replacing(name, with: "a\\\\u0000 \\u00001")).count == 1)
    #expect(mistakes(whole.replacing(name, with: "a\\\\u0000 \\u00300")) == [])
  }

  private func mistakes(_ text: String) -> [String] {
    do {
      _ = try read(text)
      return []
    } catch let error as FileMistakes {
      return error.mistakes.map(\.description)
    } catch {
      return ["\(error)"]
    }
  }

  private let whole: [DeckRecord] =
    publishers.map { .publisher($0) } + SampleOffers.all.map { .offer($0) }
    + history.map { .history($0) }

  @Test func `a deck that was written reads back the same, hostile texts and all`() throws {
    let text = try text(Self.publishers, SampleOffers.all, Self.history)
    #expect(try read(text) == whole)
  }

  @Test func `a deck is written the same each time, and as one JSON document`() throws {
    let text = try text(Self.publishers, SampleOffers.all, Self.history)
    #expect(try self.text(Self.publishers, SampleOffers.all, Self.history) == text)
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect((object?["offers"] as? [Any])?.count == SampleOffers.all.count)
    #expect(object?["offerdeck"] as? Int == 1)
  }

  @Test func `a record stands in a line of its own`() throws {
    let offers = Array(SampleOffers.all.prefix(3))
    let text = try text([], offers, [])
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 1 + 0 + 1 + 3 + 1 + 1 + 1)
    #expect(lines.first == "{\"offerdeck\":1,\"publishers\":[")
    var places: [Int] = []
    try DeckFile.read(bytes: text.utf8, named: "d") { places.append($1.line) }
    #expect(places == [3, 4, 5])
  }

  @Test func `the layout does not matter`() throws {
    let text = try text(Self.publishers, Array(SampleOffers.all.prefix(4)), [])
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let pretty = try JSONSerialization.data(withJSONObject: object, options: [.prettyPrinted])
    #expect(try Set(read(String(decoding: pretty, as: UTF8.self))) == Set(read(text)))
    let dense = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
    #expect(try Set(read(String(decoding: dense, as: UTF8.self))) == Set(read(text)))
  }

  @Test func `an empty deck is a deck`() throws {
    #expect(try read(try text([], [], [])) == [])
    #expect(try read("{\"offerdeck\":1}") == [])
  }

  @Test func `moments are kept to the microsecond`() throws {
    for micros in [0, 1, 999_999, 123_456, 500_000] {
      var offer = SampleOffers.plain
      offer.changedAt = Date(timeIntervalSince1970: Double(1_568_988_120_000_000 + micros) / 1e6)
      #expect(try read(try text([], [offer], [])) == [.offer(offer)])
    }
    var offer = SampleOffers.plain
    offer.changedAt = Date(timeIntervalSince1970: -86_400.5)
    #expect(try read(try text([], [offer], [])) == [.offer(offer)])
  }

  @Test func `a deck is told apart from other files`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "deck.json").path
    try (try text([], [SampleOffers.plain], [])).write(
      toFile: path, atomically: true, encoding: .utf8)
    #expect(DeckFile.isDeck(path: path))
    #expect(!DeckFile.isDeck(path: GoldenFile(name: "cpp-offers.json").path))
    #expect(!DeckFile.isDeck(path: folder.appending(path: "none").path))
    var sightings: [Sighting] = []
    let summary = try OfferFile.read(path: path) { sightings.append($0) }
    #expect(summary.format == .offerdeck)
    #expect(sightings.map(\.offer) == ["contoso-field-sales"])
    #expect(sightings.first?.track == "draft")
    #expect(sightings.first?.observation?.stage == .draft)
    #expect(sightings.first?.line == 3)
  }

  @Test func `each mistake has its line, its column and a sentence`() throws {
    let good = try text([], [SampleOffers.plain], [])
    let changes = [
      ("\"offerdeck\":1", "\"offerdeck\":2", "1:14: the deck is of another version than 1"),
      ("\"offers\"", "\"ofers\"", "2:3: a deck has no “ofers”; did you mean “offers”?"),
      ("\"track\":\"draft\"", "\"trak\":\"draft\"", "3:1: the record has no “track”"),
      ("\"track\":\"draft\"", "\"track\":7", "“track” has to be a text in quotes"),
      (
        "\"stage\":\"draft\"", "\"stage\":\"drat\"",
        "“stage” has a value that it can't have (drat); did you mean “draft”?"
      ),
      (
        "\"stage\":\"draft\"", "\"stage\":\"sold\"",
        "known are draft, submitted, certified, live, retired, unrecognised"
      ),
      ("\"changedAt\":\"2019", "\"changedAt\":7,\"x\":\"2019", "“changedAt” has to be a text"),
      ("\"isGoingLive\":false", "\"isGoingLive\":0", "“isGoingLive” has to be true or false"),
      ("\"facts\":{", "\"facts\":7,\"x\":{", "“facts” has to be an object in braces"),
      (
        "\"changedAt\":\"2019", "\"changedAt\":\"x", "“changedAt” has a value that it can't have (x"
      ),
      (
        "\"changedAt\":\"2019-09", "\"changedAt\":\"2019-13",
        "; write a moment that there is, as 2019-09-20T14:02:00Z"
      ),
      ("{\"changedAt\"", "{{\"changedAt\"", "3:2: a key in quotes is expected here"),
      ("{\"changedAt\"", "7,{\"changedAt\"", "3:1: a record in braces is expected here"),
      ("\n]}\n", "\n]}\n7", "6:1: something follows the end of the deck"),
      ("\n]}\n", "", "4:13: the file ends before its JSON does; it may have been cut off"),
    ]
    for (old, new, expected) in changes {
      try #require(good.contains(old), "\(old)")
      let found = mistakes(good.replacingOccurrences(of: old, with: new))
      #expect(found.first?.contains(expected) == true, "\(new): \(found)")
    }
    #expect(mistakes("") == ["d:1:1: the file ends before its JSON does; it may have been cut off"])
    #expect(mistakes("{}") == ["d:1:1: the file does not say “offerdeck”: it is no deck"])
  }

  @Test func `an offer can't stand twice`() throws {
    let text = try text([], [SampleOffers.plain, SampleOffers.plain], [])
    #expect(mistakes(text) == ["d:4:1: duplicate offer “contoso-field-sales” (first on line 3)"])
  }

  @Test func `mistakes of several records are named at once`() throws {
    let offers = Array(SampleOffers.all.prefix(5))
    let text = try text([], offers, []).replacingOccurrences(of: "\"track\":", with: "\"trak\":")
    #expect(mistakes(text).count == 5)
  }
}
