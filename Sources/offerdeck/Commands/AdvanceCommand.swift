// `offerdeck advance`: what Enter does, from a script.

import ArgumentParser
import Foundation
import Lifecycle
import Persistence

/// Advances an offer by one step.
struct AdvanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advance",
    abstract: "Do the next step of an offer, another step of it, or a stage event.")

  @OptionGroup var common: CommonOptions

  @Argument(help: "The offer's ID, or PUBLISHER/OFFER.", completion: .offers)
  var offer: String

  @Option(name: .long, help: "Do this step instead of the next.", completion: .steps)
  var step: String?

  @Option(
    name: .long,
    help:
      "A stage event instead of a step: \(StageEvent.allCases.map(\.rawValue).joined(separator: ", ")).",
    completion: .list(StageEvent.allCases.map(\.rawValue)))
  var event: String?

  @Option(name: .long, help: "The answer to the step; pages as PAGE=STATE,… or one state for all.")
  var answer: String?

  @Option(name: .long, help: "The text of the report, where certification failed.")
  var report: String?

  @Flag(name: .long, help: "Take the tick of the step back instead.")
  var untick = false

  @Flag(name: .long, help: "Say yes to what is asked for confirmation.")
  var yes = false

  @Flag(name: .long, help: "Say what would be done, and do nothing.")
  var dryRun = false

  func validate() throws {
    if step != nil && event != nil {
      throw ValidationError("--step and --event exclude each other.")
    }
    if untick && step == nil { throw ValidationError("--untick needs --step.") }
  }

  func run() throws {
    let deck = try Deck(common, isReadOnly: dryRun)
    let (offer, publisher, rules) = try deck.offer(named: offer)
    do {
      let (actions, title) = try actions(for: offer, publisher, rules)
      let record = actions.lazy.compactMap { rules.manualRecord(of: $0, on: offer, publisher) }
        .first
      func warn() { record.map { common.say("warning: \($0.sentence)") } }
      if dryRun {
        var subject = Rules.Subject(offer, publisher)
        for action in actions {
          subject = try rules.applying(action, to: subject, at: deck.clock.now, by: common.actor)
        }
        Output.line("Would do: \(title)")
        let step = step(in: offer, publisher, rules)
        for line in step?.instruction(for: offer, of: publisher) ?? [] {
          Output.line("  \(line)")
        }
        warn()
        return report(offer, subject, rules)
      }
      let after = try deck.store.apply(
        actions, to: offer.key, at: deck.clock.now, by: common.actor)
      Output.line("Done: \(title)")
      warn()
      report(offer, after, rules)
    } catch let refusal as Refusal {
      throw Failure(refusal, of: offer.key)
    } catch let failure as StoreFailure {
      throw Failure(failure)
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
    guard let next = progress.next else { return Output.line("Every step is done.") }
    Output.line("Next: \(next.step.title) (\(next.step.id))")
    for line in next.step.instruction(for: after.offer, of: after.publisher) {
      Output.line("  \(line)")
    }
    for blocker in progress.blockers { Output.line("  blocked: \(blocker.sentence)") }
  }

  private func actions(
    for offer: Offer, _ publisher: Publisher, _ rules: Rules
  ) throws -> (actions: [Action], title: String) {
    if let event {
      guard let event = StageEvent(rawValue: event) else {
        let names = StageEvent.allCases.map(\.rawValue).joined(separator: ", ")
        throw Failure(.usage, "“\(event)” is no event; events are \(names).")
      }
      try confirm(event, offer, publisher, rules)
      return ([.event(event, report: report)], event.title)
    }
    if let id = step {
      guard let step = rules.applicableSteps(of: offer).first(where: { $0.id == id }) else {
        let ids = rules.applicableSteps(of: offer).map(\.id).joined(separator: ", ")
        throw Failure(.usage, "The offer has no step “\(id)”; its steps are \(ids).")
      }
      if untick { return ([.untick(step: id)], "Take back: \(step.title)") }
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
        throw Failure(.usage, "“\(step.title)” needs --answer: \(form.choices).")
      }
      let actions = try rules.actions(answering: step, of: offer, with: answer, report: report)
      return (actions, "\(step.title): \(answer)")
    case .confirm(let event, _):
      try confirm(event, offer, publisher, rules)
      return ([.event(event)], event.title)
    case .refused(let refusal): throw refusal
    case .finished:
      throw Failure(
        .no, "Every step of \(offer.key.offer) is done; --event has what else can happen.")
    }
  }

  private func confirm(
    _ event: StageEvent, _ offer: Offer, _ publisher: Publisher, _ rules: Rules
  ) throws(Failure) {
    guard yes || dryRun else {
      throw Failure(
        .usage,
        "\(event.title): \(rules.outcome(of: event, offer, publisher)) Pass --yes to confirm.")
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
