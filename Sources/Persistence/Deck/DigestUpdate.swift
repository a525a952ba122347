// Digests after something changed that many offers share: an account-wide step, or a playbook.
//
// Offers that are alike in all that a digest depends on change together, by one statement for all
// of them; only those with steps or pages of their own are looked at one by one.

import Foundation
import GRDB
import Lifecycle

/// Computes digests anew, inside a transaction.
struct DigestUpdate {
  private let writing: Writing
  private var db: Database { writing.db }

  /// Writes by a transaction.
  init(_ writing: Writing) { self.writing = writing }

  /// Computes the digests that can differ after account-wide steps of a publisher changed.
  func run(of record: PublisherRecord, after steps: Set<String>) throws {
    for playbook in writing.shelf.playbooks {
      let tracks = playbook.tracks.filter { track in
        track.steps.contains { $0.kind == .account && steps.contains($0.id) }
      }
      if !tracks.isEmpty {
        try recompute(playbook, [record], tracks: tracks.map(\.id))
      }
    }
  }

  /// Computes the digests of all offers that go through a playbook.
  func run(ofPlaybook playbook: Playbook) throws {
    try recompute(
      playbook, try PublisherTable.fetchAll(db, leavingOut: writing.damage), tracks: nil)
  }

  /// Computes anew what follows from playbooks that have changed.
  func takePlaybooks() throws {
    for playbook in try Self.stalePlaybooks(db, writing.shelf) {
      writing.change()
      try db.execute(
        sql: """
          INSERT INTO playbooks (id, fingerprint) VALUES (?, ?)
          ON CONFLICT (id) DO UPDATE SET fingerprint = excluded.fingerprint
          """, arguments: [playbook.id, Fingerprint.of(playbook)])
      try run(ofPlaybook: playbook)
    }
  }

  /// The playbooks that have changed since the deck's digests were computed.
  static func stalePlaybooks(_ db: Database, _ shelf: Shelf) throws -> [Playbook] {
    let rows = try Row.fetchAll(db, sql: "SELECT id, fingerprint FROM playbooks")
    let known = Dictionary(
      rows.map { (String(stored: $0[0]), String(stored: $0[1])) },
      uniquingKeysWith: { first, _ in first })
    return shelf.playbooks.filter { known[$0.id] != Fingerprint.of($0) }
  }

  /// Counts all offers anew.
  func recountTally() throws {
    let counts = try TallyTable.recount(db, leavingOut: writing.damage)
    try db.execute(sql: "DELETE FROM tally")
    writing.tally = TallyChanges()
    for (group, count) in counts.groups { writing.tally.add(group, count) }
    try writing.tally.write(db)
  }

  private func recompute(
    _ playbook: Playbook, _ publishers: [PublisherRecord], tracks: [String]?
  ) throws {
    let rules = Rules(playbook)
    let number = try writing.number(ofPlaybook: playbook.id)
    for record in publishers {
      let known =
        try tracks
        ?? String.fetchAll(
          db, sql: "SELECT DISTINCT track FROM \(counted) WHERE publisher = ? AND playbook = ?",
          arguments: [record.number, number])
      for track in known {
        let part = Part(publisher: record.number, playbook: number, track: track)
        guard try hasOffers(part) else { continue }
        try recomputeAlike(rules, record, part)
        try recomputeSingly(rules, record, part)
      }
    }
  }

  /// The offers of a publisher on one track.
  private struct Part {
    let publisher: Int64
    let playbook: Int64
    let track: String

    static let condition = "o.publisher = ? AND o.playbook = ? AND o.track = ?"
    var arguments: StatementArguments { [publisher, playbook, track] }
  }

  /// The table that tells which tracks there are: the counts, unless it is them that are repaired.
  private var counted: String { writing.isRepairing ? "offers" : "tally" }

  private func hasOffers(_ part: Part) throws -> Bool {
    let statement = try db.cachedStatement(
      sql: "SELECT 1 FROM \(counted) o WHERE \(Part.condition) LIMIT 1")
    return try Int.fetchOne(statement, arguments: part.arguments) != nil
  }

  /// Holds for offers with rows in other tables; the list of those is made once for a statement.
  private static let hasParts =
    "o.id IN (\(OfferPart.all.map { "SELECT offer FROM \($0.table)" }.joined(separator: " UNION ")))"

  // MARK: - Offers with steps of their own

