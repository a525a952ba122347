// When a step, a page, a deadline or a consequence is an offer's business.

/// Whether something concerns an offer, as far as its facts tell.
package enum Applicability: Hashable, Sendable {
  /// A known fact excludes it.
  case never
  /// A fact that decides it is not known yet, so that it may apply. It is never taken for “no”.
  case possible
  /// All facts that decide it are known, and it applies.
  case certain
}

/// Facts that an offer must have, and facts that it must not have all at once.
package struct Condition: Hashable, Sendable {
  /// All of these facts must have these values.
  package var facts: [Fact: String]
  /// Where all of these hold, the condition does not. Empty means nothing is excluded.
  package var exceptions: [Fact: String]

  /// A condition; with neither part it always holds.
  package init(facts: [Fact: String] = [:], exceptions: [Fact: String] = [:]) {
    self.facts = facts
    self.exceptions = exceptions
  }

  /// Holds for every offer.
  package static let always = Condition()

  /// Whether it holds. A fact that is not known equals nothing.
  package func holds(for offer: Offer) -> Bool {
    guard facts.allSatisfy({ offer.facts[$0] == $1 }) else { return false }
    return exceptions.isEmpty || !exceptions.allSatisfy { offer.facts[$0] == $1 }
  }

  /// Whether it holds, with facts that are not known told from those that say no.
  package func applicability(to offer: Offer) -> Applicability {
    var isCertain = true
    for (fact, value) in facts {
      guard let known = offer.facts[fact] else {
        isCertain = false
        continue
      }
      if known != value { return .never }
    }
    guard !exceptions.isEmpty,
      !exceptions.contains(where: { pair in offer.facts[pair.key].map { $0 != pair.value } ?? false
      })
    else { return isCertain ? .certain : .possible }
    if exceptions.allSatisfy({ offer.facts[$0.key] != nil }) { return .never }
    return .possible
  }

  /// The facts that it asks about.
  package var asked: Set<Fact> { Set(facts.keys).union(exceptions.keys) }

  /// Whether there can be an offer for which both this and another condition hold.
  package func canHold(with other: Condition = .always) -> Bool {
    let all = facts.merging(other.facts) { one, _ in one }
    guard other.facts.allSatisfy({ all[$0] == $1 }) else { return false }
    return [exceptions, other.exceptions].allSatisfy { exceptions in
      exceptions.isEmpty || !exceptions.allSatisfy { all[$0] == $1 }
    }
  }
}
