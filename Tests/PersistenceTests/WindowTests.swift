// Windows onto the list, held against the whole list sorted the plain way.

import Foundation
import Lifecycle
import Testing

@testable import Persistence

struct WindowTests {
  private static let count = 700
  private let folder: Folder
  private let store: Store

  init() throws {
    folder = try Folder()
    store = try folder.store()
    _ = try store.imports.take(
      .csv, named: "offers.csv", publisher: "contoso", at: Sample.now, by: "ann"
    ) { take in
      for number in 0..<Self.count { try take(Self.sighting(number)) }
    }
  }

  /// Names that come twice and in both cases, two publishers, all stages.
  private static func sighting(_ number: Int) -> Sighting {
    let types: [OfferType] = [.customerEngagement, .operations, .other("SaaS")]
    return Sighting(
      publisher: number.isMultiple(of: 3) ? "fabrikam" : nil,
      offer: "offer-\(number / 2)x\(number)",
      name: number.isMultiple(of: 2) ? "Name \(number % 60)" : "name \(number % 45)%_\\é",
      type: types[number % 3],
      observation: Observation(
        stage: Stage.onTheWay[number % 4], word: "word", source: .csv,
        at: Sample.later(Double(number % 10))),
      facts: number.isMultiple(of: 5)
        ? [.typeRight: "no"] : number.isMultiple(of: 7) ? [.cloudEmbed: "yes"] : [:],
      line: number + 2)
  }

  /// All offers that a query selects, by walking once from the beginning.
  private func all(_ query: Query) throws -> [OfferKey] {
    try store.lists.rows(query, from: 0, count: Self.count + 1).map(\.key)
  }

  private func folded(_ name: String) -> [UInt8] {
    name.utf8.map { (0x41...0x5a).contains($0) ? $0 + 0x20 : $0 }
  }

  /// The order that a query has to give, written another way.
  private func isBefore(_ one: Offer, _ other: Offer, _ sort: Query.Sort) -> Bool {
    func due(_ offer: Offer) -> Int {
      Rules(Sample.playbook).digest(of: offer, Publisher(id: offer.key.publisher, name: "")).due?
        .number ?? .max
    }
    func rank(_ offer: Offer) -> Int {
      Stage.allCases.firstIndex(of: offer.publication.stage) ?? .max
    }
    switch sort {
    case .due: if due(one) != due(other) { return due(one) < due(other) }
    case .stage: if rank(one) != rank(other) { return rank(one) < rank(other) }
    case .track: if one.track != other.track { return one.track < other.track }
    case .type:
      if one.type != other.type { return one.type.abbreviation < other.type.abbreviation }
    case .changed: if one.changedAt != other.changedAt { return one.changedAt < other.changedAt }
    case .name: break
    }
    if folded(one.name) != folded(other.name) {
      return folded(one.name).lexicographicallyPrecedes(folded(other.name))
    }
    return one.key.offer < other.key.offer
  }

  @Test(arguments: Query.Sort.allCases)
  func `each sort has its order, with ties broken by name and ID`(sort: Query.Sort) throws {
    var query = Query()
    query.sort = sort
    let offers = try store.lists.rows(query, from: 0, count: Self.count)
    #expect(Set(offers.map(\.key)).count == Self.count)
    for (one, other) in zip(offers, offers.dropFirst()) {
      #expect(isBefore(one, other, sort), "\(one.name) stands before \(other.name)")
    }
    query.isDescending = true
    #expect(try all(query) == offers.map(\.key).reversed())
  }

