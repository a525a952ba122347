// Reads lists of the deck as the dashboard asks for them: a part of one, and where an offer is in it.

import Dashboard
import Lifecycle
import Persistence

/// Reads lists of a deck.
struct ListReader {
  /// The deck, as it is or as it was.
  let store: Store

  /// A part of the list, moved to where the offer is now that stays selected.
  func window(_ request: LoadRequest) throws -> OfferWindow {
    let query = request.query
    var from = request.from
    var selection: Int?
    if let key = request.keeping {
      // Most often it is where it was; only else is its place worth a search.
      let there = try store.lists.rows(
        query, from: request.selection, count: 1, isPatient: request.isPatient
      ).first?.key
      selection = there == key ? request.selection : try store.lists.position(of: key, in: query)
      if let selection { from = max(0, selection - (request.selection - request.from)) }
    }
    let count = query.isFiltered ? nil : try store.lists.count(query)
    if let count { from = max(0, min(from, count - request.count)) }
    let offers = try store.lists.rows(
      query, from: from, count: request.count, isPatient: request.isPatient)
    // A list that ends within what was read has been counted by that.
    let isEnd = offers.count < request.count && (from == 0 || !offers.isEmpty)
    return OfferWindow(
      query: query, start: from, offers: offers,
      count: count ?? (isEnd ? from + offers.count : nil), selection: selection,
      pane: request.pane, generation: request.generation)
  }

  /// All offers that a query finds; nil if they are more than the limit.
  func keys(of query: Query, limit: Int) throws -> [OfferKey]? {
    let keys = try store.lists.rows(query, from: 0, count: limit + 1).map(\.key)
    return keys.count > limit ? nil : keys
  }

  /// Where an offer is in the list of a query.
  func place(of sought: Sought, in query: Query) throws -> Place {
    switch sought {
    case .offer(let key):
      if let place = try store.lists.position(of: key, in: query) { return .found(place) }
      return try store.offers.find(key) == nil ? .missing : .leftOut
    case .beginning(let text):
      if let key = try store.lists.offer(beginning: text, in: query),
        let place = try store.lists.position(of: key, in: query)
      {
        return .found(place)
      }
      let all = Query(publisher: query.publisher)
      return try store.lists.offer(beginning: text, in: all) == nil ? .missing : .leftOut
    }
  }

  /// What rules are asked of: offers with their publishers, as far as they are there.
  func subjects(_ keys: [OfferKey]) throws -> [Rules.Subject] {
    let publishers = try store.publishers.all()
    return try keys.compactMap { key in
      guard let offer = try store.offers.find(key),
        let publisher = publishers.first(where: { $0.id == key.publisher })
      else { return nil }
      return Rules.Subject(offer, publisher)
    }
  }
}
