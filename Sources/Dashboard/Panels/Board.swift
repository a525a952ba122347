// Lists of offers side by side: a column for each stage, or for each fate. Each is a window of its
// own, so that a million offers cost no more than ten.

import Foundation
import Lifecycle
import Terminal

/// One of several lists side by side.
package struct Lane: Hashable, Sendable {
  /// What its offers have in common.
  let title: String
  /// How that looks.
  let role: Role
  /// The offers.
  package internal(set) var listing: Listing
  /// How many there are by the deck's counts; nil where only looking at each of them tells.
  let tallied: Int?

  /// How many there are, as far as that is known.
  package var count: Int? { listing.window?.count ?? tallied }
}

/// Lists of offers side by side, of which one has the keys: the board, or who loses something.
package struct Board: Sendable {
  /// The columns, from left to right.
  package internal(set) var lanes: [Lane] = []
  /// The place of the one that has the keys.
  package internal(set) var focused = 0
  /// The offer that the keys go with to another column; it is selected there once that is read.
  private var followed: OfferKey?

  /// The stages that have a column on the board.
  static let stages: [Stage] = [.draft, .submitted, .certified, .live]
  /// Those that have none: offers that are retired, and those whose stage the portal has a word for
  /// that means none that is known.
  private static let stagesOutside = Stage.allCases.filter { !stages.contains($0) }

  /// The selected offer of the column that has the keys.
  var offer: Offer? { lanes.indices.contains(focused) ? lanes[focused].listing.offer : nil }

  // MARK: - The columns

  /// Makes the columns of a view for the query of the list.
  mutating func fill(_ view: View, _ query: Query, in environment: Environment) {
    let fresh = Self.lanes(of: view, query, in: environment)
    if fresh.map(\.listing.query) == lanes.map(\.listing.query) {
      for (place, lane) in fresh.enumerated() {
        lanes[place] = Lane(
          title: lane.title, role: lane.role, listing: lanes[place].listing, tallied: lane.tallied)
      }
      return
    }
    // What is opened begins where there is something.
    let first = lanes.isEmpty ? fresh.firstIndex { $0.tallied != 0 } : focused
    let key = environment.deck.isLarge ? nil : offer?.key
    lanes = fresh
    focused = min(first ?? 0, max(0, fresh.count - 1))
    if let key, followed == nil { followed = key }
  }

  private static func lanes(
    of view: View, _ query: Query, in environment: Environment
  ) -> [Lane] {
    switch view {
    case .board: lanes(ofStages: query, in: environment)
    case .losses(let loss): lanes(of: loss, query, in: environment)
    case .panels, .timeline: []
    }
  }

  private static func lanes(ofStages query: Query, in environment: Environment) -> [Lane] {
    let deck = environment.deck
    let isFiltered = hasOtherFilter(query)
    return stages.enumerated().map { place, stage in
      var query = query
      query.stages = [stage]
      // To walk along the deadlines of a very large deck could pass over nearly all of it.
      query.sort = deck.isLarge ? .stage : .due
      query.isDescending = false
      return Lane(
        title: stage.rawValue, role: Role(stage), listing: Listing(query, pane: .lane(place)),
        tallied: isFiltered ? nil : deck.tally.count(stage, publisher: query.publisher))
    }
  }

  /// The columns of a loss: who has lost it, who is about to, for whom it is on hold, and who keeps
  /// it.
  private static func lanes(
    of loss: Loss, _ query: Query, in environment: Environment
  ) -> [Lane] {
    var others = query
    others.standing = nil
    return loss.fates(in: environment.deck).enumerated().map { place, fate in
      var query = others
      let standing = loss.standing(fate, in: environment)
      query.standing = standing
      query.isDescending = false
      // Who has the longest way to go comes first.
      query.sort = fate == .kept ? .name : .stage
      var listing = Listing(query, pane: .lane(place))
      listing.isPatient = environment.deck.isLarge
      return Lane(
        title: loss.title(of: fate, in: environment), role: fate.role, listing: listing,
        tallied: others.isFiltered
          ? nil : environment.deck.count(standing, publisher: query.publisher))
    }
  }

  // MARK: - Reading

  /// The rows that are wanted and have not been asked for.
  mutating func missing(rows: Int, at generation: Int) -> [Effect] {
    if let key = followed, lanes.indices.contains(focused) {
      lanes[focused].listing.keep(key)
      followed = nil
    }
    return lanes.indices.compactMap {
      lanes[$0].listing.missing(rows: rows, at: generation)
    }
  }

  mutating func take(_ loaded: OfferWindow, at place: Int) {
    if lanes.indices.contains(place) { lanes[place].listing.take(loaded) }
  }

  mutating func take(count: Int, of query: Query) {
    for place in lanes.indices { lanes[place].listing.take(count: count, of: query) }
  }

  // MARK: - Moving

  mutating func move(_ command: Command, rows: Int, count: Int?) {
    if lanes.indices.contains(focused) {
      lanes[focused].listing.move(command, rows: rows, count: count)
    }
  }

  /// Goes so many columns to the right, or to the left.
  mutating func turn(by places: Int) {
    focused = max(0, min(lanes.count - 1, focused + places))
  }

  /// An offer has come to another stage: the keys go with it.
  mutating func follow(_ key: OfferKey, to stage: Stage) {
    guard offer?.key == key, let place = Self.stages.firstIndex(of: stage), place != focused else {
      return
    }
    followed = key
    focused = place
  }

  // MARK: - Offers that stand in no column

  /// Something else is asked of the offers on the board than their stage.
  private static func hasOtherFilter(_ query: Query) -> Bool {
    var others = query
    others.stages = []
    return others.isFiltered
  }

  private static func query(_ stage: Stage, _ query: Query) -> Query {
    var query = query
    query.stages = [stage]
    return query
  }

  private static func stagesOutside(_ query: Query, in deck: DeckSummary) -> [Stage] {
    stagesOutside.filter { deck.tally.count($0, publisher: query.publisher) > 0 }
  }

  /// The deck has offers that stand in no column; the page keeps a line for them, so that nothing
  /// moves while one types a filter.
  static func hasOffersOutside(_ query: Query, in deck: DeckSummary) -> Bool {
    !stagesOutside(query, in: deck).isEmpty
  }

  /// What has to be asked to know how many of them the filter finds.
  static func queriesOutside(_ query: Query, in deck: DeckSummary) -> [Query] {
    guard hasOtherFilter(query) else { return [] }
    return stagesOutside(query, in: deck).map { self.query($0, query) }
  }

  /// How many offers the board leaves out, and why; nil if there are none, or none that is known of
  /// yet.
  static func noteOutside(_ query: Query, _ counts: Counts, in deck: DeckSummary) -> String? {
    let outside = stagesOutside(query, in: deck).compactMap {
      stage -> (stage: Stage, count: Int)? in
      let tallied = deck.tally.count(stage, publisher: query.publisher)
      let count = hasOtherFilter(query) ? counts.known[self.query(stage, query)] : tallied
      return count.flatMap { $0 > 0 ? (stage, $0) : nil }
    }
    guard !outside.isEmpty else { return nil }
    let reasons = outside.map { stage, count in
      "\(count.grouped) \(stage == .unrecognized ? "unknown stage" : stage.rawValue)"
    }
    let total = outside.reduce(0) { $0 + $1.count }
    return "\(total.grouped) not shown: \(reasons.joined(separator: ", "))"
  }
}
