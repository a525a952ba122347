// The list of offers: what is listed, what is selected, and what is looked for in it.

import Foundation
package import Lifecycle
import Terminal

/// The list of offers.
package struct OfferList: Sendable {
  /// The rows around what is visible.
  package internal(set) var listing: Listing
  /// What its visible rows say.
  private(set) var rows = OfferRows()
  /// The filter.
  var filter = ListFilter()
  /// An offer is being looked for by its ID; nil if none is.
  var jump: Jump?
  /// The offers that were selected to be treated together.
  package internal(set) var marks: Set<OfferKey> = []
  /// Why all offers could not be selected: until another key, Enter acts on none instead of one.
  var refusedSelection: String?
  /// The selected offers whose next steps were asked for last.
  var surveyed: [Offer] = []
  /// The offer that is to stay selected, while its place in another list is looked for.
  private var pursued: OfferKey?
  /// How the dashboard was left, while the selected offer of then is looked for.
  private var resumed: Session?

  /// The most offers that can be selected at once: each is shown, asked about and written.
  private static let mostSelected = 10_000

  /// A list that was not read yet.
  init(_ query: Query) { listing = Listing(query) }

  /// Which offers are listed.
  var query: Query { listing.query }
  /// Everything in the list was filtered away.
  var isFilteredToNothing: Bool { listing.window?.offers.isEmpty == true && query.isFiltered }

  /// Prepares what the visible rows of the box say.
  mutating func prepare(_ box: Rectangle, in environment: Environment) {
    rows.prepare(
      listing, rows: max(0, box.inset().rows - 1), width: box.columns - 2, in: environment)
  }

  // MARK: - Moving

  mutating func move(to place: Int) {
    selectAnew()
    listing.move(to: place)
  }

  mutating func move(_ command: Command, rows: Int, count: Int?) {
    selectAnew()
    listing.move(command, rows: rows, count: count)
  }

  /// Somebody selects an offer: what is still looked for is not wanted any more.
  mutating func selectAnew() {
    pursued = nil
    filter.prompt?.origin = nil
  }

  // MARK: - Selecting several

  /// Selects an offer, or takes it out of the selection.
  mutating func mark(_ key: OfferKey) { if marks.remove(key) == nil { marks.insert(key) } }

  /// Selects all offers, or none.
  mutating func markAll(_ view: View, _ status: inout StatusLine, in environment: Environment)
    -> [Effect]
  {
    if !marks.isEmpty {
      marks = []
      return []
    }
    guard !view.hasLanes else {
      refuse(
        "Select all works in the list only. \(environment.keyName(.back)) returns to it.",
        &status)
      return []
    }
    return [.match(query, limit: Self.mostSelected)]
  }

  /// Selects all offers that a query finds; nil if they are more than can be selected at once.
  mutating func select(
    _ keys: [OfferKey]?, of query: Query, _ status: inout StatusLine, in environment: Environment
  ) {
    guard query == self.query else { return }
    guard let keys else {
      let count = listing.window?.count.map { "\($0.grouped) offers" } ?? "too many offers"
      return refuse(
        "None selected: \(count) match, and at most \(Self.mostSelected.grouped) can be selected. "
          + "Filter the list first.", &status)
    }
    guard !keys.isEmpty else { return refuse("None selected: no offer matches.", &status) }
    marks = Set(keys)
    status.say(
      "\(keys.count.counted("offer")) selected. \(environment.keyName(.advance)) acts on all of them."
    )
  }

  private mutating func refuse(_ reason: String, _ status: inout StatusLine) {
    refusedSelection = reason
    status.complain(reason)
  }

  // MARK: - Listing something else

  /// Lists what another query finds; the selected offer stays selected where it is listed then. In a
  /// large deck its place is looked for off the loop, and not for each letter of a filter.
  mutating func show(_ next: Query, in environment: Environment) -> [Effect] {
    guard next != query else { return [] }
    let key = keptOffer
    let isLarge = environment.deck.isLarge
    resumed = nil
    listing.show(next, keeping: isLarge ? nil : key)
    pursued = isLarge && filter.prompt == nil ? key : nil
    return pursued.map { [.locate(.offer($0), next)] } ?? []
  }

  /// The offer that stays selected where another list is shown. While a filter is typed that is the
  /// one that was selected before, as long as nobody selects another.
  private var keptOffer: OfferKey? {
    if let origin = filter.prompt?.origin { return origin }
    let isRead = listing.window?.query == query
    return isRead ? listing.kept ?? listing.offer?.key : listing.kept ?? pursued
  }

  /// Lists the offers of a stage only, or all again.
  mutating func toggle(_ stage: Stage, in environment: Environment) -> [Effect] {
    filter.keepLast()
    filter.replaceStage(by: query.stages == [stage] ? nil : stage)
    return refilter(in: environment)
  }

  /// Lists in another order; the one that holds is reversed.
  mutating func sort(by sort: Query.Sort, in environment: Environment) -> [Effect] {
    var next = query
    next.isDescending = next.sort == sort ? !next.isDescending : false
    next.sort = sort
    return show(next, in: environment)
  }

  /// Lists the offers of a publisher, or of all.
  mutating func show(publisher: String?, in environment: Environment) -> [Effect] {
    var next = query
    next.publisher = publisher
    next.standing = nil
    marks = []
    return show(next, in: environment)
  }

  // MARK: - Looking for an offer

  /// Keeps the place of a session until its offer is found.
  mutating func open(_ session: Session, at place: Int?) {
    listing.open(at: place ?? 0, above: session.above)
    resumed = place == nil ? session : nil
  }

  /// What is asked for a session, before the first frame.
  var resuming: [Effect] { resumed?.key.map { [.locate(.offer($0), query)] } ?? [] }

  /// Takes where something is that was looked for.
  mutating func take(_ place: Place, of sought: Sought, in query: Query) {
    guard query == self.query else { return }
    switch sought {
    case .beginning(let text):
      // An answer that comes late is to a question that nobody asks any more.
      guard jump?.sought == text else { return }
      switch place {
      case .found(let place): move(to: place)
      case .leftOut: jump?.mistake = "the filter leaves it out"
      case .missing: jump?.mistake = "no ID begins so"
      }
    case .offer(let key) where key == pursued:
      pursued = nil
      if case .found(let place) = place { move(to: place) }
    case .offer:
      guard let session = resumed else { return }
      resumed = nil
      // Somebody moved meanwhile: that counts.
      guard listing.selection == 0 else { return }
      // If it is gone: what took its place, or the last.
      if case .found(let place) = place { move(to: place) } else { move(to: session.selection) }
    }
  }

  /// Begins to look for an offer by its ID.
  mutating func beginJump() { jump = Jump(selection: listing.selection) }

  /// Takes a key that is typed while an offer is looked for.
  mutating func typeInJump(_ key: Key) -> [Effect] {
    guard let jump else { return [] }
    switch key.symbol {
    case .enter: if jump.mistake == nil { self.jump = nil }
    case .escape:
      self.jump = nil
      move(to: jump.selection)
    default: if self.jump?.field.take(key) == true { return seek() }
    }
    return []
  }

  /// Takes pasted text while an offer is looked for.
  mutating func pasteIntoJump(_ text: String) -> [Effect] {
    jump?.field.insert(text)
    return seek()
  }

  private mutating func seek() -> [Effect] {
    guard let jump else { return [] }
    self.jump?.mistake = nil
    if jump.sought.isEmpty {
      move(to: jump.selection)
      return []
    }
    return [.locate(.beginning(jump.sought), query)]
  }
}

/// An offer that is being looked for by its ID.
struct Jump: Hashable, Sendable {
  /// What was typed of its ID.
  var field = TextField.search()
  /// Where the selection was before.
  let selection: Int
  /// What is wrong with what was typed; nil where nothing is.
  var mistake: String?

  /// The beginning that is looked for.
  var sought: String { field.text.trimmingWhitespace() }
}

/// What is looked for in a list.
package enum Sought: Hashable, Sendable {
  /// The first offer by its ID among those whose ID begins so.
  case beginning(String)
  /// An offer.
  case offer(OfferKey)
}

/// What became of a search.
package enum Place: Hashable, Sendable {
  /// It is at this place of the list, from 0.
  case found(Int)
  /// The deck has it, and this list leaves it out.
  case leftOut
  /// The deck has none.
  case missing
}
