// Setting right what is known of an offer, by hand.

extension Rules {
  /// Sets a field of an offer.
  ///
  /// - Throws: why the value does not fit, or why the field can't change now.
  func edit(
    _ field: OfferField, _ raw: String, _ tick: Tick, _ offer: inout Offer
  ) throws(Refusal) {
    let text = raw.trimmingWhitespace()
    switch field {
    case .name:
      guard !text.isEmpty else { throw misfit(field, "an offer needs a name") }
      offer.name = text
    case .type:
      guard let type = OfferType(text) else { throw misfit(field, "an offer needs a type") }
      offer.type = type
    case .track:
      guard playbook.track(text) != nil else {
        let names = playbook.tracks.map(\.id).joined(separator: ", ")
        throw misfit(field, "unknown track \(text.inQuotes); \(playbook.title) has \(names)")
      }
      // The steps that led to a submission belong to the track that it was made on.
      let stage = offer.publication.stage
      guard ![.submitted, .certified].contains(stage) else {
        throw Refusal("Change the track", [.draft(stage)])
      }
      offer.track = text
    case .fact(let fact):
      // What a step asks is answered under the same rule, whichever way the answer comes.
      let step = applicableStep(of: offer, where: { $0.asks(for: fact) })
      if let step { try changeable(step, offer) }
      guard !text.isEmpty else {
        offer.facts[fact] = nil
        if let step { offer.ticks[step.id] = nil }
        offer.noteRecertification(fact)
        return
      }
      do {
        let value = try fact.value(text)
        if let step, offer.facts[fact] != value { offer.ticks[step.id] = tick }
        offer.facts[fact] = value
        offer.noteRecertification(fact)
      } catch {
        throw misfit(field, error.reason)
      }
    }
  }

  private func misfit(_ field: OfferField, _ reason: String) -> Refusal {
    Refusal("Change \(field.name)", [.fittingAnswer(step: field.name, reason: reason)])
  }
}

extension Offer {
  /// Takes what the date of a recertification says of the live version, after a fact changed: with a
  /// date this program certified it, and without one an offer that was published before counts as
  /// certified by the earlier program.
  package mutating func noteRecertification(_ fact: Fact) {
    guard fact == .recertifiedAt, publication.stage == .live else { return }
    if facts[.recertifiedAt] != nil {
      publication.market = .current
      publication.evidence = .none
    } else if track == Track.published {
      publication.market = .earlier
    }
  }
}

extension Offer {
  /// Notes since when the answer to a question puts deadlines on hold, if it came without a date:
  /// from a file, and not from a person.
  ///
  /// - Parameters:
  ///   - before: the offer as it was, if it was known: what is disputed as before keeps its date.
  ///   - playbook: its playbook.
  package mutating func noteHold(since tick: Tick, before: Offer? = nil, in playbook: Playbook) {
    let holds = playbook.deadlines.filter { $0.tracks.contains(track) }.compactMap(\.hold)
    for step in playbook.track(track)?.steps ?? [] {
      guard case .question(let question) = step.kind, let answer = facts[question.fact],
        holds.contains(where: { $0.facts[question.fact] != nil }),
        ticks[step.id] == nil || before?.facts[question.fact] != answer,
        holds.contains(where: { $0.holds(for: self) }) || ticks[step.id] != nil
      else { continue }
      ticks[step.id] = tick
    }
  }
}

extension Step {
  fileprivate func asks(for fact: Fact) -> Bool {
    if case .question(let question) = kind { question.fact == fact } else { false }
  }
}
