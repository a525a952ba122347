// Events: what they change, applied and taken back, and the text that decks keep for good.

import Foundation
import Testing

@testable import Lifecycle

@Suite struct `An event` {
  private static let moment = Date(timeIntervalSince1970: 1_568_988_123)

  private static let offer = Offer(
    key: OfferKey(publisher: "contoso", offer: "fleet"), name: "Fleet \"Pro\"\n",
    type: .customerEngagement, playbook: "dynamics-365-2019", track: "draft",
    publication: Publication(
      stage: .draft, market: .earlier, failure: SubmissionFailure(.validation, "No logo"),
      evidence: .live, isGoingLive: true, word: "Odd"),
    facts: [.tier: "premium", .legalEntity: "Contoso Ltd"],
    ticks: ["billing": Tick(at: moment, by: "ann")], pages: ["setup": .incomplete],
    standsSince: moment - 60, changedAt: moment)

  @Test func `keeps permanent names and words`() throws {
    let change = try #require(Change(.offer(Self.offer.key), from: [:], to: Self.offer.fields))
    #expect(
      EventPayload.text([change]) == """
        {"changes":[{"offer":["contoso","fleet"],"set":{\
        "changed_at":[null,1568988123000000],"evidence":[null,"live"],\
        "fact.legal_entity":[null,"Contoso Ltd"],"fact.tier":[null,"premium"],\
        "failure":[null,"validation"],"going_live":[null,1],"market":[null,"earlier"],\
        "name":[null,"Fleet \\"Pro\\"\\u000a"],\
        "offer_type":[null,"dynamics365ForCustomerEngagement"],"page.setup":[null,"incomplete"],\
        "playbook":[null,"dynamics-365-2019"],"report":[null,"No logo"],"stage":[null,"draft"],\
        "stands_since":[null,1568988063000000],\
        "step.billing":[null,[1568988123000000,"ann"]],"track":[null,"draft"],\
        "word":[null,"Odd"]}}]}
        """)
    #expect(try EventPayload.changes(EventPayload.text([change])) == [change])
    #expect(try Offer(Self.offer.key, Self.offer.fields) == Self.offer)
  }

  @Test func `keeps the words of every stage, market, page and fact`() {
    let words = Stage.allCases.map { stage in
      var offer = Self.offer
      offer.publication.stage = stage
      return offer.fields["stage"]
    }
    #expect(
      words
        == ["draft", "submitted", "certified", "live", "retired", "unknown"].map { .text($0) })
    #expect(Market.allCases.map(\.rawValue) == ["none", "earlier", "current"])
    #expect(Evidence.allCases.map(\.rawValue) == ["none", "submitted", "certified", "live"])
    #expect(PageState.allCases.map(\.rawValue) == ["not_started", "incomplete", "complete"])
    #expect(
      SubmissionFailure.Kind.allCases.map(\.rawValue) == [
        "certification", "validation", "publishing", "canceled",
      ])
    #expect(Assurance.allCases.map(\.rawValue) == ["verified", "by_hand"])
    #expect(MembershipState.allCases.map(\.rawValue) == ["valid", "unconfirmed", "invalid"])
  }

  @Test func `has a permanent type for everything that is done`() {
    let types: [EventType] =
      StageEvent.allCases.map { EventType(kind: $0.rawValue, isOffers: true) }
      + ["tick", "untick", "answer", "page", "edited", "observe", "added", "imported", "undo"]
      .map { EventType(kind: $0, isOffers: true) }
      + [
        "edited", "added", "removed", "migration_begun", "migration_back", "work_email", "mpn_id",
        "mpn_confirmed", "mpn_accepted", "migrated", "seen_migrated", "role_owner",
        "role_contributor", "user_added", "user_removed", "user_role", "users_seen",
        "entity_added", "entity_renamed", "entity_removed", "directory", "tick", "untick",
      ].map { EventType(kind: $0, isOffers: false) }
    for type in types { #expect(type.isKnown, "\(type.name)") }
    #expect(Set(types.map(\.name)).count == types.count)
    #expect(EventType(kind: "tick", isOffers: true).name == "offer.step.completed")
    let unknown = EventType(name: "offer.teleported.twice")
    #expect(!unknown.isKnown && unknown.kind == "offer.teleported.twice")
  }

  @Test func `of every state of an account is read back`() throws {
    for publisher in AccountExploration(from: AccountExploration.starts).states {
      #expect(try Publisher(publisher.id, publisher.fields) == publisher)
    }
  }

  @Test func `keeps a fact of a later version, and refuses any other field of one`() throws {
    var fields = Self.offer.fields
    fields["fact.color"] = .text("blue")
    #expect(try Offer(Self.offer.key, fields).fields == fields)
    fields["color"] = .text("blue")
    #expect(throws: UnreadableRecord(field: "color")) { try Offer(Self.offer.key, fields) }
    for text in [
      "", "{}", "{\"changes\":1}", "{\"changes\":[{\"planet\":\"x\",\"set\":{}}]}",
      "{\"changes\":[{\"offer\":[\"a\"],\"set\":{}}]}",
      "{\"changes\":[{\"publisher\":\"a\",\"set\":{\"b\":[1]}}]}", "{\"changes\":[]",
    ] {
      #expect(throws: EventPayload.Unreadable.self, "\(text)") { try EventPayload.changes(text) }
    }
  }

  @Test func `of an import has each offer in a few bytes and reads back as it was`() throws {
    let offers = (0..<1_000).map { number in
      Offer(
        key: OfferKey(publisher: "contoso", offer: "offer-\(number)"),
        name: "Contoso Offer \(number)", type: .operations, playbook: "p", track: "draft",
        facts: number.isMultiple(of: 7) ? [.tier: "standard"] : [:],
        ticks: number == 3 ? ["a": Tick(at: Self.moment, by: "b")] : [:], changedAt: Self.moment)
    }
    let text = EventPayload.text(adding: offers, of: "contoso")
    let added = try EventPayload.added(text)
    #expect(added.map(\.fields) == offers.map(\.fields))
    #expect(added.map(\.key) == offers.map(\.key))
    #expect(
      EventPayload.text(adding: added.map { ($0.key.offer, $0.fields) }, of: "contoso")
        .utf8.count == text.utf8.count)
  }

  @Test func `has an ID of version 7 that sorts by its moment`() throws {
    var dice = SystemRandomNumberGenerator()
    let ids = (0..<500).map { EventID(at: Self.moment + Double($0), using: &dice) }
    #expect(ids.map(\.text) == ids.map(\.text).sorted())
    #expect(Set(ids).count == 500)
    for id in ids {
      #expect(EventID(id.text) == id)
      #expect(id.bytes[6] >> 4 == 7 && id.bytes[8] >> 6 == 2)
    }
    #expect(EventID("x") == nil && EventID(bytes: [1]) == nil)
  }

  @Test func `renames a legal entity in all offers but those that had the name`() throws {
    func offer(_ id: String, _ entity: String) -> (Subject, Fields) {
      (
        .offer(OfferKey(publisher: "contoso", offer: id)),
        [FieldName.legalEntity: .text(entity)]
      )
    }
    let before = DeckState(
      Dictionary(uniqueKeysWithValues: [offer("a", "A"), offer("b", "B"), offer("c", "C")]))
    var state = before
    let change = Change.renaming(publisher: "contoso", from: "A", to: "B", others: ["b"])
    try state.apply([change])
    #expect(state.records.values.filter { $0[FieldName.legalEntity] == .text("B") }.count == 2)
    #expect(try EventPayload.changes(EventPayload.text([change])) == [change])
    try state.apply([change].inverse)
    #expect(state == before)
  }

  /// Any sequence of changes, applied and taken back: the states on the way are the same.
  @Test(arguments: 1...8 as ClosedRange<UInt64>) func `takes back whatever it changed`(
    seed: UInt64
  ) throws {
    var dice = SeededDice(seed: seed)
    var state = DeckState()
    var states = [state]
    var events: [[Change]] = []
    for _ in 0..<Self.steps {
      let subject = Subject.offer(
        OfferKey(publisher: "contoso", offer: "o\(Int.random(in: 0..<5, using: &dice))"))
      let old = state.records[subject] ?? [:]
      var new = old
      for _ in 0..<Int.random(in: 1...4, using: &dice) {
        let name = ["name", "fact.tier", "step.a", FieldName.legalEntity].randomElement(
          using: &dice)
        let value: FieldValue? =
          [
            nil, .text("x"), .text("y"), .number(7), .list([.number(1), .text("ann")]),
          ].randomElement(using: &dice) ?? nil
        new[name ?? "name"] = value
      }
      guard let change = Change(subject, from: old, to: new) else { continue }
      let changes = try EventPayload.changes(EventPayload.text([change]))
      try state.apply(changes)
      events.append(changes)
      states.append(state)
    }
    #expect(events.count > Self.steps / 2)
    for (changes, before) in zip(events, states).reversed() {
      try state.apply(changes.inverse)
      #expect(state == before)
    }
    #expect(state == DeckState())
  }

  private static let steps =
    Int(ProcessInfo.processInfo.environment["OFFERDECK_EVENT_STEPS"] ?? "") ?? 400

  @Test func `that does not fit is refused as a whole`() throws {
    let key = Subject.publisher("contoso")
    var state = DeckState([key: ["name": .text("Contoso")]])
    let before = state
    #expect(throws: ChangeConflict(subject: key, field: "name")) {
      try state.apply([
        .fields(key, ["sign_in": FieldChange(nil, .text("a"))]),
        .fields(key, ["name": FieldChange(.text("Other"), .text("x"))]),
      ])
    }
    #expect(state == before)
  }
}

private struct SeededDice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
