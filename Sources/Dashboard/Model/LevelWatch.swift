// Levels that change while the dashboard is open: said on the screen, and told to the terminal, once
// for each change however long the machine slept.

import Foundation
import Lifecycle

/// Which levels of deadlines are known.
struct LevelWatch: Sendable {
  /// A deadline that came to a level.
  private struct Change: Hashable, Sendable {
    let key: Query.DeadlineKey
    let level: Level
  }

  /// The level of each deadline when it was looked at last.
  private var known: [Query.DeadlineKey: Level] = [:]
  /// What was told: a clock that is set back and forth tells nothing twice.
  private var told: Set<Change> = []
  /// From when until when no level changes by itself.
  private var rest: Range<Date>?

  /// Compares the levels of the deck as it is now with those that were known.
  ///
  /// - Parameter isNew: the deck was read; else they are compared only once a day may have ended.
  /// - Returns: what has changed, in a sentence; nil if nothing has.
  mutating func look(at environment: Environment, isNew: Bool) -> String? {
    let (deck, zone, now) = (environment.deck, environment.zone, environment.asOf.now)
    if !isNew, rest?.contains(now) == true { return nil }
    let dates = DueDate.all(
      in: deck.playbooks, tally: deck.tally, publisher: nil, at: now, zone: zone)
    let midnights = Set(dates.map(\.zone) + [zone]).map { Day(of: now, in: $0).end(in: $0) }
    rest = midnights.min().map { now..<max($0, now) }
    var changed: [DueDate] = []
    for date in dates {
      // What was met and is not any more is somebody's doing, and no news to them.
      guard let before = known[date.key], before != .met, date.level < before,
        told.insert(Change(key: date.key, level: date.level)).inserted
      else { continue }
      changed.append(date)
    }
    known = Dictionary(dates.map { ($0.key, $0.level) }) { first, _ in first }
    guard let first = changed.first else { return nil }
    let offers = first.threatened.counted("offer")
    let day = first.deadline.day
    let rest =
      first.level == .missed
      ? "\(offers) not there"
      : "\(offers) by \(day.weekdayTitle) \(day.title(on: Day(of: now, in: first.zone)))"
    let others = changed.count > 1 ? "; and \((changed.count - 1).counted("other date"))" : ""
    return "\(first.deadline.title): \(first.level.title), \(rest)\(others)."
  }
}
