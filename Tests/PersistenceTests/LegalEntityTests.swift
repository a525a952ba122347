// Legal entities: what the profile lists and what offers name are one list, and a rename goes
// through all of it and back.

import Foundation
import Lifecycle
import Testing

@testable import Persistence

@Suite struct `The legal entities of a publisher` {
  private let folder: Folder
  private let store: Store

  init() throws {
    folder = try Folder()
    store = try folder.store(with: [
      Sample.offer("fleet", facts: [.legalEntity: "Contoso Inc"]),
      Sample.offer("sales", facts: [.legalEntity: "Contoso Inc"]), Sample.offer("field"),
    ])
  }

  @discardableResult
  private func change(_ change: EntityChange) throws -> [LegalEntity] {
    try store.publishers.apply(change, toEntitiesOf: "contoso", at: Sample.now, by: "ann")
  }

  private func undo() throws -> HistoryEntry? {
    try store.history.undo(accountOf: "contoso", at: Sample.now, by: "bob").first
  }

  @Test func `are those that it lists and those that its offers name`() throws {
    #expect(
      try change(.add(" Contoso AG ")) == [
        LegalEntity(name: "Contoso Inc", offers: 2, isListed: false),
        LegalEntity(name: "Contoso AG"),
      ])
    #expect(try change(.add("contoso inc"))[0].isListed)
    #expect(throws: EntityRefusal.known("Contoso AG")) { try change(.add("CONTOSO AG")) }
    for text in ["", " ", "a\u{202E}b", "a\nb", String(repeating: "x", count: 10_000)] {
      #expect { try change(.add(text)) } throws: { ($0 as? EntityRefusal)?.name == "unfitting" }
    }
    store.close()
    #expect(
      try folder.store().publishers.all().first?.legalEntities == ["Contoso AG", "contoso inc"])
  }

  @Test func `are renamed in all offers, and named as before by an undo`() throws {
    try change(.add("Contoso Inc"))
    #expect(
      try change(.rename("contoso inc", to: "Contoso Ltd"))
        == [LegalEntity(name: "Contoso Ltd", offers: 2)])
    #expect(try store.offers.find(Sample.key("sales"))?.facts[.legalEntity] == "Contoso Ltd")
    #expect(
      try store.history.entries(ofAccount: "contoso", limit: 1).first?.sentence()
        == "Legal entity renamed Contoso Inc: Contoso Ltd")
    #expect(try undo()?.detail == "entity_renamed")
    #expect(try store.offers.find(Sample.key("sales"))?.facts[.legalEntity] == "Contoso Inc")
    #expect(try store.publishers.all().first?.legalEntities == ["Contoso Inc"])
    #expect(try undo()?.detail == "entity_added")
    #expect(try store.publishers.all() == [Sample.publisher])
    #expect(try store.integrity.problems() == [])
  }

  @Test func `are not given the name of another one, and only their own in other letters`() throws {
    try change(.add("Contoso AG"))
    #expect(throws: EntityRefusal.known("Contoso AG")) {
      try change(.rename("Contoso Inc", to: "contoso ag"))
    }
    #expect(throws: EntityRefusal.unknown("Nobody")) { try change(.rename("Nobody", to: "X")) }
    #expect(
      try change(.rename("Contoso AG", to: "CONTOSO AG")).contains(LegalEntity(name: "CONTOSO AG")))
  }

  @Test func `are not named as before where another one has that name now`() throws {
    try change(.rename("Contoso Inc", to: "Contoso Ltd"))
    try store.offers.apply(
      [.edit(.fact(.legalEntity), "contoso inc")], to: Sample.key("field"), at: Sample.now,
      by: "ann")
    #expect { try undo() } throws: { error in
      (error as? StoreFailure)?.sentence.contains("has that name now") == true
    }
    #expect(try store.offers.find(Sample.key("sales"))?.facts[.legalEntity] == "Contoso Ltd")
    try change(.rename("contoso inc", to: "Contoso GmbH"))
    #expect(try undo()?.subject == "contoso inc")
  }

  @Test func `have the names in the past that they had then`() throws {
    try change(.add("Contoso Inc"))
    try store.publishers.apply(
      .rename("Contoso Inc", to: "Contoso Ltd"), toEntitiesOf: "contoso", at: Sample.later(2),
      by: "ann")
    // What is put back of this offer was called otherwise by then.
    try store.offers.apply(
      [.edit(.name, "Fleet 2")], to: Sample.key("fleet"), at: Sample.later(3), by: "ann")
    try store.history.undo(accountOf: "contoso", at: Sample.later(4), by: "ann")
    for (moment, name) in [(3.5, "Contoso Ltd"), (2.5, "Contoso Ltd"), (1, "Contoso Inc")] {
      let past = try #require(try store.past(at: Sample.later(moment)))
      #expect(
        try past.publishers.legalEntities(of: "contoso") == [LegalEntity(name: name, offers: 2)],
        "\(moment)")
      #expect(try past.integrity.problems() == [])
    }
    #expect(try store.publishers.legalEntities(of: "contoso").map(\.name) == ["Contoso Inc"])
  }

  @Test func `stay while offers name them, which are named then`() throws {
    try change(.add("Contoso Inc"))
    #expect {
      try change(.remove("Contoso Inc"))
    } throws: { error in
      (error as? EntityRefusal)?.sentence.contains("use it: fleet, sales.") == true
    }
    for id in ["fleet", "sales"] {
      try store.offers.apply(
        [.edit(.fact(.legalEntity), "")], to: Sample.key(id), at: Sample.now, by: "ann")
    }
    #expect(try change(.remove("CONTOSO INC")) == [])
    #expect(throws: EntityRefusal.unknown("Contoso Inc")) { try change(.remove("Contoso Inc")) }
  }

  @Test func `are called as they were, where the deck is shown as it was`() throws {
    func names(_ past: Store) throws -> [String?] {
      try past.publishers.legalEntities(of: "contoso").map(\.name)
        + ["fleet", "sales"].map { try past.offers.find(Sample.key($0))?.facts[.legalEntity] }
    }
    let before = try names(store)
    try store.publishers.apply(
      .rename("Contoso Inc", to: "Contoso Ltd"), toEntitiesOf: "contoso", at: Sample.later(20),
      by: "ann")
    let after = try names(store)
    try store.history.undo(accountOf: "contoso", at: Sample.later(40), by: "ann")
    let (first, second) = (
      try #require(try store.past(at: Sample.later(10))),
      try #require(try store.past(at: Sample.later(30)))
    )
    #expect(try names(first) == before && names(second) == after && names(store) == before)
    #expect(after == ["Contoso Ltd", "Contoso Ltd", "Contoso Ltd"])
  }
}
