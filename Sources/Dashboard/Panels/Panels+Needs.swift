// What the panels need of the deck, derived from what is looked at: nothing is asked by hand when
// something changes, and nothing is asked twice.

import Foundation
import Lifecycle
import Terminal

extension Panels {
  /// What is needed and was not asked for: for each part of the screen the question that its state
  /// asks, unless it is the one that was asked last. Questions are of a state of the deck
  /// (`generation`) and a displayed moment.
  ///
  /// - Parameter menu: the list of losses, if it is on top.
  mutating func missing(_ menu: LossMenu?, in environment: Environment) -> [Effect] {
    let (generation, layout) = (environment.deck.generation, layout(in: environment))
    var effects: [Effect] = []
    if view.hasLanes {
      board.fill(view, query, in: environment)
      let rows = boardPage(layout, in: environment).rows
      effects += board.missing(rows: rows, at: generation)
    } else if let rows = offers.listing.missing(rows: layout.visibleOffers, at: generation) {
      effects.append(rows)
    }
    if view == .panels && focus == .deadlines, let due = deadlines.missing(in: environment) {
      effects.append(due)
    }
    if looksAtOutlook(in: environment), let date = deadlines.date(in: environment.overview),
      let outlook = timeline.missing(date, in: environment)
    {
      effects.append(outlook)
    }
    if environment.deck.isCounted { effects += missingCounts(menu, in: environment) }
    if !layout.offers.isEmpty { offers.prepare(layout.offers, in: environment) }
    if !layout.deadlines.isEmpty {
      deadlines.prepare(
        timeline.outlook, in: layout.deadlines, isFocused: focus == .deadlines, environment)
    }
    selected.prepare(offer, in: environment)
    return effects
  }

  /// The way to the selected deadline is looked at: on the timeline, and where its offers are listed.
  /// In a large deck it takes seconds, which only who asks for the timeline wants to be spent.
  func looksAtOutlook(in environment: Environment) -> Bool {
    view == .timeline
      || (view == .panels && focus == .deadlines && !environment.deck.isLarge)
  }

  // MARK: - Counts

  private mutating func missingCounts(
    _ menu: LossMenu?, in environment: Environment
  ) -> [Effect] {
    let uncounted = ([offers.listing] + board.lanes.map(\.listing)).compactMap(\.uncounted)
    let situation = CountsSituation(self, hasMenu: menu != nil, environment)
    let isNew = deadlines.counts.situation != situation
    deadlines.counts.situation = situation
    return deadlines.counts.missing(
      uncounted + (isNew ? queries(menu, in: environment) : []), at: environment.deck.generation)
  }

  /// What has to be counted for what is shown. In a large deck each count takes a while: there, those
  /// of the deadlines wait until their panel has the keys, and those of a filter until it is typed.
  private func queries(_ menu: LossMenu?, in environment: Environment) -> [Query] {
    let isLarge = environment.deck.isLarge
    var queries: [Query] = []
    if !isLarge || focus == .deadlines { queries += DeadlinesPanel.lossQueries(in: environment) }
    if view == .board, !(isLarge && offers.filter.prompt != nil) {
      queries += Board.queriesOutside(query, in: environment.deck)
    }
    return queries + (menu?.queries(in: environment) ?? [])
  }
}

/// All that the counts that are shown depend on.
struct CountsSituation: Equatable, Sendable {
  private let generation: Int
  private let revision: Int
  private let moment: Date
  private let query: Query
  private let view: View
  private let focus: Panel
  private let isTyping: Bool
  private let hasMenu: Bool

  fileprivate init(_ panels: Panels, hasMenu: Bool, _ environment: Environment) {
    generation = environment.deck.generation
    revision = environment.deck.revision
    moment = environment.overview.moment
    query = panels.query
    view = panels.view
    focus = panels.focus
    isTyping = panels.offers.filter.prompt != nil
    self.hasMenu = hasMenu
  }
}
