// Digests after something changed that many offers share: an account-wide step, or a playbook.
//
// Offers that are alike in all that a digest depends on change together, by one statement for all
// of them; only those with steps or pages of their own are looked at one by one.

import Foundation
import GRDB
import Lifecycle

extension Writing {
  /// Computes the digests that can differ after account-wide steps of a publisher changed.
  func recomputeDigests(of record: PublisherRecord, after steps: Set<String>) throws {
    for playbook in shelf.playbooks {
      let tracks = playbook.tracks.filter { track in
        track.steps.contains { $0.kind == .account && steps.contains($0.id) }
      }
      if !tracks.isEmpty {
        try recompute(playbook, [record], tracks: tracks.map(\.id))
      }
    }
  }

  /// Computes the digests of all offers that go through a playbook.
  func recomputeDigests(ofPlaybook playbook: Playbook) throws {
    try recompute(playbook, try PublisherTable.fetchAll(db, leavingOut: damage), tracks: nil)
  }

  /// Counts all offers anew.
  func recountTally() throws {
    let counts = try TallyTable.recount(db, leavingOut: damage)
    try db.execute(sql: "DELETE FROM tally")
    tally = TallyChanges()
    for (group, count) in counts.groups { tally.add(group, count) }
    try tally.write(db)
  }

  private func recompute(
    _ playbook: Playbook, _ publishers: [PublisherRecord], tracks: [String]?
  ) throws {
    let rules = Rules(playbook)
    let number = try number(ofPlaybook: playbook.id)
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
  private var counted: String { isRepairing ? "offers" : "tally" }

  private func hasOffers(_ part: Part) throws -> Bool {
    let statement = try db.cachedStatement(
      sql: "SELECT 1 FROM \(counted) o WHERE \(Part.condition) LIMIT 1")
    return try Int.fetchOne(statement, arguments: part.arguments) != nil
  }

  /// Holds for offers with ticks or pages; the list of those is made once for a statement.
  private static let hasParts =
    "o.id IN (SELECT offer FROM ticks UNION SELECT offer FROM pages)"

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
        try damage.skipping { try OfferRecord(row: row, isDigestNeeded: !isRepairing) }
      }
      try OfferTable.complete(db, &records, leavingOut: damage)
      for record in records {
        var after = record
        after.digest = DigestRecord(rules.digest(of: record.offer, owner.publisher))
        guard isRepairing || after.digest != record.digest else { continue }
        change()
        try OfferTable.update(db, after, from: record.offer)
        tally.move(from: record.group, to: after.group)
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
      let known = try damage.skipping {
        try DamagedRow.naming("offers", "\(owner.publisher.id), track \(part.track)") {
          try example(row, owner.publisher.id, rules.playbook.id, part.track)
        }
      }
      guard let before = known else { continue }
      var after = before
      after.digest = DigestRecord(rules.digest(of: before.offer, owner.publisher))
      guard isRepairing || after.digest != before.digest else { continue }
      change()
      try db.execute(
        sql: """
          UPDATE offers AS o \(way)
          SET \(DigestRecord.columns.map { "\($0) = ?" }.joined(separator: ", "))
          WHERE \(Part.condition) AND NOT \(Self.hasParts) AND \(condition)
          """,
        arguments: StatementArguments(after.digest.databaseValues) + part.arguments
          + StatementArguments(row.databaseValues))
      tally.move(from: before.group, to: after.group, db.changesCount)
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
      + Fact.allCases.map { fact in
        deciding.contains(fact)
          ? "o.\(fact.rawValue)" : "iif(o.\(fact.rawValue) IS NULL, NULL, '')"
      }
  }

  private func digest(_ row: Row) throws -> DigestRecord {
    do { return try DigestRecord(row: row, from: 0) } catch {
      if isRepairing { return DigestRecord() }
      throw error
    }
  }

  /// An offer that stands for all of a class.
  private func example(
    _ row: Row, _ publisher: String, _ playbook: String, _ track: String
  ) throws -> OfferRecord {
    var facts: [Fact: String] = [:]
    let first = DigestRecord.columns.count
    for (place, fact) in zip((first + 8)..., Fact.allCases) {
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
