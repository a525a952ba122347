// Windows onto the offers that a query selects.

import GRDB
package import Lifecycle

extension Store {
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
    return try reading(over: isPatient ? .walk : .window) { db in
      guard count > 0, let selection = try Selection(query, db) else { return [] }
      let generation = try Self.generation(db)
      var known = places.places(of: query, in: generation)
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
    places.update(query, in: generation) { places in
      places.count = total
      // Both ends, so that the next window can overlap this one on either side.
      places.places.append(Place(index: index, key: first))
      places.places.append(Place(index: index + keys.count - 1, key: last))
    }
  }

  /// Whole offers in the order of their numbers' list. One that can't be read keeps its place.
  private func offers(_ db: Database, _ numbers: [Int64]) throws -> [Offer] {
    try OfferTable.fetch(db, numbers, leavingOut: damage, standIn: OfferRecord.init(damaged:))
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
    places.update(query, in: known.generation) { places in
      places.count = numbers.count
      places.numbers = numbers
    }
    return numbers
  }
}
