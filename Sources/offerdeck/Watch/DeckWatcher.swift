// Compares a deck with what was known of it, to tell which levels and stages have changed since.

import Foundation
import Lifecycle
import Persistence

/// What is known of a deck that is watched.
struct DeckWatcher {
  private let store: Store
  private let library: [Playbook]
  /// Only this publisher's offers; nil for all.
  private let publisher: String?
  private let zone: TimeZone
  private var levels: [Query.DeadlineKey: Level] = [:]
  /// The newest entry of the history that was seen.
  private var seen: Int64 = 0
  /// The playbooks with the lead times that the history teaches, and the day on which it was asked.
  private var learned: (day: Day, playbooks: [Playbook])?

  /// Begins with the deck as it is now.
  ///
  /// - Throws: a `StoreFailure`.
  init(
    _ store: Store, playbooks: [Playbook], publisher: String?, zone: TimeZone, at now: Date
  ) throws {
    self.store = store
    library = playbooks
    self.publisher = publisher
    self.zone = zone
    seen = try store.history.entries(limit: 1).first?.id ?? 0
    for date in try dueDates(at: now) { levels[date.key] = date.level }
  }

  /// What has changed since this was asked last: stages in the order in which they changed, then
  /// levels, the most urgent first.
  ///
  /// - Throws: a `StoreFailure`.
  mutating func changes(at now: Date) throws -> [WatchedChange] {
    try stageChanges() + levelChanges(at: now)
  }

  /// The next moment at which a level can change without anybody doing anything: midnight, wherever
  /// days end.
  func nextMoment(after now: Date) -> Date {
    let zones = Set(library.compactMap(\.zone) + [zone])
    return zones.map { Day(of: now, in: $0).end(in: $0) }.min() ?? now + 3_600
  }

  private mutating func dueDates(at now: Date) throws -> [DueDate] {
    let today = Day(of: now, in: zone)
    // Lead times change slowly, and a long history takes seconds to read.
    if learned?.day != today {
      let pace = try store.statistics.pace(zone: zone)
      learned = (today, library.map { $0.learning(from: pace) })
    }
    return DueDate.all(
      in: learned?.playbooks ?? [], tally: try store.statistics.tally(), publisher: publisher,
      at: now,
      zone: zone)
  }

  private mutating func levelChanges(at now: Date) throws -> [WatchedChange] {
    let dates = try dueDates(at: now)
    defer { levels = Dictionary(dates.map { ($0.key, $0.level) }) { first, _ in first } }
    return dates.compactMap { date in
      guard let before = levels[date.key], before != date.level else { return nil }
      return WatchedChange(
        subject: .deadline(date.key), at: now, from: before.name, to: date.level.name, date: date)
    }
  }

  private mutating func stageChanges() throws -> [WatchedChange] {
    var entries: [HistoryEntry] = []
    var before: Int64?
    while true {
      let page = try store.history.entries(publisher: publisher, limit: 500, before: before)
      let new = page.prefix { $0.id > seen }
      entries += new
      guard new.count == 500, let last = new.last else { break }
      before = last.id
    }
    seen = entries.first?.id ?? seen
    return try entries.reversed().compactMap { entry in
      guard let key = entry.offerKey, let from = entry.from, let to = entry.to, from != to else {
        return nil
      }
      var change = WatchedChange(
        subject: .offer(key), at: entry.at, from: from.rawValue, to: to.rawValue)
      change.actor = entry.by
      change.name = try store.offers.find(key)?.name
      return change
    }
  }
}
