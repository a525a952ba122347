// What may be done to an offer: the one place that says yes, or no with every reason. Pure: it
// reads no clock, and the same question always gets the same answer.

package import Foundation

/// The rules of a program.
package struct Rules: Hashable, Sendable {
  /// The program.
  package let playbook: Playbook

  /// The facts that deadlines and consequences depend on. Nothing but an answer makes them known:
  /// a submission does not tell whether an offer was co-sell prioritized.
  let decidingFacts: Set<Fact>

  /// The rules of a playbook.
  package init(_ playbook: Playbook) {
    self.playbook = playbook
    let conditions = playbook.deadlines.map(\.when) + playbook.consequences.map(\.when)
    decidingFacts = conditions.reduce(into: []) { $0.formUnion($1.asked) }
  }

  /// An offer and its publisher: account-wide steps change the second.
  package struct Subject: Hashable, Sendable {
    /// The offer.
    package var offer: Offer
    /// The publisher that it belongs to.
    package var publisher: Publisher

    /// An offer of a publisher.
    package init(_ offer: Offer, _ publisher: Publisher) {
      self.offer = offer
      self.publisher = publisher
    }
  }

  /// The offer and its publisher after an action, done by someone at a moment.
  ///
  /// - Throws: everything that stands in the way.
  package func applying(
    _ action: Action, to subject: Subject, at moment: Date, by actor: String
  ) throws(Refusal) -> Subject {
    var after = subject
    switch action {
    case .tick(let id):
      try tick(id, Tick(at: moment, by: actor), &after)
    case .untick(let id):
      try tick(id, nil, &after)
    case .answer(let id, let value):
      try answer(id, value, Tick(at: moment, by: actor), &after.offer)
    case .page(let id, let state):
      try page(id, state, &after.offer)
    case .event(let event, let report):
      after.offer.publication = try publication(
        after: event, report: report, of: after.offer, after.publisher)
    case .edit(let field, let value):
      try edit(field, value, Tick(at: moment, by: actor), &after.offer)
    case .observe(let observation):
      after.offer = after.offer.seen(observation, at: moment)
      return after
    }
    if after.offer.publication != subject.offer.publication { after.offer.standsSince = moment }
    if after.offer != subject.offer { after.offer.changedAt = moment }
    return after
  }

  // MARK: - Steps

  private func tick(_ id: String, _ tick: Tick?, _ subject: inout Subject) throws(Refusal) {
    let step = try step(id, of: subject.offer)
    switch step.kind {
    case .account:
      subject.publisher.ticks[id] = tick
    case .check:
      try changeable(step, subject.offer)
      subject.offer.ticks[id] = tick
    case .question, .pages, .event:
      throw Refusal(step.title, [.applicableStep(id: id)])
    }
  }

  private func answer(
    _ id: String, _ raw: String, _ tick: Tick, _ offer: inout Offer
  ) throws(Refusal) {
    let step = try step(id, of: offer)
    guard case .question(let question) = step.kind else {
      throw Refusal(step.title, [.applicableStep(id: id)])
    }
    try changeable(step, offer)
    do {
      let value = try question.value(raw)
      if offer.facts[question.fact] != value || offer.ticks[id] == nil { offer.ticks[id] = tick }
      offer.facts[question.fact] = value
    } catch {
      throw Refusal(step.title, [.fittingAnswer(step: id, reason: error.reason)])
    }
  }

  private func page(_ id: String, _ state: PageState, _ offer: inout Offer) throws(Refusal) {
    guard let page = playbook.pages.first(where: { $0.id == id }), page.applies(to: offer),
      let step = applicableStep(of: offer, where: { $0.kind == .pages })
    else { throw Refusal("The page \(id)", [.applicableStep(id: id)]) }
    try changeable(step, offer)
    offer.pages[id] = state == .notStarted ? nil : state
  }

  private func step(_ id: String, of offer: Offer) throws(Refusal) -> Step {
    guard playbook.track(offer.track) != nil else {
      throw Refusal("The step \(id)", [.knownTrack(id: offer.track)])
    }
    guard let step = applicableStep(of: offer, where: { $0.id == id }) else {
      throw Refusal("The step \(id)", [.applicableStep(id: id)])
    }
    return step
  }

  /// The first step of the offer's track that applies to it and is the one that is looked for.
  func applicableStep(of offer: Offer, where isWanted: (Step) -> Bool) -> Step? {
    playbook.track(offer.track)?.steps.first { isWanted($0) && $0.when.holds(for: offer) }
  }

  /// What led to a submission can't be changed under it: only a draft's steps can, and those that
  /// come after the last gate that was passed.
  func changeable(_ step: Step, _ offer: Offer) throws(Refusal) {
    let stage = offer.publication.stage
    if stage == .draft || (stage == .live && !offer.publication.isRecertified) { return }
    // A fact that deadlines depend on is no part of a submission.
    if case .question(let question) = step.kind, decidingFacts.contains(question.fact),
      ![.retired, .unrecognized].contains(stage)
    {
      return
    }
    let steps = applicableSteps(of: offer)
    let account = Publisher(id: offer.key.publisher, name: "")
    let gate = steps.lastIndex { $0.isGate && isDone($0, offer, account) } ?? -1
    let isLater = (steps.firstIndex { $0.id == step.id } ?? 0) > gate
    if isLater && stage != .retired && stage != .unrecognized { return }
    throw Refusal(step.title, [.draft(stage)])
  }

  // MARK: - Events

  /// Where an event leads, if all that it needs is there.
  private func publication(
    after event: StageEvent, report: String?, of offer: Offer, _ publisher: Publisher
  ) throws(Refusal) -> Publication {
    let requirements = self.requirements(of: event, offer, publisher)
    guard requirements.isEmpty,
      let publication = offer.publication.after(event, report: report?.trimmingWhitespace())
    else { throw Refusal(event.title, requirements) }
    return publication
  }

  /// Everything that an event still needs; empty where it can happen.
  package func requirements(
    of event: StageEvent, _ offer: Offer, _ publisher: Publisher
  ) -> [Requirement] {
    if offer.publication.after(event) == nil { return [stageRequirement(of: event, offer)] }
    guard [.submit, .goLive, .retire].contains(event) else { return [] }
    if playbook.track(offer.track) == nil { return [.knownTrack(id: offer.track)] }
    return unmet(before: event, offer, publisher)
  }

  private func stageRequirement(of event: StageEvent, _ offer: Offer) -> Requirement {
    let stage = offer.publication.stage
    if stage == .unrecognized { return .knownStage(word: offer.publication.word ?? "") }
    return event == .retire && stage == .draft
      ? .neverPublished : .stage(stage, event: event)
  }

  /// The steps that an event waits for and that are not over, as the offer's own track has them.
  func unmet(before event: StageEvent, _ offer: Offer, _ publisher: Publisher) -> [Requirement] {
    for step in playbook.track(offer.track)?.steps ?? [] {
      if case .event(event, let needs) = step.kind {
        return unmet(needs, before: event, offer, publisher)
      }
    }
    return []
  }

  func unmet(
    _ needs: [String]?, before event: StageEvent, _ offer: Offer, _ publisher: Publisher
  ) -> [Requirement] {
    let pairs = zip(playbook.track(offer.track)?.steps ?? [], passings(of: offer, publisher))
    // Without names it waits for all that come before it.
    let waitedFor = pairs.prefix { needs != nil || $0.0.kind.event != event || $0.1 == nil }
    return waitedFor.flatMap { step, passing -> [Requirement] in
      guard passing == .open, needs?.contains(step.id) ?? true else { return [] }
      switch step.kind {
      case .question(let question)
      where event != .submit && decidingFacts.contains(question.fact):
        return []
      case .question(let question) where offer.facts[question.fact] != nil:
        return [
          .settlement(
            step: step.id, blocker: question.blocker, since: offer.ticks[step.id]?.at,
            ticket: question.fact == .typeRight ? offer.facts[.supportTicket] : nil)
        ]
      case .pages:
        return unfinishedPages(of: offer).map {
          .page(id: $0.id, title: $0.title, state: offer.pages[$0.id] ?? .notStarted)
        }
      case .event(let other, _) where other == .retire || other == event:
        return []
      default:
        return [.step(id: step.id, title: step.title)]
      }
    }
  }
}

extension StepKind {
  /// The event of a step that one passes by an event.
  package var event: StageEvent? {
    if case .event(let event, _) = self { event } else { nil }
  }
}
