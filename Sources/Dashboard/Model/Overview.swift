// What is told of all that is listed: how many there are, in which stages, and the dates. Every frame
// and most messages ask for it, so it is kept until something of it is another thing.

import Foundation
import Lifecycle

/// What is told of all that is listed.
struct Overview: Sendable {
  /// The moment at which it is told.
  let moment: Date
  /// The day that it is then.
  let today: Day
  /// The publisher whose offers are listed, by its ID; nil for all.
  let publisher: String?
  /// How many offers there are.
  let total: Int
  /// How many are in each stage, of those in which there are any.
  let stages: [(stage: Stage, count: Int)]
  /// The deadlines, with what hurts first on top.
  let dates: [DueDate]
  /// A day ends at another moment in one of their zones than on this machine, so that they have to
  /// say which they mean.
  let hasForeignZone: Bool
  /// The next midnight in any of the zones in which days end: levels change then.
  let midnight: Date
  /// Until when nothing of this is told otherwise, if nothing else changes.
  private let until: Date
  private let revision: Int
  private let offset: AsOf.Offset?
  private let hasSeconds: Bool

  /// What is told of a deck at a moment.
  ///
  /// - Parameter hasSeconds: a countdown with seconds is looked at.
  init(of deck: DeckSummary, publisher: String?, at asOf: AsOf, hasSeconds: Bool) {
    let (tally, zone) = (deck.tally, asOf.zone)
    let moment = asOf.moment
    self.moment = moment
    self.publisher = publisher
    self.hasSeconds = hasSeconds
    revision = deck.revision
    offset = asOf.offset
    today = Day(of: moment, in: zone)
    total = tally.count(publisher: publisher)
    stages = Stage.allCases.compactMap { stage in
      let count = tally.count(stage, publisher: publisher)
      return count == 0 ? nil : (stage, count)
    }
    dates = DueDate.all(
      in: deck.playbooks, tally: tally, publisher: publisher, at: moment, zone: zone)
    hasForeignZone = dates.contains {
      $0.zone.secondsFromGMT(for: $0.end - 1) != zone.secondsFromGMT(for: $0.end - 1)
    }
    let midnights = Set(dates.map(\.zone) + [zone]).map { Day(of: moment, in: $0).end(in: $0) }
    midnight = midnights.min() ?? moment
    let changes = dates.filter { $0.level != .met }.map(\.countdown).map { countdown in
      let forms: [Countdown.Form] = hasSeconds || countdown.isClose ? [.exact] : [.short, .plain]
      return moment + (forms.map { countdown.untilChange($0) }.min() ?? 0)
    }
    until = (changes + [midnight]).min() ?? moment
  }

  /// It is what would be told now.
  func holds(
    for deck: DeckSummary, publisher: String?, at asOf: AsOf, hasSeconds: Bool
  ) -> Bool {
    // Another moment than the present stands still.
    let isNow = asOf.offset != nil || (moment <= asOf.now && asOf.now < until)
    return isNow && revision == deck.revision && offset == asOf.offset
      && self.publisher == publisher && self.hasSeconds == hasSeconds
  }

  /// How many offers there are, in all and in each stage.
  func title(_ signs: Signs) -> String {
    let head = "Offers \(total.grouped)"
    let parts = stages.map { "\($0.stage.rawValue) \($0.count.grouped)" }
    return parts.isEmpty
      ? head : "\(head) \(signs[.dash]) " + parts.joined(separator: " \(signs[.dot]) ")
  }
}
