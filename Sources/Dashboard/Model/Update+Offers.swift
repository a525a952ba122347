// The list: moving in it, reading the parts that are wanted, filtering and sorting it.

import Foundation
import Lifecycle
package import Terminal

extension Model {
  /// How many rows of the list are visible.
  var visibleRows: Int { max(1, layout.offerRows.rows) }

  /// How many rows are read beyond what is visible, on either side: fewer where each has to be
  /// looked for.
  private var margin: Int { query.isFiltered ? visibleRows : max(60, visibleRows) }

  /// The rows that are wanted: what is visible, and a margin.
  private func request(keeping key: OfferKey?) -> Effect {
    let from = max(0, top - margin)
    return .load(
      LoadRequest(
        query: query, from: from, count: top - from + visibleRows + margin, keeping: key,
        selection: selection))
  }

  // MARK: - Reading

  /// Asks for the rows around the selection, with the selection where it is.
  func load() -> Effect { request(keeping: nil) }

  /// Asks for the rows around the selected offer, wherever it is now.
  func reload() -> Effect { request(keeping: offer?.key) }

  mutating func take(_ loaded: OfferWindow) -> [Effect] {
    guard loaded.query == query else { return [] }
    // A count that is not known yet is not less true than it was for the same query.
    let known = window?.query == query ? window?.count : nil
    window = loaded
    if window?.count == nil { window?.count = known }
    if let place = loaded.selection {
      top += place - selection
      selection = place
    }
    if loaded.count == nil { return scroll() + [.find(query)] }
    return isEndWanted ? moveInOffers(.last) : scroll()
  }

  // MARK: - Moving

  /// Keeps the selection in the list and on the screen, and reads what is missing there.
  mutating func scroll() -> [Effect] {
    let rows = visibleRows
    if let count = window?.count { selection = min(selection, count - 1) }
    selection = max(0, selection)
    top = max(0, min(top, selection))
    if selection >= top + rows { top = selection - rows + 1 }
    if let count = window?.count { top = max(0, min(top, count - rows)) }
    guard let window, window.query == query else { return [load()] }
    let last = window.start + window.offers.count
    let isWanted =
      (top < window.start)
      || (top + rows > last && window.count.map { last < $0 } ?? !window.offers.isEmpty)
    return isWanted ? [load()] : []
  }

  mutating func moveSelection(to place: Int) -> [Effect] {
    isEndWanted = false
    let last = (window?.count ?? Int.max) - 1
    let target = max(0, min(place, last))
    guard target != selection else { return [] }
    selection = target
    stepSelection = nil
    return scroll()
  }

  mutating func moveInOffers(_ command: Command) -> [Effect] {
    if command == .last, pendingCount == nil, window?.count == nil {
      isEndWanted = true
      return []
    }
    return moveSelection(
      to: Self.place(
        command, from: selection, last: (window?.count ?? 1) - 1, page: visibleRows,
        count: pendingCount))
  }

  /// A publisher that was chosen before may have gone: then all are listed.
  mutating func showKnownPublisher() -> [Effect] {
    guard let id = query.publisher, !publishers.contains(where: { $0.id == id }) else { return [] }
    var next = query
    next.publisher = nil
    if !publishers.isEmpty { say("There is no publisher “\(id)” in this deck; all are shown.") }
    return show(next)
  }

  // MARK: - Marking

  mutating func mark() -> [Effect] {
    guard let key = offer?.key else { return [] }
    if marks.remove(key) == nil { marks.insert(key) }
    return moveSelection(to: selection + 1)
  }

  mutating func markAll() -> [Effect] {
    if !marks.isEmpty {
      marks = []
      return []
    }
    guard let window, window.count == window.offers.count else {
      say("Filter the list first: only a list that is not longer can be selected as a whole.")
      return []
    }
    marks = Set(window.offers.map(\.key))
    say("\(marks.count) offers selected; \(keyName(.advance)) acts on all of them.")
    return []
  }

  // MARK: - Filtering and sorting

  /// Whether an input only goes on with the filter, for which the list need not be there.
  package func isTyped(_ input: Input) -> Bool {
    guard isFiltering, dialogs.isEmpty, !isWriting, case .key(let key) = input else { return false }
    if case .character = key.symbol { return true }
    return key.symbol == .backspace
  }

  mutating func beginFilter() -> [Effect] {
    isFiltering = true
    filterBefore = filter.text
    return []
  }

  mutating func type(_ key: Key) -> [Effect] {
    switch key.symbol {
    case .enter:
      if let mistake = filterMistake {
        complain("\(mistake.sentence) (at \(mistake.column)).")
        return []
      }
      isFiltering = false
      if filter.text != filterBefore { keepFilter(filterBefore) }
      return []
    case .escape:
      isFiltering = false
      filter = TextField(filterBefore)
      return refilter()
    case .up, .down, .pageUp, .pageDown:
      return keys[key].map { moveInOffers($0) } ?? []
    default:
      return filter.take(key) ? refilter() : []
    }
  }

  /// Applies what is typed, as far as it can be understood.
  mutating func refilter() -> [Effect] {
    do {
      var next = try query.filtered(by: filter.text, today: today)
      next.unmet = query.unmet
      filterMistake = nil
      return show(next)
    } catch {
      filterMistake = error
      return []
    }
  }

  /// Lists what another query finds, from its beginning.
  mutating func show(_ next: Query) -> [Effect] {
    guard next != query else { return [] }
    resumed = nil
    query = next
    selection = 0
    top = 0
    isEndWanted = false
    stepSelection = nil
    return [load()]
  }

  mutating func toggle(_ stage: Stage) -> [Effect] {
    var text = filter.text.split(separator: " ").filter { !$0.lowercased().hasPrefix("stage:") }
      .joined(separator: " ")
    keepFilter(filter.text)
    if query.stages != [stage] { text += (text.isEmpty ? "" : " ") + "stage:\(stage.rawValue)" }
    filter = TextField(text)
    return refilter()
  }

  mutating func sort(by sort: Query.Sort) -> [Effect] {
    var next = query
    next.isDescending = next.sort == sort ? !next.isDescending : false
    next.sort = sort
    return show(next)
  }

  /// Keeps a filter that is not in force any more.
  private mutating func keepFilter(_ text: String) {
    if !text.trimmingWhitespace().isEmpty { lastFilter = text }
  }

  /// The last filter again; the present one is the last one then, so that twice leads back.
  mutating func repeatFilter() -> [Effect] {
    guard !lastFilter.isEmpty else {
      say("There was no filter before this one; \(keyName(.filter)) begins one.")
      return []
    }
    let present = filter.text
    filter = TextField(lastFilter)
    lastFilter = present.trimmingWhitespace().isEmpty ? lastFilter : present
    return refilter()
  }

  mutating func clearFilter() -> [Effect] {
    keepFilter(filter.text)
    filter = TextField()
    filterMistake = nil
    var next = Query(publisher: query.publisher)
    next.sort = query.sort
    next.isDescending = query.isDescending
    return show(next)
  }
}
