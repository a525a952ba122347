// What an event would take back, so that a person knows before they confirm it.

/// What an event reopens.
package struct Aftermath: Hashable, Sendable {
  /// The steps that are over now and would be open again, in order.
  package let reopened: [Step]
  /// The deadlines that are met now and would not be any more.
  package let unmet: [Deadline]
}

/// How many of several offers something holds for, in the order in which it was seen first.
private struct Occurrences<Value: Hashable> {
  private(set) var values: [Value] = []
  private var counts: [Value: Int] = [:]

  mutating func add(_ value: Value) {
    if counts[value] == nil { values.append(value) }
    counts[value, default: 0] += 1
  }

  func count(_ value: Value) -> Int { counts[value] ?? 0 }

  /// Each with for how many of the offers it holds, unless that is all of them.
  func titles(of total: Int, _ title: (Value, Int) -> String) -> String {
    values.map { value in
      let count = count(value)
      return title(value, count) + (count == total ? "" : " (\(count.grouped) of \(total.grouped))")
    }.joined(separator: ", ")
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
    Self.outcome(of: event, [(self, Subject(offer, publisher))]) { deadline, _ in title(deadline) }
  }

  /// What follows from an event for several offers, in sentences: where it differs, with for how many
  /// of them it holds.
  ///
  /// - Parameters:
  ///   - offers: the offers, each with the rules of its playbook.
  ///   - title: what a deadline is called, for example with its counts; so many offers would have it
  ///     open again.
  package static func outcome(
    of event: StageEvent, _ offers: [(rules: Rules, subject: Subject)],
    titled title: (Deadline, Int) -> String = { deadline, _ in deadline.title }
  ) -> String {
    var retirements = Occurrences<String>()
    var reopened = Occurrences<String>()
    var unmet = Occurrences<Deadline>()
    for (rules, subject) in offers {
      // The step that retires applies to what the source allows to be retired.
      let isAllowed =
        rules.applicableStep(of: subject.offer, where: { $0.kind.event == .retire }) != nil
      if event == .retire, !isAllowed, !rules.playbook.retirement.isEmpty {
        retirements.add(rules.playbook.retirement)
      }
      let aftermath = rules.aftermath(of: event, subject.offer, subject.publisher)
      for step in aftermath.reopened { reopened.add(step.title) }
      for deadline in aftermath.unmet { unmet.add(deadline) }
    }
    let total = offers.count
    var sentences = [event.outcome]
    for retirement in retirements.values {
      let count = retirements.count(retirement)
      sentences.append(retirement)
      sentences.append(
        total == 1
          ? "This offer is not marked as a duplicate."
          : "\(count == total ? "None of these offers is" : "\(count.grouped) of \(total.grouped) are not") "
            + "marked as a duplicate.")
    }
    if !reopened.values.isEmpty {
      sentences.append("This reopens: \(reopened.titles(of: total) { title, _ in title }).")
    }
    if !unmet.values.isEmpty {
      sentences.append("No longer met: \(unmet.titles(of: total, title)).")
    }
    return sentences.joined(separator: " ")
  }
}
