// A deck in which one column of one row holds something that it can't hold: nothing crashes, the row is
// named, and the rest is there.

import Foundation
import GRDB
import Lifecycle
import Testing

@testable import Persistence

@Suite struct `A damaged row` {
  /// A value that SQLite can keep in a column of any type, once it has forgotten the type.
  enum Wrong: String, CaseIterable {
    case null = "NULL"
    case text = "'abc'"
    case blob = "x'ff0001'"
    case largest = "9223372036854775807"
    case real = "1e308"
    case negative = "-1"
  }

  private let folder: Folder

  init() throws {
    folder = try Folder()
    let store = try folder.store(
      with: ["fleet", "ledger", "rooms"].map { Sample.offer($0) })
    try store.offers.apply(
      [.tick(step: "review"), .page(id: "setup", state: .complete)], to: Sample.key("fleet"),
      at: Sample.now,
      by: "ann")
    try store.offers.apply(
      [.tick(step: "signed-in")], to: Sample.key("fleet"), at: Sample.now, by: "ann")
    let address = try EmailAddress("ann@contoso.com")
    try store.accounts.apply(.observeMigrated, to: "contoso", at: Sample.now, by: "ann")
    try store.publishers.apply(
      .add(address, name: "Ann", .manager), toUsersOf: "contoso", at: Sample.now, by: "ann")
    store.close()
  }

