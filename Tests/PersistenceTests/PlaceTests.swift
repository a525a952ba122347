// Offers found by the beginning of their ID, and places that were known when the deck was open
// before.

import Lifecycle
import Testing

@testable import Persistence

@Suite struct PlaceTests {
  private let folder: Folder
  private let store: Store

  init() throws {
    folder = try Folder()
    store = try folder.store()
    _ = try store.imports.take(
      .csv, named: "offers.csv", publisher: "contoso", at: Sample.now, by: "ann"
    ) { take in
      for number in 0..<3_000 {
        try take(
          Sighting(
            publisher: number.isMultiple(of: 2) ? "fabrikam" : nil, offer: "offer-\(number)",
            // The order of names is not that of IDs.
            name: "Name \(number * 7 % 3_000)", type: .operations,
            observation: Observation(
              stage: number.isMultiple(of: 10) ? .submitted : .draft, word: "word", source: .csv,
              at: Sample.now), facts: [:], line: number + 2))
      }
    }
  }

  @Test func `an ID is found whatever its case and however its letters are composed`() throws {
    for id in ["Größe-Eins", "Caf\u{E9}-1"] {
      try store.offers.add(Sample.offer(id), at: Sample.now, by: "ann")
    }
    for text in ["größe", "GRÖßE-e", "Gro\u{308}ße"] {
      #expect(try store.lists.offer(beginning: text, in: Query())?.offer == "Größe-Eins", "\(text)")
    }
    for text in ["caf\u{E9}", "CAFE\u{301}-", "Cafe\u{301}-1"] {
      #expect(
        try store.lists.offer(beginning: text, in: Query())?.offer == "Caf\u{E9}-1", "\(text)")
    }
    try store.offers.add(Sample.offer("Contoso-Mixed"), at: Sample.now, by: "ann")
    #expect(try store.lists.offer(beginning: "contoso-m", in: Query())?.offer == "Contoso-Mixed")
    #expect(
      try store.lists.offer(beginning: "CONTOSO-mixed", in: Query())?.offer == "Contoso-Mixed")
    #expect(try store.lists.offer(beginning: "ontoso-m", in: Query()) == nil)
    #expect(try store.lists.offer(beginning: "contoso_m", in: Query()) == nil)
  }

  @Test func `the first by its ID is found among all that begin so`() throws {
    #expect(try store.lists.offer(beginning: "offer-12", in: Query())?.offer == "offer-12")
    #expect(try store.lists.offer(beginning: "offer-299", in: Query())?.offer == "offer-299")
    #expect(try store.lists.offer(beginning: "OFFER-299", in: Query())?.offer == "offer-299")
    #expect(
      try store.lists.offer(beginning: "offer-12", in: Query(publisher: "contoso"))?.offer
        == "offer-1201"
    )
    #expect(try store.lists.offer(beginning: "offer-3000", in: Query()) == nil)
    #expect(try store.lists.offer(beginning: "%", in: Query()) == nil)
    #expect(try store.lists.offer(beginning: "offer", in: Query(publisher: "nobody")) == nil)
    var submitted = Query()
    submitted.stages = [.submitted]
    #expect(try store.lists.offer(beginning: "offer-12", in: submitted)?.offer == "offer-120")
    submitted.words = ["no such word"]
    #expect(try store.lists.offer(beginning: "offer-12", in: submitted) == nil)
  }

  @Test(arguments: [0, 1, 700, 1_499, 2_600, 2_999])
  func `a place that was known before is known again`(place: Int) throws {
    var query = Query()
    query.sort = .name
    let all = try store.lists.rows(query, from: 0, count: 3_000).map(\.key)
    let state = try store.state()
    let again = try folder.store()
    #expect(try again.lists.recall(all[place], at: place, of: query, in: state))
    let from = max(0, place - 100)
    let window = try again.lists.rows(query, from: from, count: 260).map(\.key)
    #expect(window == Array(all[from..<min(3_000, from + 260)]))
    #expect(try again.lists.position(of: all[place], in: query) == place)
  }

  @Test func `a place of another state of the deck is none`() throws {
    let query = Query()
    let key = try #require(try store.lists.rows(query, from: 5, count: 1).first?.key)
    let state = try store.state()
    try store.offers.add(Sample.offer("another"), at: Sample.now, by: "ann")
    #expect(try !store.lists.recall(key, at: 5, of: query, in: state))
    #expect(try !store.lists.recall(Sample.key("gone"), at: 5, of: query, in: store.state()))
    #expect(try !store.lists.recall(key, at: 5, of: Query(publisher: "nobody"), in: store.state()))
  }
}
