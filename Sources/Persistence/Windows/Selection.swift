// A query as SQL. Rows are found by walking along the index of their order, so that the first ones
// are there at once however many there are; every key is a place from which to walk on.

import Foundation
import GRDB
import Lifecycle

/// The SQL of a query.
struct Selection {
  /// The columns that a row's place consists of.
  let key: [String]
  /// The index to walk along.
  let index: String
  /// What rows have to fulfill; true where nothing is asked.
  let condition: String
  /// The values for `condition`.
  let arguments: StatementArguments
  private let isDescending: Bool

  /// The SQL of a query; nil where nothing can match, since its publisher or playbook is unknown.
  ///
  /// - Parameter isPinned: the index of the order is walked along; otherwise SQLite takes the way
  ///   that it likes best.
  init?(_ query: Query, _ db: Database, isPinned: Bool = true) throws {
    var conditions = Conditions(
      pinned: isPinned ? OfferIndex.column(query.sort) ?? "name" : nil)
    var index = OfferIndex.all(query.sort)
    if let id = query.publisher {
      let statement = try db.cachedStatement(sql: "SELECT number FROM publishers WHERE id = ?")
      guard let number = try Int64.fetchOne(statement, arguments: [id]) else { return nil }
      let narrow = OfferIndex.withinPublisher(query.sort)
      let isNarrow = try OfferIndex.exists(db, narrow)
      if isNarrow { index = narrow }
      conditions.add("\(isPinned && !isNarrow ? "+" : "")o.publisher = ?", [number])
    }
    if let standing = query.standing {
      let statement = try db.cachedStatement(sql: "SELECT number FROM playbooks WHERE id = ?")
      guard let number = try Int64.fetchOne(statement, arguments: [standing.playbook])
      else { return nil }
      conditions.add(standing, of: number)
    }
    conditions.add(query)
    key = OfferIndex.key(query.sort)
    self.index = index
    condition = conditions.sql
    arguments = conditions.arguments
    isDescending = query.isDescending
  }

  /// The order of the rows, or the opposite one.
  func order(isReversed: Bool = false) -> String {
    let direction = isDescending == isReversed ? "ASC" : "DESC"
    return key.map { "o.\($0) \(direction)" }.joined(separator: ", ")
  }

  /// Holds for the rows from a place on, in the order or in the opposite one; the values of the
  /// place's key are its arguments.
  func condition(fromPlace isReversed: Bool, isInclusive: Bool = true) -> String {
    let sign = isDescending == isReversed ? ">" : "<"
    let columns = key.map { "o.\($0)" }.joined(separator: ", ")
    let marks = key.map { _ in "?" }.joined(separator: ", ")
    return "(\(columns)) \(sign)\(isInclusive ? "=" : "") (\(marks))"
  }
}

/// What rows have to fulfill, put together.
private struct Conditions {
  /// The column that the index to walk along begins with. A condition on any other gets a plus
  /// sign, which keeps SQLite from leaving the index for it
  /// (https://www.sqlite.org/optoverview.html, section 2). Nil where it may.
  let pinned: String?
  private var parts: [String] = []
  private(set) var arguments = StatementArguments()

  init(pinned: String?) { self.pinned = pinned }

  var sql: String { parts.isEmpty ? "TRUE" : parts.joined(separator: " AND ") }

  mutating func add(_ part: String, _ values: StatementArguments) {
    parts.append(part)
    arguments += values
  }

  mutating func add(_ query: Query) {
    addAny(of: query.stages.map(\.code).sorted(), column: "stage")
    addAny(of: query.tracks.sorted(), column: "track", collation: " COLLATE NOCASE")
    addAny(of: query.types.map(\.stored).sorted(), column: "type", collation: " COLLATE NOCASE")
    if let isBlocked = query.isBlocked { add("o.blocked = ?", [isBlocked]) }
    if let day = query.dueBy {
      add("\(sign("due"))o.due <= ?", [day.number])
    }
    for word in query.words { add(word: word) }
    for name in query.names { add(word: name, inNameOnly: true) }
    addPublishers(query.publishers, isExcluded: false)
    add(query.excluded)
  }

