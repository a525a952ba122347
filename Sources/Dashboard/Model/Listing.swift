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
  package private(set) var query: Query
  /// The rows around what is visible.
  package private(set) var window: OfferWindow?
  /// The place of the selected offer.
  package private(set) var selection = 0
  /// The place of the first row that is visible.
  private(set) var top = 0
  /// The offer that is to stay selected in a list that is not read yet.
  private(set) var kept: OfferKey?
  /// The end was asked for before it was known where that is.
  private var isEndWanted = false
  /// The state of the deck that the rows are of.
  private var generation = -1
  /// Goes up with each change of the rows.
  private(set) var version = 0
  /// What was asked for and is not answered.
  private var asked: LoadRequest?

  /// A list that was not read yet.
  init(_ query: Query, pane: Pane = .list) {
    self.query = query
    self.pane = pane
  }

  /// The selected offer; nil where the list is empty or not read yet.
  package var offer: Offer? { window?[selection] }

  /// The rows are those of this state of the deck.
  func isCurrent(at generation: Int) -> Bool {
    self.generation == generation && window?.query == query
  }

  // MARK: - Reading

  /// The rows that are wanted and have not been asked for: what is visible and a margin, which is
  /// narrower if each row has to be looked for. When the deck has changed, the selected offer is kept
  /// where it is then.
  mutating func missing(rows: Int, at generation: Int) -> Effect? {
    scroll(rows: rows)
    var key = kept
    if let window, window.query == query {
      let last = window.start + window.offers.count
      let isHeld =
        top >= window.start
        && (top + rows <= last || window.count.map { last >= $0 } ?? window.offers.isEmpty)
      if isHeld && self.generation == generation { return nil }
      if self.generation != generation { key = key ?? offer?.key }
    }
    let margin = query.isFiltered ? rows : max(60, rows)
    let from = max(0, top - margin)
    let request = LoadRequest(
      query: query, from: from, count: top - from + rows + margin, keeping: key,
      selection: selection, pane: pane, isPatient: isPatient, generation: generation)
    guard request != asked else { return nil }
    asked = request
    return .load(request)
  }

  /// Takes what was read; what answers another query came too late.
  mutating func take(_ loaded: OfferWindow) {
    guard loaded.query == query else { return }
    // A count that is not known yet is not less true than it was for the same query.
    let known = window?.query == query ? window?.count : nil
    window = loaded
    version += 1
    generation = loaded.generation
    asked = nil
    if window?.count == nil { window?.count = known }
    if let place = loaded.selection {
      top = max(0, top + place - selection)
      selection = place
    } else if kept != nil {
      // It is left out: the list begins at its beginning.
      (selection, top) = (0, 0)
    }
    kept = nil
    goToEnd()
  }

  /// The query whose offers have to be counted, since reading its rows did not tell; nil if none.
  var uncounted: Query? { window.flatMap { $0.query == query && $0.count == nil ? query : nil } }

  /// Takes how many there are.
  mutating func take(count: Int, of counted: Query) {
    guard window?.query == counted else { return }
    window?.count = count
    goToEnd()
  }

  /// An offer is another one now.
  mutating func replace(_ offer: Offer) {
    if let place = window?.offers.firstIndex(where: { $0.key == offer.key }) {
      window?.offers[place] = offer
      version += 1
    }
  }

  /// Where the end was asked for, goes there once that is known.
  private mutating func goToEnd() {
    if isEndWanted, let count = window?.count { move(to: count - 1) }
  }

  // MARK: - Moving

  /// Keeps the selection in the list and on the screen.
  private mutating func scroll(rows: Int) {
    if let count = window?.count { selection = min(selection, count - 1) }
    selection = max(0, selection)
    top = max(0, min(top, selection))
    if selection >= top + rows { top = selection - rows + 1 }
    if let count = window?.count { top = max(0, min(top, count - rows)) }
  }

  /// Selects the offer at a place, or the nearest that there is.
  mutating func move(to place: Int) {
    isEndWanted = false
    kept = nil
    // If the rows could not be read, the next key asks for them again.
    asked = nil
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
  mutating func show(_ next: Query, keeping key: OfferKey?) {
    guard next != query else { return }
    query = next
    // Until it is known where the offer is, it is taken to be in the row in which it was.
    selection = key == nil ? 0 : max(0, selection - top)
    top = 0
    kept = key
    isEndWanted = false
  }

  /// An offer is to be selected once the rows are read.
  mutating func keep(_ key: OfferKey) { kept = key }

  /// Opens with a row selected, and so many rows visible above it.
  mutating func open(at place: Int, above rows: Int) {
    selection = max(0, place)
    top = max(0, selection - max(0, rows))
  }
}
