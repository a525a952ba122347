// Which steps of an offer are over. Lists ask this of each of their rows in every frame, and imports
// of each row of a file, so nothing is copied here and nothing that blocks is looked for.

/// How a step of an offer's track stands.
enum Passing {
  /// It is still to be done.
  case open
  /// It was not done here, but a gate behind it was passed: portals can be ahead of us.
  case passed
  /// It was done.
  case done
}

extension Rules {
  /// The place of an offer's track in the playbook; nil where it has none of that ID.
  func trackIndex(of offer: Offer) -> Int? {
    playbook.tracks.firstIndex { $0.id == offer.track }
  }

  /// How each step of the offer's track stands, by its place there; nil for one that does not apply
  /// to the offer. Empty where the track is not known.
  func passings(of offer: Offer, _ publisher: Publisher) -> [Passing?] {
    guard let track = trackIndex(of: offer) else { return [] }
    let count = playbook.tracks[track].steps.count
    var passings = [Passing?](repeating: nil, count: count)
    var gate = 0
    for index in 0..<count where playbook.tracks[track].steps[index].when.holds(for: offer) {
      let isDone = isDone(playbook.tracks[track].steps[index], offer, publisher)
      passings[index] = isDone ? .done : .open
      if isDone && playbook.tracks[track].steps[index].isGate { gate = index }
    }
    let submission = offer.publication.proof == .none ? nil : submissionIndex(track, passings)
    for index in 0..<max(gate, submission?.index ?? 0) where passings[index] == .open {
      let step = playbook.tracks[track].steps[index]
      // An offer that is not submitted any more, since it is a duplicate, keeps its account's steps.
      let isImplied = index < gate || submission?.applies == true || step.when == .always
      if isImplied && !isUnanswered(step, offer) && !isContradicted(step, offer) {
        passings[index] = .passed
      }
    }
    return passings
  }

  /// The place of the step that submits, and whether it applies to the offer; nil if the track has none.
  private func submissionIndex(
    _ track: Int, _ passings: [Passing?]
  ) -> (index: Int, applies: Bool)? {
    let steps = playbook.tracks[track].steps.indices.filter {
      playbook.tracks[track].steps[$0].kind.event == .submit
    }
    let applicable = steps.first { passings[$0] != nil }
    return (applicable ?? steps.first).map { ($0, applicable != nil) }
  }

  /// The step asks for a fact that deadlines depend on and nobody has provided.
  private func isUnanswered(_ step: Step, _ offer: Offer) -> Bool {
    guard case .question(let question) = step.kind, offer.facts[question.fact] == nil else {
      return false
    }
    return decidingFacts.contains(question.fact)
  }

  /// Somebody has said that a step is not done, after all that was seen: the type of a draft is in
  /// dispute, or a page is incomplete again.
  private func isContradicted(_ step: Step, _ offer: Offer) -> Bool {
    guard offer.publication.stage == .draft else { return false }
    switch step.kind {
    case .question(let question):
      return question.required != nil && offer.facts[question.fact] != nil
    case .pages:
      return playbook.pages.contains {
        $0.applies(to: offer) && offer.pages[$0.id] == .incomplete
      }
    case .check, .account, .event: return false
    }
  }
}
