// Exports of version 1, which earlier programs wrote: a single JSON object, in any layout.

import Foundation
import Lifecycle
import Testing

@testable import Formats

@Suite struct `An export of an earlier version` {
  /// An export as those programs wrote it.
  private func text(_ offers: [Offer], _ history: [HistoryEntry] = []) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .custom { date, encoder in
      var container = encoder.singleValueContainer()
      try container.encode(Moment(date).text)
    }
    func lines(_ records: [some Encodable]) throws -> String {
      try records.map { "\n" + String(decoding: try encoder.encode($0), as: UTF8.self) }
        .joined(separator: ",") + "\n]"
    }
    let offers = try lines(offers)
    return "{\"offerdeck\":1,\"publishers\":[\n],\"offers\":[\(offers),\"history\":["
      + "\(try lines(history))}\n"
  }

  private func read(_ text: String) throws -> [DeckRecord] {
    var records: [DeckRecord] = []
    try DeckFile.read(bytes: text.utf8, named: "d") { record, _ in records.append(record) }
    return records
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

  @Test func `is read in any layout`() throws {
    let text = try text(Array(SampleOffers.all.prefix(4)))
    let records = SampleOffers.all.prefix(4).map { DeckRecord.offer($0) }
    #expect(try read(text) == records)
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    for options: JSONSerialization.WritingOptions in [[.prettyPrinted], [.sortedKeys]] {
      let other = try JSONSerialization.data(withJSONObject: object, options: options)
      #expect(try Set(read(String(decoding: other, as: UTF8.self))) == Set(records))
    }
    #expect(try read("{\"offerdeck\":1}") == [])
    #expect(try read("{ \"offerdeck\" : 1 ,\n\"offers\":[]}") == [])
  }

  @Test func `brings the offers that an event added as records of their own`() throws {
    var entry = HistoryEntry(
      id: 1, at: SampleOffers.moment, by: "ann", publisher: "contoso", kind: "imported")
    entry.event = HistoryEntry.Event(
      id: "0", action: 1, replica: "0", scope: 3, type: "offers.imported", version: 1, payload: nil)
    let without = try read(try text([], [entry]))
    entry.event?.parts = ["one", "two"]
    let found = try read(try text([], [entry]))
    #expect(found == without + [.added(event: 1, offers: "one"), .added(event: 1, offers: "two")])
  }

  @Test func `is a mistake if it was cut off anywhere`() throws {
    let bytes = Array(try text([SampleOffers.plain]).utf8)
    for length in 0..<(bytes.count - 1) {
      #expect(
        !mistakes(String(decoding: bytes.prefix(length), as: UTF8.self)).isEmpty,
        "the first \(length) bytes")
    }
  }

  @Test func `each mistake has its line, its column and a sentence`() throws {
    let good = try text([SampleOffers.plain])
    let changes = [
      ("\"offerdeck\":1", "\"offerdeck\":9", "1:1: the export has version 9"),
      ("\"offers\"", "\"ofers\"", "2:3: a deck has no “ofers”; did you mean “offers”?"),
      ("\"track\":\"draft\"", "\"trak\":\"draft\"", "3:1: missing “track”"),
      ("\"track\":\"draft\"", "\"track\":7", "“track” must be a string"),
      (
        "\"stage\":\"draft\"", "\"stage\":\"drat\"",
        "invalid value for “stage” (drat); did you mean “draft”?"
      ),
      (
        "\"stage\":\"draft\"", "\"stage\":\"sold\"",
        "known are draft, submitted, certified, live, retired, unknown"
      ),
      ("\"changedAt\":\"2019", "\"changedAt\":7,\"x\":\"2019", "“changedAt” must be a string"),
      ("\"isGoingLive\":false", "\"isGoingLive\":0", "“isGoingLive” must be true or false"),
      ("\"facts\":{", "\"facts\":7,\"x\":{", "“facts” must be an object"),
      (
        "\"changedAt\":\"2019", "\"changedAt\":\"x", "invalid value for “changedAt” (x"
      ),
      (
        "\"changedAt\":\"2019-09", "\"changedAt\":\"2019-13",
        "; use a time such as 2019-09-20T14:02:00Z"
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
    #expect(mistakes("{}") == ["d:1:1: not an offerdeck export"])
  }
}