  private func recomputeSingly(_ rules: Rules, _ owner: PublisherRecord, _ part: Part) throws {
    // In portions, since what is read is written to meanwhile.
    var last: Int64 = 0
    while true {
      let statement = try db.cachedStatement(
        sql: """
          SELECT \(OfferRecord.selection) FROM offers o \(OfferRecord.joins)
          WHERE \(Part.condition) AND o.id > ? AND \(Self.hasParts) ORDER BY o.id LIMIT 500
          """)
      let rows = try Row.fetchAll(statement, arguments: part.arguments + [last])
      guard let row = rows.last else { return }
      last = try row.read(0)
      // What can't be read keeps the digest that it has; whoever reads it is told.
      var records = try rows.compactMap { row in
        try writing.damage.skipping {
          try OfferRecord(row: row, isDigestNeeded: !writing.isRepairing)
        }
      }
      try OfferTable.complete(db, &records, leavingOut: writing.damage)
      for record in records {
        var after = record
        after.digest = DigestRecord(rules.digest(of: record.offer, owner.publisher))
        guard writing.isRepairing || after.digest != record.digest else { continue }
        writing.change()
        try OfferTable.update(db, after, from: record.offer)
        writing.tally.move(from: record.group, to: after.group)
      }
    }
  }

  // MARK: - Offers that are alike

  private func recomputeAlike(_ rules: Rules, _ owner: PublisherRecord, _ part: Part) throws {
    let deciding = rules.playbook.factsThatDecide
    let way = try scan(part)
    let columns = Self.likeness(deciding)
    let classes = try Row.fetchAll(
      db,
      sql: """
        SELECT DISTINCT \(columns.joined(separator: ", ")) FROM offers o \(way)
        WHERE \(Part.condition) AND NOT \(Self.hasParts)
        """, arguments: part.arguments)
    let condition = columns.map { "\($0) IS ?" }.joined(separator: " AND ")
    for row in classes {
      let known = try writing.damage.skipping {
        try DamagedRow.naming("offers", "\(owner.publisher.id), track \(part.track)") {
          try example(row, owner.publisher.id, rules.playbook.id, part.track)
        }
      }
      guard let before = known else { continue }
      var after = before
      after.digest = DigestRecord(rules.digest(of: before.offer, owner.publisher))
      guard writing.isRepairing || after.digest != before.digest else { continue }
      writing.change()
      try db.execute(
        sql: """
          UPDATE offers AS o \(way)
          SET \(DigestRecord.columns.map { "\($0) = ?" }.joined(separator: ", "))
          WHERE \(Part.condition) AND NOT \(Self.hasParts) AND \(condition)
          """,
        arguments: StatementArguments(after.digest.databaseValues) + part.arguments
          + StatementArguments(row.databaseValues))
      writing.tally.move(from: before.group, to: after.group, db.changesCount)
    }
  }

  /// How to walk over a publisher's offers: in the order of the file where they are a large part of
  /// it, since following an index from page to page then takes ten times as long.
  private func scan(_ part: Part) throws -> String {
    let share =
      try Double.fetchOne(
        db,
        sql: "SELECT total(count) FILTER (WHERE publisher = ?) / total(count) FROM tally",
        arguments: [part.publisher]) ?? 1
    return share > 0.05 ? "NOT INDEXED" : "INDEXED BY \(OfferIndex.identity)"
  }

  /// All that a digest depends on, and the digest itself: texts only by whether they are there,
  /// unless the playbook asks for what they say.
  private static func likeness(_ deciding: Set<Fact>) -> [String] {
    DigestRecord.columns.map { "o.\($0)" }
      + [
        "o.type", "o.stage", "o.market", "o.going_live", "(o.report IS NULL)", "(o.word IS NULL)",
        "o.failure", "o.evidence",
      ]
      + Fact.columns.map { fact in
        deciding.contains(fact)
          ? "o.\(fact.rawValue)" : "iif(o.\(fact.rawValue) IS NULL, NULL, '')"
      }
  }

  private func digest(_ row: Row) throws -> DigestRecord {
    do { return try DigestRecord(row: row, from: 0) } catch {
      if writing.isRepairing { return DigestRecord() }
      throw error
    }
  }

  /// An offer that stands for all of a class.
  private func example(
    _ row: Row, _ publisher: String, _ playbook: String, _ track: String
  ) throws -> OfferRecord {
    var facts: [Fact: String] = [:]
    let first = DigestRecord.columns.count
    for (place, fact) in zip((first + 8)..., Fact.columns) {
      facts[fact] = try row.read(place) as String?
    }
    return OfferRecord(
      id: 0, publisher: 0, playbook: 0, addedBy: nil,
      offer: Offer(
        key: OfferKey(publisher: publisher, offer: ""), name: "",
        type: OfferType(stored: try row.read(first)), playbook: playbook, track: track,
        publication: Publication(
          stage: try row.read(first + 1), market: try row.read(first + 2),
          failure: try row.read(first + 4)
            ? nil : SubmissionFailure(try row.read(first + 6), ""),
          evidence: try row.read(first + 7), isGoingLive: try row.read(first + 3),
          word: try row.read(first + 5) ? nil : ""),
        facts: facts, changedAt: Date(microseconds: 0)),
      digest: try digest(row))
  }
}
