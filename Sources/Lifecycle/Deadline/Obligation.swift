// Which dates an offer has to meet, and which it has met. Depends on the offer, its publisher and
// the playbook only: time turns it into levels, and never changes it.

package import Foundation

/// A deadline that concerns an offer.
package struct Obligation: Hashable, Sendable {
  /// The deadline.
  package let deadline: Deadline
  /// The offer has met it.
  package let isMet: Bool
  /// A fact that decides it is not known, so that it may apply. It counts like one that does.
  package let isUncertain: Bool
  /// It is on hold for the offer.
  package let isOnHold: Bool
  /// When somebody put it on hold; nil if it is not, or nobody knows when.
  package let heldSince: Tick?
  /// The support ticket about what put it on hold; nil if it is not, or none is known.
  package let ticket: String?

  /// How pressing it is at a moment: met, on hold whatever the date, or by the date.
  package func level(at moment: Date, in zone: TimeZone) -> Level {
    deadline.level(isMet: isMet, isOnHold: isOnHold, at: moment, in: zone)
  }

  /// The words for one that is on hold, from the longest to the shortest.
  ///
  /// - Parameter day: writes a day for people.
  package func holdTitles(in zone: TimeZone, _ day: (Day) -> String) -> [String] {
    let since = heldSince.map { day(Day(of: $0.at, in: zone)) }
    return [
      deadline.holdTitle(since: since, ticket: ticket), deadline.holdTitle(since: since),
      Level.onHold.title,
    ]
  }
}

/// What an offer loses if it does not meet a deadline.
package struct PossibleLoss: Hashable, Sendable {
  /// What is lost.
  package let consequence: Consequence
  /// A fact that decides it is not known, so that it may apply.
  package let isUncertain: Bool

  /// The short name of what is lost.
  package var id: String { consequence.id }

  /// What is lost, in a few words; one that only may be lost says so.
  package var title: String { consequence.title + (isUncertain ? " (may apply)" : "") }
}

extension Rules {
  /// The deadlines that concern an offer, or may. One that is retired has none left.
  package func obligations(of offer: Offer, _ publisher: Publisher) -> [Obligation] {
    meetings(of: offer, publisher).map {
      Obligation(
        deadline: playbook.deadlines[$0.deadline], isMet: $0.isMet, isUncertain: $0.isUncertain,
        isOnHold: $0.isOnHold,
        heldSince: $0.isOnHold ? heldSince(offer, by: playbook.deadlines[$0.deadline]) : nil,
        ticket: $0.isOnHold ? offer.facts[.supportTicket] : nil)
    }
  }

  /// The first deadline that an offer has not met; nil where nothing is due. Of one day, what
  /// concerns it comes before what only may, and that before what is on hold.
  package func firstUnmet(of offer: Offer, _ publisher: Publisher) -> Obligation? {
    obligations(of: offer, publisher).filter { !$0.isMet }.min {
      ($0.deadline.day, $0.isOnHold ? 2 : $0.isUncertain ? 1 : 0)
        < ($1.deadline.day, $1.isOnHold ? 2 : $1.isUncertain ? 1 : 0)
    }
  }

  /// How a deadline stands with an offer that it concerns, or may.
  struct Meeting {
    /// The place of the deadline in the playbook.
    let deadline: Int
    let isMet: Bool
    let isUncertain: Bool
    let isOnHold: Bool
  }

  /// The deadlines that concern an offer, by their places in the playbook, and whether they are met.
  func meetings(
    of offer: Offer, _ publisher: Publisher
  ) -> [Meeting] {
    guard offer.publication.stage != .retired else { return [] }
    var passings: [Passing?]?
    return playbook.deadlines.indices.compactMap { index in
      guard playbook.deadlines[index].tracks.contains(offer.track) else { return nil }
      let applicability = playbook.deadlines[index].when.applicability(to: offer)
      if applicability == .never { return nil }
      let known = passings ?? self.passings(of: offer, publisher)
      passings = known
      let isMet =
        switch playbook.deadlines[index].goal {
        case .complete: !known.contains(.open)
        case .step(let id): isOver(id, known, offer)
        }
      return Meeting(
        deadline: index, isMet: isMet, isUncertain: applicability == .possible,
        isOnHold: !isMet && playbook.deadlines[index].hold?.holds(for: offer) == true)
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

  /// What an offer loses, or may lose, where it does not meet a deadline.
  package func losses(of offer: Offer, by deadline: Deadline) -> [PossibleLoss] {
    let isDeadlineUncertain = deadline.when.applicability(to: offer) == .possible
    return deadline.consequences.compactMap { playbook.consequence($0) }.compactMap { consequence in
      let applicability = consequence.when.applicability(to: offer)
      if applicability == .never { return nil }
      return PossibleLoss(
        consequence: consequence,
        isUncertain: isDeadlineUncertain || applicability == .possible)
    }
  }

  /// Since when an offer is on hold: when the question that put it there was answered. Nil if it is
  /// not on hold, or nobody knows since when.
  private func heldSince(_ offer: Offer, by deadline: Deadline) -> Tick? {
    guard let hold = deadline.hold, hold.holds(for: offer) else { return nil }
    return (playbook.track(offer.track)?.steps ?? []).lazy.compactMap { step -> Tick? in
      guard case .question(let question) = step.kind, hold.facts[question.fact] != nil else {
        return nil
      }
      return offer.ticks[step.id]
    }.first
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
    for meeting in meetings(of: offer, publisher) {
      let bit: UInt64 = 1 << UInt64(meeting.deadline)
      digest.concerned |= bit
      if meeting.isUncertain { digest.uncertain |= bit }
      if meeting.isOnHold { digest.held |= bit }
      if meeting.isMet {
        digest.met |= bit
      } else {
        let day = playbook.deadlines[meeting.deadline].day
        digest.due = min(digest.due ?? day, day)
      }
    }
    return digest
  }
}
