// `offerdeck show` and `offerdeck history`: one offer, with everything known of it.

import ArgumentParser
import Formats
import Foundation
import Lifecycle
import Persistence
import Terminal

/// Shows one offer.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "show", takes: "<offer> [options]", "Show an offer: steps, what to do, deadlines.",
    examples: ["show contoso-fleet", "show contoso/contoso-fleet --json"])

  @OptionGroup var choice: OfferChoice

  @Flag(name: .long, help: "Print JSON.")
  var json = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    let deck = try Deck(common, isReadOnly: true, learns: true)
    let (offer, publisher, rules) = try choice.offer(in: deck)
    let record = try deck.record(of: offer, publisher)
    if json { return try Output.json(record) }
    Output.line("\(offer.name) (\(offer.key.publisher)/\(offer.key.offer))")
    Output.line(
      "\(offer.type.isUnknown ? "No offer type" : offer.type.title), \(offer.track) track of \(rules.playbook.title)"
    )
    let word = offer.publication.word.map { ", the portal says \($0.inQuotes)" } ?? ""
    Output.line(
      "Stage: \(offer.publication.stage == .unrecognized ? "unknown" : offer.publication.title)\(word)"
    )
    if let failure = offer.publication.failure {
      let first = failure.reasons.first.map { ": \($0)" } ?? ". No reason was given."
      Output.line(failure.kind.title + first)
      for reason in failure.reasons.dropFirst() { Output.line("  \(reason)") }
    }
    Output.line()
    let progress = rules.progress(of: offer, publisher)
    for (number, step) in progress.steps.enumerated() {
      Output.line("  \(sign(step.state)) \(number + 1). \(step.step.title)\(remark(step.state))")
    }
    if let next = progress.next?.step {
      Output.line()
      Output.line("What to do: \(next.title)")
      for line in next.instruction(for: offer, of: publisher) { Output.line("  \(line)") }
    }
    let blockers = progress.blockers
    if !blockers.isEmpty {
      Output.line()
      Output.line("Blocked:")
      for blocker in blockers { Output.line("  \(blocker.sentence(in: common.zone))") }
    }
    if !record.deadlines.isEmpty { Output.line() }
    for obligation in rules.obligations(of: offer, publisher) {
      let deadline = obligation.deadline
      let level = obligation.level(
        at: deck.clock.now, in: rules.playbook.zone ?? common.zone)
      let losses = rules.losses(of: offer, by: deadline).map(\.title).joined(separator: ", ")
      let rest =
        obligation.isMet || obligation.isOnHold || losses.isEmpty
        ? "" : level == .missed ? "; in force: \(losses)" : "; else: \(losses)"
      Output.line(
        "  \(deadline.day.title()): \(deadline.title), \(obligation.title(level, zone: common.zone))\(rest)"
      )
    }
  }

  private func sign(_ state: StepState) -> String {
    switch state {
    case .done, .passed: "[x]"
    case .next: "[>]"
    case .blocked: "[!]"
    case .later: "[ ]"
    case .skipped: "[-]"
    }
  }

  private func remark(_ state: StepState) -> String {
    if case .done(let tick?) = state {
      return " (\(tick.by), \(Day(of: tick.at, in: common.zone).title()))"
    }
    return state == .passed ? " (implied)" : state == .skipped ? " (not done)" : ""
  }
}

/// Shows the history of an offer, or of the deck.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "history", takes: "[<offer>] [options]", "Show the history of an offer, or of the whole deck.",
    examples: ["history", "history contoso-fleet --limit 10", "history -p contoso --json"])

  @Argument(
    help: "Offer ID, or PUBLISHER/OFFER; without it, the whole deck.", completion: .offers)
  var offer: String?

  @Option(name: .shortAndLong, help: "The publisher.", completion: .publishers)
  var publisher: String?

  @Option(name: .long, help: "Maximum number of entries.")
  var limit = 100

  @Flag(name: .long, help: "Print JSON.")
  var json = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1") }
  }

  func run() throws {
    let deck = try Deck(common, isReadOnly: true)
    try deck.store.expect(publisher: publisher)
    let key = try offer.map { try deck.key(named: $0, of: publisher) }
    let entries = try Failure.wrapping {
      try deck.store.history.entries(
        of: key, publisher: key == nil ? publisher : nil, limit: limit, before: nil)
    }
    try Self.write(entries, in: deck, json: json)
  }

  /// Prints entries, as a table or as JSON; the table names steps and pages by their titles.
  static func write(_ entries: [HistoryEntry], in deck: Deck, json: Bool) throws(Failure) {
    let playbooks = deck.library.playbooks
    let publishers = try Failure.wrapping { try deck.store.publishers.all() }
    func isManual(_ entry: HistoryEntry) -> Bool {
      publishers.contains {
        $0.id == entry.publisher && entry.isRecordedManually(by: $0, playbooks)
      }
    }
    if json {
      return try Output.json(entries.map { Entry($0, isRecordedManually: isManual($0)) })
    }
    let titles = playbooks.titles
    var table = deck.common.table([
      "WHEN", .init("OFFER", least: 12), .init("WHAT", rank: 1, least: 20), .init("FROM", rank: 4),
      .init("TO", rank: 3), .init("WHO", rank: 2, least: 8),
    ])
    for entry in entries {
      table.add([
        Moment(entry.at).text, entry.offer ?? entry.publisher,
        entry.sentence(titles) + (isManual(entry) ? " (\(ManualRecord.mark))" : ""),
        entry.from?.rawValue ?? "", entry.to?.rawValue ?? "", entry.by,
      ])
    }
    deck.common.finish(&table, empty: "No history.")
  }

  /// An entry as programs read it.
  private struct Entry: Encodable {
    let id: Int64
    let at: Date
    let by: String
    let publisher: String
    let offer: String?
    let kind: String
    let subject: String?
    let detail: String?
    let from: String?
    let to: String?
    let source: String
    let undoes: Int64?
    /// It tells of work in Partner Center before the account had migrated.
    let isRecordedManually: Bool

    init(_ entry: HistoryEntry, isRecordedManually: Bool) {
      self.isRecordedManually = isRecordedManually
      id = entry.id
      at = entry.at
      by = entry.by
      publisher = entry.publisher
      offer = entry.offer
      kind = entry.kind
      subject = entry.subject
      detail = entry.detail
      from = entry.from?.rawValue
      to = entry.to?.rawValue
      source = entry.source.rawValue
      undoes = entry.undoes
    }
  }
}
