// Finding an offer's place in a list: by the beginning of its ID, or where it was when the deck was
// last looked at.

import GRDB
package import Lifecycle

extension ListRepository {
  /// How many rows a window goes beyond the selection at most.
  private static let reach = 600

  /// The first offer by its ID among those whose ID begins with a text and that a query selects;
  /// nil where there is none. Quick if an ID begins as it is typed, or so in lower case, and the query
  /// leaves nothing out, however many there are; else every ID is compared, whatever its case and
  /// however its letters are composed.
  package func offer(
    beginning text: String, in query: Query
  ) throws(StoreFailure) -> OfferKey? {
    try deck.reading { db in
      guard let selection = try Selection(query, db, isPinned: false) else { return nil }
      let owners = try Row.fetchAll(
        db, sql: "SELECT number, id FROM publishers WHERE ?1 IS NULL OR id = ?1",
        arguments: [query.publisher])
      let statement = try db.cachedStatement(
        sql: """
          SELECT o.offer_id FROM offers o INDEXED BY \(OfferIndex.identity)
          WHERE o.publisher = ? AND o.offer_id >= ? AND o.offer_id < ? AND \(selection.condition)
          ORDER BY o.offer_id LIMIT 1
          """)
      // As it is typed, and then as most IDs are written.
      for start in text == text.lowercased() ? [text] : [text, text.lowercased()] {
        var nearest: OfferKey?
        for owner in owners {
          guard let number = Int64(stored: owner[0]), let publisher = String(stored: owner[1])
          else { continue }
          let found = try String.fetchOne(
            statement, arguments: [number, start, start + "\u{10FFFF}"] + selection.arguments)
          if let found, nearest.map({ found < $0.offer }) ?? true {
            nearest = OfferKey(publisher: publisher, offer: found)
          }
        }
        if let nearest { return nearest }
      }
      let (test, value) = WordSearch.condition("o.offer_id", beginsWith: text)
      let folded = try db.cachedStatement(
        sql: """
          SELECT p.id, o.offer_id FROM offers o JOIN publishers p ON p.number = o.publisher
          WHERE \(test) AND \(selection.condition)
          ORDER BY o.offer_id COLLATE NOCASE, o.offer_id LIMIT 1
          """)
      return try Row.fetchOne(folded, arguments: [value] + selection.arguments).flatMap { row in
        guard let publisher = String(stored: row[0]), let offer = String(stored: row[1]) else {
          return nil
        }
        return OfferKey(publisher: publisher, offer: offer)
      }
    }
  }

  /// Reminds the store of a place that it knew when the deck was open before, so that the list opens
  /// there as quickly as at its beginning.
  ///
  /// - Parameter state: the state of the deck in which the offer was at that place.
  /// - Returns: whether that is still true.
  package func recall(
    _ key: OfferKey, at index: Int, of query: Query, in state: Int64
  ) throws(StoreFailure) -> Bool {
    precondition(index >= 0, "A place in a list is 0 or later.")
    return try deck.reading { db in
      guard try Store.generation(db) == state, let selection = try Selection(query, db),
        let start = try place(of: key, selection, db)?.key
      else { return false }
      let columns = selection.key.map { "o.\($0)" }.joined(separator: ", ")
      // As far as a window goes beyond the place: it is found from its end backward. Where the list
      // ends before, that end may be known by no count.
      let statement = try db.cachedStatement(
        sql: """
          SELECT \(columns) FROM offers o INDEXED BY \(selection.index)
          WHERE \(selection.condition) AND \(selection.condition(fromPlace: false))
          ORDER BY \(selection.order()) LIMIT ? OFFSET ?
          """)
      func rows(_ count: Int, after skipped: Int) throws -> [Row] {
        try Row.fetchAll(
          statement,
          arguments: selection.arguments + StatementArguments(start) + [count, skipped])
      }
      let far = Self.reach - 1
      let beyond = try rows(1, after: far).first.map { (row: $0, distance: far) }
      let rest = try beyond == nil ? rows(Self.reach, after: 0) : []
      let end = beyond ?? rest.last.map { (row: $0, distance: rest.count - 1) }
      deck.places.update(query, in: state) { places in
        places.places.append(Place(index: index, key: start))
        if let end {
          places.places.append(
            Place(index: index + end.distance, key: Array(end.row.databaseValues)))
        }
      }
      return true
    }
  }

  /// The number of an offer and the values of a query's key; nil where the query does not select it.
  func place(
    of key: OfferKey, _ selection: Selection, _ db: Database
  ) throws -> (number: Int64, key: [DatabaseValue])? {
    let columns = selection.key.map { "o.\($0)" }.joined(separator: ", ")
    let statement = try db.cachedStatement(
      sql: """
        SELECT o.id, \(columns) FROM offers o
        WHERE o.publisher = (SELECT number FROM publishers WHERE id = ?) AND o.offer_id = ?
          AND \(selection.condition)
        """)
    return try Row.fetchOne(
      statement, arguments: [key.publisher, key.offer] + selection.arguments
    ).map { (try $0.read(0), Array($0.databaseValues.dropFirst())) }
  }
}
