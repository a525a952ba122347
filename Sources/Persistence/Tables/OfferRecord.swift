// One row of the table of offers, both ways. Ticks and pages have tables of their own, since most
// offers of a large deck have none.

import Foundation
import GRDB
package import Lifecycle

/// An offer with what only the deck knows of it.
struct OfferRecord {
  /// The number of the row.
  var id: Int64
  /// The number of its publisher.
  var publisher: Int64
  /// The number of its playbook.
  var playbook: Int64
  /// The history entry of the import in which it was added; nil where it was added by hand.
  var addedBy: Int64?
  /// The offer.
  var offer: Offer
  /// What follows from it.
  var digest: DigestRecord

  /// The group that counts it.
  var group: Tally.Group {
    Tally.Group(
      publisher: offer.key.publisher, playbook: offer.playbook, track: offer.track,
      stage: offer.publication.stage, isBlocked: digest.isBlocked, concerned: digest.concerned,
      met: digest.met, uncertain: digest.uncertain, held: digest.held)
  }
}

/// A digest as it is stored.
struct DigestRecord: Hashable {
  /// The day by which the offer sorts: that of the first unmet deadline, or `nothingDue`.
  let due: Int64
  /// The next step can't be done.
  let isBlocked: Bool
  /// The deadlines that concern the offer, as in `Digest`.
  let concerned: UInt64
  /// Those of them that are met.
  let met: UInt64
  /// Those of them that only may concern it.
  let uncertain: UInt64
  /// Those of them that are on hold.
  let held: UInt64

  /// Its columns, in the order in which `init(row:from:)` reads them.
  static let columns = ["due", "blocked", "concerned", "met", "uncertain", "held"]

  /// Stands in for the day of an offer that has nothing due: after every day there is, and short.
  static let nothingDue: Int64 = 8_388_607

  /// A digest, to be stored.
  init(_ digest: Digest) {
    due = digest.due.map { Int64($0.number) } ?? Self.nothingDue
    isBlocked = digest.isBlocked
    concerned = digest.concerned
    met = digest.met
    uncertain = digest.uncertain
    held = digest.held
  }

  /// Nothing due.
  init() {
    due = Self.nothingDue
    isBlocked = false
    concerned = 0
    met = 0
    uncertain = 0
    held = 0
  }

  /// The digest in `columns` of a row that follow each other.
  init(row: Row, from column: Int) throws(Unreadable) {
    due = try row.read(column)
    isBlocked = try row.read(column + 1)
    concerned = try row.read(column + 2)
    met = try row.read(column + 3)
    uncertain = try row.read(column + 4)
    held = try row.read(column + 5)
  }

  /// The values of those columns.
  var databaseValues: [DatabaseValue] {
    [
      due.databaseValue, isBlocked.databaseValue, Int64(bitPattern: concerned).databaseValue,
      Int64(bitPattern: met).databaseValue, Int64(bitPattern: uncertain).databaseValue,
      Int64(bitPattern: held).databaseValue,
    ]
  }
}

// MARK: - Reading

extension OfferRecord {
  /// What to select, in the order in which `init(row:)` reads it.
  static let selection: String =
    ([
      "o.id", "o.publisher", "p.id", "o.playbook", "b.id", "o.added_by", "o.offer_id", "o.name",
      "o.type", "o.track", "o.stage", "o.market", "o.report", "o.failure", "o.evidence",
      "o.going_live", "o.word", "o.stands_since", "o.changed_at",
    ] + (DigestRecord.columns + Fact.columns.map(\.rawValue)).map { "o.\($0)" })
    .joined(separator: ", ")

  /// What to join to the offers for it. The order of the joins is fixed, so that rows come in the
  /// order of the offers.
  static let joins = """
    LEFT JOIN publishers p ON p.number = o.publisher
    LEFT JOIN playbooks b ON b.number = o.playbook
    """

  /// The row without its ticks and pages.
  ///
  /// - Parameter isDigestNeeded: a digest that can't be read is an error; otherwise nothing is due.
  /// - Throws: `DamagedRow`, if it can't be read.
  init(row: Row, isDigestNeeded: Bool = true) throws {
    self = try DamagedRow.naming("offers", Self.name(of: row)) {
      try Self(columns: row, isDigestNeeded)
    }
  }

  /// The name of a row that may be damaged.
  static func name(of row: Row) -> String { "\(row.text(0)) (\(row.text(2))/\(row.text(6)))" }

  private init(columns row: Row, _ isDigestNeeded: Bool) throws {
    guard !(row[2] as DatabaseValue).isNull else {
      throw Unreadable(missing: "publishers", number: row[1])
    }
    guard !(row[4] as DatabaseValue).isNull else {
      throw Unreadable(missing: "playbooks", number: row[3])
    }
    id = try row.read(0)
    publisher = try row.read(1)
    playbook = try row.read(3)
    addedBy = try row.read(5)
    var facts: [Fact: String] = [:]
    for (place, fact) in Self.factPlaces { facts[fact] = try row.read(place) as String? }
    offer = Offer(
      key: OfferKey(publisher: try row.read(2), offer: try row.read(6)), name: try row.read(7),
      type: OfferType(stored: try row.read(8)), playbook: try row.read(4),
      track: try row.read(9),
      publication: Publication(
        stage: try row.read(10), market: try row.read(11),
        failure: try SubmissionFailure(report: row.read(12), row, kind: 13),
        evidence: try row.read(14), isGoingLive: try row.read(15), word: try row.read(16)),
      facts: facts, standsSince: try row.read(17), changedAt: try row.read(18))
    do { digest = try DigestRecord(row: row, from: 19) } catch {
      if isDigestNeeded { throw error }
      digest = DigestRecord()
    }
  }