  @Test(arguments: [21, 22, 23, 24, 25, 26] as [UInt64])
  func `any walk through windows shows what the whole list shows`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    for query in try queries(&dice) {
      let expected = try all(query)
      #expect(try store.lists.count(query) == expected.count)
      var index = 0
      for _ in 0..<40 {
        let count = Int.random(in: 1...60, using: &dice)
        switch Int.random(in: 0..<4, using: &dice) {
        case 0: index = Int.random(in: 0...(expected.count + 20), using: &dice)
        case 1: index = max(0, index - Int.random(in: 0...count, using: &dice))
        case 2: index += Int.random(in: 0...count, using: &dice)
        default: index = max(0, expected.count - count)
        }
        let window = try store.lists.rows(query, from: index, count: count).map(\.key)
        #expect(window == Array(expected.dropFirst(index).prefix(count)))
        if let key = window.randomElement(using: &dice) {
          #expect(try store.lists.position(of: key, in: query) == expected.firstIndex(of: key))
        }
      }
    }
  }

  private func queries(_ dice: inout Dice) throws -> [Query] {
    try (0..<6).map { _ in
      var query = Query(publisher: [nil, "contoso", "fabrikam"].randomElement(using: &dice) ?? nil)
      query.sort = try #require(Query.Sort.allCases.randomElement(using: &dice))
      query.isDescending = Bool.random(using: &dice)
      switch Int.random(in: 0..<7, using: &dice) {
      case 0: query.words = ["NAME", "x1"]
      case 1: query.stages = [.draft, .live]
      case 2: query.stages = [.certified]
      case 3: query.types = [.other("saas"), .operations]
      case 4: query.dueBy = Sample.day("2019-09-30")
      case 5: query.isBlocked = true
      default: break
      }
      return query
    }
  }

  @Test func `filters select what they say`() throws {
    func count(_ change: (inout Query) -> Void) throws -> Int {
      var query = Query()
      change(&query)
      let offers = try store.lists.rows(query, from: 0, count: Self.count)
      #expect(try store.lists.count(query) == offers.count)
      return offers.count
    }
    #expect(try count { $0.publisher = "fabrikam" } == 234)
    #expect(try count { $0.publisher = "nobody" } == 0)
    #expect(try count { $0.stages = [.live] } == 175)
    #expect(try count { $0.tracks = ["published"] } == 175)
    #expect(try count { $0.types = [.other("saas")] } == 233)
    #expect(try count { $0.names = ["é"] } == 350)
    #expect(try count { $0.publishers = ["FABRIKAM"] } == 234)
    #expect(try count { $0.excluded.publishers = ["fabrikam"] } == Self.count - 234)
    #expect(try count { $0.excluded.tracks = ["published"] } == Self.count - 175)
    #expect(try count { $0.words = ["é"] } == 350)
    #expect(try count { $0.words = ["É"] } == 350)
    #expect(try count { $0.words = ["%_\\"] } == 350)
    #expect(try count { $0.words = ["a%e"] } == 0)
    #expect(try count { $0.words = ["OFFER-7X1"] } == 2)
    #expect(try count { $0.dueBy = Sample.day("2019-08-31") } == 175)
    // Live, and so past the question, or in dispute, and so not concerned.
    #expect(
      try count { $0.unmet = .init(playbook: "program", index: 1) }
        == store.statistics.tally().count(of: .init(playbook: "program", index: 1)).concerned)
    #expect(try count { $0.unmet = .init(playbook: "nothing", index: 1) } == 0)
    #expect(try count { $0.unmet = .init(playbook: "program", index: 70) } == 0)
  }

  @Test(arguments: [
    Standing(playbook: "program", unmet: 0b11), Standing(playbook: "program", concerned: 0b1),
    Standing(playbook: "program", unmet: 0b10, clear: 0b1),
    Standing(playbook: "program", clear: 0b11, concerned: 0b11),
    Standing(
      playbook: "program", concerned: 0b111, condition: Condition(facts: [.cloudEmbed: "yes"])),
    Standing(
      playbook: "program", concerned: 0b111,
      condition: Condition(exceptions: [.typeRight: "no"])),
    Standing(
      playbook: "program", concerned: 0b111, condition: Condition(facts: [.cloudEmbed: "yes"]),
      isCertain: true),
    Standing(
      playbook: "program", concerned: 0b111, condition: Condition(exceptions: [.typeRight: "no"]),
      isCertain: true),
    Standing(playbook: "program", threatened: 0b11),
    Standing(playbook: "program", unthreatened: 0b11, held: 0b11),
  ])
  func `standing with deadlines selects by digests and facts, in every order`(
    standing: Standing
  ) throws {
    let rules = Rules(Sample.playbook)
    let publishers = try store.publishers.all()
    let offers = try store.lists.rows(Query(), from: 0, count: Self.count)
    let meant = try offers.filter { offer in
      let owner = try #require(publishers.first { $0.id == offer.key.publisher })
      let digest = rules.digest(of: offer, owner)
      let applicability = standing.condition.applicability(to: offer)
      return standing.holds(concerned: digest.concerned, met: digest.met, held: digest.held)
        && (standing.isCertain ? applicability == .certain : applicability != .never)
    }.map(\.key)
    for sort in Query.Sort.allCases {
      var query = Query()
      query.sort = sort
      query.standing = standing
      let found = try store.lists.rows(query, from: 0, count: Self.count, isPatient: sort == .stage)
      #expect(Set(found.map(\.key)) == Set(meant))
      #expect(try store.lists.count(query) == meant.count)
    }
  }

  @Test func `what was remembered of a list does not outlive a change`() throws {
    var query = Query()
    query.sort = .name
    let before = try all(query)
    _ = try store.lists.rows(query, from: 300, count: 50)
    try store.offers.add(
      Sample.offer("first", name: "  first of all"), at: Sample.later(1), by: "bob")
    let window = try store.lists.rows(query, from: 301, count: 49).map(\.key)
    #expect(window == Array(before[300..<349]))
    #expect(try store.lists.count(query) == Self.count + 1)
  }

  @Test func `an offer that a query leaves out has no position in it`() throws {
    var query = Query()
    query.stages = [.live]
    #expect(try store.lists.position(of: Sample.key("offer-0x1"), in: query) == nil)
    #expect(try store.lists.position(of: Sample.key("none"), in: query) == nil)
  }

  @Test func `offers come whole`() throws {
    let key = Sample.key("offer-2x4")
    try store.offers.apply(
      [.tick(step: "review"), .page(id: "setup", state: .complete)], to: key, at: Sample.now,
      by: "bob")
    var query = Query()
    query.words = ["offer-2x4"]
    let row = try #require(try store.lists.rows(query, from: 0, count: 1).first)
    #expect(row.ticks.keys.map { $0 } == ["review"] && row.pages == ["setup": .complete])
    #expect(try store.offers.find(key) == row)
  }

  @Test func `a count can be canceled`() throws {
    var query = Query()
    query.words = ["name"]
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: CancellationError.self) {
      try store.lists.count(query, unless: cancellation)
    }
  }

  @Test func `a text finds offers by ID, with or without their publisher`() throws {
    try store.publishers.add(
      Publisher(id: "northwind", name: "Northwind"), at: Sample.now, by: "ann")
    try store.offers.add(Sample.offer("a/b"), at: Sample.now, by: "ann")
    try store.offers.add(Sample.offer("a/b", of: "northwind"), at: Sample.now, by: "ann")
    #expect(
      try store.offers.matches("a/b") == [Sample.key("a/b"), Sample.key("a/b", of: "northwind")])
    #expect(try store.offers.matches("northwind/a/b") == [Sample.key("a/b", of: "northwind")])
    #expect(try store.offers.matches("offer-1x3") == [Sample.key("offer-1x3", of: "fabrikam")])
    #expect(try store.offers.matches("offer-1") == [])
  }
}
