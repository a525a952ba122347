// All states that an offer can reach, found by trying everything on every state. The proof of the
// rules and the diagrams both come from here: neither has a table of its own.

import Foundation

/// The reachable states of an offer and what leads from one to another.
package struct Exploration: Sendable {
  /// Something that was tried in a state, and did something.
  package struct Edge: Hashable, Sendable {
    /// The number of the state that it began in.
    package let from: Int
    /// What was done.
    package let action: Action
    /// The number of the state that it led to.
    package let to: Int
  }

  /// The states, each with the number of its place; the first is where it began.
  package private(set) var states: [Rules.Subject]
  /// What leads from one to another.
  package private(set) var edges: [Edge] = []

  /// Explores from one state by everything in `actions` that the rules allow.
  package init(
    _ rules: Rules, from start: Rules.Subject, actions: [Action], limit: Int = 2_000_000
  ) {
    let moment = Date(timeIntervalSince1970: 0)
    states = [start]
    var numbers = [start: 0]
    var current = 0
    while current < states.count {
      for action in actions {
        guard
          let after = try? rules.applying(action, to: states[current], at: moment, by: "anyone"),
          after != states[current]
        else { continue }
        let number = numbers[after] ?? states.count
        if number == states.count {
          precondition(number < limit, "The exploration has no end within its limit.")
          numbers[after] = number
          states.append(after)
        }
        edges.append(Edge(from: current, action: action, to: number))
      }
      current += 1
    }
  }
}

extension Rules {
  /// Everything that a person can do to an offer of this track; portals can besides observe.
  package func actions(onTrack id: String) -> [Action] {
    let steps = playbook.track(id)?.steps ?? []
    let onSteps = steps.flatMap { step -> [Action] in
      switch step.kind {
      case .check, .account: [.tick(step: step.id), .untick(step: step.id)]
      case .question(let question): answers(to: question, of: step)
      case .pages:
        playbook.pages.flatMap { page in
          PageState.allCases.map { .page(id: page.id, state: $0) }
        }
      case .event: []
      }
    }
    return onSteps + StageEvent.allCases.map { .event($0) }
  }

  /// Each stage as a portal might show it, and a word that is not known.
  package static let observations: [Action] =
    // Only of a live offer it matters where it was seen.
    Stage.onTheWay.map { stage in
      .observe(Observation(stage: stage, word: stage.rawValue, source: .ingestion))
    } + [
      .observe(Observation(stage: .live, word: "live", source: .cloudPartnerPortal)),
      .observe(
        Observation(
          stage: .live, word: "Published", failure: SubmissionFailure(.validation, ""),
          source: .ingestion)),
      .observe(Observation(stage: .retired, word: "retired", source: .graph)),
      .observe(
        Observation(
          stage: .draft, word: "Failed", failure: SubmissionFailure(.certification, ""),
          source: .ingestion)),
      .observe(Observation(stage: nil, word: "Frozen", source: .ingestion)),
    ]

  private func answers(to question: Question, of step: Step) -> [Action] {
    let values: [String] =
      switch question.fact.form {
      case .choice(let words): words
      case .day: ["2019-10-01"]
      case .link: ["https://\(question.hosts.first ?? "appsource.microsoft.com")/product"]
      case .text: ["Contoso"]
      }
    return values.map { .answer(step: step.id, value: $0) }
  }
}
