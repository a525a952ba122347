// `offerdeck deadlines`: what the panels show, for people and for programs.

import ArgumentParser
import Dashboard
import Foundation
import Lifecycle
import Persistence

/// Lists the deadlines.
struct DeadlinesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deadlines", abstract: "List the deadlines, what hurts first on top.")

  @OptionGroup var common: CommonOptions

  @Option(name: .long, help: "Only this publisher's offers.", completion: .publishers)
  var publisher: String?

  @Flag(name: .long, help: "As JSON.")
  var json = false

  func run() throws {
    let deck = try Deck(common, isReadOnly: true, learns: true)
    try deck.store.expect(publisher: publisher)
    let now = deck.clock.now
    let dates = try deck.dueDates(of: publisher)
    if json { return try Output.json(dates.map { Record($0, now) }) }
    var table = Table([
      "DAY", "ZONE", "LEVEL", "LEFT", "MET", "START BY", "LEAD", "WHAT", "ELSE LOST",
    ])
    for date in dates {
      table.add([
        "\(date.deadline.day.weekdayTitle) \(date.deadline.day)", date.zoneTitle, date.level.title,
        date.level == .met ? "" : date.countdown.title(withSeconds: false),
        "\(date.met)/\(date.concerned)", date.deadline.startBy.description,
        date.deadline.lead.title,
        date.deadline.title,
        date.level == .met
          ? "" : (date.lossTitles + date.remarks(on: deck.today)).joined(separator: "; "),
      ])
    }
    table.finish()
  }

  /// A lead time as programs read it, in days. What was not learned has no interval.
  struct Lead: Encodable {
    let days: Int
    let prior: Int
    let learned: Bool
    let low: Double?
    let high: Double?
    let count: Int
    let leftOut: Int

    init(_ lead: LeadTime) {
      days = lead.days
      prior = lead.prior
      learned = lead.isLearned
      low = lead.interval?.lowerBound
      high = lead.interval?.upperBound
      count = lead.count
      leftOut = lead.leftOut
    }
  }

  /// A deadline as programs read it.
  struct Record: Encodable {
    let id: String
    let playbook: String
    let title: String
    let day: String
    let zone: String
    let ends: Date
    let startBy: String
    let lead: Lead
    let level: String
    let secondsLeft: Int
    let concerned: Int
    let met: Int
    let mayApply: Int
    let onHold: Int
    let safeDay: String?
    let note: String?
    let consequences: [String]

    init(_ date: DueDate, _ now: Date) {
      id = date.deadline.id
      playbook = date.key.playbook
      title = date.deadline.title
      day = date.deadline.day.description
      zone = date.zone.identifier
      ends = date.end
      startBy = date.deadline.startBy.description
      lead = Lead(date.deadline.lead)
      level = date.level.name
      secondsLeft = date.countdown.seconds
      concerned = date.concerned
      met = date.met
      mayApply = date.uncertain
      onHold = date.held
      safeDay = date.deadline.safeDay?.description
      note = date.deadline.note.isEmpty ? nil : date.deadline.note
      consequences = date.consequences.map(\.id)
    }
  }
}
