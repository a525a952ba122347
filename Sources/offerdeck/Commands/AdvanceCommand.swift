// `offerdeck advance`: what Enter does, from a script.

import ArgumentParser
import Formats
import Foundation
import Lifecycle
import Persistence

/// Advances an offer by one step.
struct AdvanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "advance", takes: "<offer> [options]",
    "Complete the next step of an offer, another step, or a stage event.",
    examples: [
      "advance contoso-fleet", "advance contoso-fleet --answer yes",
      "advance contoso-fleet --event go-live --yes", "advance contoso-fleet --dry-run",
    ])

  /// The events as they are typed.
  private static let events = StageEvent.allCases.map {
    $0.rawValue.replacing("_", with: "-")
  }

  @OptionGroup var choice: OfferChoice

  @Option(name: .long, help: "Complete this step, not the next one.", completion: .steps)
  var step: String?

  @Option(
    name: .long, help: "Record a stage event: \(events.joined(separator: ", ")).",
    completion: .list(events))
  var event: String?

  @Option(
    name: .long, help: "The answer to the step; for pages PAGE=STATE,… or one state for all.")
  var answer: String?

  @Option(name: .long, help: "The certification report, if certification failed.")
  var report: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The support ticket about a wrong offer type, with --answer no.", valueName: "number"))
  var ticket: String?

  @Flag(name: .customLong("uncheck"), help: "Mark the step as not done.")
  var unchecks = false

  @Flag(name: .customLong("untick"), help: ArgumentHelp("As --uncheck.", visibility: .hidden))
  var unticks = false

  @Flag(name: .shortAndLong, help: "Confirm a stage event.")
  var yes = false

  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  private var untick: Bool { unchecks || unticks }

  func validate() throws {
    if step != nil && event != nil {
      throw ValidationError("--step and --event can't be used together")
    }
    if ticket != nil && answer == nil { throw ValidationError("--ticket needs --answer") }
    if untick && step == nil { throw ValidationError("--uncheck needs --step") }
  }

  func run() throws {
    let deck = try Deck(common, isTrial: change.dryRun)
    let (offer, publisher, rules) = try choice.offer(in: deck)
    do {
      let (actions, title) = try actions(for: offer, publisher, rules)
      let record = actions.lazy.compactMap { rules.manualRecord(of: $0, on: offer, publisher) }
        .first
      let after = try deck.store.offers.apply(
        actions, to: offer.key, at: deck.clock.now, by: common.actor)
      if let record { common.warn(record.sentence) }
      if change.json {
        return try change.print(
          ChangeRecord(title, offer: try deck.record(of: after.offer, after.publisher)))
      }
      Output.line("\(change.dryRun ? "Would do" : "Done"): \(title)")
      if change.dryRun, let step = step(in: offer, publisher, rules) {
        for line in step.instruction(for: offer, of: publisher) { Output.line("  \(line)") }
      }
      report(offer, after, rules)
    } catch let refusal as Refusal {
      throw Failure(refusal, of: offer.key, zone: common.zone)
    } catch {
      throw Failure(error)
    }
  }

  /// The step that is done; nil for an event.
  private func step(in offer: Offer, _ publisher: Publisher, _ rules: Rules) -> Step? {
    guard event == nil else { return nil }
    guard let id = step else { return rules.progress(of: offer, publisher).next?.step }
    return rules.applicableSteps(of: offer).first { $0.id == id }
  }

  private func report(_ before: Offer, _ after: Rules.Subject, _ rules: Rules) {
    let (from, to) = (before.publication.stage, after.offer.publication.stage)
    if from != to { Output.line("Stage: \(from.rawValue) → \(to.rawValue)") }
    let progress = rules.progress(of: after.offer, after.publisher)
    guard let next = progress.next else { return Output.line("All steps are done.") }
    Output.line("Next: \(next.step.title) (\(next.step.id))")
    for line in next.step.instruction(for: after.offer, of: after.publisher) {
      Output.line("  \(line)")
    }
    for blocker in progress.blockers {
      Output.line("  blocked: \(blocker.sentence(in: common.zone))")
    }
  }

  private func actions(
    for offer: Offer, _ publisher: Publisher, _ rules: Rules
  ) throws -> (actions: [Action], title: String) {
    if let event {
      // Scripts write events with hyphens, as other words of a command line.
      guard let event = StageEvent(rawValue: event.lowercased().replacing("-", with: "_")) else {
        throw Failure(
          .usage, "unknown event \(event.inQuotes)",
          hint: Vocabulary(words: Self.events).hint(for: event))
      }
      try confirm(event, offer, publisher, rules)
      return ([.event(event, report: report)], event.title)
    }
    if let id = step {
      guard let step = rules.applicableSteps(of: offer).first(where: { $0.id == id }) else {
        let ids = rules.applicableSteps(of: offer).map(\.id)
        throw Failure(
          .usage, "\(offer.key.offer.inQuotes) has no step \(id.inQuotes)",
          hint: Vocabulary(words: ids).nearest(to: id).map { "did you mean \($0.inQuotes)?" }
            ?? "its steps are \(ids.joined(separator: ", "))")
      }
      if untick { return ([.untick(step: id)], "Uncheck: \(step.title)") }
      return try actions(rules.advance(offer, by: step), of: offer, publisher, rules)
    }
    return try actions(rules.advance(offer, publisher), of: offer, publisher, rules)
  }

  private func actions(
    _ advance: Advance, of offer: Offer, _ publisher: Publisher, _ rules: Rules
  ) throws -> (actions: [Action], title: String) {
    switch advance {
    case .perform(let action, let step): return ([action], step.title)
    case .ask(let step, let form):
      guard let answer else {
        throw Failure(
          .usage, "\(step.title.inQuotes) needs an answer",
          hint: "pass --answer with \(form.choices)")
      }
      var actions = try rules.actions(answering: step, of: offer, with: answer, report: report)
      if let ticket {
        guard actions.contains(where: { step.asksForTicket(after: $0) }) else {
          throw Failure(
            .usage, "--ticket is only for the answer that disputes an offer type",
            hint: "set it with “offerdeck edit \(offer.key.offer) support_ticket=NUMBER”")
        }
        actions.append(.edit(.fact(.supportTicket), ticket))
      }
      return (actions, "\(step.title): \(answer)")
    case .confirm(let event, _):
      try confirm(event, offer, publisher, rules)
      return ([.event(event)], event.title)
    case .refused(let refusal): throw refusal
    case .finished:
      throw Failure(
        .notFound, "all steps of \(offer.key.offer.inQuotes) are done",
        hint: "use --event for other changes")
    }
  }

  private func confirm(
    _ event: StageEvent, _ offer: Offer, _ publisher: Publisher, _ rules: Rules
  ) throws(Failure) {
    guard yes || change.dryRun else {
      throw Failure(
        .usage,
        "\(event.title.inQuotes) needs confirmation: \(rules.outcome(of: event, offer, publisher))",
        hint: "pass --yes to confirm")
    }
  }
}

extension Step {
  /// What a person has to know to do it for an offer, a line each: the instruction, for whom it
  /// counts, and the page.
  func instruction(for offer: Offer, of publisher: Publisher) -> [String] {
    let scope = kind == .account ? "Done once for all offers of \(publisher.name)." : ""
    return [help.trimmingWhitespace(), scope, link(for: offer.type)?.text ?? ""]
      .filter { !$0.isEmpty }
  }
}

extension Advance.Form {
  /// The answers that there are, in words.
  fileprivate var choices: String {
    switch self {
    case .choice(let choices):
      choices.map { $0.value + ($0.needsReport ? " (with --report)" : "") }.joined(separator: ", ")
    case .text(let fact): "the \(fact.rawValue)"
    case .pages(let pages):
      "complete, or PAGE=STATE with pages \(pages.map(\.id).joined(separator: ", "))"
    }
  }
}
