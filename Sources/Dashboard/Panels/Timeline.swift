// The way to a deadline: what was open on each day so far, what the days that are left ask for, and
// how it may go on. It is read and computed off the loop, for the deadline that is looked at.

package import Foundation
package import Lifecycle
import Terminal

/// What is asked about the way to a deadline.
package struct OutlookRequest: Hashable, Sendable {
  /// The playbook, with what was learned of its lead times.
  package let playbook: Playbook
  /// The deadline.
  package let key: Query.DeadlineKey
  /// Only this publisher's offers.
  package let publisher: String?
  /// The counts now.
  package let tally: Tally
  /// How quickly things went so far.
  package let pace: Pace
  /// The day that it is, in the playbook's zone.
  package let today: Day
  /// The hours that are left, where they are few: then each of them counts.
  package let hours: Int?
  /// The zone in which its days end.
  package let zone: TimeZone
}

/// The way to a deadline.
package struct Outlook: Hashable, Sendable {
  /// How many had met it on each day so far.
  package let burndown: Burndown
  /// How it may go on.
  package let forecast: Forecast

  /// The way to a deadline.
  package init(burndown: Burndown, forecast: Forecast) {
    self.burndown = burndown
    self.forecast = forecast
  }

  /// With what chance an offer meets the deadline, for people; nil if that was not computed, or can't
  /// be.
  func chance(of offer: Offer, _ date: DueDate, in deck: DeckSummary) -> String? {
    guard forecast.key == date.key,
      let remainder = deck.rules(of: offer).remainder(
        of: offer, deck.publisher(of: offer), to: date.key.index)
    else { return nil }
    return forecast.chances[remainder].map { forecast.title(ofChance: $0) }
  }
}

/// The timeline: the way to the selected deadline as a chart, and the coming weeks.
struct Timeline: Sendable {
  /// What was asked last.
  private var asked: OutlookRequest?
  /// What is known of that; of the same deadline it stays until it is known better.
  private(set) var outlook: Outlook?

  /// Asks about the way to a deadline, unless that was asked.
  mutating func missing(_ date: DueDate, in environment: Environment) -> Effect? {
    let deck = environment.deck
    guard deck.isCounted, let playbook = deck.playbook(date.key.playbook) else { return nil }
    let request = OutlookRequest(
      playbook: playbook, key: date.key, publisher: environment.overview.publisher,
      tally: deck.tally, pace: deck.pace, today: Day(of: environment.moment, in: date.zone),
      hours: date.countdown.isClose ? date.countdown.seconds / 3_600 : nil, zone: date.zone)
    guard request != asked else { return nil }
    if asked?.key != request.key { outlook = nil }
    asked = request
    return .foresee(request)
  }

  mutating func take(_ answer: Outlook, to request: OutlookRequest) {
    if request == asked { outlook = answer }
  }
}
