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
    for publisher in publishers { try writer.write(.publisher(publisher)) }
    for offer in offers { try writer.write(.offer(offer)) }
    for entry in history { try writer.write(.history(entry)) }
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

  @Test func `a deck is written the same each time, one record a line`() throws {
    let offers = Array(SampleOffers.all.prefix(3))
    let text = try text(Self.publishers, offers, Self.history)
    #expect(try self.text(Self.publishers, offers, Self.history) == text)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 1 + Self.publishers.count + 3 + Self.history.count + 1 + 1)
    #expect(lines.first == "{\"offerdeck\":2}")
    let end = try #require(lines.dropLast().last)
    let counts = #"{"account":0,"added":0,"event":\#(Self.history.count),"offer":3,"publisher":2}"#
    #expect(String(end) == #"{"end":\#(counts)}"#)
    for line in lines.dropLast() {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(object?.count == 1)
    }
    var places: [Int] = []
    try DeckFile.read(bytes: text.utf8, named: "d") { places.append($1.line) }
    #expect(places == Array(2..<lines.count - 1))
  }

  @Test func `the ends of lines, blank lines and spaces do not matter`() throws {
    let text = try text(Self.publishers, SampleOffers.all, Self.history)
    let loose = "\u{FEFF}\n" + text.replacing("\n", with: " \r\n\r\n") + "  "
    #expect(try read(loose) == whole)
  }

  /// A deck with every kind of record, without what makes it long.
  private static func small() throws -> String {
    var text = ""
    var writer = try DeckWriter { text += $0 }
    let user = AccountUser(address: try EmailAddress("ann@contoso.com"), name: "Änn")
    for record: DeckRecord in [
      .publisher(publishers[0]), .offer(SampleOffers.plain), .history(history[0].alone),
      .added(event: 1, offers: "{\"a\":\"\\u00e4\"}"),
      .account(.user(publisher: "contoso", user)),
    ] {
      try writer.write(record)
    }
    try writer.finish()
    return text
  }

  @Test func `a deck that was cut off at any byte is a mistake in the line where it ends`() throws {
    let bytes = Array(try Self.small().utf8)
    #expect(mistakes(try Self.small()) == [])
    var line = 1
    for length in 0..<bytes.count {
      let found = mistakes(String(decoding: bytes.prefix(length), as: UTF8.self))
      #expect(found.count == 1 && found[0].hasPrefix("d:\(line):"), "\(length): \(found)")
      #expect(found.first?.contains("was cut off; export the deck again") == true, "\(found)")
      if bytes[length] == 0x0A { line += 1 }
    }
  }

  @Test func `a deck in which lines are missing, or there twice, is a mistake`() throws {
    let lines = try Self.small().split(separator: "\n").map(String.init)
    for place in lines.indices {
      var (fewer, more) = (lines, lines)
      fewer.remove(at: place)
      more.insert(lines[place], at: place)
      for lines in [fewer, more] {
        #expect(!mistakes(lines.joined(separator: "\n") + "\n").isEmpty, "line \(place + 1)")
      }
    }
    #expect(
      mistakes((lines[..<4] + lines[5...]).joined(separator: "\n") + "\n") == [
        "d:6:29: the file has 0 lines of “added”, and its last line says 1; export the deck again"
      ])
    #expect(
      mistakes(try Self.small() + Self.small()) == ["d:8:1: something follows the end of the deck"])
  }

  @Test func `each mistake has its line, its column and a sentence`() throws {
    let good = try Self.small()
    let changes = [
      (
        "\"offerdeck\":2", "\"offerdeck\":3",
        "1:1: the export has version 3, and this program reads 1 and 2; update offerdeck"
      ),
      ("{\"offer\":", "{\"ofer\":", "3:1: unknown record “ofer”; did you mean “offer”?"),
      ("{\"offer\":", "{\"x\":1,\"offer\":", "3:1: unknown record “x”"),
      ("{\"offer\":{", "{\"event\":{},\"offer\":{", "3:1: a line holds one record, and not 2"),
      ("{\"offer\":{", "{\"offer\":7,\"x\":{", "3:1: unknown record “x”"),
      ("{\"offer\":{", "[{\"offer\":{", "3:"),
      ("\"track\":\"draft\"", "\"trak\":\"draft\"", "3:10: missing “track”"),
      ("\"track\":\"draft\"", "\"track\":7", "“track” must be a string"),
      (
        "\"stage\":\"draft\"", "\"stage\":\"drat\"",
        "invalid value for “stage” (drat); did you mean “draft”?"
      ),
      (
        "\"changedAt\":\"2019-09", "\"changedAt\":\"2019-13",
        "3:23: invalid value for “changedAt”"
      ),
      ("\"offer\":\"contoso-field-sales\"", "\"offer\":\"\"", "“offer” can't be empty"),
      ("{\"event\":1", "{\"event\":7", "5:19: “event” is not the history entry before this one"),
      ("\"name\":\"Änn\"", "\"name\":\"Än\\u0000\"", "a text can't hold a NUL"),
      ("{\"changedAt\"", "\n{\"changedAt\"", "3:"),
    ]
    for (old, new, expected) in changes {
      try #require(good.contains(old), "\(old)")
      let place = try #require(good.range(of: old))
      let found = mistakes(good.replacingCharacters(in: place, with: new))
      #expect(found.first?.contains(expected) == true, "\(new): \(found)")
    }
  }

  @Test func `an empty deck is a deck`() throws {
    #expect(try read(try text([], [], [])) == [])
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
    #expect(sightings.first?.line == 2)
  }

  @Test func `an offer can't stand twice`() throws {
    let text = try text([], [SampleOffers.plain, SampleOffers.plain], [])
    #expect(mistakes(text) == ["d:3:10: duplicate offer “contoso-field-sales” (first on line 2)"])
  }

  @Test func `mistakes of several records are named at once`() throws {
    let offers = Array(SampleOffers.all.prefix(5))
    let text = try text([], offers, []).replacingOccurrences(of: "\"track\":", with: "\"trak\":")
    #expect(mistakes(text).count == 5)
  }
}

extension HistoryEntry {
  /// The entry, which undoes nothing and has nothing else in it.
  fileprivate var alone: HistoryEntry {
    var entry = self
    entry.undoes = nil
    entry.before = nil
    return entry
  }
}
