// Facts that this program does not know: a later one added them, without another schema.

import Formats
import Foundation
import GRDB
import Lifecycle
import Testing

@testable import Persistence

@Suite struct `A fact that this program does not know` {
  private static let fact = Fact(name: "sustainability")
  private let folder: Folder
  private let store: Store
  private let key = Sample.key("fleet")

  /// A deck in which a later program stored the fact, as such a program does.
  init() throws {
    folder = try Folder()
    let later = try folder.store(with: [Sample.offer("fleet"), Sample.offer("sales")])
    #expect(!Fact.allCases.contains(Self.fact))
    try later.offers.apply(
      [.edit(.fact(Self.fact), "gold")], to: key, at: Sample.later(1), by: "ann")
    later.close()
    store = try folder.store()
  }

  private func value() throws -> String? { try store.offers.find(key)?.facts[Self.fact] }

  @Test func `needs no other schema`() throws {
    let (version, row) = try store.reading { db in
      (
        try Int.fetchOne(db, sql: "PRAGMA user_version"),
        try Row.fetchOne(db, sql: "SELECT offer, fact, value FROM facts")
      )
    }
    #expect(version == Schema.version)
    #expect(row == ["offer": 1, "fact": "sustainability", "value": "gold"])
    #expect(try store.integrity.problems() == [])
  }

  @Test func `is read, in windows and in the log`() throws {
    #expect(try value() == "gold")
    let rows = try store.lists.rows(Query(), from: 0, count: 9)
    #expect(rows.map { $0.facts[Self.fact] } == ["gold", nil])
    let entry = try #require(try store.history.entries(limit: 1).first)
    guard case .fields(.offer(key), let fields) = try store.history.changes(of: entry.id)?.first
    else {
      Issue.record("the event changes no offer")
      return
    }
    #expect(fields["fact.sustainability"] == FieldChange(nil, .text("gold")))
  }

  @Test func `stays through edits, steps, undo and the past`() throws {
    try store.offers.apply([.edit(.name, "Fleet")], to: key, at: Sample.later(2), by: "bob")
    try store.offers.apply([.tick(step: "billing")], to: key, at: Sample.later(3), by: "bob")
    try store.offers.apply([.tick(step: "review")], to: key, at: Sample.later(4), by: "bob")
    #expect(try value() == "gold")
    let past = try #require(try store.past(at: Sample.later(1.5)))
    #expect(try past.offers.find(key)?.facts == [Self.fact: "gold"])
    #expect(try store.past(at: Sample.later(0.5))?.offers.find(key)?.facts == [:])
    for _ in 0..<3 { try store.history.undo(at: Sample.later(5), by: "bob") }
    #expect(try value() == "gold")
    try store.history.undo(at: Sample.later(6), by: "bob")
    #expect(try value() == nil)
    try store.history.redo(at: Sample.later(7), by: "bob")
    #expect(try value() == "gold")
    #expect(try store.integrity.problems() == [])
  }

  @Test func `stays through an import of the offer`() throws {
    let report = try store.imports.take(
      .csv, named: "o.csv", publisher: "contoso", at: Sample.later(9), by: "cas"
    ) { take in
      try take(Sighting(offer: "fleet", name: "Fleet", facts: [.tier: "premium"], line: 2))
    }
    #expect(report.changed == 1)
    #expect(try store.offers.find(key)?.facts == [Self.fact: "gold", .tier: "premium"])
    #expect(try store.integrity.problems() == [])
  }

  @Test func `is made again from the log`() throws {
    try store.unsafelyWriting { try $0.execute(sql: "DELETE FROM facts") }
    #expect(
      try store.integrity.problems() == [
        "The offer contoso/fleet: the row differs from the log (fact.sustainability)."
      ])
    try store.integrity.repair()
    #expect(try value() == "gold")
    #expect(try store.integrity.problems() == [])
  }

  private func export(_ store: Store) throws -> [String] {
    var lines: [String] = []
    var writer = try DeckWriter { lines.append($0) }
    try store.exports.each { try writer.write($0) }
    try writer.finish()
    return lines
  }

  @Test func `comes back from an export, byte for byte`() throws {
    // Also as part of an import's offers.
    var offer = Sample.offer("rooms")
    offer.facts[Self.fact] = "silver"
    let middle = try Folder()
    let merged = try middle.store(with: [])
    _ = try merged.imports.restore(named: "one.json", at: Sample.later(9), by: "cas") { take in
      try take(.publisher(Sample.publisher))
      try take(.offer(offer))
      try store.exports.each { if case .offer = $0 { try take($0) } }
    }
    #expect(try merged.offers.find(key)?.facts == [Self.fact: "gold"])
    #expect(try merged.integrity.problems() == [])
    for source in [store, merged] {
      let lines = try export(source)
      #expect(lines.joined().contains("\"sustainability\":\"gold\""))
      let file = "\(folder.path)/export.json"
      try lines.joined().write(toFile: file, atomically: true, encoding: .utf8)
      let other = try Folder()
      let copy = try other.store()
      _ = try copy.imports.restore(named: file, at: Sample.later(9), by: "cas") { take in
        try DeckFile.read(path: file) { record, _ in try take(record) }
      }
      #expect(try copy.offers.find(key)?.facts == [Self.fact: "gold"])
      #expect(try export(copy) == lines)
      #expect(try copy.integrity.problems() == [])
    }
  }
}
