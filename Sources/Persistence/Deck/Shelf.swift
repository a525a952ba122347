// The playbooks that the program read, with the rules of each: given once, when the deck is opened.

import Lifecycle

/// The playbooks at hand, in their order.
struct Shelf: Sendable {
  /// All of them, in the order in which they were given.
  let playbooks: [Playbook]
  private let rules: [String: Rules]

  /// A shelf of these playbooks; of two with one ID, the first counts.
  init(_ playbooks: [Playbook]) {
    self.playbooks = playbooks
    rules = Dictionary(
      playbooks.map { ($0.id, Rules($0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// The rules of a playbook; nil where it is not at hand.
  func knownRules(_ id: String) -> Rules? { rules[id] }

  /// The rules of a playbook.
  func rules(_ id: String) throws(StoreFailure) -> Rules {
    guard let found = rules[id] else { throw .unknownPlaybook(id) }
    return found
  }

  /// The playbook for offers of a type: the first that names it, else the first that is for all
  /// the rest, else the first.
  func playbook(for type: OfferType) -> Playbook? {
    playbooks.first { $0.types.contains(type) }
      ?? playbooks.first { $0.types.isEmpty } ?? playbooks.first
  }
}
