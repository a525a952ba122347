// The state machine of an offer: a pure function from a state and an event to the next state.
// The table, the diagrams and the exhaustive tests all come from evaluating it.

/// Which version of an offer customers can get.
package enum Market: String, ListedWord {
  /// None: it was never published, or it was taken out.
  case none
  /// One that an earlier program or an earlier round certified.
  case earlier
  /// The one that this program certified.
  case current
}

/// Why Microsoft sent a version back.
package struct SubmissionFailure: Hashable, Codable, Sendable {
  /// What refused it.
  package enum Kind: String, ListedWord {
    /// Certification: the version was submitted, tested and refused, and has to be repaired.
    case certification
    /// The checks before certification: the portal did not accept the submission.
    case validation
    /// Publishing, at any other point.
    case publishing
    /// Nobody: the submission was canceled.
    case canceled

    /// The words for people, as the beginning of a sentence.
    package var title: String {
      switch self {
      case .certification: "Certification failed"
      case .validation: "Validation failed"
      case .publishing: "Publishing failed"
      case .canceled: "Submission canceled"
      }
    }

    /// A word or two, after the stage.
    package var shortTitle: String {
      switch self {
      case .certification, .publishing: "failed"
      case .validation: "not valid"
      case .canceled: "canceled"
      }
    }
  }

  /// What refused it.
  package var kind: Kind
  /// Every reason that was given, one to a line; empty if the source gave none.
  package var report: String

  /// A failure with the reasons that were given.
  package init(_ kind: Kind, _ report: String) {
    self.kind = kind
    self.report = report
  }

  /// A failure with a list of reasons; empty ones, and those that are given twice, are left out.
  package init(_ kind: Kind, reasons: [String]) {
    var lines: [String] = []
    for reason in reasons.map({ $0.trimmingWhitespace() }) {
      if !reason.isEmpty && !lines.contains(reason) { lines.append(reason) }
    }
    self.init(kind, lines.joined(separator: "\n"))
  }

  /// The lines of the report.
  package var reasons: [Substring] { report.split(whereSeparator: \.isNewline) }

  /// The failure in one line: what refused the version, and the first reason.
  package var summary: String {
    switch reasons.count {
    case 0: "\(kind.title); no reason was given"
    case 1: "\(kind.title): \(reasons[0])"
    case let count: "\(kind.title): \(reasons[0]) (and \(count - 1) more)"
    }
  }
}

/// How far an offer came in this program before a failure, withdrawal or revision took it back. What
/// was proved once is not asked again.
package enum Evidence: String, ListedWord, Comparable {
  case none, submitted, certified, live

  /// Orders from what proves least.
  package static func < (one: Evidence, other: Evidence) -> Bool { one.rank < other.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// Where an offer stands: its stage, and what the stage alone does not tell.
package struct Publication: Hashable, Sendable {
  /// How far the version in hand has come.
  package var stage: Stage
  /// What customers can get meanwhile.
  package var market: Market
  /// Why the last attempt failed: of a draft, or of an update to an offer that stays live.
  package var failure: SubmissionFailure?
  /// How far the offer came before it was taken back. What the stage itself proves is not repeated
  /// here: see `proof`.
  package var evidence: Evidence
  /// Go live was asked for and is not done yet: a request that was accepted is no result.
  package var isGoingLive: Bool
  /// The portal's own word, where it is not known. The stage is then what was known before.
  package var word: String?

  /// A state; by default a draft that was never published.
  package init(
    stage: Stage = .draft, market: Market = .none, failure: SubmissionFailure? = nil,
    evidence: Evidence = .none, isGoingLive: Bool = false, word: String? = nil
  ) {
    self.stage = stage
    self.market = market
    self.failure = failure
    self.evidence = evidence
    self.isGoingLive = isGoingLive
    self.word = word
  }

  /// The last attempt failed: a draft has to be repaired, or the update of a live offer.
  package var needsAttention: Bool { failure != nil }

  /// Live by this program's own certification, rather than by an earlier one.
  package var isRecertified: Bool { stage == .live && market == .current }

  /// What is live is a version that this program did not certify: all of the work is still to do.
  package var isLiveFromBefore: Bool { stage == .live && market == .earlier }

  /// How far the offer has come in this program, by its stage or by what was seen before.
  package var proof: Evidence {
    switch stage {
    case .submitted: .submitted
    case .certified: .certified
    case .live where market == .current: .live
    case .draft, .live, .retired, .unrecognized: evidence
    }
  }

  /// The stage in a few words: one that failed says so, a live version that this program did not
  /// certify is old, and one that is not known shows the portal's own word after a question mark.
  package var title: String {
    if stage == .unrecognized { return "? \(word ?? "unknown")" }
    if let failure {
      return "\(stage.rawValue) (\(failure.kind.shortTitle))"
    }
    return isLiveFromBefore ? "live (old)" : stage.rawValue
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
      Publication(
        stage: .draft, market: market, failure: SubmissionFailure(.certification, report ?? ""),
        evidence: proof)
    case (.submitted, .withdraw), (.certified, .revise):
      Publication(stage: .draft, market: market, evidence: proof)
    case (.certified, .goLive):
      Publication(stage: .live, market: .current)
    case (.live, .revise):
      Publication(stage: .draft, market: .earlier, failure: failure, evidence: proof)
    case (.live, .stopDistribution):
      Publication(stage: .retired, evidence: proof)
    case (.draft, .retire) where market == .none:
      Publication(stage: .retired, evidence: proof)
    default:
      nil
    }
  }
}

extension Publication: Codable {
  private enum CodingKeys: String, CodingKey {
    case stage, market, report, failure, evidence, isGoingLive, word
  }

  /// Reads what this version or an earlier one wrote: those knew a report of certification alone.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    stage = try values.decode(Stage.self, forKey: .stage)
    market = try values.decode(Market.self, forKey: .market)
    let kind = try values.decodeIfPresent(SubmissionFailure.Kind.self, forKey: .failure)
    failure = try values.decodeIfPresent(String.self, forKey: .report).map {
      SubmissionFailure(kind ?? .certification, $0)
    }
    evidence = try values.decodeIfPresent(Evidence.self, forKey: .evidence) ?? .none
    isGoingLive = try values.decode(Bool.self, forKey: .isGoingLive)
    word = try values.decodeIfPresent(String.self, forKey: .word)
  }

  /// Writes the failure as its report and its kind, so that earlier versions still read the report.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(stage, forKey: .stage)
    try values.encode(market, forKey: .market)
    try values.encodeIfPresent(failure?.report, forKey: .report)
    try values.encodeIfPresent(failure?.kind, forKey: .failure)
    if evidence != .none { try values.encode(evidence, forKey: .evidence) }
    try values.encode(isGoingLive, forKey: .isGoingLive)
    try values.encodeIfPresent(word, forKey: .word)
  }
}
