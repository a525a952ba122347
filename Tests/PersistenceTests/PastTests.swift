// The deck as it was: after any walk every state that it had is shown again, exactly, and nothing
// of what came later is.

import Foundation
import Lifecycle
import Testing

@testable import Persistence

/// One after the other, since files without names are counted over the whole program.
@Suite(.serialized) struct PastTests {
  private let folder: Folder
  private let store: Store
  private let key = Sample.key("fleet")

  init() throws {
    folder = try Folder()
    store = try folder.store(with: [Sample.offer("fleet"), Sample.offer("sales")])
  }

  @Test func `a moment after which nothing happened is the deck itself`() throws {
    #expect(try store.past(at: Sample.now) == nil)
    #expect(try store.past(at: Sample.later(1)) == nil)
    try store.offers.apply(
      [.answer(step: "type", value: "no")], to: key, at: Sample.later(2), by: "bob")
    #expect(try store.past(at: Sample.later(2)) == nil)
    #expect(try store.past(at: Sample.later(1.9)) != nil)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `every state of any walk is shown again`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    var states = [try Snapshot(store)]
    for step in 1...40 {
      try change(&dice, at: Sample.later(Double(step)))
      states.append(try Snapshot(store))
    }
    let last = Sample.later(40)
    // Backward, which goes further in one copy, and then in any order.
    for step in Array((0..<40).reversed()) + (0..<40).shuffled(using: &dice).prefix(12) {
      guard let past = try store.past(at: Sample.later(Double(step))) else {
        #expect(try Snapshot(store) == states[step])
        continue
      }
      #expect(try Snapshot(past) == states[step], "\(step)")
      #expect(past.gaps == PastGaps() && past.moment == Sample.later(Double(step)))
      #expect(try past.integrity.problems() == [])
      #expect(
        try past.history.entries(limit: 999).allSatisfy { $0.at <= Sample.later(Double(step)) })
    }
    #expect(try store.past(at: last) == nil)
    #expect(try Snapshot(store) == states[40])
  }

  /// Does something to the deck, whatever the dice say.
  private func change(_ dice: inout Dice, at moment: Date) throws {
    let known = try store.lists.rows(Query(), from: 0, count: 99).map(\.key)
    let actions =
      Rules(Sample.playbook).actions(onTrack: "draft") + Rules.observations
    switch Int.random(in: 0..<16, using: &dice) {
    case 0:
      let id = "added-\(moment.timeIntervalSince1970)"
      try store.offers.add(Sample.offer(id), at: moment, by: "ann")
    case 1:
      _ = try store.imports.take(
        .csv, named: "file.csv", publisher: "fabrikam", at: moment, by: "cas"
      ) { take in
        let stages: [Stage] = [.draft, .submitted, .live]
        for (line, stage) in stages.shuffled(using: &dice).enumerated() {
          try take(
            Sighting(
              offer: "f\(line)",
              observation: Observation(stage: stage, word: stage.rawValue, source: .csv),
              line: line + 2))
        }
      }
    case 2: _ = try? store.history.undo(accountOf: "contoso", at: moment, by: "bob")
    case 3:
      let address = try EmailAddress("p\(Int.random(in: 0..<3, using: &dice))@contoso.com")
      try store.publishers.see(
        [SeenUser(address: address, center: .manager)], in: .partnerCenter,
        of: "contoso", named: "users.csv", at: moment, by: "ann")
    case 4:
      let address = try EmailAddress("q@contoso.com")
      // Users can be added in Partner Center only after migration.
      try store.accounts.apply(.observeMigrated, to: "contoso", at: moment, by: "ann")
      _ = try? store.publishers.apply(
        .add(address, name: "Q", .developer), toUsersOf: "contoso", at: moment, by: "ann")
    case 5:
      try store.accounts.set([(.name, "Contoso \(moment)")], of: "contoso", at: moment, by: "ann")
    case 6, 7:
      if let key = known.randomElement(using: &dice) {
        _ = try? store.history.undo(key, at: moment, by: "bob")
      }
    case 8, 9:
      let names = ["Contoso AG", "Contoso Inc", "Contoso Ltd"].shuffled(using: &dice)
      let changes: [EntityChange] = [
        .add(names[0]), .rename(names[0], to: names[1]), .remove(names[0]),
      ]
      guard let change = changes.randomElement(using: &dice) else { return }
      _ = try? store.publishers.apply(change, toEntitiesOf: "contoso", at: moment, by: "ann")
    case 10, 11:
      guard let key = known.randomElement(using: &dice),
        let name = ["Contoso AG", "Contoso Inc"].randomElement(using: &dice)
      else { return }
      _ = try? store.offers.apply(
        [.edit(.fact(.legalEntity), name)], to: key, at: moment, by: "bob")
    default:
      guard let key = known.randomElement(using: &dice),
        let action = actions.randomElement(using: &dice)
      else { return }
      _ = try? store.offers.apply([action], to: key, at: moment, by: "bob")
    }
  }

  @Test func `lists, counts and histories are those of the moment`() throws {
    try store.offers.apply(
      [.answer(step: "type", value: "no")], to: key, at: Sample.later(5), by: "bob")
    try store.offers.add(Sample.offer("late"), at: Sample.later(6), by: "bob")
    let past = try #require(try store.past(at: Sample.later(4)))
    #expect(try past.lists.count(Query()) == 2)
    #expect(try past.statistics.tally().count() == 2 && past.statistics.tally().blocked() == 0)
    var due = Query(publisher: "contoso")
    due.unmet = .init(playbook: "program", index: 1)
    #expect(try past.lists.rows(due, from: 0, count: 9).count == 2)
    #expect(try store.lists.rows(due, from: 0, count: 9).count == 2)
    #expect(try past.offers.find(Sample.key("late")) == nil)
    #expect(try past.history.entries(of: key, limit: 9).map(\.kind) == ["added"])
    #expect(try past.offers.matches("late") == [])
  }

  @Test func `the past can't be changed`() throws {
    try store.offers.add(Sample.offer("late"), at: Sample.later(6), by: "bob")
    let past = try #require(try store.past(at: Sample.now))
    #expect(past.isReadOnly)
    #expect(throws: StoreFailure.past) {
      try past.offers.apply([.tick(step: "billing")], to: key, at: Sample.now, by: "bob")
    }
    #expect(throws: StoreFailure.past) { try past.history.undo(key, at: Sample.now, by: "bob") }
    #expect(throws: StoreFailure.past) { try past.integrity.repair() }
    #expect(StoreFailure.past.sentence.contains("past"))
  }

  @Test func `what was written since is not missed by a copy that is there already`() throws {
    try store.offers.add(Sample.offer("late"), at: Sample.later(6), by: "bob")
    let first = try #require(try store.past(at: Sample.later(3)))
    #expect(try first.lists.count(Query()) == 2)
    try store.offers.add(Sample.offer("early"), at: Sample.later(1), by: "bob")
    let second = try #require(try store.past(at: Sample.later(3)))
    #expect(try second.lists.count(Query()) == 3)
    #expect(try first.lists.count(Query()) == 2)
  }

  @Test func `the past stays when the deck is closed and leaves no file behind`() throws {
    try store.offers.add(Sample.offer("late"), at: Sample.later(6), by: "bob")
    let others = try nameless()
    var past = try store.past(at: Sample.now)
    let copies = try nameless().subtracting(others)
    #expect(!copies.isEmpty)
    store.close()
    #expect(try past?.lists.count(Query()) == 2)
    past?.close()
    past = nil
    // Other tests open and close copies of their own meanwhile.
    #expect(try !copies.isSubset(of: nameless()))
  }

  /// The files of copies that are open, all of which have no name any more: by the names they had.
  private func nameless() throws -> Set<String> {
    let links = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap {
      try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
    }
    return Set(links.filter { $0.hasSuffix("deck.sqlite (deleted)") })
  }

  @Test func `a deck that is only read has a past too`() throws {
    try store.offers.add(Sample.offer("late"), at: Sample.later(6), by: "bob")
    let reader = try folder.store(isReadOnly: true)
    #expect(try reader.past(at: Sample.now)?.lists.count(Query()) == 2)
  }

  @Test func `a legal entity has the name that it had, whatever was changed since`() throws {
    for id in ["fleet", "sales"] {
      try store.offers.apply(
        [.edit(.fact(.legalEntity), "Contoso Ltd")], to: Sample.key(id), at: Sample.later(1),
        by: "bob")
    }
    try store.publishers.apply(
      .rename("Contoso Ltd", to: "Contoso AG"), toEntitiesOf: "contoso", at: Sample.later(2),
      by: "ann")
    try store.offers.apply(
      [.page(id: "setup", state: .complete)], to: key, at: Sample.later(3), by: "bob")
    for (seconds, name) in [(2.5, "Contoso AG"), (1.5, "Contoso Ltd"), (0.5, nil)] {
      let past = try #require(try store.past(at: Sample.later(seconds)))
      for id in ["fleet", "sales"] {
        #expect(
          try past.offers.find(Sample.key(id))?.facts[.legalEntity] == name, "\(seconds) \(id)")
      }
      #expect(try past.integrity.problems() == [])
    }
  }

  @Test func `a publisher that was added later is gone with all that it has`() throws {
    try store.publishers.add(
      Publisher(id: "fabrikam", name: "Fabrikam"), at: Sample.later(1), by: "ann")
    // Its offer is dated before it, by a clock that was wrong.
    try store.offers.add(Sample.offer("claims", of: "fabrikam"), at: Sample.later(-9), by: "ann")
    try store.publishers.see(
      [SeenUser(address: try EmailAddress("a@fabrikam.com"), cpp: .owner)], in: .cpp,
      of: "fabrikam", named: "users.csv", at: Sample.later(2), by: "ann")
    let past = try #require(try store.past(at: Sample.later(0.5)))
    #expect(try past.publishers.all().map(\.id) == ["contoso"])
    #expect(try past.statistics.tally().count() == 2)
    #expect(try past.integrity.problems() == [])
  }
}

/// All that a deck shows.
private struct Snapshot: Equatable {
  let offers: [Offer]
  let publishers: [Publisher]
  let users: [String: AccountUsers]
  let tally: Tally
  let history: [Int64]

  init(_ store: Store) throws {
    offers = try store.lists.rows(Query(), from: 0, count: 999)
    publishers = try store.publishers.all()
    users = Dictionary(
      uniqueKeysWithValues: try publishers.map { ($0.id, try store.publishers.users(of: $0.id)) })
    tally = try store.statistics.tally()
    history = try store.history.entries(limit: 9_999).map(\.id)
  }
}
