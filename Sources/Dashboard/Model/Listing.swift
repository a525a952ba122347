// A list of offers of which only the rows around what is visible are held, however long it is: the
// list itself, and each column of the board.

package import Lifecycle
import Terminal

/// Who reads a part of a list.
package enum Pane: Hashable, Sendable {
  /// The list of offers.
  case list
  /// The column at this place, on a page of several.
  case lane(Int)
  /// The offers of the selected deadline.
  case deadline
  /// What is read out.
  case speech
}

/// A list of offers: its query, the rows that are held, and where one is in it.
package struct Listing: Hashable, Sendable {
  /// Who reads it.
  let pane: Pane
  /// Its offers can be rare in a large deck: nobody waits for them.
  var isPatient = false
  /// Which offers are listed.
  package internal(set) var query: Query
  /// The rows around what is visible.
  package internal(set) var window: OfferWindow?
  /// The place of the selected offer.
  package internal(set) var selection = 0
  /// The place of the first row that is visible.
  var top = 0
  /// The offer that is to stay selected in a list that is not read yet.
  private(set) var kept: OfferKey?
  /// The end was asked for before it was known where that is.
  var isEndWanted = false

  /// A list that was not read yet.
  init(_ query: Query, pane: Pane = .list) {
    self.query = query
    self.pane = pane
  }

  /// The selected offer; nil where the list is empty or not read yet.
  package var offer: Offer? { window?[selection] }

  // MARK: - Reading

  /// The rows that are wanted: what is visible and a margin, which is narrower where each row has to
  /// be looked for.
  func request(keeping key: OfferKey?, rows: Int) -> Effect {
    let margin = query.isFiltered ? rows : max(60, rows)
    let from = max(0, top - margin)
    return .load(
      LoadRequest(
        query: query, from: from, count: top - from + rows + margin, keeping: key,
        selection: selection, pane: pane, isPatient: isPatient))
  }

  /// Takes what was read; what answers another query came too late.
  ///
  /// - Returns: what is still to be asked.
  mutating func take(_ loaded: OfferWindow) -> [Effect] {
    guard loaded.query == query else { return [] }
    // A count that is not known yet is not less true than it was for the same query.
    let known = window?.query == query ? window?.count : nil
    window = loaded
    if window?.count == nil { window?.count = known }
    if let place = loaded.selection {
      top = max(0, top + place - selection)
      selection = place
    } else if kept != nil {
      // It is left out: the list begins at its beginning.
      (selection, top) = (0, 0)
    }
    kept = nil
    if loaded.count == nil { return [.find(query)] }
    goToEnd()
    return []
  }

  /// Takes how many there are.
  mutating func take(count: Int, of counted: Query) {
    guard window?.query == counted else { return }
    window?.count = count
    goToEnd()
  }

  /// Where the end was asked for, goes there once that is known.
  private mutating func goToEnd() {
    if isEndWanted, let count = window?.count { move(to: count - 1) }
  }

  // MARK: - Moving

  /// Keeps the selection in the list and on the screen, and reads what is missing there.
  mutating func scroll(rows: Int) -> [Effect] {
    if let count = window?.count { selection = min(selection, count - 1) }
    selection = max(0, selection)
    top = max(0, min(top, selection))
    if selection >= top + rows { top = selection - rows + 1 }
    if let count = window?.count { top = max(0, min(top, count - rows)) }
    guard let window, window.query == query else { return [request(keeping: nil, rows: rows)] }
    let last = window.start + window.offers.count
    let isWanted =
      (top < window.start)
      || (top + rows > last && window.count.map { last < $0 } ?? !window.offers.isEmpty)
    return isWanted ? [request(keeping: nil, rows: rows)] : []
  }

  /// Selects the offer at a place, or the nearest that there is.
  mutating func move(to place: Int) {
    isEndWanted = false
    kept = nil
    let last = (window?.count ?? Int.max) - 1
    selection = max(0, min(place, last))
  }

  /// Moves as a command says, and the number before it; `rows` are a page.
  mutating func move(_ command: Command, rows: Int, count: Int? = nil) {
    if command == .last, count == nil {
      isEndWanted = true
      goToEnd()
      return
    }
    move(
      to: command.place(
        from: selection, last: (window?.count ?? 1) - 1, page: rows, count: count))
  }

  /// Lists what another query finds: around an offer that is to stay selected, in the row in which it
  /// is, or from its beginning.
  mutating func show(_ next: Query, keeping key: OfferKey?, rows: Int) -> [Effect] {
    guard next != query else { return [] }
    query = next
    // Until it is known where the offer is, it is taken to be in the row in which it was.
    selection = key == nil ? 0 : max(0, selection - top)
    top = 0
    kept = key
    isEndWanted = false
    return [request(keeping: key, rows: rows)]
  }
}
