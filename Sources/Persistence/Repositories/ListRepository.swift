// Windows onto the offers that a query selects, and how many it selects.

import GRDB
package import Lifecycle

/// The lists of offers of a deck: each the offers that a query selects, in its order.
package struct ListRepository {
  let deck: Store

  /// So many offers from an index on, in the order of the query; fewer where there are no more.
  /// Quick at every index that is near the beginning, the end, or a window that was asked for
  /// before.
  ///
  /// - Parameter isPatient: what few offers fulfill may be looked for, without keeping those waiting
  ///   who read what a screen shows.
  package func rows(
    _ query: Query, from index: Int, count: Int, isPatient: Bool = false
  ) throws(StoreFailure) -> [Offer] {
    precondition(index >= 0 && count >= 0, "A window begins at 0 or later, and has no less than 0.")
    return try deck.reading(over: isPatient ? .walk : .window) { db in
      guard count > 0, let selection = try Selection(query, db) else { return [] }
      let generation = try Store.generation(db)
      var known = deck.places.places(of: query, in: generation)
      if known.count == nil { known.count = try talliedCount(query, db) }
      if known.count == 0 { return [] }
      if let numbers = try fewNumbers(query, known, db) {
        return try offers(db, Array(numbers.dropFirst(index).prefix(count)))
      }
      let walk = Walk(to: index, count: count, total: known.count, places: known.places)
      guard walk.taken > 0 else { return [] }
      let (sql, arguments) = walk.sql(selection)
      var found: [(number: Int64, key: [DatabaseValue])] = []
      let rows = try Row.fetchCursor(try db.cachedStatement(sql: sql), arguments: arguments)
      while let row = try rows.next() {
        found.append((try row.read(0), Array(row.databaseValues.dropFirst())))
      }
      if walk.isBackward { found.reverse() }
      remember(query, generation, found.map(\.key), from: index, total: known.count)
      return try offers(db, found.map(\.number))
    }
  }

  private func remember(
    _ query: Query, _ generation: Int64, _ keys: [[DatabaseValue]], from index: Int, total: Int?
  ) {
    guard let first = keys.first, let last = keys.last else { return }
    deck.places.update(query, in: generation) { places in
      places.count = total
      // Both ends, so that the next window can overlap this one on either side.
      places.places.append(Place(index: index, key: first))
      places.places.append(Place(index: index + keys.count - 1, key: last))
    }
  }

  /// Whole offers in the order of their numbers' list. One that can't be read keeps its place.
  private func offers(_ db: Database, _ numbers: [Int64]) throws -> [Offer] {
    try OfferTable.fetch(db, numbers, leavingOut: deck.damage, standIn: OfferRecord.init(damaged:))
      .map(\.offer)
  }

  // MARK: - Few rows among many

  /// Where few rows of many match, walking along an index would pass over nearly all of them: they
  /// are gathered once and remembered.
  func fewNumbers(_ query: Query, _ known: Places, _ db: Database) throws -> [Int64]? {
    if let numbers = known.numbers { return numbers }
    guard query.isFiltered, let count = known.count, count <= 1_000 else { return nil }
    let total = try Int.fetchOne(db, sql: "SELECT sum(count) FROM tally") ?? 0
    guard count < total / 200, let selection = try Selection(query, db, isPinned: false)
    else { return nil }
    let numbers = try Int64.fetchAll(
      db,
      sql: """
        SELECT o.id FROM offers o WHERE \(selection.condition)
        ORDER BY \(selection.order())
        """, arguments: selection.arguments)
    deck.places.update(query, in: known.generation) { places in
      places.count = numbers.count
      places.numbers = numbers
    }
    return numbers
  }

  // MARK: - Counts

  /// How many offers a query selects: from the counts where they tell, else by looking at every
  /// offer, which takes a while in a large deck.
  ///
  /// - Throws: `CancellationError` where the cancellation, or the task, was canceled meanwhile.
  package func count(_ query: Query, unless cancellation: Cancellation? = nil) throws -> Int {
    try deck.readingThrough { db in
      let generation = try Store.generation(db)
      if let known = deck.places.places(of: query, in: generation).count { return known }
      guard let selection = try Selection(query, db) else { return 0 }
      let count = try talliedCount(query, db) ?? walkedCount(selection, db, cancellation)
      deck.places.update(query, in: generation) { $0.count = count }
      return count
    }
  }

  /// How many come before an offer in the order of a query; nil where the query does not select it.
  package func position(of key: OfferKey, in query: Query) throws(StoreFailure) -> Int? {
    try deck.reading { db in
      guard let selection = try Selection(query, db) else { return nil }
      let generation = try Store.generation(db)
      guard let (number, place) = try place(of: key, selection, db) else { return nil }
      var known = deck.places.places(of: query, in: generation)
      if let index = known.places.last(where: { $0.key == place })?.index { return index }
      if known.count == nil { known.count = try talliedCount(query, db) }
      if let numbers = try fewNumbers(query, known, db) {
        return numbers.firstIndex(of: number)
      }
      let index = try rows(before: place, selection, db)
      deck.places.update(query, in: generation) {
        $0.places.append(Place(index: index, key: place))
      }
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
    return try TallyTable.fetch(db, leavingOut: deck.damage).groups.reduce(0) { sum, entry in
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
