// `offerdeck deadlines`: what the panels show, for people and for programs.

import ArgumentParser
import Foundation
import Lifecycle
import Persistence

/// Lists the deadlines.
struct DeadlinesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "deadlines", "List deadlines, most urgent first.",
    examples: ["deadlines", "deadlines --publisher contoso --json"])

  @Flag(name: .long, help: "Print JSON.")
  var json = false

  @OptionGroup var filter: PublisherFilter
  @OptionGroup var common: CommonOptions

  func run() throws {
    let deck = try Deck(common, isReadOnly: true, learns: true)
    try deck.store.expect(publisher: filter.publisher)
    try deck.printing(of: filter.publisher) {
      let dates = try deck.dueDates(of: filter.publisher)
      if json { return try Output.json(dates.map { Record($0, deck.clock.now) }) }
      try write(dates, deck)
    }
  }

  private func write(_ dates: [DueDate], _ deck: Deck) throws {
    var table = common.table([
      "DAY", .init("ZONE", rank: 5), "LEVEL", .init("LEFT", rank: 1), "MET",
      .init("START BY", rank: 2), .init("LEAD", rank: 6), .init("DEADLINE", least: 24),
      .init("IF MISSED", rank: 3, least: 16),
    ])
    for date in dates {
      let isMet = date.level == .met
      table.add([
        .init("\(date.deadline.day.weekdayTitle) \(date.deadline.day)"), .init(date.zoneTitle),
        .init(date.level), .init(isMet ? "" : date.countdown.title(withSeconds: false)),
        .init("\(date.met)/\(date.concerned)"), .init(date.deadline.startBy.description),
        .init(date.deadline.lead.title), .init(date.deadline.title),
        .init(
          isMet
            ? ""
            : (try deck.losses(of: date, publisher: filter.publisher).map(\.title)
              + date.remarks(on: deck.today)).joined(separator: "; ")),
      ])
    }
    common.finish(&table, empty: "No deadlines.")
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
