// How quickly things went so far, out of the history: read over an index that has all of it, without
// what undoing restores, so that a million entries take a second or two.

import Foundation
import GRDB
import Lifecycle

/// A pace that is being read.
struct PaceReading {
  private(set) var pace = Pace()
  private let db: Database
  private let zone: TimeZone
  private let playbooks: [Int64: Playbook]
  private let publishers: [Int64: String]
  private let damage: DamageLog?
  private let begin: Statement
  private let offer: Statement

  /// What one does for an offer, rather than what happens to it.
  private static let work = """
    ('offer.step.completed', 'publisher.step.completed', 'offer.question.answered', \
    'offer.page.changed')
    """

  init(
    _ db: Database, _ shelf: Shelf, _ zone: TimeZone, leavingOut damage: DamageLog
  ) throws {
    self.db = db
    self.damage = damage
    self.zone = zone
    let numbers = try Row.fetchAll(db, sql: "SELECT number, id FROM playbooks")
    playbooks = Dictionary(
      numbers.compactMap { row in
        String(stored: row[1]).flatMap { shelf.knownRules($0) }.flatMap { rules in
          Int64(stored: row[0]).map { ($0, rules.playbook) }
        }
      }, uniquingKeysWith: { first, _ in first })
    publishers = Dictionary(
      try Row.fetchAll(db, sql: "SELECT number, id FROM publishers").compactMap { row in
        Int64(stored: row[0]).flatMap { number in String(stored: row[1]).map { (number, $0) } }
      }, uniquingKeysWith: { first, _ in first })
    begin = try db.makeStatement(
      sql: """
        SELECT at FROM history WHERE offer = ? AND type IN \(Self.work) ORDER BY id LIMIT 1
        """)
    offer = try db.makeStatement(
      sql: "SELECT publisher, playbook, track, met FROM offers WHERE id = ?")
  }

  // MARK: - Tracks with stages

  /// The walks of all offers through their stages.
  mutating func readStages() throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT offer, id, at, type, from_stage, to_stage, undoes
        FROM history INDEXED BY history_of_stages
        WHERE offer IS NOT NULL AND from_stage <> to_stage ORDER BY offer, id
        """)
    var number: Int64?
    var walk = StageWalk(begun: nil)
    while let row = try rows.next() {
      guard let next = Int64(stored: row[0]) else { continue }
      if next != number {
        if let number { try take(walk, of: number) }
        number = next
        walk = StageWalk(
          begun: try Row.fetchOne(begin, arguments: [next]).flatMap { Date(stored: $0[0]) })
      }
      if let change = try damage.skipping({ try Self.change(row) }) { walk.take(change) }
    }
    if let number { try take(walk, of: number) }
  }

  private static func change(_ row: Row) throws -> StageWalk.Change {
    try DamagedRow.naming("history", row.text(1)) {
      let type: String = try row.read(3)
      return StageWalk.Change(
        entry: try row.read(1), at: try row.read(2), from: try row.read(4), to: try row.read(5),
        isUndo: type == EventType.undone.name, undoes: try row.read(6))
    }
  }

  private mutating func take(_ walk: StageWalk, of number: Int64) throws {
    // An offer that can't be read is named where offers are read.
    guard let row = try Row.fetchOne(offer, arguments: [number]),
      let playbook = Int64(stored: row[1]).flatMap({ playbooks[$0] }),
      let track = String(stored: row[2]).flatMap({ playbook.track($0) }),
      let publisher = Int64(stored: row[0]), let mask = Int64(stored: row[3])
    else { return }
    let way = Pace.Way(playbook: playbook.id, track: track.id)
    for walked in walk.legs { pace.add(walked.seconds, of: walked.leg, on: way) }
    for (index, deadline) in met(mask, playbook) {
      guard let stage = track.stage(of: deadline.goal), let moment = walk.reached(stage)
      else { continue }
      arrive(moment, publisher: publisher, playbook, index)
    }
  }

  private func met(_ mask: Int64, _ playbook: Playbook) -> [(Int, Deadline)] {
    playbook.deadlines.enumerated().filter { mask & 1 << Int64($0.offset) != 0 }
  }

  private mutating func arrive(
    _ moment: Date, publisher: Int64, _ playbook: Playbook, _ index: Int
  ) {
    guard let publisher = publishers[publisher] else { return }
    let arrivals = Pace.Arrivals(
      publisher: publisher, deadline: .init(playbook: playbook.id, index: index))
    let day = Day(of: moment, in: playbook.zone ?? zone)
    pace.arrivals[arrivals, default: [:]][day, default: 0] += 1
  }

  // MARK: - Tracks without stages

  /// What was done for the offers of a track that no stage tells, as far as they met a deadline.
  mutating func readSteps(_ playbook: Playbook, _ track: Track) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT o.id, o.publisher, o.met, h.subject, min(h.at), max(h.at)
        FROM offers o JOIN history h ON h.offer = o.id
        WHERE o.playbook = (SELECT number FROM playbooks WHERE id = ?) AND o.track = ?
          AND o.met <> 0 AND h.type IN \(Self.work)
        GROUP BY o.id, h.subject ORDER BY o.id
        """, arguments: [playbook.id, track.id])
    var done: DoneSteps?
    while let row = try rows.next() {
      guard let number = Int64(stored: row[0]), let publisher = Int64(stored: row[1]),
        let met = Int64(stored: row[2]), let first = Date(stored: row[4]),
        let last = Date(stored: row[5])
      else { continue }
      if number != done?.number {
        if let done { take(done, playbook, track) }
        done = DoneSteps(number: number, publisher: publisher, met: met)
      }
      done?.add(String(stored: row[3]), from: first, to: last)
    }
    if let done { take(done, playbook, track) }
  }

  /// When the steps of an offer were last done.
  private struct DoneSteps {
    let number: Int64
    let publisher: Int64
    let met: Int64
    private(set) var begun = Date.distantFuture
    private(set) var steps: [String: Date] = [:]

    init(number: Int64, publisher: Int64, met: Int64) {
      self.number = number
      self.publisher = publisher
      self.met = met
    }

    /// Adds a step that was done for the first time, and for the last, at these moments.
    mutating func add(_ step: String?, from first: Date, to last: Date) {
      begun = min(begun, first)
      if let step { steps[step] = last }
    }
  }

  private mutating func take(_ done: DoneSteps, _ playbook: Playbook, _ track: Track) {
    for (index, deadline) in met(done.met, playbook) {
      let moment: Date? =
        switch deadline.goal {
        case .complete: done.steps.values.max()
        case .step(let id): done.steps[id]
        }
      guard let moment else { continue }
      arrive(moment, publisher: done.publisher, playbook, index)
      guard playbook.legs(to: deadline) == [.wholeTrack] else { continue }
      pace.add(
        moment.timeIntervalSince(done.begun), of: .wholeTrack,
        on: Pace.Way(playbook: playbook.id, track: track.id))
    }
  }

  // MARK: - The beginning

  /// The first day on which somebody worked.
  mutating func readBeginning() throws {
    let first = try Row.fetchOne(
      db,
      sql: """
        SELECT at FROM history INDEXED BY history_by_moment
        WHERE type IN \(Self.work) OR offer IS NOT NULL AND from_stage <> to_stage
        ORDER BY at LIMIT 1
        """)
    pace.begun = first.flatMap { Date(stored: $0[0]) }.map { Day(of: $0, in: zone) }
  }
}
