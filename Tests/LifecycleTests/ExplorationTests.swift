// The proof of the rules: every state that an offer of a shipped program can reach, with what
// must hold in each of them.

import Formats
import Foundation
import Lifecycle
import Testing

@Suite struct `Every reachable state` {
  /// A track of a shipped playbook, with a few of what is alike: see `Playbook.withoutTwins`.
  struct Way: CustomTestStringConvertible, Sendable {
    let rules: Rules
    let track: String
    var testDescription: String { "\(rules.playbook.id) \(track)" }

    var start: Rules.Subject {
      Rules.Subject(
        Offer(
          key: OfferKey(publisher: "contoso", offer: "fleet"), name: "Contoso Fleet",
          type: rules.playbook.types.first ?? .customerEngagement, playbook: rules.playbook.id,
          track: track, changedAt: Date(timeIntervalSince1970: 0)),
        Publisher(id: "contoso", name: "Contoso"))
    }

    /// The track ends as that of drafts, whose states are explored with all that portals can show.
    var isDraftLater: Bool { track == "new" }

    /// With `OFFERDECK_STATES=all` every step is explored, which takes some minutes and gigabytes.
    static let all = Playbooks.shipped.flatMap { playbook in
      let isComplete = ProcessInfo.processInfo.environment["OFFERDECK_STATES"] == "all"
      let explored = isComplete ? playbook.withOnePage : playbook.withOnePage.withoutTwins
      return explored.tracks.map { Way(rules: Rules(explored), track: $0.id) }
    }
  }

  @Test(arguments: Way.all) func `keeps what the rules promise`(way: Way) throws {
    let rules = way.rules
    let actions = rules.actions(onTrack: way.track) + (way.isDraftLater ? [] : Rules.observations)
    let exploration = Exploration(rules, from: way.start, actions: actions)
    print(
      "\(way.testDescription): visited \(exploration.states.count) states by "
        + "\(exploration.edges.count) changes")
    var failures: [String] = []
    for (number, subject) in exploration.states.enumerated() {
      if let failure = failure(in: subject, rules) { failures.append("\(number): \(failure)") }
    }
    for edge in exploration.edges {
      let (from, to) = (exploration.states[edge.from], exploration.states[edge.to])
      if let failure = failure(from: from, by: edge.action, to: to, rules) {
        failures.append("\(edge.action) from \(edge.from): \(failure)")
      }
    }
    #expect(failures.prefix(5).isEmpty, "\(failures.count) states or changes break a promise")
    #expect(exploration.states.count > 10)
  }

  /// What is wrong with a state by itself.
  private func failure(in subject: Rules.Subject, _ rules: Rules) -> String? {
    let (offer, publisher) = (subject.offer, subject.publisher)
    let publication = offer.publication
    let progress = rules.progress(of: offer, publisher)
    if publication.failure != nil && ![.draft, .live].contains(publication.stage) {
      return "a failure of what is neither a draft nor live"
    }
    if publication.evidence != .none && ![.draft, .live, .retired].contains(publication.stage) {
      return "evidence beside a stage that proves as much"
    }
    if publication.stage == .retired && publication.market != .none { return "retired yet sold" }
    if publication.stage == .live && publication.market == .none { return "live yet not sold" }
    if progress.steps.contains(where: { $0.state == .blocked([]) }) { return "blocked by nothing" }
    if progress.steps.count(where: { $0.state == .next }) > 1 {
      return "two next steps"
    }
    switch rules.advance(offer, publisher) {
    case .perform(let action, _):
      if (try? rules.applying(action, to: subject, at: moment, by: "anyone")) == nil {
        return "Enter offers \(action), which is refused"
      }
    case .confirm(let event, _):
      if !rules.requirements(of: event, offer, publisher).isEmpty {
        return "Enter offers \(event), which is refused"
      }
    case .refused(let refusal):
      if refusal.requirements.isEmpty { return "refused for nothing" }
    case .finished:
      if progress.steps.contains(where: \.state.isOpen) { return "finished with a step left" }
    case .ask: break
    }
    return deadEnd(subject, progress, rules)
  }

