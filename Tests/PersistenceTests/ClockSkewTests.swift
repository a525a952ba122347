// Clocks that go wrong: an event before its cause. What follows something later is later too.

import Foundation
import GRDB
import Lifecycle
import Testing

@testable import Persistence

struct ClockSkewTests {
  private let folder: Folder
  private let store: Store
  private let key = Sample.key("fleet")

  init() throws {
    folder = try Folder()
    store = try folder.store(with: [Sample.offer("fleet"), Sample.offer("sales")])
  }

  private func answer(_ value: String, at seconds: Double) throws {
    try store.offers.apply(
      [.answer(step: "type", value: value)], to: key, at: Sample.later(seconds), by: "bob")
  }

  @Test func `of one offer's changes the order counts where the clock went back`() throws {
    try answer("no", at: 100)
    try answer("yes", at: 50)
    // At 70 the second was dated already, but the first, which it changed, had not happened.
    let past = try #require(try store.past(at: Sample.later(70)))
    #expect(try past.offers.find(key)?.facts[.typeRight] == nil)
    #expect(try past.history.entries(of: key, limit: 9).map(\.kind) == ["added"])
    #expect(try past.integrity.problems() == [])
    #expect(try store.past(at: Sample.later(100)) == nil)
  }

  @Test func `what was done of late is in the order of its dates, however it was entered`() throws {
    for (number, seconds) in [100.0, 300, 200, 200, 50].enumerated() {
      try answer(number.isMultiple(of: 2) ? "no" : "yes", at: seconds)
    }
    func moments(_ limit: Int, publisher: String? = nil) throws -> [Double] {
      try store.history.entries(since: Sample.later(100), publisher: publisher, limit: limit)
        .map { $0.at.timeIntervalSince(Sample.later(0)) }
    }
    #expect(try moments(9) == [300, 200, 200, 100])
    #expect(try moments(3) == [300, 200, 200])
    #expect(try moments(9, publisher: Sample.publisher.id).count == 4)
    #expect(try moments(9, publisher: "nobody") == [])
    // Of one date, what was entered last comes first.
    let numbers = try store.history.entries(since: Sample.later(150), limit: 9).map(\.id)
    #expect(numbers[1] > numbers[2])
  }

  @Test func `one offer's wrong clock does not move another one`() throws {
    try answer("no", at: 100)
    try store.offers.apply(
      [.page(id: "setup", state: .complete)], to: Sample.key("sales"), at: Sample.later(50),
      by: "bob")
    let past = try #require(try store.past(at: Sample.later(70)))
    #expect(try past.offers.find(Sample.key("sales"))?.pages == ["setup": .complete])
    #expect(try past.offers.find(key)?.facts == [:])
  }

  @Test func `an undo that is dated before what it takes back is not shown before it`() throws {
    try answer("no", at: 100)
    try store.history.undo(key, at: Sample.later(50), by: "bob")
    for seconds in [40.0, 70] {
      let past = try #require(try store.past(at: Sample.later(seconds)))
      #expect(try past.history.entries(of: key, limit: 9).map(\.kind) == ["added"])
    }
  }

  @Test func `an account's changes keep their order, and its steps are the account's`() throws {
    try store.accounts.set([(.name, "First")], of: "contoso", at: Sample.later(100), by: "ann")
    try store.offers.apply([.tick(step: "billing")], to: key, at: Sample.later(50), by: "bob")
    try answer("no", at: 60)
    let past = try #require(try store.past(at: Sample.later(70)))
    #expect(try past.publishers.all().first?.name == Sample.publisher.name)
    #expect(try past.publishers.all().first?.ticks == [:])
    // The offer through which the step was done has an order of its own.
    #expect(try past.offers.find(key)?.facts[.typeRight] == "no")
    #expect(try past.history.entries(limit: 1).map(\.kind) == ["answer"])
    #expect(try past.integrity.problems() == [])
  }

  @Test func `an offer that changed before its import is gone before the import`() throws {
    _ = try store.imports.take(
      .csv, named: "file.csv", publisher: "contoso", at: Sample.later(100), by: "cas"
    ) { try $0(Sighting(offer: "late", line: 2)) }
    try store.offers.apply(
      [.page(id: "setup", state: .complete)], to: Sample.key("late"), at: Sample.later(50),
      by: "bob")
    let past = try #require(try store.past(at: Sample.later(70)))
    #expect(try past.offers.find(Sample.key("late")) == nil)
    #expect(try past.history.entries(limit: 9).map(\.kind) == ["added", "added", "added"])
    #expect(try past.integrity.problems() == [])
  }

  @Test func `what an earlier offerdeck did not keep is said`() throws {
    try answer("no", at: 1)
    try store.history.undo(key, at: Sample.later(3), by: "bob")
    try store.publishers.see(
      [SeenUser(address: try EmailAddress("a@contoso.com"), cpp: .owner)], in: .cpp,
      of: "contoso", named: "users.csv", at: Sample.later(4), by: "ann")
    try store.unsafelyWriting {
      try $0.execute(
        sql: """
          UPDATE history SET payload = NULL WHERE type IN ('action.undone', 'users.observed')
          """)
    }
    let past = try #require(try store.past(at: Sample.later(2)))
    #expect(past.gaps == PastGaps(userLists: 1, undos: 1))
    #expect(past.gaps.sentences.count == 2)
    #expect(try past.publishers.users(of: "contoso").people.count == 1)
    let further = try #require(try store.past(at: Sample.now))
    #expect(further.gaps == PastGaps(userLists: 1, undos: 1))
    #expect(try further.offers.find(key)?.facts == [:])
  }
}
