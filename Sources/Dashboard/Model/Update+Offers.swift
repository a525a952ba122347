// The list: moving in it, reading the parts that are wanted, filtering and sorting it.

import Foundation
import Lifecycle
package import Terminal

extension Model {
  /// How many rows of the list are visible.
  var visibleRows: Int { max(1, layout.offerRows.rows) }

  // MARK: - Reading

  /// Asks for the rows around the selection, with the selection where it is.
  func load() -> Effect { list.request(keeping: nil, rows: visibleRows) }

  /// Asks for the rows around the selected offers, wherever they are now.
  mutating func reload() -> [Effect] {
    reloadLanes() + [list.request(keeping: list.offer?.key, rows: visibleRows)] + readDueOffers()
  }

  mutating func take(_ loaded: OfferWindow) -> [Effect] {
    switch loaded.pane {
    case .list: list.take(loaded) + scroll()
    case .lane(let place): lanes.take(loaded, at: place) + scroll()
    case .deadline: takeDueOffers(loaded)
    case .speech: []
    }
  }

  // MARK: - Moving

  /// Keeps the selection in the list and on the screen, and reads what is missing there. Which rows
  /// are visible depends on the steps of the offer that is selected then.
  mutating func scroll() -> [Effect] {
    view.hasLanes ? lanes.scroll(rows: laneRows) : list.scroll(rows: visibleRows)
  }

  mutating func moveSelection(to place: Int) -> [Effect] {
    let before = selection
    list.move(to: place)
    selectAnew()
    if selection == before { return [] }
    stepSelection = nil
    return scroll()
  }

  /// Somebody selects an offer: what is still looked for is not wanted any more.
  private mutating func selectAnew() {
    pursued = nil
    filteringFrom = nil
  }

  mutating func moveInOffers(_ command: Command) -> [Effect] {
    selectAnew()
    let before = (lanes.all.map(\.listing.selection), selection)
    if view.hasLanes {
      lanes.move(command, rows: laneRows, count: pendingCount)
    } else {
      list.move(command, rows: visibleRows, count: pendingCount)
    }
    if (lanes.all.map(\.listing.selection), selection) == before { return [] }
    stepSelection = nil
    return scroll()
  }

  /// A publisher that was chosen before may have gone: then all are listed. At a past moment it is
  /// only not there yet.
  mutating func showKnownPublisher() -> [Effect] {
    guard environment.asOf.source == nil, let id = query.publisher,
      !publishers.contains(where: { $0.id == id })
    else { return [] }
    var next = query
    next.publisher = nil
    if !publishers.isEmpty { say("No publisher \(id.inQuotes) in this deck. Showing all.") }
    return show(next)
  }

  // MARK: - Marking

  mutating func mark() -> [Effect] {
    guard let key = offer?.key else { return [] }
    if marks.remove(key) == nil { marks.insert(key) }
    return moveInOffers(.down)
  }

  mutating func markAll() -> [Effect] {
    if !marks.isEmpty {
      marks = []
      return []
    }
    guard !view.hasLanes else {
      refuseSelection(
        "Select all works in the list only. \(keyName(.back)) returns to it.")
      return []
    }
    return [.match(query, limit: Self.mostSelected)]
  }

  /// The most offers that can be selected at once: each is shown, asked about and written.
  static let mostSelected = 10_000

  /// Selects all offers that a query finds.
  mutating func select(_ keys: [OfferKey]?, of query: Query) {
    guard query == self.query else { return }
    guard let keys else {
      let count = count.map { "\($0.grouped) offers" } ?? "too many offers"
      refuseSelection(
        "None selected: \(count) match, and at most \(Self.mostSelected.grouped) can be selected. "
          + "Filter the list first.")
      return
    }
    guard !keys.isEmpty else { return refuseSelection("None selected: no offer matches.") }
    marks = Set(keys)
    say("\(keys.count.counted("offer")) selected. \(keyName(.advance)) acts on all of them.")
  }

  private mutating func refuseSelection(_ reason: String) {
    refusedSelection = reason
    complain(reason)
  }

  // MARK: - Filtering and sorting

  /// Whether an input only goes on with the filter or down the list, for which the rows on the way
  /// need not be there.
  package func isOnTheWay(_ input: Input) -> Bool {
    guard dialogs.isEmpty, !isWriting else { return false }
    let key: Key
    switch input {
    case .key(let pressed), .repeated(let pressed): key = pressed
    default: return false
    }
    guard isFiltering else { return focus == .offers && keys[key]?.isMotion == true }
    if case .character = key.symbol { return true }
    return key.symbol == .backspace
  }

  mutating func beginFilter() -> [Effect] {
    isFiltering = true
    filterBefore = filter.text
    filteringFrom = list.offer?.key
    return [.recallTyped(.filter)]
  }

  mutating func type(_ key: Key) -> [Effect] {
    switch key.symbol {
    case .enter:
      if let mistake = filterMistake {
        complain("\(mistake.sentence) (at \(mistake.column)).")
        return []
      }
      isFiltering = false
      filter.remember()
      if filter.text != filterBefore { keepFilter(filterBefore) }
      return (filter.isEmpty ? [] : [.keepTyped(filter.text, .filter)]) + askCounts()
    case .escape:
      filter.replace(with: filterBefore)
      defer { isFiltering = false }
      return refilter()
    // With nothing typed yet, up leads to what was typed before.
    case .up where filter.isWalking, .down where filter.isWalking, .up where filter.isEmpty:
      return filter.take(key) ? refilter() : keys[key].map { moveInOffers($0) } ?? []
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
      next.standing = query.standing
      filterMistake = nil
      return show(next)
    } catch {
      filterMistake = error
      return []
    }
  }

  /// Lists what another query finds; the selected offer stays selected where it is listed then. In a
  /// large deck its place is looked for off the loop, and not for each letter of a filter.
  mutating func show(_ next: Query) -> [Effect] {
    guard next != query else { return [] }
    let key = keptOffer
    resumed = nil
    stepSelection = nil
    let effects = list.show(next, keeping: isLarge ? nil : key, rows: visibleRows)
    pursued = isLarge && !isFiltering ? key : nil
    dueOffers = nil
    return effects + (pursued.map { [.locate(.offer($0), next)] } ?? []) + fillLanes()
      + lookAtDeadline() + askCounts()
  }

  /// The offer that stays selected where another list is shown. While a filter is typed that is the
  /// one that was selected before, as long as nobody selects another.
  private var keptOffer: OfferKey? {
    if isFiltering, let filteringFrom { return filteringFrom }
    return list.window?.query == query ? list.kept ?? list.offer?.key : list.kept ?? pursued
  }

  mutating func toggle(_ stage: Stage) -> [Effect] {
    var text = filter.text.split(separator: " ").filter { !$0.lowercased().hasPrefix("stage:") }
      .joined(separator: " ")
    keepFilter(filter.text)
    if query.stages != [stage] { text += (text.isEmpty ? "" : " ") + "stage:\(stage.rawValue)" }
    filter.replace(with: text)
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
      say("No earlier filter. \(keyName(.filter)) starts one.")
      return []
    }
    let present = filter.text
    filter.replace(with: lastFilter)
    lastFilter = present.trimmingWhitespace().isEmpty ? lastFilter : present
    return refilter()
  }

  mutating func clearFilter() -> [Effect] {
    keepFilter(filter.text)
    filter.replace(with: "")
    filterMistake = nil
    var next = Query(publisher: query.publisher)
    next.sort = query.sort
    next.isDescending = query.isDescending
    return show(next)
  }
}
