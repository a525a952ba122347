// Forecasts of a deck: what the store knows, and what `Lifecycle` makes of it.

import Foundation
import Lifecycle
import Persistence

/// What forecasts of a deck are made from.
struct Forecasting {
  let store: Store
  /// The playbooks, with the lead times that are known.
  let playbooks: [Playbook]
  let pace: Pace
  /// Only this publisher's offers; all without one.
  let publisher: String?
  let now: Date
  /// The zone in which days end where a playbook names none.
  let zone: TimeZone
  var seed: UInt64 = 1

  /// The forecast for a deadline that concerns so many offers.
  ///
  /// - Throws: a `StoreFailure`.
  func forecast(_ key: Query.DeadlineKey, concerned: Int) throws -> Forecast? {
    guard let playbook = playbooks.first(where: { $0.id == key.playbook }),
      playbook.deadlines.indices.contains(key.index)
    else { return nil }
    let zone = playbook.zone ?? zone
    let today = Day(of: now, in: zone)
    let start = today.start(in: zone)
    return Forecast(
      Forecast.Question(
        playbook: playbook, index: key.index, publisher: publisher, concerned: concerned,
        outstanding: try store.statistics.outstanding(key, publisher: publisher), pace: pace,
        today: today,
        elapsed: now.timeIntervalSince(start) / today.end(in: zone).timeIntervalSince(start)),
      seed: seed)
  }

  /// How a deadline came to stand where it stands: its days from the first that the history knows of
  /// to today.
  ///
  /// - Throws: a `StoreFailure`; `CancellationError` where it was canceled meanwhile.
  func burndown(
    _ key: Query.DeadlineKey, unless cancellation: Cancellation? = nil
  ) throws -> Burndown {
    Burndown(
      of: key, publisher: publisher, tallies: try tallies(in: zone(of: key), unless: cancellation))
  }

  /// How several deadlines came to stand where they stand. Days are read once for each zone.
  ///
  /// - Throws: a `StoreFailure`.
  func burndowns(_ keys: [Query.DeadlineKey]) throws -> [Query.DeadlineKey: Burndown] {
    var burndowns: [Query.DeadlineKey: Burndown] = [:]
    for (zone, keys) in Dictionary(grouping: keys, by: { zone(of: $0) }) {
      let tallies = try tallies(in: zone)
      for key in keys {
        burndowns[key] = Burndown(of: key, publisher: publisher, tallies: tallies)
      }
    }
    return burndowns
  }

  private func zone(of key: Query.DeadlineKey) -> TimeZone {
    playbooks.first { $0.id == key.playbook }?.zone ?? zone
  }

  /// The counts at the end of each day that a chart shows.
  private func tallies(
    in zone: TimeZone, unless cancellation: Cancellation? = nil
  ) throws -> [(day: Day, tally: Tally)] {
    let today = Day(of: now, in: zone)
    let first = try store.history.beginning().map { Day(of: $0, in: zone) } ?? today
    let days = Burndown.days(from: first, to: today)
    // Today is not over yet: it stands as it is now.
    let moments = days.map { $0 == today ? now : $0.end(in: zone) - 0.001 }
    let tallies = try store.statistics.tallies(at: moments, unless: cancellation)
    return zip(days, tallies).map { (day: $0, tally: $1) }
  }
}
