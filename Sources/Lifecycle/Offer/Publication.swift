// The state machine of an offer: a pure function from a state and an event to the next state.
// The table, the diagrams and the exhaustive tests all come from evaluating it.

/// Which version of an offer customers can get.
package enum Market: String, ListedWord {
  /// None: it was never published, or it was taken out.
  case none
  /// One that an earlier programme or an earlier round certified.
  case earlier
  /// The one that this programme certified.
  case current
}

/// Where an offer stands: its stage, and what the stage alone does not tell.
package struct Publication: Hashable, Codable, Sendable {
  /// How far the version in hand has come.
  package var stage: Stage
  /// What customers can get meanwhile.
  package var market: Market
  /// The text of the last failed certification; only a draft has one.
  package var report: String?
  /// Go live was asked for and is not done yet: a request that was accepted is no result.
  package var isGoingLive: Bool
  /// The portal's own word, where it is not known. The stage is then what was known before.
  package var word: String?

  /// A state; by default a draft that was never published.
  package init(
    stage: Stage = .draft, market: Market = .none, report: String? = nil,
    isGoingLive: Bool = false, word: String? = nil
  ) {
    self.stage = stage
    self.market = market
    self.report = report
    self.isGoingLive = isGoingLive
    self.word = word
  }

  /// A draft whose certification failed.
  package var needsAttention: Bool { stage == .draft && report != nil }

  /// Live by this programme's own certification, rather than by an earlier one.
  package var isRecertified: Bool { stage == .live && market == .current }

  /// The stage in a few words: one that failed says so, and one that is not known shows the
  /// portal's own word after a question mark.
  package var title: String {
    if stage == .unrecognised { return "? \(word ?? "")" }
    return needsAttention ? "draft (failed)" : stage.rawValue
  }

  /// The state after an event; nil where the stage does not know the event. Steps and answers
  /// have their say in `Rules`: this is the table of stages alone.
  package func after(_ event: StageEvent, report: String? = nil) -> Publication? {
    switch (stage, event) {
    case (.draft, .submit):
      Publication(stage: .submitted, market: market)
    case (.submitted, .certificationPassed):
      Publication(stage: .certified, market: market)
    case (.submitted, .certificationFailed):
      Publication(stage: .draft, market: market, report: report ?? "")
    case (.submitted, .withdraw), (.certified, .revise):
      Publication(stage: .draft, market: market)
    case (.certified, .goLive):
      Publication(stage: .live, market: .current)
    case (.live, .revise):
      Publication(stage: .draft, market: .earlier)
    case (.live, .stopDistribution):
      Publication(stage: .retired)
    case (.draft, .retire) where market == .none:
      Publication(stage: .retired)
    default:
      nil
    }
  }
}
