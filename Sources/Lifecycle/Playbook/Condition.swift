// When a step, a page, a deadline or a consequence is an offer's business.

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

  /// Whether there can be an offer for which both this and another condition hold.
  package func canHold(with other: Condition = .always) -> Bool {
    let all = facts.merging(other.facts) { one, _ in one }
    guard other.facts.allSatisfy({ all[$0] == $1 }) else { return false }
    return [exceptions, other.exceptions].allSatisfy { exceptions in
      exceptions.isEmpty || !exceptions.allSatisfy { all[$0] == $1 }
    }
  }
}
