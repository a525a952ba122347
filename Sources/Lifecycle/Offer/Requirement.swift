// Why something can't be done: values that can be shown, compared and exported.

package import Foundation

/// One thing that stands in the way.
package enum Requirement: Hashable, Sendable {
  /// A step has to be done first.
  case step(id: String, title: String)
  /// A page has to be complete first.
  case page(id: String, title: String, state: PageState)
  /// A question was answered in a way that blocks the offer, until that is settled: since when, and
  /// by which support ticket, if that is known.
  case settlement(step: String, blocker: String, since: Date? = nil, ticket: String? = nil)
  /// The stage does not know this event.
  case stage(Stage, event: StageEvent)
  /// An offer that was ever published can't be retired as a draft.
  case neverPublished
  /// The portal's word for its stage is not known; a later list may bring one that is.
  case knownStage(word: String)
  /// The step can't be changed in this stage.
  case draft(Stage)
  /// The answer does not fit the question.
  case fittingAnswer(step: String, reason: String)
  /// The offer's track has no such step, or it is of another kind.
  case applicableStep(id: String)
  /// The playbook has no such track.
  case knownTrack(id: String)

  /// A short name for output to programs.
  package var name: String {
    switch self {
    case .step: "step"
    case .page: "page"
    case .settlement: "settlement"
    case .stage: "stage"
    case .neverPublished: "never_published"
    case .knownStage: "known_stage"
    case .draft: "draft"
    case .fittingAnswer: "answer"
    case .applicableStep: "applicable_step"
    case .knownTrack: "known_track"
    }
  }

  /// The step in whose place one can do something about it, where there is one.
  package var step: String? {
    switch self {
    case .step(let id, _), .settlement(let id, _, _, _), .fittingAnswer(let id, _): id
    default: nil
    }
  }

  /// The sentence that people read, with days as a zone has them.
  package func sentence(in zone: TimeZone) -> String {
    switch self {
    case .step(_, let title):
      title.hasSuffix("?") ? "Not answered yet: \(title)" : "Not done yet: \(title)."
    case .page(_, let title, let state): "The page \(title) is \(state.title.lowercased())."
    case .settlement(_, let blocker, let since, let ticket):
      (blocker.hasSuffix(".") ? blocker : blocker + ".")
        + Self.state(since.map { Day(of: $0, in: zone) }, ticket)
    case .stage(let stage, let event): Self.sentence(stage, event)
    case .neverPublished: "The offer was published before, so it can't be retired as a draft."
    case .knownStage(""): "Unknown stage. Import the offer's status or submissions."
    case .knownStage(let word):
      "Unknown portal stage \(word.inQuotes). Import the offer's status or a newer list."
    case .draft(let stage):
      "The offer is \(stage.rawValue). You can change its steps only while it is a draft."
    case .fittingAnswer(_, let reason): reason.hasSuffix(".") ? reason : reason + "."
    case .applicableStep(let id): "Step \(id.inQuotes) does not apply to this offer."
    case .knownTrack(let id): "The playbook has no track \(id.inQuotes)."
    }
  }

  /// Since when something is to be settled, and by which ticket, as a sentence after another.
  private static func state(_ since: Day?, _ ticket: String?) -> String {
    switch (since, ticket) {
    case (nil, nil): ""
    case (let since?, nil): " Since \(since.title())."
    case (nil, let ticket?): " Support ticket \(ticket)."
    case (let since?, let ticket?): " Since \(since.title()), support ticket \(ticket)."
    }
  }

  private static func sentence(_ stage: Stage, _ event: StageEvent) -> String {
    let from = Stage.allCases.filter { stage in
      Market.allCases.contains { Publication(stage: stage, market: $0).after(event) != nil }
    }
    let names = from.map(\.rawValue).joined(separator: " or ")
    return "\(event.title) is possible only from \(names). The offer is \(stage.rawValue)."
  }
}

/// A rule says no, with everything that stands in the way.
package struct Refusal: Error, Hashable, Sendable {
  /// What was asked for, as the beginning of a sentence.
  package let subject: String
  /// All that stands in the way, in the order of the steps; never empty.
  package let requirements: [Requirement]

  /// A refusal of something, for all of these reasons.
  package init(_ subject: String, _ requirements: [Requirement]) {
    precondition(!requirements.isEmpty, "A refusal without a reason can't be acted on.")
    self.subject = subject
    self.requirements = requirements
  }
}
