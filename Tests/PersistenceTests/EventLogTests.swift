// The log is the deck: whatever is done, folding it gives the rows, undoing it step by step leads back
// through every state to nothing, and doing it again leads to the end. The long run:
//
//   OFFERDECK_ACTIONS=100000 swift test --filter 'is folded to the rows'

import Foundation
import GRDB
import Lifecycle
import Synchronization
import Testing

@testable import Persistence

@Suite struct `The log of events` {
  private let folder: Folder
  private let store: Store

  init() throws {
    folder = try Folder()
    store = try folder.store()
  }

  /// How many actions a sequence has.
  private static let steps = 40
  /// How many sequences there are: OFFERDECK_ACTIONS says how many actions all of them have.
  private static let sequences =
    max(240, Int(ProcessInfo.processInfo.environment["OFFERDECK_ACTIONS"] ?? "") ?? 0) / steps

  /// All that a deck shows, but for its history.
  private struct State: Equatable {
    let offers: [Offer]
    let publishers: [Publisher]
    let users: [String: AccountUsers]
    let tally: Tally
    let directory: Set<KnownEntry>

    init(_ store: Store) throws {
      offers = try store.lists.rows(Query(), from: 0, count: 9_999)
      publishers = try store.publishers.all()
      users = Dictionary(
        uniqueKeysWithValues: try publishers.map { ($0.id, try store.publishers.users(of: $0.id)) })
      tally = try store.statistics.tally()
      directory = Set(try store.directory.entries())
    }
  }

  private func moment() -> Date { Sample.now }

  /// Does something to the deck, whatever the dice say. What the rules refuse changes nothing.
  private func act(_ dice: inout Dice, _ step: Int) throws {
    let at = Sample.later(Double(step))
    let known = try store.lists.rows(Query(), from: 0, count: 99).map(\.key)
    let actions = Rules(Sample.playbook).actions(onTrack: "draft") + Rules.observations
    switch Int.random(in: 0..<14, using: &dice) {
    case 0: try store.offers.add(Sample.offer("added-\(step)"), at: at, by: "ann")
    case 1, 2:
      _ = try store.imports.take(.csv, named: "file.csv", publisher: "fabrikam", at: at, by: "cas")
      {
        take in
        let stages: [Stage] = [.draft, .submitted, .live]
        for (line, stage) in stages.shuffled(using: &dice).enumerated() {
          try take(
            Sighting(
              offer: "f\(Int.random(in: 0..<3, using: &dice))-\(line)",
              observation: Observation(stage: stage, word: stage.rawValue, source: .csv),
              line: line + 2))
        }
      }
    case 3:
      let address = try EmailAddress("p\(Int.random(in: 0..<3, using: &dice))@contoso.com")
      try store.publishers.see(
        [SeenUser(address: address, center: .manager)], in: .partnerCenter,
        of: "contoso", named: "users.csv", at: at, by: "ann")
    case 4:
      _ = try? store.publishers.apply(
        .add(try EmailAddress("q@contoso.com"), name: "Q", .developer), toUsersOf: "contoso",
        at: at, by: "ann")
    case 5: try store.accounts.set([(.name, "Contoso \(step)")], of: "contoso", at: at, by: "ann")
    case 6:
      let names = ["Contoso AG", "Contoso Inc", "Contoso Ltd"].shuffled(using: &dice)
      let changes: [EntityChange] = [
        .add(names[0]), .rename(names[0], to: names[1]), .remove(names[0]),
      ]
      guard let change = changes.randomElement(using: &dice) else { return }
      _ = try? store.publishers.apply(change, toEntitiesOf: "contoso", at: at, by: "ann")
    case 7:
      let tenant = Tenant(id: "t\(step % 3)", name: "Contoso \(step % 2)")
      try store.directory.learn(
        [
          .domain(try DomainName("d\(step % 4).com"), tenant),
          .membership(try MPNID("\(step % 5 + 1)"), .valid, tenant),
        ], step.isMultiple(of: 2) ? .verified : .byHand, at: at, by: "ann")
    case 8:
      let id = "p\(Int.random(in: 0..<3, using: &dice))"
      do throws(StoreFailure) {
        try store.publishers.add(Publisher(id: id, name: id), at: at, by: "ann")
      } catch { try store.publishers.remove(id, at: at, by: "ann") }
    case 9:
      _ = try? store.accounts.apply(.begin, to: "contoso", at: at, by: "ann")
      _ = try? store.accounts.apply(.back, to: "contoso", at: at, by: "ann")
    case 10:
      guard let key = known.randomElement(using: &dice) else { return }
      _ = try? store.offers.apply(
        [
          .edit(.fact(.legalEntity), ["Contoso AG", "Contoso Inc"][step % 2]),
          .edit(.fact(Fact(name: "unknown-\(step % 3)")), "\(step)"),
        ], to: key, at: at, by: "bob")
    default:
      guard let key = known.randomElement(using: &dice),
        let action = actions.randomElement(using: &dice)
      else { return }
      _ = try? store.offers.apply([action], to: key, at: at, by: "bob")
    }
  }

