// The offers that have not met the selected deadline, in the order in which they are pressed.

import Foundation
import Lifecycle

/// The offers that have not met a deadline, as far as they were read.
struct DueOffers: Hashable, Sendable {
  /// The deadline.
  let key: Query.DeadlineKey
  /// The offers, those with the least slack first.
  var offers: [Offer]
}

extension Model {
  /// How many are read to be put in order: more than any panel has rows.
  private static let dueOfferLimit = 200

  /// The offers that have not met the selected deadline, drafts first: they have the longest way.
  private func dueQuery(_ date: DueDate) -> Query {
    var query = Query(publisher: query.publisher)
    query.unmet = date.key
    query.sort = .stage
    return query
  }

  /// Asks for what is told of the selected deadline where one looks at it: its offers, and with what
  /// chance each of them meets it.
  mutating func lookAtDeadline() -> [Effect] { readDueOffers() + readCourse() }

  /// Asks for the offers of the selected deadline, where they are looked at.
  func readDueOffers() -> [Effect] {
    guard focus == .deadlines, view == .panels, let date = selectedDate, date.unmet > 0 else {
      return []
    }
    return [
      .load(
        LoadRequest(
          query: dueQuery(date), from: 0, count: Self.dueOfferLimit, keeping: nil, selection: 0,
          pane: .deadline, isPatient: isLarge))
    ]
  }

  mutating func takeDueOffers(_ loaded: OfferWindow) -> [Effect] {
    guard let date = selectedDate, loaded.query == dueQuery(date) else { return [] }
    let pressed = loaded.offers.map { (offer: $0, slack: exactSlack(of: $0, date)) }
    dueOffers = DueOffers(
      key: date.key,
      offers: pressed.sorted { ($0.slack, $0.offer.name) < ($1.slack, $1.offer.name) }
        .map(\.offer))
    return []
  }

  /// With what chance an offer meets a deadline, for people; nil where that was not reckoned, or can't
  /// be.
  func chance(of offer: Offer, _ date: DueDate) -> String? {
    guard let forecast = course(of: date)?.forecast,
      let remainder = rules(of: offer).remainder(
        of: offer, publisher(of: offer), to: date.key.index)
    else { return nil }
    return forecast.chances[remainder].map { forecast.title(ofChance: $0) }
  }

  /// Whole days that an offer could rest before its work has to go on, to meet a deadline: the time
  /// that is left, less the part of the lead time that its open steps stand for. Negative where it
  /// is late. An estimate: steps differ, and nobody knows how long Microsoft takes.
  func slack(of offer: Offer, _ date: DueDate) -> Int {
    Int(exactSlack(of: offer, date).rounded(.down))
  }

  private func exactSlack(of offer: Offer, _ date: DueDate) -> Double {
    let steps = rules(of: offer).progress(of: offer, publisher(of: offer)).steps
    let open = steps.count { !$0.state.isOver }
    let share = steps.isEmpty ? 1 : Double(open) / Double(steps.count)
    let left = date.end.timeIntervalSince(overview.moment) / 86_400
    return left - Double(date.deadline.leadDays) * share
  }
}
