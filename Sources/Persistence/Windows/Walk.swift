// The shortest way to a window: from the beginning, from the end, or from a place that is known.

import GRDB

/// A way to the rows of a window.
struct Walk {
  /// Where it begins; nil for the beginning, or for the end where it goes backward.
  private(set) var place: Place?
  /// It goes against the order.
  private(set) var isBackward = false
  /// Rows to pass over on the way.
  private(set) var skipped: Int
  /// Rows to take.
  private(set) var taken: Int

  /// The way to so many rows from an index on, as short as what is known allows.
  ///
  /// - Parameter total: how many rows there are; nil where that is not known.
  init(to index: Int, count: Int, total: Int?, places: [Place]) {
    skipped = index
    taken = count
    let last = min(index + count, total ?? .max) - 1
    for place in places {
      if place.index <= index { consider(place, isBackward: false, skipping: index - place.index) }
      if place.index >= last { consider(place, isBackward: true, skipping: place.index - last) }
    }
    if let total { consider(nil, isBackward: true, skipping: total - 1 - last) }
    if isBackward { taken = max(0, last - index + 1) }
  }

  private mutating func consider(_ place: Place?, isBackward: Bool, skipping rows: Int) {
    guard rows >= 0, rows < skipped else { return }
    self.place = place
    self.isBackward = isBackward
    skipped = rows
  }

  /// The statement for it: the numbers and keys of the rows, in the order in which it meets them.
  func sql(_ selection: Selection) -> (sql: String, arguments: StatementArguments) {
    var conditions = [selection.condition]
    var arguments = selection.arguments
    if let place {
      conditions.append(selection.condition(fromPlace: isBackward))
      arguments += StatementArguments(place.key)
    }
    let columns = selection.key.map { "o.\($0)" }.joined(separator: ", ")
    return (
      """
      SELECT o.id, \(columns) FROM offers o INDEXED BY \(selection.index)
      WHERE \(conditions.joined(separator: " AND "))
      ORDER BY \(selection.order(isReversed: isBackward)) LIMIT ? OFFSET ?
      """, arguments + [taken, skipped]
    )
  }
}
