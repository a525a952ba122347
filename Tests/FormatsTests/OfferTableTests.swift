// Offer tables: what is understood, each mistake with its place, and the way back.

import Formats
import Foundation
import Lifecycle
import Testing

@Suite struct OfferTableTests {
  private func read(_ text: String) throws -> [Sighting] {
    var sightings: [Sighting] = []
    _ = try OfferFile.read(bytes: text.utf8, named: "t") { sightings.append($0) }
    return sightings
  }

  private func mistakes(_ bytes: some Sequence<UInt8>) -> [String] {
    do {
      _ = try OfferFile.read(bytes: bytes, named: "t", format: .csv) { _ in }
      return []
    } catch let error as FileMistakes {
      return error.mistakes.map(\.description)
    } catch {
      return ["\(error)"]
    }
  }

  private func mistakes(_ text: String) -> [String] { mistakes(Array(text.utf8)) }

  @Test func `every column arrives, whatever its order, quotes and line ends`() throws {
    var offers: [Sighting] = []
    let summary = try OfferFile.read(path: GoldenFile(name: "offers.csv").path) {
      offers.append($0)
    }
    #expect(summary == OfferFileSummary(format: .csv))
    #expect(summary.source == .csv)
    try #require(offers.count == 4)
    var first = Sighting(
      publisher: "contoso", offer: "contoso-field-sales", name: "Contoso Field Sales",
      type: .customerEngagement, track: "draft",
      observation: Observation(
        stage: .draft, word: "draft", source: .csv,
        at: Date(timeIntervalSince1970: 1_568_277_000)),
      facts: [.legalEntity: "Contoso Inc", .inAppSource: "no", .markets: "US;CA"], line: 2)
    first.updatedAt = Date(timeIntervalSince1970: 1_568_277_000)
    #expect(offers[0] == first)
    #expect(offers[1].name == "Contoso \"Fleet\", Large")
    #expect(offers[1].type == .operations)
    #expect(offers[1].observation?.stage == .submitted)
    #expect(offers[1].observation?.at == Date(timeIntervalSince1970: 1_568_246_400))
    #expect(
      offers[1].facts == [
        .legalEntity: "Contoso\r\nLtd", .inAppSource: "yes", .certifiedBefore: "yes",
        .listingURL: "https://appsource.microsoft.com/product/dynamics-365/contoso.contoso-fleet",
        .cosellPrioritized: "yes", .cloudEmbed: "no", .tier: "premium", .markets: "DE;FR",
      ])
    #expect(offers[2].name == "Fabrikam Überblick 日本")
    #expect(offers[2].observation == nil)
    #expect(offers[2].line == 6)
    #expect(offers[3].name == "northwind")
    #expect(offers[3].type == .other("other-type"))
    #expect(offers[3].publisher == nil)
    #expect(offers[3].observation?.at == nil)
  }

  @Test(
    "moments may have a zone, a fraction, both or neither",
    arguments: [
      ("2019-09-20", 1_568_937_600.0), ("2019-09-20T14:02", 1_568_988_120),
      ("2019-09-20 14:02:00", 1_568_988_120), ("2019-09-20T14:02:00Z", 1_568_988_120),
      ("2019-09-20T16:02:00+02:00", 1_568_988_120), ("2019-09-20T08:32:00-0530", 1_568_988_120),
      ("2019-09-20T14:02:00.5Z", 1_568_988_120.5), ("1969-12-31T23:59:59Z", -1),
      ("2019-09-20T14:02:00.1234567", 1_568_988_120.123_456),
      ("2019/9/20", 1_568_937_600), ("20.09.2019 14:02", 1_568_988_120),
      ("20190920", 1_568_937_600), ("9/20/2019 2:02:00 PM", 1_568_988_120),
      ("20/09/2019 14:02:00", 1_568_988_120), ("20 September 2019", 1_568_937_600),
      ("\"Friday, September 20, 2019 2:02:00 PM\"", 1_568_988_120),
      ("\"Fri, 20 Sep 2019 14:02:00 GMT\"", 1_568_988_120), ("20-Sep-2019", 1_568_937_600),
      ("/Date(1568988120500)/", 1_568_988_120.5), ("/Date(1568988120000+0200)/", 1_568_988_120),
    ])
  func moment(text: String, seconds: Double) throws {
    let offers = try read("offer_id,name,stage,updated_at\na,A,draft,\(text)\n")
    #expect(offers.first?.observation?.at == Date(timeIntervalSince1970: seconds))
  }

  @Test(
    "what is no moment is a mistake",
    arguments: [
      "2019", "2019-02-29", "2019-09-20T", "2019-09-20T24:00Z", "03/04/2019", "20-Sep-19",
      "43728", "20/09/19", "Sept",
      "2019-09-20T14:60Z", "2019-09-20T14:02:00.Z", "2019-09-20T14:02:00Zz", "2019-09-20T14:02+2",
      "2019-09-20T14:60:00Z", "yesterday", "٢٠١٩-٠٩-٢٠",
    ])
  func noMoment(text: String) {
    #expect(mistakes("offer_id,name,updated_at\na,A,\(text)\n").count == 1)
  }

  @Test func `a table with a header alone has no offers`() throws {
    #expect(try read("name,offer_id\n").isEmpty)
    #expect(try read("name,offer_id").isEmpty)
  }

  @Test func `the last line needs no line break, and old line ends count too`() throws {
    #expect(try read("offer_id,name\na,A").map(\.name) == ["A"])
    let offers = try read("offer_id,name\ra,A\rb,B\r")
    #expect(offers.map(\.line) == [2, 3])
  }

  @Test func `a row keeps its line behind breaks in quotes and empty lines`() throws {
    let offers = try read("offer_id,name\n\n\na,\"A\n\n\"\nb,B\n")
    #expect(offers.map(\.line) == [4, 7])
  }

  @Test func `an unknown column is named and ignored`() throws {
    let summary = try OfferFile.read(bytes: "offer_id,name,trak,color\na,A,x,y\n".utf8, named: "t")
    {
      #expect($0.track == nil)
    }
    #expect(
      summary.warnings.map(\.description) == [
        "t:1:15: ignoring unknown column “trak”; did you mean “track”?",
        "t:1:20: ignoring unknown column “color”",
      ])
  }

  @Test(
    "each mistake has its line, its column and a sentence",
    arguments: [
      ("", "1:1: the file is empty"),
      ("\n\n", "1:1: the file is empty"),
      (",,\n,,\n", "1:1: the file is empty"),
      ("offer_id,title\n", "1:1: missing column name; add it to the first line"),
      ("ofer_id,name\n", "1:1: missing column offer_id; rename “ofer_id” if that is meant"),
      (
        "Unauthorized\n",
        "1:1: “Unauthorized” is not the header of an offer list; the first line must name columns"
      ),
      ("offer_id,name,name\n", "1:15: duplicate column name; remove one"),
      ("offer_id,name,Name\n", "1:15: duplicate column name; remove one"),
      ("offer_id,name\na,A,B\n", "2:1: expected 2 fields, found 3;"),
      ("offer_id,name\n,A\n", "2:1: missing offer_id; every row needs one"),
      ("offer_id,name\na,A\n\na,B\n", "4:1: duplicate offer_id “a” (first on line 2)"),
      (
        "offer_id,name,stage\na,A,alive\n",
        "2:5: unknown stage “alive”; use one of draft, submitted, certified, live, retired"
      ),
      ("offer_id,name,stage\na,A,unrecognized\n", "2:5: unknown stage “unrecognized”;"),
      (
        "offer_id,name,in_appsource\na,\"Ä,\",maybe\n",
        "2:8: in_appsource: unknown value “maybe”; use yes or no"
      ),
      (
        "offer_id,name,tier\na,A,gold\n", "2:5: tier: unknown value “gold”; use standard or premium"
      ),
      (
        "offer_id,name,listing_url\na,A,http://contoso.com\n",
        "2:5: listing_url: “http://contoso.com” is not an https address"
      ),
      (
        "offer_id,name,updated_at\na,A,2019-02-30\n",
        "2:5: invalid date “2019-02-30”; use YYYY-MM-DD or"
      ),
      (
        "offer_id,name,updated_at\na,A,2019-02-28T25:00Z\n", "2:5: invalid date “2019-02-28T25:00Z”"
      ),
      ("offer_id,name\na,A \"B\" C\n", "2:5: unexpected quotation mark; quote the whole field"),
      ("offer_id,name\na,\"A\"B\n", "2:6: unexpected quotation mark; quote the whole field"),
      (
        "offer_id,name\na,A\nb,\"B\nc,C\n",
        "3:1: the quotation mark that opens in this row is never"
      ),
      ("offer_id,name\na,A\u{0}B\n", "2:4: there is a NUL byte here, as in UTF-16 text; save the"),
    ])
  func mistake(text: String, expected: String) {
    let found = mistakes(text)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("t:\(expected)") == true, "\(found)")
  }

  @Test func `bytes that are not UTF-8 are named with their place`() {
    let bytes = Array("offer_id,name\na,Ä".utf8) + [0xFC, 0x0A]
    #expect(
      mistakes(bytes) == [
        "t:2:4: byte 0xFC is not UTF-8; the file may be Windows-1252, save it as UTF-8"
      ])
    #expect(mistakes(Array("offer_id,name\na,".utf8) + [0xC3]).first?.hasPrefix("t:2:3: ") == true)
  }

  @Test func `all mistakes of all rows are named at once`() {
    let found = mistakes(
      """
      offer_id,name,stage,tier
      a,A,alive,gold
      ,B,,
      c,C "c" C,,
      d,D,,,x
      a2,A,draft,
      """)
    #expect(found.map { $0.prefix(6) } == ["t:2:5:", "t:2:11", "t:3:1:", "t:4:5:", "t:5:1:"])
  }

  @Test func `a word that is wrong in every row is named in every row`() {
    let rows = (1...150).map { "\($0),A,gold\n" }.joined()
    do {
      _ = try OfferFile.read(bytes: ("offer_id,name,tier\n" + rows).utf8, named: "t") { _ in }
      Issue.record("nothing was thrown")
    } catch let error as FileMistakes {
      #expect(error.mistakes.count == 100)
      #expect(error.further == 50)
    } catch {
      Issue.record(error)
    }
  }

  @Test func `a quote left open at the top of a large file ends the reading`() {
    let row = "contoso-field-sales,Contoso Field Sales\n"
    let text = "offer_id,name\na,\"A\n" + String(repeating: row, count: 40_000)
    #expect(
      mistakes(text) == [
        "t:2:1: the row is longer than 1 MiB; a quotation mark may be missing in it"
      ])
    let line = "offer_id,name\n" + String(repeating: "x", count: 2 << 20)
    #expect(
      mistakes(line) == [
        "t:2:1: the row is longer than 1 MiB; a quotation mark may be missing in it"
      ])
  }

  /// Reads a text from a file, which comes in pieces of 256 KiB.
  private func readFile(_ text: String) throws -> [Sighting] {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try text.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    var sightings: [Sighting] = []
    _ = try OfferFile.read(path: file.path) { sightings.append($0) }
    return sightings
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `rows are the same wherever the file is cut into pieces`(lineEnd: String) throws {
    let name = String(repeating: "Contoso, Ä\(lineEnd)", count: 9)
    let rows = (0..<6_000).map { "offer-\($0),\"\(name)\"\(lineEnd)" }.joined()
    let offers = try readFile("offer_id,name\(lineEnd)" + rows)
    #expect(offers.count == 6_000)
    let names = Set(offers.map(\.name))
    #expect(names == [name])
    #expect(offers.map(\.line) == (0..<6_000).map { 2 + $0 * 10 })
  }

  @Test(arguments: ["\n", "\r\n", "\r"], -3...3)
  func `a line may end where a piece does`(lineEnd: String, shift: Int) throws {
    let start = "offer_id,name\(lineEnd)a,"
    let name = String(repeating: "x", count: (1 << 18) - start.utf8.count + shift)
    let offers = try readFile("\(start)\(name)\(lineEnd)b,B\(lineEnd)c,C")
    #expect(offers.map(\.name) == [name, "B", "C"])
    #expect(offers.map(\.line) == [2, 3, 4])
  }

  @Test func `an offer may stand once for each of two publishers`() throws {
    let offers = try read("offer_id,name,publisher_id\na,A,contoso\na,A,fabrikam\n")
    #expect(offers.map(\.publisher) == ["contoso", "fabrikam"])
  }

  @Test func `what the receiver throws ends the reading at once`() {
    struct Full: Error {}
    var count = 0
    #expect(throws: Full.self) {
      try OfferFile.read(bytes: "offer_id,name\na,A\nb,B\n".utf8, named: "t") { _ in
        count += 1
        throw Full()
      }
    }
    #expect(count == 1)
  }

  @Test func `a file that is not there is told apart from one that is wrong`() {
    #expect(throws: FileFailure(path: "/nowhere/offers.csv", code: ENOENT)) {
      try OfferFile.read(path: "/nowhere/offers.csv") { _ in }
    }
  }

  // MARK: - The way back

  @Test func `a table that was written reads back the same`() throws {
    for (number, offer) in SampleOffers.all.enumerated() {
      let text = OfferTable.header + OfferTable.row(offer)
      let sighting = try #require(try read(text).first, "\(number)")
      #expect(sighting.publisher == offer.key.publisher)
      #expect(sighting.offer == offer.key.offer)
      #expect(sighting.name == offer.name)
      #expect(sighting.type == offer.type)
      #expect(sighting.track == offer.track)
      let isKnown = offer.publication.stage != .unrecognized
      let seen = try #require(sighting.observation, "\(number)")
      #expect(seen.stage == (isKnown ? offer.publication.stage : nil))
      #expect(isKnown || seen.word == offer.publication.word)
      #expect(seen.failure == offer.publication.failure)
      #expect(seen.at == offer.changedAt)
      #expect(sighting.facts == offer.facts)
    }
  }

  @Test func `every fact has a column`() {
    for fact in Fact.allCases { #expect(OfferColumn(rawValue: fact.rawValue) != nil, "\(fact)") }
  }

  @Test func `an unknown stage stays unknown, with the portal's word if there is one`() throws {
    for word in ["Disabled", nil, "=1+1", "draft"] {
      var offer = SampleOffers.plain
      offer.publication = Publication(stage: .unrecognized, word: word)
      let seen = try #require(
        try read(OfferTable.header + OfferTable.row(offer)).first?.observation)
      #expect(seen.stage == nil && seen.word == word ?? "")
    }
    #expect(
      mistakes("offer_id,name,failure\na,A,gone\n") == [
        "t:2:5: unknown failure “gone”; use one of certification, validation, publishing, canceled"
      ])
  }

  @Test func `a NUL has no place in a table and is written as a sign that it was there`() throws {
    var offer = SampleOffers.plain
    offer.name = "A\u{0}B"
    let offers = try read(OfferTable.header + OfferTable.row(offer))
    #expect(offers.first?.name == "A\u{FFFD}B")
  }

  @Test(arguments: [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r\n=1", "'=1", "''+1", "＝1", "'", "'a",
  ])
  func `a field that looks like a formula is made safe, and reads back the same`(
    name: String
  ) throws {
    var offer = SampleOffers.plain
    offer.name = name
    offer.facts[.legalEntity] = "=cmd|' /C calc'!A0"
    let row = OfferTable.row(offer)
    let isFormula = name.contains { $0 != "'" && $0 != "a" }
    #expect(row.contains(isFormula ? "'" + name : name))
    for start in [",=", ",+", ",-", ",@", ",\"=", ",\"\t"] { #expect(!row.contains(start)) }
    let seen = try #require(try read(OfferTable.header + row).first)
    #expect(seen.name == name)
    #expect(seen.facts[.legalEntity] == "=cmd|' /C calc'!A0")
  }
}
