// What all offers together say: how many there are of each kind, now and then, what is left to them,
// and how quickly things went.

package import Foundation
import GRDB
package import Lifecycle

/// The figures of a deck.
package struct StatisticsRepository {
  let deck: Store

  /// How many offers are looked at, at most: of more, each of some stands for several.
  private static let sample = 4_000

  /// How many offers there are of each kind. Costs the same however many there are.
  package func tally() throws(StoreFailure) -> Tally {
    try deck.reading { db in try TallyTable.fetch(db, leavingOut: deck.damage) }
  }

  /// The counts as they were at these moments, in the same order. In a large deck this takes seconds.
  ///
  /// - Throws: `CancellationError` where it was canceled meanwhile.
  package func tallies(
    at moments: [Date], unless cancellation: Cancellation? = nil
  ) throws -> [Tally] {
    var tallies = Array(repeating: Tally(), count: moments.count)
    let latest = moments.indices.sorted { moments[$0] > moments[$1] }
    var copy: Rewinder.Copy?
    for place in latest {
      if cancellation?.isCancelled == true { throw CancellationError() }
      let moment = moments[place]
      let isPresent = try copy == nil && !deck.isLater(than: moment)
      if isPresent {
        tallies[place] = try tally()
        continue
      }
      var going = try copy ?? Rewinder.Copy(deck.copied(), generation: 0)
      if going.moment > moment { try deck.unwind(&going, to: moment) }
      tallies[place] = try going.connections.queue(.window).read { db in
        try TallyTable.fetch(db, leavingOut: deck.damage)
      }
      copy = going
    }
    return tallies
  }

  /// What is left to the offers of a publisher, or of all, that have not met a deadline.
  package func outstanding(
    _ deadline: Query.DeadlineKey, publisher: String? = nil
  ) throws(StoreFailure) -> Outstanding {
    try deck.reading(over: .walk) { db in
      var query = Query(publisher: publisher)
      query.unmet = deadline
      guard let rules = deck.shelf.knownRules(deadline.playbook),
        let count = try deck.lists.talliedCount(query, db), count > 0,
        let selection = try Selection(query, db, isPinned: false)
      else { return Outstanding() }
      let step = (count + Self.sample - 1) / Self.sample
      let numbers = try Int64.fetchAll(
        db,
        sql: """
          SELECT o.id FROM offers o WHERE \(selection.condition) AND o.id % ? = 0
          ORDER BY o.id LIMIT ?
          """, arguments: selection.arguments + [step, 2 * Self.sample])
      let owners = Dictionary(
        try PublisherTable.fetchAll(db, leavingOut: deck.damage).map {
          ($0.publisher.id, $0.publisher)
        },
        uniquingKeysWith: { first, _ in first })
      var outstanding = Outstanding()
      for start in stride(from: 0, to: numbers.count, by: 500) {
        let part = Array(numbers[start..<min(start + 500, numbers.count)])
        for record in try OfferTable.fetch(db, part, leavingOut: deck.damage) {
          guard let owner = owners[record.offer.key.publisher],
            let left = rules.remainder(of: record.offer, owner, to: deadline.index)
          else { continue }
          outstanding.groups[left, default: 0] += 1
        }
      }
      return outstanding.scaled(to: Double(count))
    }
  }

  /// How quickly things went so far. In a large deck this takes seconds.
  ///
  /// - Parameter zone: the zone in which days end where a playbook names none.
  package func pace(zone: TimeZone) throws(StoreFailure) -> Pace {
    try deck.reading(over: .walk) { db in
      var reading = try PaceReading(db, deck.shelf, zone, leavingOut: deck.damage)
      try reading.readStages()
      for playbook in deck.shelf.playbooks {
        for track in playbook.tracks where !track.steps.contains(where: { $0.kind.event != nil }) {
          try reading.readSteps(playbook, track)
        }
      }
      try reading.readBeginning()
      return reading.pace
    }
  }
}
