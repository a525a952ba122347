// What is looked at: the panels, or a page in their place, and what is selected there.

import Foundation
package import Lifecycle
import Terminal

/// What is looked at.
package struct Panels: Sendable {
  /// What takes the middle of the screen.
  package internal(set) var view = View.panels
  /// The panel that takes the keys.
  package internal(set) var focus = Panel.offers
  /// The list of offers.
  package internal(set) var offers: OfferList
  /// The steps of the selected offer.
  var steps = StepsPanel()
  /// The deadlines.
  var deadlines = DeadlinesPanel()
  /// The columns of the board, or of what is lost.
  package internal(set) var board = Board()
  /// The way to the selected deadline.
  var timeline = Timeline()
  /// What the rules say of the selected offer.
  var selected = SelectedOffer()

  /// The panels on a list that was not read yet.
  init(_ query: Query) { offers = OfferList(query) }

  // MARK: - What is selected

  /// Which offers are listed.
  package var query: Query { offers.query }
  /// The selected offer, wherever it is listed; nil if the list is empty or not read yet.
  package var offer: Offer? { view.hasLanes ? board.offer : offers.listing.offer }

  /// The selected offer with all that the rules say of it.
  func current(in environment: Environment) -> OfferStatus? {
    offer.map { selected.status(of: $0, in: environment) }
  }

  /// The step that the keys act on; nil if there is none.
  func selectedStep(of current: OfferStatus?) -> SelectedStep? {
    steps.selected(in: current?.progress, isFocused: focus == .steps)
  }

  /// Where the panels are. The same for each offer, so that nothing jumps on the way down the list.
  func layout(in environment: Environment) -> Layout {
    Layout(
      size: environment.look.size, hasMoment: environment.asOf.offset != nil,
      hasBanner: environment.bannerPublisher != nil, view: view, focus: focus,
      stepCount: environment.deck.mostSteps)
  }

  /// The page of the columns.
  func boardPage(_ layout: Layout, hasKeys: Bool = true, in environment: Environment) -> BoardPage {
    BoardPage(
      board: board, view: view, query: query, counts: deadlines.counts, marks: offers.marks,
      hasKeys: hasKeys, page: layout.page, environment: environment)
  }

  /// All rows that are on the screen are of this state of the deck.
  func isRead(at generation: Int) -> Bool {
    view.hasLanes
      ? board.lanes.allSatisfy { $0.listing.isPatient || $0.listing.isCurrent(at: generation) }
      : offers.listing.isCurrent(at: generation)
  }

  // MARK: - Commands

  /// Does a command that is about the panels alone.
  ///
  /// - Parameter count: the number that was typed before it.
  mutating func perform(
    _ command: Command, _ count: Int? = nil, _ status: inout StatusLine,
    in environment: Environment
  ) -> [Effect] {
    switch command {
    case .up, .down, .pageUp, .pageDown, .first, .last: move(command, count, in: environment)
    case .nextPanel: turnFocus(by: 1, in: environment)
    case .previousPanel: turnFocus(by: -1, in: environment)
    case .mark:
      guard let key = offer?.key else { break }
      offers.mark(key)
      moveInOffers(.down, count, in: environment)
    case .markAll: return offers.markAll(view, &status, in: environment)
    case .filter: return offers.beginFilter()
    case .repeatFilter:
      let before = whereabouts
      defer { leave(before) }
      return offers.repeatFilter(&status, in: environment)
    case .jump:
      if view != .panels { turn(to: .panels) }
      focus = .offers
      offers.beginJump()
    case .showDraft: return listing { $0.toggle(.draft, in: environment) }
    case .showSubmitted: return listing { $0.toggle(.submitted, in: environment) }
    case .showCertified: return listing { $0.toggle(.certified, in: environment) }
    case .showLive: return listing { $0.toggle(.live, in: environment) }
    case .board: turn(to: .board)
    case .timeline: turn(to: .timeline)
    default: break
    }
    return []
  }

  // MARK: - Moving

  private mutating func move(_ command: Command, _ count: Int?, in environment: Environment) {
    switch focus {
    // Only downward is there anything.
    case .banner: if [.down, .pageDown, .last].contains(command) { focus = .offers }
    case .offers: moveInOffers(command, count, in: environment)
    case .steps:
      if let current = current(in: environment) {
        steps.move(command, in: current.progress, count: count)
      }
    case .deadlines: deadlines.move(command, count: count, in: environment.overview)
    }
  }

  mutating func moveInOffers(
    _ command: Command, _ count: Int? = nil, in environment: Environment
  ) {
    let (before, layout) = (whereabouts, layout(in: environment))
    if view.hasLanes {
      offers.selectAnew()
      board.move(command, rows: boardPage(layout, in: environment).rows, count: count)
    } else {
      offers.move(command, rows: layout.visibleOffers, count: count)
    }
    leave(before)
  }

  /// Where one is in the list and in the columns.
  struct Whereabouts: Equatable {
    fileprivate let query: Query
    fileprivate let selection: Int
    fileprivate let lanes: [Int]
  }

  var whereabouts: Whereabouts {
    Whereabouts(
      query: query, selection: offers.listing.selection,
      lanes: board.lanes.map(\.listing.selection))
  }

  /// Another offer may be selected, or other offers listed: then the next step is selected.
  mutating func leave(_ before: Whereabouts) {
    if whereabouts != before { steps.selection = nil }
  }

  /// Lets something list other offers, or select another one.
  @discardableResult
  mutating func listing<Result>(_ change: (inout OfferList) -> Result) -> Result {
    let before = whereabouts
    defer { leave(before) }
    return change(&offers)
  }

  /// Something can be closed, cleared or left.
  var hasWayBack: Bool {
    !offers.marks.isEmpty || view != .panels || focus != .offers || query.isFiltered
  }

  /// Clears the selection of several, or leaves a page or a panel for the list.
  ///
  /// - Returns: whether there was anything to clear or leave.
  mutating func goBack() -> Bool {
    if !offers.marks.isEmpty {
      offers.marks = []
    } else if view != .panels {
      turn(to: .panels)
    } else if focus != .offers {
      focus = .offers
      steps.selection = nil
    } else {
      return false
    }
    return true
  }

  // MARK: - Views

  /// Shows another view; the one that is shown already is left for the panels.
  mutating func turn(to next: View) {
    view = view == next ? .panels : next
    focus = view == .timeline ? .deadlines : .offers
    steps.selection = nil
    board = Board()
  }

  /// Goes from one column, or panel, to the next.
  private mutating func turnFocus(by places: Int, in environment: Environment) {
    switch view {
    case .board, .losses:
      board.turn(by: places)
      steps.selection = nil
    case .timeline:
      deadlines.move(places > 0 ? .down : .up, count: nil, in: environment.overview)
    case .panels:
      // The banner takes the keys where it asks for something.
      let hasBanner =
        environment.bannerPublisher?.account.isOwners == true && environment.asOf.offset == nil
      let panels = Panel.allCases.filter { $0 != .banner || hasBanner }
      let place = panels.firstIndex(of: focus) ?? 0
      focus = panels[(place + places + panels.count) % panels.count]
    }
  }

  /// The losses to choose from: in the panel of the deadlines, what the selected one takes.
  func losses(in environment: Environment) -> [Loss] {
    let losses = Loss.all(of: environment.overview.dates)
    guard focus == .deadlines, let date = deadlines.date(in: environment.overview) else {
      return losses
    }
    return losses.filter {
      $0.playbook == date.key.playbook && date.deadline.consequences.contains($0.consequence)
    }
  }

  /// Lists the offers that have not met the selected deadline, or all again.
  mutating func filterToDeadline(
    _ status: inout StatusLine, in environment: Environment
  ) -> [Effect] {
    guard let date = deadlines.date(in: environment.overview) else { return [] }
    guard date.unmet > 0 || query.unmet == date.key else {
      status.say("Every offer has met \(date.deadline.title.inQuotes).")
      return []
    }
    var next = query
    next.unmet = next.unmet == date.key ? nil : date.key
    view = .panels
    focus = .offers
    if next.unmet != nil { status.say("Filter: not met \(date.deadline.title.inQuotes)") }
    return listing { $0.show(next, in: environment) }
  }
}

extension Layout {
  /// How many rows of the list are visible.
  var visibleOffers: Int { max(1, offerRows.rows) }
}

/// What the rules say of the selected offer, as long as neither changes.
struct SelectedOffer: Sendable {
  private var known: (status: OfferStatus, revision: Int)?

  /// Asks the rules, unless they were asked of this offer as it is.
  mutating func prepare(_ offer: Offer?, in environment: Environment) {
    guard let offer else {
      known = nil
      return
    }
    if !holds(for: offer, in: environment) {
      known = (environment.status(of: offer), environment.deck.revision)
    }
  }

  /// What the rules say of an offer.
  func status(of offer: Offer, in environment: Environment) -> OfferStatus {
    guard let known, holds(for: offer, in: environment) else {
      return environment.status(of: offer)
    }
    return known.status
  }

  private func holds(for offer: Offer, in environment: Environment) -> Bool {
    known?.revision == environment.deck.revision && known?.status.offer == offer
  }
}