  /// Stands in a list for an offer that can't be read. Nothing can be done with it: its row is read
  /// again before it is written.
  init(damaged row: Row) {
    id = Int64(stored: row[0]) ?? 0
    publisher = Int64(stored: row[1]) ?? 0
    playbook = 0
    addedBy = nil
    let key = OfferKey(
      publisher: String(stored: row[2]) ?? "", offer: String(stored: row[6]) ?? "row \(id)")
    offer = .damaged(key, name: "damaged: \(String(stored: row[7]) ?? key.offer)")
    digest = DigestRecord()
  }

  private static let factPlaces = Array(zip((19 + DigestRecord.columns.count)..., Fact.columns))
}

extension Fact {
  /// The facts that have columns of their own, as version 5 made them: lists are filtered by them.
  /// Every other one, known to this program or to a later one, is a row of the table of facts, so that
  /// a new one changes no table.
  static let columns: [Fact] = [
    .inAppSource, .typeRight, .separateEntity, .certifiedBefore, .cosellPrioritized, .cloudEmbed,
    .testDrive, .tier, .listingURL, .legalEntity, .markets, .supportTicket, .recertifiedAt,
  ]
  private static let withColumn = Set(columns)

  /// It is a row of the table of facts.
  var isRow: Bool { !Self.withColumn.contains(self) }

  /// Its value in the row of an offer `o`, as SQL.
  var sql: String {
    isRow
      ? "(SELECT value FROM facts WHERE offer = o.id AND fact = '\(rawValue.replacing("'", with: "''"))')"
      : "o.\(rawValue)"
  }
}

extension SubmissionFailure {
  /// The failure that two columns tell of; nil if there is no report.
  init?(report: String?, _ row: Row, kind column: Int) throws(Unreadable) {
    guard let report else { return nil }
    self.init(try row.read(column), report)
  }
}

extension Offer {
  /// Stands for an offer whose row can't be read; no playbook has an empty ID.
  static func damaged(_ key: OfferKey, name: String) -> Offer {
    Offer(
      key: key, name: name, type: .other("?"), playbook: "", track: "",
      publication: Publication(stage: .unrecognized, word: "damaged"), facts: [:],
      changedAt: Date(timeIntervalSince1970: 0))
  }

  /// The offer's row can't be read: it is named in `Store.damage`, and nothing else is known.
  package var isDamaged: Bool { playbook.isEmpty }
}

extension OfferType {
  /// The name in the deck: the short one, so that types sort as people see them.
  var stored: String { abbreviation }

  /// The type of a name in the deck.
  init(stored name: String) {
    switch name {
    case "CE": self = .customerEngagement
    case "Ops": self = .operations
    case "BC": self = .businessCentral
    default: self = OfferType(name) ?? .other(name)
    }
  }
}

// MARK: - Writing

extension OfferRecord {
  private static let written: [String] =
    [
      "publisher", "playbook", "added_by", "offer_id", "name", "type", "track", "stage", "market",
      "report", "failure", "evidence", "going_live", "word", "stands_since", "changed_at",
    ] + DigestRecord.columns + Fact.columns.map(\.rawValue)

  /// Inserts a row; its number is the last argument.
  static let insertion: String = {
    let names = (written + ["id"]).joined(separator: ", ")
    let places = Array(repeating: "?", count: written.count + 1).joined(separator: ", ")
    return "INSERT INTO offers (\(names)) VALUES (\(places))"
  }()

  /// Writes a row anew; its number is the last argument.
  static let update: String =
    "UPDATE offers SET \(written.map { "\($0) = ?" }.joined(separator: ", ")) WHERE id = ?"

  /// Gives a statement made from either its values.
  ///
  /// Bound one by one: making GRDB's arguments out of them would take half the time of an import.
  func bind(to statement: Statement) {
    // Empties all places, which leaves what is not known null.
    statement.setUncheckedArguments(StatementArguments())
    var binding = Binding(statement)
    let publication = offer.publication
    binding.add(publisher)
    binding.add(playbook)
    binding.add(addedBy)
    binding.add(offer.key.offer)
    binding.add(offer.name)
    binding.add(offer.type.stored)
    binding.add(offer.track)
    binding.add(publication.stage.code)
    binding.add(publication.market.code)
    binding.add(publication.failure?.report)
    binding.add(publication.failure?.kind.code ?? 0)
    binding.add(publication.evidence.code)
    binding.add(publication.isGoingLive ? 1 : 0)
    binding.add(publication.word)
    binding.add(offer.standsSince.microseconds)
    binding.add(offer.changedAt.microseconds)
    binding.add(digest.due)
    binding.add(digest.isBlocked ? 1 : 0)
    binding.add(Int64(bitPattern: digest.concerned))
    binding.add(Int64(bitPattern: digest.met))
    binding.add(Int64(bitPattern: digest.uncertain))
    binding.add(Int64(bitPattern: digest.held))
    if offer.facts.isEmpty {
      binding.pass(Fact.columns.count)
    } else {
      for fact in Fact.columns { binding.add(offer.facts[fact]) }
    }
    binding.add(id)
  }

  /// Fills the places of a statement, one after the other.
  private struct Binding {
    private let statement: SQLiteStatement
    private var place: CInt = 0

    init(_ statement: Statement) { self.statement = statement.sqliteStatement }

    mutating func add(_ value: Int64?) {
      place += 1
      if let value { _ = value.bind(to: statement, at: place) }
    }

    mutating func add(_ value: String?) {
      place += 1
      if let value { _ = value.bind(to: statement, at: place) }
    }

    mutating func pass(_ count: Int) { place += CInt(count) }
  }
}