  /// What must not hold.
  private mutating func add(_ excluded: Query.Exclusion) {
    for word in excluded.words { add(word: word, isExcluded: true) }
    for name in excluded.names { add(word: name, inNameOnly: true, isExcluded: true) }
    addPublishers(excluded.publishers, isExcluded: true)
    addNone(of: excluded.tracks.sorted(), column: "track")
    addNone(of: excluded.types.map(\.stored).sorted(), column: "type")
  }

  private mutating func addPublishers(_ ids: Set<String>, isExcluded: Bool) {
    guard !ids.isEmpty else { return }
    let marks = ids.map { _ in "?" }.joined(separator: ", ")
    add(
      "\(pinned == nil ? "" : "+")o.publisher \(isExcluded ? "NOT " : "")IN "
        + "(SELECT number FROM publishers WHERE id COLLATE NOCASE IN (\(marks)))",
      StatementArguments(ids.sorted()))
  }

  private mutating func addNone(of values: [String], column: String) {
    guard !values.isEmpty else { return }
    let marks = values.map { _ in "?" }.joined(separator: ", ")
    add("o.\(column) COLLATE NOCASE NOT IN (\(marks))", StatementArguments(values))
  }

  /// How the offer stands with the deadlines of a playbook, and what else has to hold for it.
  mutating func add(_ standing: Standing, of playbook: Int64) {
    add("o.playbook = ?", [playbook])
    if let unmet = standing.unmet {
      add("o.concerned & ~o.met & ? <> 0", [Int64(bitPattern: unmet)])
    }
    if standing.clear != 0 {
      add("o.concerned & ~o.met & ? = 0", [Int64(bitPattern: standing.clear)])
    }
    if let concerned = standing.concerned {
      add("o.concerned & ? <> 0", [Int64(bitPattern: concerned)])
    }
    if let threatened = standing.threatened {
      add("o.concerned & ~o.met & ~o.held & ? <> 0", [Int64(bitPattern: threatened)])
    }
    if standing.unthreatened != 0 {
      add("o.concerned & ~o.met & ~o.held & ? = 0", [Int64(bitPattern: standing.unthreatened)])
    }
    if let held = standing.held {
      add("o.concerned & ~o.met & o.held & ? <> 0", [Int64(bitPattern: held)])
    }
    let facts = standing.condition.facts.sorted { $0.key < $1.key }
    for (fact, value) in facts {
      // A fact that is not known may hold.
      if standing.isCertain {
        add("\(fact.sql) IS ?", [value])
      } else {
        add("ifnull(\(fact.sql), ?) = ?", [value, value])
      }
    }
    let exceptions = standing.condition.exceptions.sorted { $0.key < $1.key }
    guard !exceptions.isEmpty else { return }
    if standing.isCertain {
      let any = exceptions.map { "\($0.key.sql) <> ?" }.joined(separator: " OR ")
      return add("(\(any))", StatementArguments(exceptions.map(\.value)))
    }
    // IS, since a fact that is not known equals nothing.
    let all = exceptions.map { "\($0.key.sql) IS ?" }.joined(separator: " AND ")
    add("NOT (\(all))", StatementArguments(exceptions.map(\.value)))
  }

  private mutating func addAny(
    of values: [some DatabaseValueConvertible], column: String, collation: String = ""
  ) {
    guard !values.isEmpty else { return }
    // One value leads straight to its part of the index; of several, the walk takes its pick.
    let isStraight = values.count == 1 && collation.isEmpty
    let sign = isStraight || pinned == nil ? sign(column) : "+"
    let marks = values.map { _ in "?" }.joined(separator: ", ")
    add("\(sign)o.\(column)\(collation) IN (\(marks))", StatementArguments(values))
  }

  private func sign(_ column: String) -> String { pinned == nil || pinned == column ? "" : "+" }

  /// A word in the name or the ID.
  private mutating func add(word: String, inNameOnly: Bool = false, isExcluded: Bool = false) {
    let tests = (inNameOnly ? ["o.name"] : ["o.name", "o.offer_id"]).map {
      WordSearch.condition($0, contains: word)
    }
    add(
      "\(isExcluded ? "NOT " : "")(\(tests.map(\.sql).joined(separator: " OR ")))",
      StatementArguments(tests.map(\.value)))
  }
}