  /// Nothing can be done any more, though the offer is neither retired nor strange to us.
  private func deadEnd(
    _ subject: Rules.Subject, _ progress: OfferProgress, _ rules: Rules
  ) -> String? {
    let stage = subject.offer.publication.stage
    if [.retired, .unrecognized].contains(stage) || progress.isComplete { return nil }
    let isAlive = rules.actions(onTrack: subject.offer.track).contains { action in
      let after = try? rules.applying(action, to: subject, at: moment, by: "anyone")
      return after != nil && after != subject
    }
    return isAlive ? nil : "a dead end"
  }

  /// What is wrong with a change.
  private func failure(
    from: Rules.Subject, by action: Action, to: Rules.Subject, _ rules: Rules
  ) -> String? {
    let (before, after) = (from.offer.publication, to.offer.publication)
    // A version that is submitted anew has its certification to pass again.
    if after.proof < min(before.proof, .submitted) { return "the submission is forgotten" }
    if after.stage == .draft && ![.draft, .retired].contains(before.stage),
      let step = reopened(from, to, rules)
    {
      return "reopened the step \(step)"
    }
    if case .observe = action {
      return from.offer.ticks == to.offer.ticks && from.offer.facts == to.offer.facts
        ? nil : "an observation changed what a person said"
    }
    if after.stage == .live && before.stage != .live && before.stage != .certified {
      return "live without certified"
    }
    if after.stage == .certified && before.stage != .certified && before.stage != .submitted {
      return "certified without submitted"
    }
    if before.stage == .retired && after.stage != .retired { return "left retired by \(action)" }
    guard case .event(.submit, _) = action, rules.hasStep(for: .submit, from.offer) else {
      return nil
    }
    let open = rules.progress(of: from.offer, from.publisher).steps
      .prefix { $0.step.kind.event != .submit }.filter { !$0.state.isOver }
    if !open.isEmpty { return "submitted with \(open.map(\.step.id)) open" }
    return from.offer.facts[.typeRight] == "no" ? "submitted with its type in dispute" : nil
  }

  /// A step before submission that was over and is open again, though nobody said that it is not done.
  private func reopened(
    _ from: Rules.Subject, _ to: Rules.Subject, _ rules: Rules
  ) -> String? {
    let after = rules.progress(of: to.offer, to.publisher)
    return rules.progress(of: from.offer, from.publisher).steps
      .prefix { $0.step.kind.event != .submit }
      .first { step in
        step.state == .passed && after.state(of: step.step.id)?.isOpen == true
          && !rules.isSaidToBeOpen(step.step, to.offer)
      }?.step.id
  }

  private let moment = Date(timeIntervalSince1970: 0)
}

extension Playbook {
  /// With the first page for all of them: pages are alike.
  fileprivate var withOnePage: Playbook {
    var smaller = self
    smaller.pages = Array(pages.prefix(1))
    return smaller
  }

  /// With two of all steps that a person marks as done and that apply to the same offers, and one of
  /// the questions whose answer only a loss depends on. Each further one would multiply the states by
  /// two or three, and the rules can't tell it from the others.
  fileprivate var withoutTwins: Playbook {
    var smaller = self
    smaller.tracks = tracks.map { track in
      struct Kind: Hashable {
        let kind: StepKind
        let when: Condition
      }
      var (marks, questions) = ([Kind: Int](), 0)
      var track = track
      track.steps.removeAll { step in
        switch step.kind {
        case .check, .account:
          let kind = Kind(kind: step.kind, when: step.when)
          marks[kind, default: 0] += 1
          return marks[kind, default: 0] > 2
        case .question(let question):
          guard [.cosellPrioritized, .cloudEmbed].contains(question.fact) else { return false }
          questions += 1
          return questions > 1
        case .pages, .event: return false
        }
      }
      return track
    }
    return smaller
  }
}

extension Rules {
  /// A person said that a step is open: the type is in dispute, or a page is not complete.
  fileprivate func isSaidToBeOpen(_ step: Step, _ offer: Offer) -> Bool {
    switch step.kind {
    case .question(let question): question.required != nil && offer.facts[question.fact] != nil
    case .pages: offer.pages.values.contains(.incomplete)
    case .check, .account, .event: false
    }
  }

  fileprivate func hasStep(for event: StageEvent, _ offer: Offer) -> Bool {
    applicableSteps(of: offer).contains { $0.kind.event == event }
  }
}
