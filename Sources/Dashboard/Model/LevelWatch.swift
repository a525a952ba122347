// Levels that change while the dashboard is open: said on the screen, and told to the terminal, once
// for each change however long the machine slept.

import Foundation
import Lifecycle

/// Which levels are known.
struct LevelWatch: Hashable, Sendable {
  /// The level of each deadline when it was looked at last.
  var known: [Query.DeadlineKey: Level] = [:]
  /// What was told: a clock that is set back and forth tells nothing twice.
  var told: Set<Told> = []
  /// From when until when no level changes by itself.
  var rest: Range<Date>?

  /// A deadline that came to a level.
  struct Told: Hashable, Sendable {
    let key: Query.DeadlineKey
    let level: Level
  }
}

extension Model {
  /// Time has passed: looks whether a level has changed by that.
  mutating func watchTime() -> [Effect] {
    guard isCounted, environment.asOf.source == nil, levels.rest?.contains(now) != true else {
      return []
    }
    return watchLevels()
  }

  /// Compares the levels of the deck as it is with those that were known.
  mutating func watchLevels() -> [Effect] {
    let dates = DueDate.all(in: playbooks, tally: tally, publisher: nil, at: now, zone: zone)
    let zones = Set(dates.map(\.zone) + [zone])
    let midnights = zones.map { Day(of: now, in: $0).end(in: $0) }
    levels.rest = midnights.min().map { now..<max($0, now) }
    var changed: [DueDate] = []
    for date in dates {
      // What was met and is not any more is somebody's doing, and no news to them.
      guard let before = levels.known[date.key], before != .met, date.level < before,
        levels.told.insert(LevelWatch.Told(key: date.key, level: date.level)).inserted
      else { continue }
      changed.append(date)
    }
    levels.known = Dictionary(dates.map { ($0.key, $0.level) }) { first, _ in first }
    guard let first = changed.first else { return [] }
    var sentence = "\(first.deadline.title): \(first.level.title)"
    sentence +=
      first.level == .missed
      ? ", \(first.threatened.counted("offer")) not there"
      : ", \(first.threatened.counted("offer")) by \(first.deadline.day.weekdayTitle) "
        + first.deadline.day.title(on: Day(of: now, in: first.zone))
    if changed.count > 1 { sentence += "; and \((changed.count - 1).counted("other date"))" }
    sentence += "."
    say(sentence, for: 60)
    return preferences.alerts ? [.alert(sentence, isSeen: hasWindowFocus)] : []
  }
}
