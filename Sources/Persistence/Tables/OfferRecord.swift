// One row of the table of offers, both ways. Ticks and pages have tables of their own, since most
// offers of a large deck have none.

import Foundation
import GRDB
import Lifecycle

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

  /// The digest in `columns` of a row that follow each other.
  init(row: Row, from column: Int) {
    due = row[column]
    isBlocked = row[column + 1]
    concerned = UInt64(bitPattern: row[column + 2] as Int64)
    met = UInt64(bitPattern: row[column + 3] as Int64)
    uncertain = UInt64(bitPattern: row[column + 4] as Int64)
    held = UInt64(bitPattern: row[column + 5] as Int64)
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
    ] + (DigestRecord.columns + Fact.allCases.map(\.rawValue)).map { "o.\($0)" })
    .joined(separator: ", ")

  /// What to join to the offers for it. The order of the joins is fixed, so that rows come in the
  /// order of the offers.
  static let joins = """
    CROSS JOIN publishers p ON p.number = o.publisher
    CROSS JOIN playbooks b ON b.number = o.playbook
    """

  /// The row without its ticks and pages.
  init(row: Row) throws {
    id = row[0]
    publisher = row[1]
    playbook = row[3]
    addedBy = row[5]
    let type: String = row[8]
    var facts: [Fact: String] = [:]
    for (place, fact) in Self.factPlaces {
      if let value = row[place] as String? { facts[fact] = value }
    }
    offer = Offer(
      key: OfferKey(publisher: row[2], offer: row[6]), name: row[7],
      type: OfferType(stored: type), playbook: row[4], track: row[9],
      publication: Publication(
        stage: try Stage(code: row[10]), market: try Market(code: row[11]),
        failure: try SubmissionFailure(report: row[12], code: row[13]),
        evidence: try Evidence(code: row[14]), isGoingLive: row[15], word: row[16]),
      facts: facts, standsSince: Date(microseconds: row[17]),
      changedAt: Date(microseconds: row[18]))
    digest = DigestRecord(row: row, from: 19)
  }

  private static let factPlaces = Array(zip((19 + DigestRecord.columns.count)..., Fact.allCases))
}

extension SubmissionFailure {
  /// The failure that two columns tell of; nil if there is no report.
  init?(report: String?, code: Int64) throws {
    guard let report else { return nil }
    self.init(try Kind(code: code), report)
  }
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
    ] + DigestRecord.columns + Fact.allCases.map(\.rawValue)

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
      binding.pass(Fact.allCases.count)
    } else {
      for fact in Fact.allCases { binding.add(offer.facts[fact]) }
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
