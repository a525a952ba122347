// Counts that the deck's own counts do not tell, since only looking at each offer does. They are
// asked for where they are shown, and come when they come.

import Lifecycle

/// How many offers queries find, as far as that was answered.
struct Counts: Hashable, Sendable {
  /// The answers.
  private(set) var known: [Query: Int] = [:]
  private var asked: Set<Query> = []

  /// Asks for those that were not asked for since the deck changed.
  mutating func ask(_ queries: [Query]) -> [Effect] {
    queries.filter { asked.insert($0).inserted }.map { .find($0) }
  }

  /// Takes an answer.
  mutating func take(_ count: Int, of query: Query) {
    if asked.contains(query) { known[query] = count }
  }

  /// The deck has changed: everything has to be asked again, and stays what it was until then.
  mutating func expire() {
    known = known.filter { asked.contains($0.key) }
    asked = []
  }
}

extension Model {
  /// Asks for the counts of what is shown. In a large deck each takes a while: there, those of the
  /// deadlines wait until their panel has the keys, and those of a filter until it is typed.
  mutating func askCounts() -> [Effect] {
    guard isCounted else { return [] }
    var queries: [Query] = []
    if !isLarge || focus == .deadlines {
      queries = dueDates.filter { $0.level != .met }.flatMap { date in
        date.consequences.filter { $0.when != .always }.map { query(of: $0, by: date) }
      }
    }
    if view == .board, !(isLarge && isFiltering) { queries += queriesOutsideBoard }
    if lossMenu != nil { queries += queriesOfLosses }
    return counts.ask(queries)
  }

  /// The offers that have not met a deadline and have this to lose.
  private func query(of consequence: Consequence, by date: DueDate) -> Query {
    var query = Query(publisher: query.publisher)
    query.standing = Standing(
      playbook: date.key.playbook, unmet: 1 << UInt64(date.key.index), condition: consequence.when)
    return query
  }

  /// How many offers that have not met a deadline have this to lose; nil if that is not known yet.
  func count(of consequence: Consequence, by date: DueDate) -> Int? {
    consequence.when == .always ? date.threatened : counts.known[query(of: consequence, by: date)]
  }
}
