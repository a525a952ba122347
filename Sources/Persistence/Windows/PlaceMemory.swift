// Where recent windows began and ended, so that the next one is found by a few steps from there
// instead of counting from the beginning. Holds for one state of the deck only.

import Foundation
import GRDB
import Lifecycle
import Synchronization

/// A row's place in the order of a query.
struct Place: Sendable {
  /// How many rows come before it.
  let index: Int
  /// The values of the key columns.
  let key: [DatabaseValue]
}

/// What is remembered of one query in one state of the deck.
struct Places: Sendable {
  /// The deck's generation.
  var generation: Int64
  /// Places, the latest last.
  var places: [Place] = []
  /// How many rows there are, where that was counted.
  var count: Int?
  /// The numbers of all rows in order, where there are so few that they were gathered.
  var numbers: [Int64]?
}

/// Remembers places of recent queries.
final class PlaceMemory: Sendable {
  private static let queryLimit = 6
  private static let placeLimit = 48

  /// The latest last.
  private let recent = Mutex<[(query: Query, places: Places)]>([])

  /// What is known of a query in this state of the deck.
  func places(of query: Query, in generation: Int64) -> Places {
    recent.withLock { recent in
      recent.first { $0.query == query && $0.places.generation == generation }?.places
    } ?? Places(generation: generation)
  }

  /// Remembers more of a query.
  func update(_ query: Query, in generation: Int64, _ change: (inout Places) -> Void) {
    recent.withLock { recent in
      var places = Places(generation: generation)
      if let found = recent.firstIndex(where: { $0.query == query }) {
        let known = recent.remove(at: found).places
        // A reader can be behind: what is known of a later state is worth more.
        if known.generation > generation { return recent.append((query, known)) }
        if known.generation == generation { places = known }
      }
      change(&places)
      places.places.removeFirst(max(0, places.places.count - Self.placeLimit))
      recent.append((query, places))
      recent.removeFirst(max(0, recent.count - Self.queryLimit))
    }
  }
}
