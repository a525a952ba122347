// Which dates an offer has to meet, and which it has met. Depends on the offer, its publisher and
// the playbook only: time turns it into levels, and never changes it.

/// A deadline that concerns an offer.
package struct Obligation: Hashable, Sendable {
  /// The deadline.
  package let deadline: Deadline
  /// The offer has met it.
  package let isMet: Bool
}

extension Rules {
  /// The deadlines that concern an offer. One that is retired has none left, and an offer whose
  /// type is in dispute is held out of those that a playbook excepts it from.
  package func obligations(of offer: Offer, _ publisher: Publisher) -> [Obligation] {
    guard offer.publication.stage != .retired else { return [] }
    let concerned = playbook.deadlines.filter {
      $0.tracks.contains(offer.track) && $0.when.holds(for: offer)
    }
    guard !concerned.isEmpty else { return [] }
    let progress = progress(of: offer, publisher)
    return concerned.map { deadline in
      let isMet =
        switch deadline.goal {
        case .complete: progress.isComplete
        case .step(let id): progress.state(of: id)?.isOver ?? false
        }
      return Obligation(deadline: deadline, isMet: isMet)
    }
  }

  /// What an offer loses where it does not meet a deadline.
  package func losses(of offer: Offer, by deadline: Deadline) -> [Consequence] {
    deadline.consequences.compactMap { playbook.consequence($0) }.filter {
      $0.when.holds(for: offer)
    }
  }
}

/// What is stored beside an offer so that a million of them can be counted and sorted. It follows
/// from the offer, its publisher and the playbook, and is written whenever one of them changes.
package struct Digest: Hashable, Sendable {
  /// The last day of the first deadline that is not met; nil where nothing is due.
  package var due: Day?
  /// The next step can't be done.
  package var isBlocked: Bool
  /// The deadlines that concern the offer: bit n stands for the nth of the playbook.
  package var concerned: UInt64
  /// Those of them that are met.
  package var met: UInt64
}

extension Rules {
  /// The most deadlines that a playbook can have: one bit of the digest for each, and one left so
  /// that the mask stays a positive number in the database.
  package static let deadlineLimit = 63

  /// The digest of an offer of this publisher.
  package func digest(of offer: Offer, _ publisher: Publisher) -> Digest {
    var digest = Digest(
      due: nil, isBlocked: !progress(of: offer, publisher).blockers.isEmpty, concerned: 0, met: 0)
    for obligation in obligations(of: offer, publisher) {
      guard let index = playbook.deadlines.firstIndex(of: obligation.deadline) else { continue }
      digest.concerned |= 1 << UInt64(index)
      if obligation.isMet {
        digest.met |= 1 << UInt64(index)
      } else {
        digest.due = min(digest.due ?? obligation.deadline.day, obligation.deadline.day)
      }
    }
    return digest
  }
}
