// Where an offer stands in its track: every step with its state. Nothing of this is stored; it
// follows from the offer, its publisher and the playbook.

/// A step of an offer, and its state.
package struct StepProgress: Hashable, Sendable {
  /// The step.
  package let step: Step
  /// Its state.
  package let state: StepState
}

/// The state of a step of an offer.
package enum StepState: Hashable, Sendable {
  /// It was done here, where that is known: when and by whom.
  case done(Tick?)
  /// It was not done here, but the offer was seen beyond it.
  case passed
  /// It is the one to do next.
  case next
  /// It can't be done, by all of this: it is the next, or an answer to it blocks the offer.
  case blocked([Requirement])
  /// Its turn comes later.
  case later
  /// It was not done when the offer was retired, and is not open any more.
  case skipped

  /// The word for it, for people and in output for programs.
  package var name: String {
    switch self {
    case .done: "done"
    case .passed: "passed"
    case .next: "next"
    case .blocked: "blocked"
    case .later: "later"
    case .skipped: "skipped"
    }
  }

  /// It is done, or was seen to be.
  package var isOver: Bool {
    switch self {
    case .done, .passed: true
    case .next, .blocked, .later, .skipped: false
    }
  }
}

extension StepState {
  /// Something is left to do.
  package var isOpen: Bool {
    switch self {
    case .next, .blocked, .later: true
    case .done, .passed, .skipped: false
    }
  }
}

/// All steps that an offer has, in order.
package struct OfferProgress: Hashable, Sendable {
  /// The steps that apply, with their states.
  package let steps: [StepProgress]

  /// The first step that is open; nil if the track is complete, or the offer is retired.
  package var next: StepProgress? { steps.first { $0.state.isOpen } }
  /// How many are over.
  package var done: Int { steps.count { $0.state.isOver } }
  /// Every step is over; a retired offer has not completed the steps that it skipped.
  package var isComplete: Bool { steps.allSatisfy(\.state.isOver) }

  /// What blocks the offer; empty where nothing does. An offer in dispute is blocked, even while
  /// there are steps before that to do.
  package var blockers: [Requirement] {
    for step in steps {
      if case .blocked(let requirements) = step.state { return requirements }
    }
    return []
  }

  /// The state of a step; nil where it does not apply.
  package func state(of step: String) -> StepState? {
    steps.first { $0.step.id == step }?.state
  }
}

extension Rules {
  /// The progress of an offer of this publisher. A retired offer has no steps left, and one whose
  /// track is not known has none at all.
  package func progress(of offer: Offer, _ publisher: Publisher) -> OfferProgress {
    guard let track = playbook.track(offer.track) else { return OfferProgress(steps: []) }
    let isRetired = offer.publication.stage == .retired
    var isNextFound = false
    var states: [StepProgress] = []
    for (step, passing) in zip(track.steps, passings(of: offer, publisher)) {
      switch passing {
      case nil: break
      case .done:
        states.append(StepProgress(step: step, state: .done(tick(of: step, offer, publisher))))
      case .passed: states.append(StepProgress(step: step, state: .passed))
      case .open where isRetired: states.append(StepProgress(step: step, state: .skipped))
      case .open where isNextFound && isSettled(step, offer):
        states.append(StepProgress(step: step, state: .later))
      case .open:
        isNextFound = true
        let blockers = self.blockers(of: step, offer, publisher)
        states.append(
          StepProgress(step: step, state: blockers.isEmpty ? .next : .blocked(blockers)))
      }
    }
    return OfferProgress(steps: states)
  }

  /// The steps of the offer's track that apply to it, in order.
  package func applicableSteps(of offer: Offer) -> [Step] {
    playbook.track(offer.track)?.steps.filter { $0.when.holds(for: offer) } ?? []
  }

  /// Whether a step was done, by the offer's own state.
  func isDone(_ step: Step, _ offer: Offer, _ publisher: Publisher) -> Bool {
    switch step.kind {
    case .check: offer.ticks[step.id] != nil
    case .account: publisher.hasDone(step)
    case .question(let question):
      question.required.map { offer.facts[question.fact] == $0 }
        ?? (offer.facts[question.fact] != nil)
    case .pages: !playbook.pages.contains { isUnfinished($0, offer) }
    case .event(let event, _): hasHappened(event, to: offer.publication)
    }
  }

  /// The pages of an offer that are not complete, in order.
  package func unfinishedPages(of offer: Offer) -> [Page] {
    playbook.pages.filter { isUnfinished($0, offer) }
  }

  private func isUnfinished(_ page: Page, _ offer: Offer) -> Bool {
    offer.pages[page.id] != .complete && page.applies(to: offer)
  }

  private func hasHappened(_ event: StageEvent, to publication: Publication) -> Bool {
    switch event {
    // What was retired keeps what it had come to; a draft or an earlier version has it to do again.
    case .submit: hasReached(.submitted, publication)
    case .certificationPassed: hasReached(.certified, publication)
    case .goLive: hasReached(.live, publication)
    case .retire, .stopDistribution: publication.stage == .retired
    case .certificationFailed, .withdraw, .revise: false
    }
  }

  private func hasReached(_ evidence: Evidence, _ publication: Publication) -> Bool {
    switch publication.stage {
    case .submitted, .certified, .retired: publication.proof >= evidence
    case .live: publication.isRecertified
    case .draft, .unrecognized: false
    }
  }

  private func tick(of step: Step, _ offer: Offer, _ publisher: Publisher) -> Tick? {
    switch step.kind {
    case .check: offer.ticks[step.id]
    case .account: publisher.ticks[step.id]
    case .question: offer.ticks[step.id]
    case .pages, .event: nil
    }
  }

  /// What keeps the next step from being done: all of it.
  private func blockers(of step: Step, _ offer: Offer, _ publisher: Publisher) -> [Requirement] {
    if offer.publication.stage == .unrecognized {
      return [.knownStage(word: offer.publication.word ?? "")]
    }
    guard isSettled(step, offer) else {
      // Named with everything else that submission waits for, so that nothing comes as a surprise.
      return unmet(before: .submit, offer, publisher)
    }
    // A live offer of an earlier round is not blocked: it is revised first, and then handed in.
    if let event = step.kind.event, !isDueForRevision(step, offer) {
      return requirements(of: event, offer, publisher)
    }
    return []
  }

  /// The step hands in an offer that is live by an earlier certification: it must become a draft
  /// before it can be.
  func isDueForRevision(_ step: Step, _ offer: Offer) -> Bool {
    step.kind.event == .submit && offer.publication.stage == .live
  }

  private func isSettled(_ step: Step, _ offer: Offer) -> Bool {
    guard case .question(let question) = step.kind, let required = question.required,
      let answer = offer.facts[question.fact]
    else { return true }
    return answer == required
  }
}

extension Step {
  /// A step that only an event of the stage passes.
  var isGate: Bool {
    if case .event = kind { true } else { false }
  }
}
