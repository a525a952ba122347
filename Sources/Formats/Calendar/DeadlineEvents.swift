// What a deadline puts into a calendar: the day by which the work has to begin, and the last day.

package import Foundation
package import Lifecycle

/// A deadline with what the offers of one publisher make of it.
package struct DeadlineEvents: Hashable, Sendable {
  /// The publisher's ID.
  package var publisher: String
  /// The publisher's name.
  package var name: String
  /// The program that sets the date.
  package var playbook: Playbook
  /// The date, with the days that the work takes.
  package var deadline: Deadline
  /// The zone in which its days end.
  package var zone: TimeZone
  /// How many offers it concerns.
  package var concerned: Int
  /// How many of them have met it.
  package var met: Int
  /// How many have not met it that it only may concern.
  package var uncertain: Int
  /// How many have not met it and have it on hold.
  package var held: Int
  /// How pressing it is.
  package var level: Level

  /// A deadline with all that is counted of it.
  package init(
    publisher: String, name: String, playbook: Playbook, deadline: Deadline,
    zone: TimeZone, concerned: Int, met: Int, uncertain: Int = 0, held: Int = 0, level: Level
  ) {
    self.publisher = publisher
    self.name = name
    self.playbook = playbook
    self.deadline = deadline
    self.zone = zone
    self.concerned = concerned
    self.met = met
    self.uncertain = uncertain
    self.held = held
    self.level = level
  }

  /// The events at a day. One that is met keeps its events, without alarms: what is left out of a
  /// file stays in a calendar that took it before. Days that no calendar has are left out.
  package func events(today: Day) -> [CalendarEvent] {
    // The day before as well: a reader's morning can come after the date has passed in its zone.
    let parts: [(kind: String, title: String, day: Day, alarms: [Int])] = [
      ("start", "Start by today", deadline.startBy, [9]),
      ("date", "Last day", deadline.day, [-15, 9]),
    ]
    return parts.filter { (1...9_999).contains($0.day.parts.year) }.map { part in
      let rest = concerned - met - held
      let isOpen = level != .met
      let work = rest > 0 ? "\(rest.grouped) of \(concerned.grouped) to do" : nil
      let hold = held > 0 ? "\(held.grouped) on hold" : nil
      let state = [work, hold].compactMap(\.self).joined(separator: ", ")
      return CalendarEvent(
        uid: uid(part.kind), day: part.day,
        summary: isOpen
          ? "\(part.title): \(deadline.title) (\(name), \(state))"
          : "Met: \(deadline.title) (\(name))",
        description: description,
        categories: ["offerdeck", name, part.kind == "start" ? "Start by" : "Deadline"],
        link: playbook.source, alarms: isOpen && part.day >= today ? part.alarms : [])
    }
  }

  /// The same in every file: what the publisher, the program and the date are called, and never
  /// what stands there today. A name that is too long or has other characters than these is told
  /// from others by a hash of it.
  private func uid(_ kind: String) -> String {
    let parts = [publisher, playbook.id, deadline.id]
    let allowed = parts.map { part in
      String(part.unicodeScalars.prefix(50).map { Self.isPlain($0) ? Character($0) : "_" })
    }
    var name = (allowed + [kind]).joined(separator: ".")
    if allowed != parts { name += ".\(Self.hash(parts))" }
    return name + "@offerdeck"
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-": true
    default: false
    }
  }

  /// FNV-1a with 64 bits: Swift's own hashes differ from run to run.
  private static func hash(_ parts: [String]) -> String {
    let bytes = parts.joined(separator: "\0").utf8
    let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    return String(hash, radix: 16)
  }

  /// How many have met it, in a sentence.
  private var standing: String {
    let rest = concerned - met
    guard concerned != 1 else {
      return "The one offer of \(name) has \(rest == 0 ? "" : "not ")met it."
    }
    let offers = "\(concerned.counted("offer")) of \(name)"
    guard rest > 0 else { return "All \(offers) have met it." }
    return "\(met.grouped) of \(offers) \(met == 1 ? "has" : "have") met it, "
      + "\(rest.grouped) to do."
  }

  private var remarks: [String] {
    var remarks: [String] = []
    if let safe = deadline.safeDay {
      remarks.append("Safe date: \(safe.weekdayTitle) \(safe.title()).")
    }
    if uncertain > 0 { remarks.append("May apply: \(uncertain.counted("offer")).") }
    if held > 0 { remarks.append("\(held.counted("offer")) \(deadline.holdTitle()).") }
    if !deadline.note.isEmpty { remarks.append(deadline.note) }
    return remarks
  }

  private var description: String {
    let day = deadline.day
    let losses = deadline.consequences.compactMap { playbook.consequence($0) }
    let startBy = deadline.startBy
    return
      ([
        standing,
        "Level: \(level.title).",
        "Last day: \(day.weekdayTitle) \(day.title()), until midnight at the end of the day "
          + "(\(zone.identifier)).",
        "Start by: \(startBy.weekdayTitle) \(startBy.title()); the work takes "
          + "\(deadline.lead.title).",
      ]
      + remarks
      + losses.map { "\(level == .missed ? "Lost" : "If missed"): \($0.title). \($0.meaning)" }
      + ["Program: \(playbook.title), \(playbook.revision)."]).joined(separator: "\n")
  }
}
