// What is left to the offers that have not met a deadline: counted by how much is left, and looked at
// in part where they are very many.

import GRDB
package import Lifecycle

extension Store {
  /// How many offers are looked at, at most: of more, each of some stands for several.
  private static let sample = 4_000

  /// What is left to the offers of a publisher, or of all, that have not met a deadline.
  package func outstanding(
    _ deadline: Query.DeadlineKey, publisher: String? = nil
  ) throws(StoreFailure) -> Outstanding {
    try reading(over: .walk) { db in
      var query = Query(publisher: publisher)
      query.unmet = deadline
      guard let rules = shelf.knownRules(deadline.playbook),
        let count = try talliedCount(query, db), count > 0,
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
        try PublisherTable.fetchAll(db, leavingOut: damage).map { ($0.publisher.id, $0.publisher) },
        uniquingKeysWith: { first, _ in first })
      var outstanding = Outstanding()
      for start in stride(from: 0, to: numbers.count, by: 500) {
        let part = Array(numbers[start..<min(start + 500, numbers.count)])
        for record in try OfferTable.fetch(db, part, leavingOut: damage) {
          guard let owner = owners[record.offer.key.publisher],
            let left = rules.remainder(of: record.offer, owner, to: deadline.index)
          else { continue }
          outstanding.groups[left, default: 0] += 1
        }
      }
      return outstanding.scaled(to: Double(count))
    }
  }
}
