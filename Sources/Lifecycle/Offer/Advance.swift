// What Enter does: the next step of an offer, as something to do, to ask or to confirm.

/// What it takes to advance an offer by one step.
package enum Advance: Hashable, Sendable {
  /// It can be done at once.
  case perform(Action, Step)
  /// It needs an answer.
  case ask(Step, Form)
  /// It needs a yes, since something follows from it.
  case confirm(StageEvent, Step?)
  /// It can't be done, by all of this.
  case refused(Refusal)
  /// Nothing is left to do.
  case finished

  /// What kind of answer a step needs.
  package enum Form: Hashable, Sendable {
    /// One of these.
    case choice([Choice])
    /// A text, or a link where the fact is one.
    case text(Fact)
    /// A state for each of these pages.
    case pages([Page])
  }

  /// One answer of several.
  package struct Choice: Hashable, Sendable {
    /// The word that the command line takes.
    package let value: String
    /// What it does.
    package let action: Action
    /// A text has to be given with it: the report of a failed certification.
    package let needsReport: Bool
  }
}

extension Rules {
  /// What Enter does for an offer of this publisher.
  package func advance(_ offer: Offer, _ publisher: Publisher) -> Advance {
    guard playbook.track(offer.track) != nil else {
      return .refused(Refusal("Advance", [.knownTrack(id: offer.track)]))
    }
    guard let next = progress(of: offer, publisher).next else { return .finished }
    if case .blocked(let requirements) = next.state {
      return .refused(Refusal(next.step.title, requirements))
    }
    if isDueForRevision(next.step, offer) { return .confirm(.revise, next.step) }
    return self.advance(offer, by: next.step)
  }

  /// What it takes to do this step of an offer, whether it is the next or another one.
  package func advance(_ offer: Offer, by step: Step) -> Advance {
    switch step.kind {
    case .check, .account:
      return .perform(.tick(step: step.id), step)
    case .question(let question):
      guard case .choice(let words) = question.fact.form else {
        return .ask(step, .text(question.fact))
      }
      return .ask(
        step,
        .choice(
          words.map { word in
            Advance.Choice(
              value: word, action: .answer(step: step.id, value: word), needsReport: false)
          }))
    case .pages:
      return .ask(step, .pages(playbook.pages.filter { $0.applies(to: offer) }))
    case .event(.certificationPassed, _):
      return .ask(
        step,
        .choice([
          Advance.Choice(value: "passed", action: .event(.certificationPassed), needsReport: false),
          Advance.Choice(value: "failed", action: .event(.certificationFailed), needsReport: true),
        ]))
    case .event(let event, _):
      return .confirm(event, step)
    }
  }

  /// The actions that an answer in words stands for, for a step of an offer. Pages are answered
  /// as `page=complete`, separated by commas, or with one state for all.
  ///
  /// - Throws: the answer does not fit, and why.
  package func actions(
    answering step: Step, of offer: Offer, with answer: String, report: String?
  ) throws(Refusal) -> [Action] {
    switch advance(offer, by: step) {
    case .ask(_, .choice(let choices)):
      guard let choice = choices.first(where: { $0.value == answer.lowercased() }) else {
        let words = choices.map(\.value).joined(separator: ", ")
        throw misfit(step, "\(answer.inQuotes) is not one of \(words)")
      }
      if case .event(let event, _) = choice.action, choice.needsReport {
        return [.event(event, report: report ?? "")]
      }
      return [choice.action]
    case .ask(_, .text):
      return [.answer(step: step.id, value: answer)]
    case .ask(_, .pages(let pages)):
      return try pageActions(step, pages, answer)
    case .perform(let action, _):
      return [action]
    case .confirm(let event, _):
      return [.event(event)]
    case .refused(let refusal):
      throw refusal
    case .finished:
      return []
    }
  }

  private func pageActions(
    _ step: Step, _ pages: [Page], _ answer: String
  ) throws(Refusal) -> [Action] {
    if let state = PageState(answer: answer) {
      return pages.map { .page(id: $0.id, state: state) }
    }
    var actions: [Action] = []
    for part in answer.split(separator: ",") {
      let sides = part.split(separator: "=", maxSplits: 1).map { $0.trimmingWhitespace() }
      guard sides.count == 2, let state = PageState(answer: sides[1]),
        pages.contains(where: { $0.id == sides[0] })
      else {
        let ids = pages.map(\.id).joined(separator: ", ")
        throw misfit(
          step,
          "\(part.inQuotes) is not PAGE=STATE; the pages are \(ids), the states not_started, incomplete, complete"
        )
      }
      actions.append(.page(id: sides[0], state: state))
    }
    guard !actions.isEmpty else { throw misfit(step, "no page given") }
    return actions
  }

  private func misfit(_ step: Step, _ reason: String) -> Refusal {
    Refusal(step.title, [.fittingAnswer(step: step.id, reason: reason)])
  }
}

extension Step {
  /// An action disputes the offer type in this step, so that there is, or will be, a ticket of
  /// Microsoft Support about it.
  package func asksForTicket(after action: Action) -> Bool {
    guard case .answer(id, let value) = action, case .question(let question) = kind,
      question.fact == .typeRight, let required = question.required
    else { return false }
    return value != required
  }
}

extension PageState {
  fileprivate init?(answer: String) {
    self.init(rawValue: answer.lowercased().replacing("-", with: "_").replacing(" ", with: "_"))
  }
}
