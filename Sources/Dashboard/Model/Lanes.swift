// Lists of offers side by side: a column for each stage, or for each fate. Each is a window of its
// own, so that a million offers cost no more than ten.

import Lifecycle
import Terminal

/// One of several lists side by side.
package struct Lane: Hashable, Sendable {
  /// What its offers have in common.
  var title: String
  /// How that looks.
  let role: Role
  /// The offers.
  package internal(set) var listing: Listing
  /// How many there are by the deck's counts; nil where only looking at each of them tells.
  var tallied: Int?

  /// How many there are, as far as that is known.
  package var count: Int? { listing.window?.count ?? tallied }
}

/// Lists of offers side by side, of which one has the keys.
package struct Lanes: Hashable, Sendable {
  /// The columns, from left to right.
  package internal(set) var all: [Lane] = []
  /// The place of the one that has the keys.
  package internal(set) var focused = 0
  /// The offer that the keys go with to another column; it is selected there once that is read.
  var followed: OfferKey?

  /// The selected offer of the column that has the keys.
  var offer: Offer? { all.indices.contains(focused) ? all[focused].listing.offer : nil }

  mutating func take(_ loaded: OfferWindow, at place: Int) -> [Effect] {
    all.indices.contains(place) ? all[place].listing.take(loaded) : []
  }

  mutating func take(count: Int, of query: Query) {
    for place in all.indices { all[place].listing.take(count: count, of: query) }
  }

  mutating func scroll(rows: Int) -> [Effect] {
    all.indices.flatMap { all[$0].listing.scroll(rows: rows) }
  }

  mutating func move(_ command: Command, rows: Int, count: Int?) {
    if all.indices.contains(focused) {
      all[focused].listing.move(command, rows: rows, count: count)
    }
  }
}

extension Model {
  /// How many rows of a column are visible.
  var laneRows: Int { max(1, laneBoxes.first?.box.inset().rows ?? layout.page.rows) }

  /// Makes the columns of the view for the query, and asks for what is in them.
  mutating func fillLanes() -> [Effect] {
    guard view.hasLanes else { return [] }
    let fresh = wantedLanes()
    let isSame = fresh.map(\.listing.query) == lanes.all.map(\.listing.query)
    if isSame {
      for (place, lane) in fresh.enumerated() {
        lanes.all[place].tallied = lane.tallied
        lanes.all[place].title = lane.title
      }
      return []
    }
    // What is opened begins where there is something.
    let first = lanes.all.isEmpty ? fresh.firstIndex { $0.tallied != 0 } : lanes.focused
    let key = isLarge ? nil : lanes.offer?.key
    lanes = Lanes(all: fresh, focused: min(first ?? 0, max(0, fresh.count - 1)))
    return fresh.enumerated().map { place, lane in
      lane.listing.request(keeping: place == lanes.focused ? key : nil, rows: laneRows)
    }
  }

  /// Asks anew for what is in the columns, with the selected offers kept where they are now.
  mutating func reloadLanes() -> [Effect] {
    guard view.hasLanes else { return [] }
    let effects = lanes.all.enumerated().map { place, lane in
      let followed = place == lanes.focused ? lanes.followed : nil
      return lane.listing.request(keeping: followed ?? lane.listing.offer?.key, rows: laneRows)
    }
    lanes.followed = nil
    return effects
  }

  /// An offer has come to another stage: the keys go with it.
  mutating func follow(_ key: OfferKey, to stage: Stage) {
    guard view == .board, lanes.offer?.key == key,
      let place = Self.boardStages.firstIndex(of: stage), place != lanes.focused
    else { return }
    lanes.followed = key
    lanes.focused = place
  }

  private func wantedLanes() -> [Lane] {
    switch view {
    case .board: return boardLanes()
    case .losses(let loss): return lossLanes(of: loss)
    case .panels, .timeline: return []
    }
  }

  // MARK: - The board

  /// The stages that have a column.
  static let boardStages: [Stage] = [.draft, .submitted, .certified, .live]

  private func boardLanes() -> [Lane] {
    var others = query
    others.stages = []
    return Self.boardStages.enumerated().map { place, stage in
      var query = query
      query.stages = [stage]
      query.sort = isLarge ? .stage : .due
      query.isDescending = false
      return Lane(
        title: stage.rawValue, role: Role(stage), listing: Listing(query, pane: .lane(place)),
        tallied: others.isFiltered ? nil : tally.count(stage, publisher: query.publisher))
    }
  }
}
