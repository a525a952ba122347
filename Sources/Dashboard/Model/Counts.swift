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
        date.consequences.filter { $0.when != .always }.flatMap { lossQueries(of: $0, by: date) }
      }
    }
    if view == .board, !(isLarge && isFiltering) { queries += queriesOutsideBoard }
    if showsLossMenu { queries += queriesOfLosses }
    return counts.ask(queries)
  }

  /// The offers that a deadline threatens and that are known to have this to lose, and those
  /// together with the ones that may have it.
  private func lossQueries(of consequence: Consequence, by date: DueDate) -> [Query] {
    [true, false].map {
      date.query(of: consequence, publisher: query.publisher, isCertain: $0)
    }
  }

  /// How many offers that a deadline threatens have this to lose; nil if that is not known yet.
  func count(of consequence: Consequence, by date: DueDate) -> DueDate.LossCount? {
    let known = lossQueries(of: consequence, by: date).compactMap { counts.known[$0] }
    guard known.count == 2 else { return nil }
    return DueDate.LossCount(certain: known[0], possible: max(0, known[1] - known[0]))
  }
}
