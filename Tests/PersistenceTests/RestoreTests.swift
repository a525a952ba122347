// An export holds everything, and a deck that is made from it holds the same.

import Foundation
import Lifecycle
import Testing

@testable import Persistence

struct RestoreTests {
  private let folder: Folder
  private let other: Folder
  private let store: Store

  init() throws {
    folder = try Folder()
    other = try Folder()
    store = try folder.store(with: [Sample.offer("by-hand", facts: [.markets: "US;\"DE\"\u{0}é"])])
    for (number, file) in ["one.csv", "two.csv"].enumerated() {
      _ = try store.imports.take(
        .csv, named: file, publisher: "contoso", at: Sample.later(Double(number)), by: "ann"
      ) { take in
        for offer in 0..<5 {
          try take(Sighting(offer: "offer-\(number * 4 + offer)", name: file, line: offer + 2))
          try take(
            Sighting(publisher: "fabrikam", offer: "f-\(number)-\(offer)", line: offer + 20))
        }
      }
    }
    let key = Sample.key("offer-2")
    for action: Action in [
      .tick(step: "billing"), .answer(step: "type", value: "yes"), .tick(step: "review"),
      .page(id: "setup", state: .incomplete),
    ] {
      try store.offers.apply([action], to: key, at: Sample.later(2.25), by: "bob")
    }
    try store.history.undo(key, at: Sample.later(3), by: "bob")
  }

  private func exported(_ store: Store) throws -> [DeckRecord] {
    var all: [DeckRecord] = []
    try store.exports.each { all.append($0) }
    return all
  }

  @discardableResult
  private func restore(_ all: [DeckRecord], into store: Store) throws -> ImportReport {
    try store.imports.restore(named: "deck.json", at: Sample.later(900), by: "cas") { take in
      for export in all { try take(export) }
    }
  }

  @Test func `an empty deck becomes what was exported`() throws {
    let all = try exported(store)
    let copy = try other.store()
    #expect(try restore(all, into: copy).added == 20)
    #expect(try exported(copy) == all)
    #expect(try copy.statistics.tally() == store.statistics.tally())
    #expect(try copy.integrity.problems() == [])
    for case .offer(let offer) in all {
      #expect(
        try copy.history.entries(of: offer.key, limit: 99)
          == store.history.entries(of: offer.key, limit: 99))
    }
  }

  @Test func `what was restored can be undone as before`() throws {
    let copy = try other.store()
    try restore(try exported(store), into: copy)
    for _ in 0..<4 {
      let key = Sample.key("offer-2")
      #expect(
        try copy.history.undo(key, at: Sample.later(9), by: "bob")
          == store.history.undo(key, at: Sample.later(9), by: "bob"))
    }
    // Each wrote its own events of the same changes.
    #expect(try exported(copy).map(Self.withoutID) == exported(store).map(Self.withoutID))
  }

  private static func withoutID(_ export: DeckRecord) -> DeckRecord {
    guard case .history(var entry) = export else { return export }
    entry.event?.id = ""
    entry.event?.replica = ""
    return .history(entry)
  }

  @Test func `restoring what is there already changes nothing`() throws {
    let all = try exported(store)
    let report = try restore(all, into: store)
    #expect(report.added == 0 && report.changed == 0 && report.same == 20)
    #expect(try exported(store) == all)
  }

  @Test func `a later offer is taken, and can be undone`() throws {
    let all = try exported(store)
    let copy = try other.store()
    try restore(all, into: copy)
    let key = Sample.key("by-hand")
    try store.offers.apply(
      [.answer(step: "type", value: "no")], to: key, at: Sample.later(50), by: "ann")
    #expect(try restore(try exported(store), into: copy).changed == 1)
    #expect(try copy.offers.find(key) == store.offers.find(key))
    try copy.history.undo(key, at: Sample.later(60), by: "cas")
    #expect(try copy.offers.find(key)?.facts[.typeRight] == nil)
    #expect(try copy.integrity.problems() == [])
  }

  @Test func `an earlier offer that differs is refused, with all the rest`() throws {
    let all = try exported(store)
    try store.offers.apply(
      [.tick(step: "review")], to: Sample.key("by-hand"), at: Sample.later(50), by: "ann")
    let before = try exported(store)
    #expect {
      try restore(all, into: store)
    } throws: { error in
      (error as? StoreFailure)?.sentence.contains("contoso/by-hand differs") == true
    }
    #expect(try exported(store) == before)
  }

  @Test func `a publisher that differs is refused`() throws {
    let copy = try other.store()
    try copy.publishers.add(
      Publisher(id: "contoso", name: "Another"), at: Sample.now, by: "cas")
    #expect {
      try restore(try exported(store), into: copy)
    } throws: { error in
      (error as? StoreFailure)?.sentence.contains("publisher contoso differs") == true
    }
    #expect(try copy.statistics.tally().count() == 0)
  }

  @Test func `offers that are new to a deck bring their history`() throws {
    let copy = try other.store()
    try copy.publishers.add(
      Publisher(id: "northwind", name: "Northwind"), at: Sample.now, by: "cas")
    #expect(try restore(try exported(store), into: copy).added == 20)
    let key = Sample.key("offer-2")
    #expect(
      try copy.history.entries(of: key, limit: 99).map(\.kind).filter { $0 != "imported" }
        == store.history.entries(of: key, limit: 99).map(\.kind).filter { $0 != "imported" })
    #expect(try copy.history.undo(key, at: Sample.later(9), by: "bob").isEmpty == false)
    #expect(try copy.offers.find(key)?.ticks.keys.contains("review") == false)
    #expect(try copy.integrity.problems() == [])
  }

  @Test func `an export shows one state of the deck`() throws {
    var kinds: [String] = []
    try store.exports.each { export in
      if case .publisher(let publisher) = export, publisher.id == "contoso" {
        try store.offers.add(Sample.offer("meanwhile"), at: Sample.now, by: "ann")
      }
      if case .offer(let offer) = export { kinds.append(offer.key.offer) }
    }
    #expect(kinds.count == 20 && !kinds.contains("meanwhile"))
    #expect(try store.statistics.tally().count() == 21)
  }
}
