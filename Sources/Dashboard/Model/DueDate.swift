// The deadlines as the panels show them: counted over all offers, with what hurts first on top.

package import Foundation
package import Lifecycle

/// A deadline with what the deck's offers make of it.
package struct DueDate: Hashable, Sendable {
  /// The deadline.
  package let deadline: Deadline
  /// Its place among all playbooks.
  package let key: Query.DeadlineKey
  /// The zone in which its day ends.
  package let zone: TimeZone
  /// How many offers it concerns.
  package let concerned: Int
  /// How many of them have met it.
  package let met: Int
  /// How pressing it is.
  package let level: Level
  /// The time that is left.
  package let countdown: Countdown
  /// What is lost by those that do not meet it.
  package let consequences: [Consequence]

  /// When its last day is over.
  package var end: Date { deadline.day.end(in: zone) }
}

extension DueDate {
  /// The deadlines that concern any offer of a publisher, or of all, at a moment: unmet ones by
  /// level and date, then the met ones.
  package static func all(
    in playbooks: [Playbook], tally: Tally, publisher: String?, at moment: Date, zone: TimeZone
  ) -> [DueDate] {
    let dates = playbooks.flatMap { playbook in
      playbook.deadlines.enumerated().compactMap { index, deadline -> DueDate? in
        let key = Query.DeadlineKey(playbook: playbook.id, index: index)
        let (concerned, met) = tally.count(of: key, publisher: publisher)
        guard concerned > 0 else { return nil }
        let zone = playbook.zone ?? zone
        return DueDate(
          deadline: deadline, key: key, zone: zone, concerned: concerned, met: met,
          level: deadline.level(isMet: met == concerned, at: moment, in: zone),
          countdown: Countdown(from: moment, to: deadline.day.end(in: zone)),
          consequences: deadline.consequences.compactMap { playbook.consequence($0) })
      }
    }
    return dates.sorted {
      ($0.level.rawValue, $0.deadline.day.number, $0.key.playbook, $0.key.index)
        < ($1.level.rawValue, $1.deadline.day.number, $1.key.playbook, $1.key.index)
    }
  }
}

extension Model {
  /// The deadlines of what is listed, with what hurts first on top.
  package var dueDates: [DueDate] {
    DueDate.all(
      in: playbooks, tally: tally, publisher: query.publisher, at: now, zone: zone)
  }

  /// The first deadline of an offer that is not met, with its level; nil where nothing is due.
  func nearest(of offer: Offer) -> (deadline: Deadline, level: Level, countdown: Countdown)? {
    let rules = rules(of: offer)
    let zone = zone(of: rules.playbook)
    guard let first = rules.firstUnmet(of: offer, publisher(of: offer)) else { return nil }
    return (
      first, first.level(isMet: false, at: now, in: zone),
      Countdown(from: now, to: first.day.end(in: zone))
    )
  }

  /// The next moment at which something on the screen changes by itself; nil where nothing does.
  package var nextMoment: Date? {
    var moments: [Date] = []
    if let until = notice?.until { moments.append(until) }
    if let draftMoment { moments.append(draftMoment) }
    let dates = dueDates
    for (index, date) in dates.enumerated() where date.level != .met {
      let isExact = focus == .deadlines && index == deadlineSelection
      moments.append(now + date.countdown.untilChange(withSeconds: isExact))
    }
    // Levels and the date at the top change at midnight, in the zones that are in use.
    for zone in Set(dates.map(\.zone) + [zone]) {
      moments.append(Day(of: now, in: zone).end(in: zone))
    }
    return moments.min()
  }
}
