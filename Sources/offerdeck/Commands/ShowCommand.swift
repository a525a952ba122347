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
    commandName: "show", abstract: "Show an offer: its steps, what blocks it, its deadlines.")

  @OptionGroup var common: CommonOptions

  @Argument(help: "The offer's ID, or PUBLISHER/OFFER.", completion: .offers)
  var offer: String

  @Flag(name: .long, help: "As JSON.")
  var json = false

  func run() throws {
    let deck = try Deck(common, isReadOnly: true, learns: true)
    let (offer, publisher, rules) = try deck.offer(named: offer)
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
    commandName: "history", abstract: "Show what happened to an offer, or in the whole deck.")

  @OptionGroup var common: CommonOptions

  @Argument(
    help: "The offer's ID, or PUBLISHER/OFFER; all of the deck where it is left out.",
    completion: .offers)
  var offer: String?

  @Option(name: .long, help: "The most entries to show.")
  var limit = 100

  @Flag(name: .long, help: "As JSON.")
  var json = false

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
  }

  func run() throws {
    let deck = try Deck(common, isReadOnly: true)
    let key = try offer.map { try deck.offer(named: $0).offer.key }
    let entries = try Failure.wrapping {
      try deck.store.history(of: key, publisher: nil, limit: limit, before: nil)
    }
    try Self.write(entries, titles: deck.library.playbooks.titles, json: json)
  }

  /// Writes entries, as a table or as JSON; the table names steps and pages by their titles.
  static func write(
    _ entries: [HistoryEntry], titles: [String: String], json: Bool
  ) throws(Failure) {
    if json { return try Output.json(entries.map(Entry.init)) }
    var table = Table(["WHEN", "OFFER", "WHAT", "FROM", "TO", "WHO"])
    for entry in entries {
      table.add([
        Moment(entry.at).text, entry.offer ?? entry.publisher, entry.sentence(titles),
        entry.from?.rawValue ?? "", entry.to?.rawValue ?? "", entry.by,
      ])
    }
    table.finish()
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
