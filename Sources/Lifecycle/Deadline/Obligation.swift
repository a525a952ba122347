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
    meetings(of: offer, publisher).map {
      Obligation(deadline: playbook.deadlines[$0.deadline], isMet: $0.isMet)
    }
  }

  /// The first deadline that an offer has not met; nil where nothing is due.
  package func firstUnmet(of offer: Offer, _ publisher: Publisher) -> Deadline? {
    let unmet = meetings(of: offer, publisher).lazy.filter { !$0.isMet }
    let first = unmet.min {
      playbook.deadlines[$0.deadline].day < playbook.deadlines[$1.deadline].day
    }
    return first.map { playbook.deadlines[$0.deadline] }
  }

  /// The deadlines that concern an offer, by their places in the playbook, and whether they are met.
  func meetings(
    of offer: Offer, _ publisher: Publisher
  ) -> [(deadline: Int, isMet: Bool)] {
    guard offer.publication.stage != .retired else { return [] }
    let concerned = playbook.deadlines.indices.filter {
      playbook.deadlines[$0].tracks.contains(offer.track)
        && playbook.deadlines[$0].when.holds(for: offer)
    }
    guard !concerned.isEmpty else { return [] }
    let passings = passings(of: offer, publisher)
    let isComplete = !passings.contains(.open)
    return concerned.map { index in
      switch playbook.deadlines[index].goal {
      case .complete: (index, isComplete)
      case .step(let id): (index, isOver(id, passings, offer))
      }
    }
  }

  /// Whether the step of that ID applies to an offer and is over.
  private func isOver(_ id: String, _ passings: [Passing?], _ offer: Offer) -> Bool {
    guard let track = trackIndex(of: offer) else { return false }
    let place = passings.indices.first {
      passings[$0] != nil && playbook.tracks[track].steps[$0].id == id
    }
    return place.map { passings[$0] != .open } ?? false
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
  /// Those of them that only may concern it, since a fact that decides it is not known.
  package var uncertain: UInt64 = 0
  /// Those of them that are on hold.
  package var held: UInt64 = 0
}

extension Rules {
  /// The most deadlines that a playbook can have: one bit of the digest for each, and one left so
  /// that the mask stays a positive number in the database.
  package static let deadlineLimit = 63

  /// The digest of an offer of this publisher.
  package func digest(of offer: Offer, _ publisher: Publisher) -> Digest {
    var digest = Digest(
      due: nil, isBlocked: !progress(of: offer, publisher).blockers.isEmpty, concerned: 0, met: 0)
    for (index, isMet) in meetings(of: offer, publisher) {
      digest.concerned |= 1 << UInt64(index)
      if isMet {
        digest.met |= 1 << UInt64(index)
      } else {
        let day = playbook.deadlines[index].day
        digest.due = min(digest.due ?? day, day)
      }
    }
    return digest
  }
}
