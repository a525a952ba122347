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
    Output.line("\(offer.type.title), \(offer.track) track of \(rules.playbook.title)")
    let word = offer.publication.word.map { ", the portal says “\($0)”" } ?? ""
    Output.line(
      "Stage: \(offer.publication.stage == .unrecognised ? "unknown" : offer.publication.title)\(word)"
    )
    if let failure = offer.publication.failure {
      Output.line(failure.kind.title + (failure.reasons.isEmpty ? ". No reason was given." : ":"))
      for reason in failure.reasons { Output.line("  \(reason)") }
    }
    Output.line()
    for (number, step) in rules.progress(of: offer, publisher).steps.enumerated() {
      Output.line("  \(sign(step.state)) \(number + 1). \(step.step.title)\(remark(step.state))")
    }
    let blockers = rules.progress(of: offer, publisher).blockers
    if !blockers.isEmpty {
      Output.line()
      Output.line("Blocked:")
      for blocker in blockers { Output.line("  \(blocker.sentence)") }
    }
    if !record.deadlines.isEmpty { Output.line() }
    for obligation in rules.obligations(of: offer, publisher) {
      let deadline = obligation.deadline
      let level = deadline.level(
        isMet: obligation.isMet, at: deck.clock.now, in: rules.playbook.zone ?? common.zone)
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
      try deck.store.history(
        of: key, publisher: key == nil ? publisher : nil, limit: limit, before: nil)
    }
    try Self.write(entries, titles: deck.library.playbooks.titles, json: json, common)
  }

  /// Prints entries; the table names steps and pages by their titles.
  static func write(
    _ entries: [HistoryEntry], titles: [String: String], json: Bool, _ common: CommonOptions
  ) throws(Failure) {
    if json { return try Output.json(entries.map(Entry.init)) }
    var table = common.table([
      "WHEN", .init("OFFER", least: 12), .init("WHAT", rank: 1, least: 20), .init("FROM", rank: 4),
      .init("TO", rank: 3), .init("WHO", rank: 2, least: 8),
    ])
    for entry in entries {
      table.add([
        Moment(entry.at).text, entry.offer ?? entry.publisher, entry.sentence(titles),
        entry.from?.rawValue ?? "", entry.to?.rawValue ?? "", entry.by,
      ])
    }
    common.finish(&table, empty: "No history.")
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

    init(_ entry: HistoryEntry) {
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
