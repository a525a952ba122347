// Counts that the deck's own counts do not tell, since only looking at each offer does. They are
// asked for when they are shown, and come when they come.

import Lifecycle

/// How many offers queries find, as far as that was answered.
struct Counts: Sendable {
  /// The answers; one of an earlier state of the deck holds until there is a newer one.
  private(set) var known: [Query: Int] = [:] { didSet { version += 1 } }
  /// Goes up with each answer.
  private(set) var version = 0
  private var asked: Set<Query> = []
  private var generation = 0
  /// What the counts that were asked for last depend on.
  var situation: CountsSituation?

  /// Asks for those that were not asked for since the deck changed.
  mutating func missing(_ queries: [Query], at generation: Int) -> [Effect] {
    if generation != self.generation {
      self.generation = generation
      known = known.filter { asked.contains($0.key) }
      asked = []
    }
    return queries.filter { asked.insert($0).inserted }.map { .find($0) }
  }

  /// Takes an answer.
  mutating func take(_ count: Int, of query: Query) {
    if asked.contains(query) { known[query] = count }
  }

  /// Another deck is read: nothing is known of it.
  mutating func forget() {
    known = [:]
    asked = []
    situation = nil
  }
}
