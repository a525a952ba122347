// How many offers a query selects, and where one of them stands.

import GRDB
package import Lifecycle
import Synchronization

/// Lets one thread end what another one waits for.
package final class Cancellation: Sendable {
  private let flag = Atomic<Bool>(false)

  /// Nothing is canceled yet.
  package init() {}

  /// Ends it soon.
  package func cancel() { flag.store(true, ordering: .relaxed) }

  /// It is to end.
  package var isCancelled: Bool { flag.load(ordering: .relaxed) }
}

extension Store {
  /// How many offers a query selects: from the counts where they tell, else by looking at every
  /// offer, which takes a while in a large deck.
  ///
  /// - Throws: `CancellationError` where the cancellation, or the task, was canceled meanwhile.
  package func count(_ query: Query, unless cancellation: Cancellation? = nil) throws -> Int {
    try readingThrough { db in
      let generation = try Self.generation(db)
      if let known = places.places(of: query, in: generation).count { return known }
      guard let selection = try Selection(query, db) else { return 0 }
      let count = try talliedCount(query, db) ?? walkedCount(selection, db, cancellation)
      places.update(query, in: generation) { $0.count = count }
      return count
    }
  }

  /// How many come before an offer in the order of a query; nil where the query does not select it.
  package func position(of key: OfferKey, in query: Query) throws(StoreFailure) -> Int? {
    try reading { db in
      guard let selection = try Selection(query, db) else { return nil }
      let generation = try Self.generation(db)
      guard let (number, place) = try place(of: key, selection, db) else { return nil }
      var known = places.places(of: query, in: generation)
      if let index = known.places.last(where: { $0.key == place })?.index { return index }
      if known.count == nil { known.count = try talliedCount(query, db) }
      if let numbers = try fewNumbers(query, known, db) {
        return numbers.firstIndex(of: number)
      }
      let index = try rows(before: place, selection, db)
      places.update(query, in: generation) { $0.places.append(Place(index: index, key: place)) }
      return index
    }
  }

  private func rows(
    before place: [DatabaseValue], _ selection: Selection, _ db: Database
  ) throws -> Int {
    let statement = try db.cachedStatement(
      sql: """
        SELECT count(*) FROM offers o INDEXED BY \(selection.index) WHERE \(selection.condition)
          AND \(selection.condition(fromPlace: true, isInclusive: false))
        """)
    return try Int.fetchOne(
      statement, arguments: selection.arguments + StatementArguments(place)) ?? 0
  }

  /// The count where the kept counts know all that is asked; nil where they do not.
  func talliedCount(_ query: Query, _ db: Database) throws -> Int? {
    guard query.words.isEmpty, query.names.isEmpty, query.publishers.isEmpty, query.types.isEmpty,
      query.excluded.isEmpty, query.dueBy == nil, query.standing?.isCounted != false
    else { return nil }
    let tracks = Set(query.tracks.map { $0.lowercased() })
    return try TallyTable.fetch(db, leavingOut: damage).groups.reduce(0) { sum, entry in
      let (group, count) = entry
      let isMeant =
        (query.publisher.map { $0 == group.publisher } ?? true)
        && (query.stages.isEmpty || query.stages.contains(group.stage))
        && (tracks.isEmpty || tracks.contains(group.track.lowercased()))
        && (query.isBlocked.map { $0 == group.isBlocked } ?? true)
        && (query.standing.map {
          $0.playbook == group.playbook
            && $0.holds(concerned: group.concerned, met: group.met, held: group.held)
        } ?? true)
      return isMeant ? sum + count : sum
    }
  }

  /// Counts in portions, so that it can be ended between two of them.
  private func walkedCount(
    _ selection: Selection, _ db: Database, _ cancellation: Cancellation?
  ) throws -> Int {
    let statement = try db.cachedStatement(
      sql: """
        SELECT count(*) FROM offers o NOT INDEXED WHERE o.id > ? AND o.id <= ?
          AND \(selection.condition)
        """)
    // By rows and not by numbers: between two numbers there can be a gap of any length.
    let end = try db.cachedStatement(
      sql: """
        SELECT max(id) FROM (SELECT id FROM offers WHERE id > ? ORDER BY id LIMIT 20000)
        """)
    var start = Int64.min
    var count = 0
    while let last = try Int64.fetchOne(end, arguments: [start]) {
      if Task.isCancelled || cancellation?.isCancelled == true { throw CancellationError() }
      count += try Int.fetchOne(statement, arguments: [start, last] + selection.arguments) ?? 0
      start = last
    }
    return count
  }
}
