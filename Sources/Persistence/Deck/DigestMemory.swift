// Digests of offers that are alike are computed once: in a deck of a million, few offers differ in
// anything that a digest depends on.

import Lifecycle

/// Computes digests, and remembers them for the length of a transaction.
struct DigestMemory {
  private let shelf: Shelf
  private var digests: [Likeness: DigestRecord] = [:]
  private var deciding: [String: Set<Fact>] = [:]

  /// A memory that knows nothing yet.
  init(_ shelf: Shelf) { self.shelf = shelf }

  /// What makes two offers of a publisher have the same digest.
  private struct Likeness: Hashable {
    let publisher: String
    let type: OfferType
    let playbook: String
    let track: String
    let publication: Publication
    let facts: [Fact: String]
  }

  /// The digest of an offer. The publisher must not change between calls.
  ///
  /// - Throws: the offer's playbook is not at hand.
  mutating func digest(of offer: Offer, _ publisher: Publisher) throws(StoreFailure) -> DigestRecord
  {
    guard offer.ticks.isEmpty, offer.pages.isEmpty else {
      return DigestRecord(try shelf.rules(offer.playbook).digest(of: offer, publisher))
    }
    let rules = try shelf.rules(offer.playbook)
    var publication = offer.publication
    // Texts decide nothing by what they say.
    publication.failure?.report = ""
    publication.word = publication.word.map { _ in "" }
    let likeness = Likeness(
      publisher: publisher.id, type: offer.type, playbook: offer.playbook, track: offer.track,
      publication: publication, facts: decidingFacts(of: offer, rules.playbook))
    if let known = digests[likeness] { return known }
    let digest = DigestRecord(rules.digest(of: offer, publisher))
    // A file in which every offer is different must not fill the memory.
    if digests.count >= 10_000 { digests.removeAll(keepingCapacity: true) }
    digests[likeness] = digest
    return digest
  }

  /// The facts, without the values of those that count only by being known.
  private mutating func decidingFacts(of offer: Offer, _ playbook: Playbook) -> [Fact: String] {
    let known = deciding[playbook.id]
    let facts = known ?? playbook.factsThatDecide
    if known == nil { deciding[playbook.id] = facts }
    guard offer.facts.contains(where: { !facts.contains($0.key) && !$0.value.isEmpty }) else {
      return offer.facts
    }
    var reduced = offer.facts
    for fact in offer.facts.keys where !facts.contains(fact) { reduced[fact] = "" }
    return reduced
  }
}

extension Playbook {
  /// The facts whose values the playbook asks about, rather than only whether they are known.
  var factsThatDecide: Set<Fact> {
    var facts: Set<Fact> = []
    let steps = tracks.flatMap(\.steps)
    let holds = deadlines.compactMap(\.hold)
    for condition in steps.map(\.when) + pages.map(\.when) + deadlines.map(\.when) + holds {
      facts.formUnion(condition.facts.keys)
      facts.formUnion(condition.exceptions.keys)
    }
    for step in steps {
      if case .question(let question) = step.kind, question.required != nil {
        facts.insert(question.fact)
      }
    }
    return facts
  }
}
