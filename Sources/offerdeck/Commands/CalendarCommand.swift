// `offerdeck calendar`: the deadlines as a calendar file, which a calendar can take again and again.

import ArgumentParser
import Formats
import Foundation
import Lifecycle
import Persistence
import Terminal

/// Writes the deadlines as a calendar file.
struct CalendarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "calendar", "Write the deadlines as an iCalendar file.",
    """
    Each deadline has an event for the day to start by and one for the last day, with alarms. \
    Importing a later file replaces the events of an earlier one.
    """,
    examples: ["calendar -o deadlines.ics", "calendar --publisher contoso -o contoso.ics"])

  @Option(
    name: [.short, .long], help: "The file to write; by default standard output.",
    completion: .file())
  var output: String?

  @OptionGroup var filter: PublisherFilter
  @OptionGroup var common: CommonOptions

  private var publisher: String? { filter.publisher }

  func run() throws {
    let deck = try Deck(common, isReadOnly: true, learns: true)
    try deck.store.expect(publisher: publisher)
    try deck.printing(of: publisher) {
      let publishers = try deck.store.publishers.all().filter {
        publisher == nil || $0.id == publisher
      }
      let events = try publishers.flatMap { try Self.events(of: $0, deck) }
      let name = publishers.count == 1 ? publishers.first.map { "\($0.name): deadlines" } : nil
      let text = CalendarFile.text(
        events, title: Legible.legible(name ?? "Deadlines of offers"), version: Version.text,
        stamp: Clock().now)
      try ExportTarget.write(text, to: output)
    }
  }

  /// The events of a publisher, in the order of the panels.
  private static func events(of publisher: Publisher, _ deck: Deck) throws -> [CalendarEvent] {
    let now = deck.clock.now
    let dates = try deck.dueDates(of: publisher.id)
    guard !dates.isEmpty else { return [] }
    return dates.flatMap { date -> [CalendarEvent] in
      guard let playbook = deck.playbooks.first(where: { $0.id == date.key.playbook })
      else { return [] }
      let found = DeadlineEvents(
        publisher: publisher.id, name: Legible.legible(publisher.name), playbook: playbook,
        deadline: date.deadline, zone: date.zone, concerned: date.concerned, met: date.met,
        uncertain: date.uncertain, held: date.held, level: date.level)
      return found.events(today: Day(of: now, in: date.zone)).map(\.legible)
    }
  }
}

extension CalendarEvent {
  /// The event with texts that harm no reader: titles come from playbooks.
  fileprivate var legible: CalendarEvent {
    var event = self
    event.summary = Legible.legible(summary)
    event.description = description.split(separator: "\n").map { Legible.legible($0) }
      .joined(separator: "\n")
    event.categories = categories.map { Legible.legible($0) }
    return event
  }
}
