// Several programs at one deck: each sees what the other wrote, and nothing is lost.

import Foundation
import GRDB
import Lifecycle
import Synchronization
import Testing

@testable import Persistence

struct SharingTests {
  private let folder: Folder
  private let store: Store

  init() throws {
    folder = try Folder()
    store = try folder.store(with: [Sample.offer("fleet")])
  }

  @Test func `each store sees what the other wrote`() throws {
    let other = try folder.store()
    try store.offers.apply(
      [.answer(step: "type", value: "no")], to: Sample.key("fleet"), at: Sample.now, by: "ann")
    #expect(try other.offers.find(Sample.key("fleet"))?.facts == [.typeRight: "no"])
    try other.offers.apply(
      [.answer(step: "type", value: "yes")], to: Sample.key("fleet"), at: Sample.now, by: "bob")
    #expect(try store.offers.find(Sample.key("fleet"))?.facts == [.typeRight: "yes"])
    let entry = try #require(try store.history.entries(limit: 1).first)
    let changes = try #require(try store.history.changes(of: entry.id))
    guard case .fields(.offer, let fields) = try #require(changes.first) else {
      Issue.record("the event changes no offer")
      return
    }
    #expect(fields["fact.type_right"] == FieldChange(.text("no"), .text("yes")))
  }

  @Test func `of two writers none loses anything`() async throws {
    for number in 0..<20 {
      try store.offers.add(Sample.offer("offer-\(number)"), at: Sample.now, by: "ann")
    }
    let path = folder.deck
    try await withThrowingTaskGroup { group in
      for writer in 0..<2 {
        group.addTask {
          let store = try Store(at: path, playbooks: [Sample.playbook])
          for number in 0..<20 {
            try store.offers.apply(
              [.page(id: writer == 0 ? "setup" : "listing", state: .complete)],
              to: Sample.key("offer-\(number)"), at: Sample.now, by: "writer")
          }
        }
      }
      try await group.waitForAll()
    }
    for number in 0..<20 {
      let offer = try store.offers.find(Sample.key("offer-\(number)"))
      #expect(offer?.pages == ["setup": .complete, "listing": .complete])
    }
    #expect(try store.history.entries(limit: 999).count { $0.kind == "page" } == 40)
    #expect(try store.integrity.problems() == [])
  }

  @Test func `a deck that several open for the first time is made once`() async throws {
    let fresh = try Folder()
    let path = fresh.deck
    try await withThrowingTaskGroup { group in
      for number in 0..<4 {
        group.addTask {
          let store = try Store(at: path, playbooks: [Sample.playbook])
          try store.publishers.add(
            Publisher(id: "publisher-\(number)", name: "Contoso"), at: Sample.now, by: "ann")
        }
      }
      try await group.waitForAll()
    }
    let store = try fresh.store()
    #expect(try store.publishers.all().count == 4)
    #expect(try store.integrity.problems() == [])
    #expect(try store.reading { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
  }

  @Test func `a publisher that several add at once is added by one of them`() async throws {
    let folder = try Folder()
    let deck = folder.deck
    try folder.store().close()
    let added = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<4 {
        group.addTask {
          let store = try Store(at: deck, playbooks: [Sample.playbook])
          do throws(StoreFailure) {
            try store.publishers.add(
              Publisher(id: "contoso", name: "Contoso \(number)"), at: Sample.now, by: "ann")
            return true
          } catch {
            #expect(error == .knownPublisher("contoso"))
            return false
          }
        }
      }
      return try await group.reduce(into: [Bool]()) { $0.append($1) }
    }
    #expect(added.count { $0 } == 1)
    let store = try folder.store()
    #expect(try store.history.entries(limit: 9).map(\.kind) == ["added"])
  }

  @Test func `what a writer left behind when it was killed is not there`() throws {
    // The shell of SQLite begins to write, and is killed before it has ended.
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["sqlite3", "-batch", folder.deck]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    let before = try store.offers.find(Sample.key("fleet"))
    try process.run()
    try input.fileHandleForWriting.write(
      contentsOf: Data(
        """
        PRAGMA cache_size = 1; BEGIN IMMEDIATE;
        UPDATE offers SET name = hex(zeroblob(99999)); SELECT 'begun';\n
        """.utf8))
    var text = ""
    while !text.contains("begun") {
      let more = output.fileHandleForReading.availableData
      try #require(!more.isEmpty)
      text += String(decoding: more, as: UTF8.self)
    }
    #expect(try store.offers.find(Sample.key("fleet")) == before)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try store.offers.apply(
      [.tick(step: "review")], to: Sample.key("fleet"), at: Sample.now, by: "ann")
    #expect(try store.offers.find(Sample.key("fleet"))?.name == before?.name)
    #expect(try store.integrity.problems() == [])
  }

  @Test func `a full disk is said, and nothing is half done`() throws {
    let pages = try store.reading { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
    try store.writing { writing in
      try writing.db.execute(sql: "PRAGMA max_page_count = \(pages + 4)")
    }
    #expect(throws: StoreFailure.full(path: folder.deck)) {
      try store.imports.take(
        .csv, named: "offers.csv", publisher: "contoso", at: Sample.now, by: "ann"
      ) { take in
        for number in 0..<5_000 { try take(Sighting(offer: "offer-\(number)", line: number)) }
      }
    }
    #expect(try store.statistics.tally().count() == 1)
    #expect(try store.history.entries(limit: 99).count == 2)
    #expect(try store.integrity.problems() == [])
  }

  // MARK: - Others' changes

  /// Counts calls, and lets one wait for them.
  private final class Calls: Sendable {
    private let count = Mutex(0)
    private let signal = DispatchSemaphore(value: 0)

    func call() {
      count.withLock { $0 += 1 }
      signal.signal()
    }

    /// Waits for a call; false where none came in a time in which it should have.
    func wait() -> Bool { signal.wait(timeout: .now() + 20) == .success }

    var number: Int { count.withLock { $0 } }
  }

  @Test func `another's commit wakes, one's own does not`() throws {
    let calls = Calls()
    let other = try folder.store()
    let watch = store.changes { calls.call() }
    #expect(watch.isActive)
    try store.offers.apply(
      [.tick(step: "review")], to: Sample.key("fleet"), at: Sample.now, by: "ann")
    try other.offers.apply(
      [.untick(step: "review")], to: Sample.key("fleet"), at: Sample.now, by: "bob")
    #expect(calls.wait())
    #expect(calls.number == 1)
    try other.offers.apply(
      [.tick(step: "review")], to: Sample.key("fleet"), at: Sample.now, by: "bob")
    #expect(calls.wait())
    #expect(calls.number == 2)
    withExtendedLifetime(watch) {}
  }

  @Test func `a watch that has gone calls no more`() throws {
    let gone = Calls()
    let calls = Calls()
    let other = try folder.store()
    var first: ChangeWatch? = store.changes { gone.call() }
    #expect(first?.isActive == true)
    first = nil
    let second = store.changes { calls.call() }
    try other.offers.apply(
      [.tick(step: "review")], to: Sample.key("fleet"), at: Sample.now, by: "bob")
    #expect(calls.wait())
    #expect(gone.number == 0)
    withExtendedLifetime(second) {}
  }
}

extension Offer {
  fileprivate func with(_ fact: Fact, _ value: String) -> Offer {
    var offer = self
    offer.facts[fact] = value
    return offer
  }
}
