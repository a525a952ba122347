// The dates of a program: whom they concern, what meets them, and when the rest must begin.

package import Foundation

/// A date of a program.
package struct Deadline: Hashable, Sendable {
  /// Its short name.
  package var id: String
  /// What has to be done, in a few words.
  package var title: String
  /// The last day. It ends at the midnight that follows.
  package var day: Day
  /// The first day on which it can be met; nil where there is none.
  package var opens: Day?
  /// IDs of the tracks that it concerns.
  package var tracks: [String]
  /// It concerns only offers for which this holds.
  package var when: Condition
  /// It is on hold for offers for which this holds: the date is kept and counted, and nothing is
  /// taken from them meanwhile. Nil if nothing puts it on hold.
  package var hold: Condition?
  /// Why it is on hold, in a few words.
  package var holdReason: String
  /// What meets it.
  package var goal: Goal
  /// The days that the work takes: the playbook's word, or what was learned.
  package var lead: LeadTime
  /// Days before the start-by day from which it counts as due soon.
  package var soonDays: Int
  /// IDs of what is lost where it is not met.
  package var consequences: [String]
  /// The last day that is safe by every reading of the source; nil if that is `day`.
  package var safeDay: Day?
  /// What a person should know about the date, in sentences of the source; empty if nothing.
  package var note: String

  /// A date with all that the playbook says of it.
  ///
  /// - Parameter leadDays: the days that the work takes, as the playbook has them.
  package init(
    id: String, title: String, day: Day, opens: Day? = nil, tracks: [String],
    when: Condition = .always, hold: Condition? = nil, holdReason: String = "", goal: Goal,
    leadDays: Int, soonDays: Int,
    consequences: [String], safeDay: Day? = nil, note: String = ""
  ) {
    self.id = id
    self.title = title
    self.day = day
    self.opens = opens
    self.tracks = tracks
    self.when = when
    self.hold = hold
    self.holdReason = holdReason
    self.goal = goal
    lead = LeadTime(prior: leadDays)
    self.soonDays = soonDays
    self.consequences = consequences
    self.safeDay = safeDay
    self.note = note
  }

  /// The days that the work takes, so that it must be begun so many days before the last.
  package var leadDays: Int { lead.days }

  /// The last day on which the work can begin and still be done in time.
  package var startBy: Day { day - leadDays }

  /// How pressing the date is at a moment. On hold, nothing is taken however late it is.
  package func level(
    isMet: Bool, isOnHold: Bool = false, at moment: Date, in zone: TimeZone
  ) -> Level {
    if isMet { return .met }
    if isOnHold { return .onHold }
    if moment >= day.end(in: zone) { return .missed }
    let today = Day(of: moment, in: zone)
    if today >= startBy { return .startNow }
    return today >= startBy - soonDays ? .dueSoon : .comfortable
  }
}

extension Deadline {
  /// How pressing the date is for several offers: on hold only if it is for all that have not met it.
  ///
  /// - Parameters:
  ///   - concerned: how many offers it concerns.
  ///   - met: how many of them have met it.
  ///   - held: how many of the others have it on hold.
  package func level(
    concerned: Int, met: Int, held: Int, at moment: Date, in zone: TimeZone
  ) -> Level {
    level(isMet: met >= concerned, isOnHold: met + held >= concerned, at: moment, in: zone)
  }

  /// The words for a deadline that is on hold: `on hold (type dispute, 20 Sep, ticket 1190914)`.
  ///
  /// - Parameters:
  ///   - since: the day since which it is, for people; nil if that is not known.
  ///   - ticket: the number of the support ticket; nil if none is known.
  package func holdTitle(since: String? = nil, ticket: String? = nil) -> String {
    let details = [holdReason.isEmpty ? nil : holdReason, since, ticket.map { "ticket \($0)" }]
      .compactMap(\.self)
    return "on hold" + (details.isEmpty ? "" : " (\(details.joined(separator: ", ")))")
  }
}

/// What meets a deadline.
package enum Goal: Hashable, Sendable {
  /// Every step of the track is done.
  case complete
  /// This step is done.
  case step(String)
}

/// How pressing a date is. Ordered by what hurts first.
package enum Level: Int, CaseIterable, Comparable, Sendable {
  /// The date has passed: what depends on it is lost until it is met.
  case missed
  /// The work takes longer than the days that are left before its start-by day is over.
  case startNow
  /// The start-by day is near.
  case dueSoon
  /// There is time.
  case comfortable
  /// Not met, and nothing is taken meanwhile: a dispute holds off what would follow. The date stays.
  case onHold
  /// Done.
  case met

  /// Orders levels from the most pressing.
  package static func < (one: Level, other: Level) -> Bool { one.rawValue < other.rawValue }

  /// The word that people read.
  package var title: String {
    switch self {
    case .missed: "missed"
    case .startNow: "start now"
    case .dueSoon: "due soon"
    case .comfortable: "comfortable"
    case .onHold: "on hold"
    case .met: "met"
    }
  }

  /// The sign that stands beside the word; never the only thing that tells the level.
  package var sign: String {
    switch self {
    case .missed: "‼"
    case .startNow: "▲"
    case .dueSoon: "△"
    case .comfortable: "·"
    case .onHold: "‖"
    case .met: "✓"
    }
  }

  /// The word in output for programs.
  package var name: String {
    switch self {
    case .startNow: "start_now"
    case .dueSoon: "due_soon"
    case .onHold: "on_hold"
    case .missed, .comfortable, .met: title
    }
  }
}

/// Something that is lost where a deadline is not met.
package struct Consequence: Hashable, Sendable {
  /// Its short name.
  package var id: String
  /// What is lost, in a few words.
  package var title: String
  /// What that means, in a sentence.
  package var meaning: String
  /// Only offers for which this holds have it to lose.
  package var when: Condition

  /// Something that can be lost.
  package init(id: String, title: String, meaning: String, when: Condition = .always) {
    self.id = id
    self.title = title
    self.meaning = meaning
    self.when = when
  }
}
