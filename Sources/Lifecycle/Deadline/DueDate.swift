// Deadlines as the offers of a deck stand to them: how many have met each, what the others lose, and how
// much time is left. The most urgent comes first.

package import Foundation

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
  /// How many offers have not met it that it only may concern, since a fact is not known.
  package let uncertain: Int
  /// How many offers that have not met it have it on hold.
  package let held: Int
  /// How pressing it is.
  package let level: Level
  /// The time that is left.
  package let countdown: Countdown
  /// What is lost by those that do not meet it.
  package let consequences: [Consequence]

  /// When its last day is over.
  package var end: Date { deadline.day.end(in: zone) }
  /// How many offers it concerns that have not met it.
  package var unmet: Int { concerned - met }
  /// How many offers lose something if they do not meet it: nothing is taken while it is on hold.
  package var threatened: Int { unmet - held }

  /// How many offers that are threatened have something to lose that not every offer has.
  package struct LossCount: Hashable, Sendable {
    /// How many are known to have it.
    package let certain: Int
    /// How many may have it, since a fact is not known.
    package let possible: Int

    /// A count of those that have it, and of those that may.
    package init(certain: Int, possible: Int) {
      self.certain = certain
      self.possible = possible
    }
  }

  /// What is lost, each in a few words: what all have to lose by its title, and the rest with how
  /// many have it and to how many it may apply. What nobody has to lose is left out.
  ///
  /// - Parameter count: counts those that have something to lose; nil if that is not known.
  package func losses(
    _ count: (Consequence) -> LossCount?
  ) -> [(consequence: Consequence, title: String)] {
    guard threatened > 0 else { return [] }
    return consequences.compactMap { consequence in
      guard consequence.when != .always else { return (consequence, consequence.title) }
      guard let count = count(consequence) else {
        return (consequence, consequence.title + " (may apply)")
      }
      var parts: [String] = []
      if count.certain > 0, count.certain < threatened {
        parts.append(count.certain.counted("offer"))
      }
      if count.possible > 0 { parts.append("may apply to \(count.possible.grouped)") }
      guard count.certain + count.possible > 0 else { return nil }
      let note = parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
      return (consequence, consequence.title + note)
    }
  }

  /// Finds the offers of a publisher, or of all, that are threatened and have this to lose.
  ///
  /// - Parameter isCertain: those that are known to have it alone; else also those that may.
  package func query(
    of consequence: Consequence, publisher: String?, isCertain: Bool
  ) -> Query {
    var query = Query(publisher: publisher)
    query.standing = Standing(
      playbook: key.playbook, threatened: 1 << UInt64(key.index), condition: consequence.when,
      isCertain: isCertain)
    return query
  }

  /// What is not certain about it, and its safe date, in short sentences for people.
  package func remarks(on today: Day) -> [String] {
    guard level != .met else { return [] }
    var remarks: [String] = []
    if let safe = deadline.safeDay { remarks.append("\(safe.title(on: today)) is the safe date") }
    if uncertain > 0 {
      remarks.append("may apply to \(uncertain.counted("offer")): answer to find out")
    }
    if held > 0 { remarks.append("\(held.grouped) \(deadline.holdTitle())") }
    return remarks
  }

  /// The zone by its distance from Greenwich at the end of the day: `UTC+14`, `UTC-3:30`.
  package var zoneTitle: String {
    // The last second of the day, in case the clocks change at its end.
    let minutes = zone.secondsFromGMT(for: end - 1) / 60
    guard minutes != 0 else { return "UTC" }
    let (hours, rest) = (abs(minutes) / 60, abs(minutes) % 60)
    let minute = rest == 0 ? "" : rest < 10 ? ":0\(rest)" : ":\(rest)"
    return "UTC\(minutes < 0 ? "-" : "+")\(hours)\(minute)"
  }
}

extension DueDate {
  /// The deadlines that concern any offer of a publisher, or of all, at a moment: unmet ones by
  /// level, then the met ones. Within a level the earlier day comes first, and of one day, which
  /// stands together, what has to be begun earlier.
  package static func all(
    in playbooks: [Playbook], tally: Tally, publisher: String?, at moment: Date, zone: TimeZone
  ) -> [DueDate] {
    let dates = playbooks.flatMap { playbook in
      playbook.deadlines.enumerated().compactMap { index, deadline -> DueDate? in
        let key = Query.DeadlineKey(playbook: playbook.id, index: index)
        let (concerned, met) = tally.count(of: key, publisher: publisher)
        guard concerned > 0 else { return nil }
        let zone = playbook.zone ?? zone
        let open = tally.open(of: key, publisher: publisher)
        return DueDate(
          deadline: deadline, key: key, zone: zone, concerned: concerned, met: met,
          uncertain: open.uncertain, held: open.held,
          level: deadline.level(
            concerned: concerned, met: met, held: open.held, at: moment, in: zone),
          countdown: Countdown(from: moment, to: deadline.day.end(in: zone)),
          consequences: deadline.consequences.compactMap { playbook.consequence($0) })
      }
    }
    return dates.sorted {
      (
        $0.level.rawValue, $0.end, $0.deadline.day, $0.deadline.startBy, $0.key.playbook,
        $0.key.index
      )
        < (
          $1.level.rawValue, $1.end, $1.deadline.day, $1.deadline.startBy, $1.key.playbook,
          $1.key.index
        )
    }
  }
}

extension [DueDate] {
  /// The places of those that share a day and a level, and so a line of their own, in their order.
  package var groups: [Range<Int>] {
    var groups: [Range<Int>] = []
    for (index, date) in enumerated() {
      if let last = groups.last, self[last.lowerBound].level == date.level,
        self[last.lowerBound].deadline.day == date.deadline.day,
        self[last.lowerBound].end == date.end
      {
        groups[groups.count - 1] = last.lowerBound..<index + 1
      } else {
        groups.append(index..<index + 1)
      }
    }
    return groups
  }
}

extension ArraySlice<DueDate> {
  /// The work for all of them has to begin on one day, and takes as long for the same reason.
  package var hasOneStart: Bool {
    guard let first else { return true }
    return allSatisfy {
      $0.deadline.startBy == first.deadline.startBy && $0.deadline.lead == first.deadline.lead
    }
  }
}
