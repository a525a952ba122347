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

  /// The playbook for an offer of a type (nil where that is not known) on a track (nil where that
  /// is open): the first that names the type and has the track, else one that is for all the rest
  /// and has it, else any that has it. A track that none has leaves the type to decide.
  func playbook(for type: OfferType?, track: String?) -> Playbook? {
    let fitting = playbooks.filter { playbook in track.map { playbook.track($0) != nil } ?? true }
    let known = fitting.isEmpty ? playbooks : fitting
    return known.first { playbook in type.map { playbook.types.contains($0) } ?? false }
      ?? known.first { $0.types.isEmpty && (type != nil || track == nil) } ?? known.first
  }
}
