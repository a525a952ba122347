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
    try Self.write(entries, in: deck, json: json)
  }

  /// Writes entries, as a table or as JSON; the table names steps and pages by their titles.
  static func write(_ entries: [HistoryEntry], in deck: Deck, json: Bool) throws(Failure) {
    let playbooks = deck.library.playbooks
    let publishers = try Failure.wrapping { try deck.store.publishers() }
    func isManual(_ entry: HistoryEntry) -> Bool {
      publishers.contains {
        $0.id == entry.publisher && entry.isRecordedManually(by: $0, playbooks)
      }
    }
    if json {
      return try Output.json(entries.map { Entry($0, isRecordedManually: isManual($0)) })
    }
    let titles = playbooks.titles
    var table = Table(["WHEN", "OFFER", "WHAT", "FROM", "TO", "WHO"])
    for entry in entries {
      table.add([
        Moment(entry.at).text, entry.offer ?? entry.publisher,
        entry.sentence(titles) + (isManual(entry) ? " (\(ManualRecord.mark))" : ""),
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