  /// All rows of a deck but its history, as SQLite has them: what `State` is read from, digests included.
  private func rows(_ db: Database) throws -> String {
    let tables = try String.fetchAll(
      db,
      sql: """
        SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN (
          'deck', 'history', 'history_parts', 'replicas', 'removed_offers', 'removed_publishers')
          AND name NOT LIKE 'grdb_%' ORDER BY name
        """)
    return try tables.map { table in
      let columns = try db.columns(in: table).map { "quote(\($0.name))" }
      return try String.fetchOne(
        db,
        sql: """
          SELECT '\(table)' || ifnull(group_concat(x, char(10)), '') FROM (
            SELECT \(columns.joined(separator: " || '|' || ")) AS x FROM \(table) ORDER BY x)
          """) ?? ""
    }.joined(separator: "\n")
  }

  @Test(arguments: 1...UInt64(sequences))
  func `is folded to the rows, undone to nothing and redone to the end`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    func rows() throws -> String { try store.reading { try self.rows($0) } }
    let start = try State(store)
    var states = [try rows()]
    try store.publishers.add(Sample.publisher, at: Sample.now, by: "ann")
    try store.offers.add(Sample.offer("fleet"), at: Sample.now, by: "ann")
    for step in 1...Self.steps { try act(&dice, step) }
    #expect(try store.integrity.problems() == [])
    // Actions that changed something, by the log itself: one may be several of ours.
    let (end, last) = (try State(store), try rows())
    var undone = 0
    while try !store.history.undo(at: Sample.later(10_000), by: "bob").isEmpty {
      undone += 1
      states.append(try rows())
    }
    #expect(undone > Self.steps / 3)
    #expect(states.last == states.first)
    #expect(try State(store) == start)
    #expect(try store.integrity.problems() == [])
    // Forward, through the same states.
    for state in states.dropFirst().dropLast().reversed() {
      #expect(try !store.history.redo(at: Sample.later(20_000), by: "cas").isEmpty)
      #expect(try rows() == state)
    }
    #expect(try !store.history.redo(at: Sample.later(20_000), by: "cas").isEmpty)
    #expect(try rows() == last)
    #expect(try State(store) == end)
    #expect(try store.history.redo(at: Sample.later(20_000), by: "cas").isEmpty)
    #expect(try store.integrity.problems() == [])
    Self.done.withLock { $0 += (Self.steps, undone) }
  }

  private static let done = Mutex(Sums())

  /// What all sequences did so far: told when they are many.
  private struct Sums {
    private var (actions, undone) = (0, 0)

    static func += (sums: inout Sums, more: (actions: Int, undone: Int)) {
      sums.actions += more.actions
      sums.undone += more.undone
      if sequences > 6, sums.actions % 1_000 == 0 {
        print("\(sums.actions) actions, \(sums.undone) undone and redone")
      }
    }
  }

  @Test func `takes an import back as a whole, and puts it back as it was`() throws {
    try store.publishers.add(Sample.publisher, at: Sample.now, by: "ann")
    let before = try State(store)
    _ = try store.imports.take(
      .csv, named: "file.csv", publisher: "contoso", at: Sample.later(1), by: "cas"
    ) { take in
      for line in 0..<2_500 { try take(Sighting(offer: "o-\(line)", line: line + 2)) }
    }
    let imported = try State(store)
    #expect(imported.tally.count() == 2_500)
    #expect(try store.history.undo(at: Sample.later(2), by: "bob").map(\.kind) == ["undo"])
    #expect(try State(store) == before)
    #expect(try store.history.redo(at: Sample.later(3), by: "bob").map(\.kind) == ["redo"])
    #expect(try State(store) == imported)
    #expect(try store.integrity.problems() == [])
    // The past between is empty again.
    let between = try #require(try store.past(at: Sample.later(2.5)))
    #expect(try between.statistics.tally().count() == 0)
    let then = try #require(try store.past(at: Sample.later(1.5)))
    #expect(try then.statistics.tally().count() == 2_500)
    #expect(try then.integrity.problems() == [])
  }

  @Test func `does nothing again once something else was done`() throws {
    try store.publishers.add(Sample.publisher, at: Sample.now, by: "ann")
    try store.offers.add(Sample.offer("fleet"), at: Sample.now, by: "ann")
    try store.history.undo(at: Sample.later(1), by: "ann")
    try store.offers.add(Sample.offer("sales"), at: Sample.later(2), by: "ann")
    #expect(try store.history.redo(at: Sample.later(3), by: "ann").isEmpty)
    #expect(try store.history.undo(at: Sample.later(4), by: "ann").first?.offer == "sales")
    #expect(try store.history.redo(at: Sample.later(5), by: "ann").first?.offer == "sales")
  }

  @Test func `keeps an event of a later version, shows it, and does not take it back`() throws {
    try store.publishers.add(Sample.publisher, at: Sample.now, by: "ann")
    try store.offers.add(Sample.offer("fleet"), at: Sample.now, by: "ann")
    try store.unsafelyWriting {
      try $0.execute(
        sql: """
          UPDATE history SET type = 'offer.teleported.twice' WHERE id = 2
          """)
    }
    #expect(try store.history.entries(limit: 1).first?.kind == "offer.teleported.twice")
    #expect(try store.history.entries(limit: 1).first?.sentence().contains("teleported") == true)
    #expect {
      try store.history.undo(at: Sample.now, by: "ann")
    } throws: { error in
      (error as? StoreFailure)?.sentence.contains("newer offerdeck") == true
    }
    #expect(try store.offers.find(Sample.key("fleet")) != nil)
  }

  @Test func `tells damage of an event by its checksum`() throws {
    try store.publishers.add(Sample.publisher, at: Sample.now, by: "ann")
    try store.unsafelyWriting {
      try $0.execute(sql: "UPDATE history SET payload = replace(payload, 'Contoso', 'Fabrikam')")
    }
    #expect(
      try store.integrity.findings() == [
        IntegrityFinding(
          sentence: "history, row 1: its checksum doesn't match.", remedy: .restore)
      ])
  }

  @Test func `makes rows again that are damaged or missing`() throws {
    try store.publishers.add(Sample.publisher, at: Sample.now, by: "ann")
    for id in ["fleet", "sales", "field"] {
      try store.offers.add(Sample.offer(id), at: Sample.now, by: "ann")
    }
    _ = try store.imports.take(
      .csv, named: "file.csv", publisher: "contoso", at: Sample.later(1), by: "cas"
    ) { take in
      for line in 0..<30 { try take(Sighting(offer: "o-\(line)", line: line + 2)) }
    }
    let before = try State(store)
    try store.unsafelyWriting {
      try $0.execute(
        sql: """
          UPDATE offers SET name = 'Wrong' WHERE offer_id = 'sales';
          DELETE FROM offers WHERE offer_id IN ('field', 'o-7');
          UPDATE publishers SET name = 'Wrong';
          """)
    }
    let findings = try store.integrity.findings()
    #expect(findings.contains { $0.sentence.contains("contoso/o-7: the row is missing") })
    #expect(findings.contains { $0.sentence.contains("contoso/field: the row is missing") })
    #expect(
      findings.contains {
        $0.sentence == "The offer contoso/sales: the row differs from the log (name)."
      })
    #expect(findings.allSatisfy { $0.remedy == .repair })
    try store.integrity.repair()
    #expect(try State(store) == before)
    #expect(try store.integrity.problems() == [])
  }
}
