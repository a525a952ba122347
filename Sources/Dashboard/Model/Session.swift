// How a dashboard was left, so that it can open so again: what is looked at, and nothing of the deck
// itself.

package import Lifecycle
import Terminal

/// How a dashboard was left.
package struct Session: Codable, Hashable, Sendable {
  /// The publisher that was shown, by its ID; nil for all.
  package var publisher: String?
  /// The filter as it was typed.
  package var filter = ""
  /// The deadline whose unmet offers were listed, by its playbook and its own ID.
  package var unmet: [String]?
  /// The order, by its name.
  package var sort = Query.Sort.due.rawValue
  /// From the last to the first.
  package var isDescending = false
  /// The selected offer: its publisher and its ID; nil where the list was empty.
  package var offer: [String]?
  /// The place of the selection in the list, from 0.
  package var selection = 0
  /// How many rows of the list were visible above the selection.
  package var above = 0
  /// The page that was shown in the place of the panels, by its name; nil for none.
  package var view: String?
  /// What the page told the loss of: its playbook and the consequence in it.
  var loss: [String]?
  /// The panel that took the keys, by its name.
  package var focus = Panel.offers.rawValue
  /// The selected deadline.
  package var deadline = 0
  /// The day that it was, by its number: a filter can count from it.
  package var day = 0

  /// The list alone, whatever was looked at beside it.
  package var ofList: Session {
    var session = self
    (session.view, session.focus) = (nil, Panel.offers.rawValue)
    return session
  }

  /// The offer that was selected.
  package var key: OfferKey? {
    offer.flatMap { $0.count == 2 ? OfferKey(publisher: $0[0], offer: $0[1]) : nil }
  }
}

extension Panels {
  /// How the dashboard is left now.
  func session(in environment: Environment) -> Session {
    var session = Session(publisher: query.publisher, filter: offers.filter.text)
    if let key = query.unmet, let playbook = environment.deck.playbook(key.playbook),
      playbook.deadlines.indices.contains(key.index)
    {
      session.unmet = [key.playbook, playbook.deadlines[key.index].id]
    }
    session.sort = query.sort.rawValue
    session.isDescending = query.isDescending
    session.offer = offers.listing.offer.map { [$0.key.publisher, $0.key.offer] }
    session.selection = offers.listing.selection
    session.above = offers.listing.selection - offers.listing.top
    switch view {
    case .panels: break
    case .board: session.view = "board"
    case .timeline: session.view = "timeline"
    case .losses(let loss):
      session.view = "losses"
      session.loss = [loss.playbook, loss.consequence]
    }
    session.focus = focus.rawValue
    session.deadline = deadlines.selection
    session.day = environment.today.number
    return session
  }

  /// Opens as it was left, as far as that still means something.
  mutating func restore(_ session: Session, in environment: Environment) {
    var query = Query(publisher: session.publisher)
    query.sort = Query.Sort(rawValue: session.sort) ?? .due
    query.isDescending = session.isDescending
    var field = TextField.search()
    if let filtered = try? query.filtered(by: session.filter, today: environment.today) {
      query = filtered
      field = TextField(session.filter)
    }
    if let unmet = session.unmet, unmet.count == 2,
      let index = environment.deck.playbook(unmet[0])?.deadlines
        .firstIndex(where: { $0.id == unmet[1] })
    {
      query.unmet = Query.DeadlineKey(playbook: unmet[0], index: index)
    }
    offers = OfferList(query)
    offers.filter.field = field
    focus = Panel(rawValue: session.focus) ?? .offers
    switch session.view {
    case "board": (view, focus) = (.board, .offers)
    case "timeline": (view, focus) = (.timeline, .deadlines)
    case "losses":
      guard let names = session.loss, names.count == 2 else { break }
      let loss = Loss(playbook: names[0], consequence: names[1])
      if loss.consequence(in: environment.deck) != nil { (view, focus) = (.losses(loss), .offers) }
    default: break
    }
    deadlines.open(at: session.deadline)
  }
}

extension Model {
  /// How the dashboard is left now.
  package var session: Session { panels.session(in: environment) }

  /// Opens as it was left, as far as that still means something; `settle` follows.
  package mutating func restore(_ session: Session) {
    panels.restore(session, in: environment)
    refresh()
  }

  /// Selects what was selected when the session was left.
  ///
  /// - Parameter place: where that is now; nil if it takes long to find out: then the list opens at
  ///   its beginning, and the selection follows.
  package mutating func settle(_ session: Session, at place: Int?) {
    panels.offers.open(session, at: place)
  }
}