  /// Puts a wrong value into a column of a table's last row.
  ///
  /// - Returns: whether SQLite could be made to: a row's number, for one, is always a number.
  private func damage(_ table: String, _ column: String, _ value: Wrong) throws -> Bool {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let key = "SELECT rowid, sql FROM sqlite_master WHERE type = 'table' AND name = ?"
    var sql = ""
    func setSchema(_ text: String) throws {
      let queue = try DatabaseQueue(path: folder.deck, configuration: configuration)
      try queue.writeWithoutTransaction { db in
        let version = try Int.fetchOne(db, sql: "PRAGMA schema_version") ?? 0
        try db.execute(sql: "PRAGMA writable_schema = ON")
        try db.execute(
          sql: "UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = ?",
          arguments: [text, table])
        try db.execute(sql: "PRAGMA schema_version = \(version + 1)")
      }
      try queue.close()
    }
    let queue = try DatabaseQueue(path: folder.deck, configuration: configuration)
    sql = try #require(
      try queue.read { try Row.fetchOne($0, sql: key, arguments: [table])?["sql"] as String? })
    try queue.close()
    let loose = sql.replacing(") STRICT, WITHOUT", with: ") WITHOUT")
      .replacing(") STRICT", with: ")").replacing(" NOT NULL", with: "")
      .replacing(#/(TEXT|INTEGER)(?! PRIMARY)/#, with: "")
    try setSchema(loose)
    var isDone = true
    do {
      let queue = try DatabaseQueue(path: folder.deck, configuration: configuration)
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
        let first = try String.fetchOne(
          db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table])
        try db.execute(
          sql: """
            UPDATE OR REPLACE \(table) SET \(column) = \(value.rawValue)
            WHERE \(first ?? "") = (SELECT max(\(first ?? "")) FROM \(table))
            """)
      }
      try queue.close()
    } catch is DatabaseError { isDone = false }
    try setSchema(sql)
    return isDone
  }

  /// Does what the commands do; what a deck can't do it says in a sentence.
  private func useEverything() throws -> (offers: Set<String>, failures: [String], Store) {
    var offers: Set<String> = []
    var failures: [String] = []
    func attempt(_ body: () throws -> Void) throws {
      do { try body() } catch let failure as StoreFailure {
        failures.append(failure.sentence)
      } catch is Refusal {
        // A rule says no to what the offer is now.
      }
    }
    let store = try folder.store(isReadOnly: true)
    try attempt { _ = try store.publishers.all() }
    try attempt { _ = try store.statistics.tally() }
    try attempt { _ = try store.statistics.pace(zone: .gmt) }
    var query = Query()
    for sort in Query.Sort.allCases {
      query.sort = sort
      try attempt { _ = try store.lists.rows(query, from: 0, count: 10) }
    }
    query.words = ["fleet"]
    try attempt { _ = try store.lists.count(query) }
    try attempt { _ = try store.history.entries(limit: 100) }
    try attempt { _ = try store.history.entries(since: .distantPast, limit: 100) }
    try attempt { _ = try store.history.entries(ofAccount: "contoso", limit: 100) }
    try attempt { _ = try store.publishers.users(of: "contoso") }
    try attempt { _ = try store.past(at: Sample.later(-1)) }
    try attempt { _ = try store.integrity.problems() }
    try attempt {
      try store.exports.each { if case .offer(let offer) = $0 { offers.insert(offer.key.offer) } }
    }
    try attempt {
      let writer = try folder.store()
      defer { writer.close() }
      for key in ["fleet", "ledger", "rooms"].map({ Sample.key($0) }) {
        try attempt {
          try writer.offers.apply([.tick(step: "review")], to: key, at: Sample.now, by: "ann")
        }
        try attempt { try writer.history.undo(key, at: Sample.now, by: "ann") }
      }
      try attempt { try writer.history.undo(accountOf: "contoso", at: Sample.now, by: "ann") }
      try attempt { try writer.integrity.repair() }
    }
    return (offers, failures, store)
  }

  @Test(arguments: [
    "deck", "playbooks", "publishers", "owners", "account_ticks", "offers", "ticks", "pages",
    "tally", "history", "users",
  ])
  func `never ends the program, whichever column is wrong`(table: String) throws {
    let whole = try Data(contentsOf: URL(fileURLWithPath: folder.deck))
    let columns = try DatabaseQueue(path: folder.deck).read {
      try String.fetchAll($0, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table])
    }
    // What all offers rest on takes all of them along.
    let isShared = ["publishers", "playbooks"].contains(table)
    for column in columns {
      for value in Wrong.allCases {
        for end in ["", "-wal", "-shm"] { unlink(folder.deck + end) }
        try whole.write(to: URL(fileURLWithPath: folder.deck))
        guard try damage(table, column, value) else { continue }
        let (offers, failures, store) = try useEverything()
        let name = "\(table).\(column) = \(value.rawValue)"
        let kept = isShared || table != "offers" ? offers.count : offers.count + 1
        #expect(isShared || kept >= 3, "\(name): \(offers) \(failures)")
        #expect(
          failures.allSatisfy { !$0.contains("check the disk") && !$0.contains("GRDB") },
          "\(name): \(failures)")
        for row in store.damage.rows {
          #expect(!row.key.isEmpty && row.description.count < 250, "\(name): \(row)")
        }
        store.close()
      }
    }
  }

  @Test func `is named with its table, key and column, and its offer keeps its place in the list`()
    throws
  {
    try #require(try damage("offers", "stage", .text))
    let store = try folder.store(isReadOnly: true)
    var query = Query()
    query.sort = .name
    let offers = try store.lists.rows(query, from: 0, count: 10)
    #expect(offers.map(\.key.offer) == ["fleet", "ledger", "rooms"])
    #expect(offers.map(\.isDamaged) == [false, false, true])
    #expect(
      store.damage.rows.map(\.description) == [
        "offers, row 3 (contoso/rooms): invalid value “abc” in column “stage”"
      ])
    #expect(throws: StoreFailure.self) { try store.offers.find(Sample.key("rooms")) }
  }

  @Test func `is left out of an export with its history, and the rest can be imported`() throws {
    try #require(try damage("offers", "changed_at", .largest))
    let store = try folder.store(isReadOnly: true)
    var saved: [DeckRecord] = []
    try store.exports.each { saved.append($0) }
    #expect(Set(store.damage.rows.map(\.table)) == ["offers", "history"])
    let restored = try Store.temporary(playbooks: [Sample.playbook])
    let report = try restored.imports.restore(named: "saved.json", at: Sample.now, by: "ann") {
      take in
      for record in saved { try take(record) }
    }
    #expect(report.added == 2)
    #expect(try restored.integrity.problems() == [])
  }

  @Test func `of what is computed costs no offer, and is repaired`() throws {
    try #require(try damage("offers", "due", .text))
    try #require(try damage("tally", "count", .largest))
    let store = try folder.store()
    var offers = 0
    try store.exports.each { if case .offer = $0 { offers += 1 } }
    #expect(offers == 3)
    #expect(try store.integrity.problems() != [])
    try store.integrity.repair()
    #expect(try store.integrity.problems() == [])
  }

  @Test func `whose JSON is broken is named, and the JSON is not repeated`() throws {
    try #require(try damage("publishers", "account", .text))
    let store = try folder.store(isReadOnly: true)
    #expect(try store.publishers.all() == [])
    #expect(
      store.damage.rows.map(\.description) == [
        "publishers, row 1 (contoso): invalid JSON in column “account”"
      ])
  }
}
