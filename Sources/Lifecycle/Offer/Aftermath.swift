// What an event would take back, so that a person knows before they confirm it.

/// What an event reopens.
package struct Aftermath: Hashable, Sendable {
  /// The steps that are over now and would be open again, in order.
  package let reopened: [Step]
  /// The deadlines that are met now and would not be any more.
  package let unmet: [Deadline]

  /// Both in sentences; nil if the event takes nothing back.
  ///
  /// - Parameter title: what a deadline is called, for example with its counts.
  package func sentence(_ title: (Deadline) -> String = { $0.title }) -> String? {
    var sentences: [String] = []
    if !reopened.isEmpty {
      sentences.append("This reopens: \(reopened.map(\.title).joined(separator: ", ")).")
    }
    if !unmet.isEmpty {
      sentences.append("No longer met: \(unmet.map(title).joined(separator: ", ")).")
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }
}

extension Rules {
  /// What an event would take back from an offer; nothing if it can't happen.
  package func aftermath(
    of event: StageEvent, _ offer: Offer, _ publisher: Publisher
  ) -> Aftermath {
    var after = offer
    guard let publication = offer.publication.after(event) else {
      return Aftermath(reopened: [], unmet: [])
    }
    after.publication = publication
    let later = progress(of: after, publisher)
    let reopened = progress(of: offer, publisher).steps.filter {
      $0.state.isOver && later.state(of: $0.step.id)?.isOpen == true
    }
    let unmet = Set(obligations(of: after, publisher).filter { !$0.isMet }.map(\.deadline.id))
    return Aftermath(
      reopened: reopened.map(\.step),
      unmet: obligations(of: offer, publisher).filter {
        $0.isMet && unmet.contains($0.deadline.id)
      }.map(\.deadline))
  }

  /// What follows from an event for an offer, in sentences, for the question that is asked first.
  package func outcome(
    of event: StageEvent, _ offer: Offer, _ publisher: Publisher,
    titled title: (Deadline) -> String = { $0.title }
  ) -> String {
    var sentences = [event.outcome]
    // The step that retires applies to what the source allows to be retired.
    let isAllowed = applicableStep(of: offer, where: { $0.kind.event == .retire }) != nil
    if event == .retire, !isAllowed, !playbook.retirement.isEmpty {
      sentences.append(playbook.retirement)
      sentences.append("This offer is not marked as a duplicate.")
    }
    if let taken = aftermath(of: event, offer, publisher).sentence(title) {
      sentences.append(taken)
    }
    return sentences.joined(separator: " ")
  }
}
