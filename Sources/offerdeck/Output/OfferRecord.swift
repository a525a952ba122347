// An offer as programs read it: the stable form of `--json`. Fields are only ever added.

import Foundation
import Lifecycle

/// An offer with everything that follows from the rules.
struct OfferRecord: Encodable {
  let publisher: String
  let offerId: String
  let name: String
  let type: String
  let playbook: String
  let track: String
  let stage: String
  let portalWord: String?
  let needsAttention: Bool
  let report: String?
  let failure: String?
  let evidence: String
  let isGoingLive: Bool
  let onMarket: String
  let facts: [String: String]
  let pages: [String: String]
  let next: String?
  let blockers: [Blocker]
  let steps: [StepRecord]
  let deadlines: [DeadlineRecord]
  let changedAt: Date

  /// One thing that stands in the way.
  struct Blocker: Encodable {
    let kind: String
    let step: String?
    let sentence: String

    init(_ requirement: Requirement, _ zone: TimeZone) {
      kind = requirement.name
      step = requirement.step
      sentence = requirement.sentence(in: zone)
    }
  }

  /// A step and its state.
  struct StepRecord: Encodable {
    let id: String
    let title: String
    let state: String
    let at: Date?
    let by: String?
    let help: String
    let links: [String]
    /// It was done in Partner Center before the account had migrated.
    let isRecordedManually: Bool
  }

  /// A deadline of the offer.
  struct DeadlineRecord: Encodable {
    let id: String
    let day: String
    let startBy: String
    let level: String
    let isMet: Bool
    let mayApply: Bool
    let onHold: Bool
    let onHoldSince: Date?
    let ticket: String?
    let losses: [String]
    let possibleLosses: [String]
  }

  /// The record of an offer, as of a moment.
  init(_ offer: Offer, _ publisher: Publisher, _ rules: Rules, at moment: Date, zone: TimeZone) {
    let progress = rules.progress(of: offer, publisher)
    self.publisher = offer.key.publisher
    offerId = offer.key.offer
    name = offer.name
    type = offer.type.name
    playbook = offer.playbook
    track = offer.track
    stage = offer.publication.stage.rawValue
    portalWord = offer.publication.word
    needsAttention = offer.publication.needsAttention
    report = offer.publication.failure?.report
    failure = offer.publication.failure?.kind.rawValue
    evidence = offer.publication.proof.rawValue
    isGoingLive = offer.publication.isGoingLive
    onMarket = offer.publication.market.rawValue
    facts = Dictionary(
      offer.facts.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { $1 })
    pages = offer.pages.mapValues(\.rawValue)
    next = progress.next?.step.id
    blockers = progress.blockers.map { Blocker($0, zone) }
    steps = progress.steps.map { step in
      let tick: Tick? = if case .done(let tick) = step.state { tick } else { nil }
      return StepRecord(
        id: step.step.id, title: step.step.title, state: step.state.name, at: tick?.at,
        by: tick?.by, help: step.step.help.trimmingWhitespace(),
        links: ([step.step.link(for: offer.type)] + step.step.furtherLinks.map(\.link))
          .compactMap { $0?.text },
        isRecordedManually: publisher.recordsManually(step.step, tick))
    }
    deadlines = rules.obligations(of: offer, publisher).map { obligation in
      let deadline = obligation.deadline
      let losses = rules.losses(of: offer, by: deadline)
      return DeadlineRecord(
        id: deadline.id, day: deadline.day.description, startBy: deadline.startBy.description,
        level: obligation.level(at: moment, in: rules.playbook.zone ?? zone).name,
        isMet: obligation.isMet, mayApply: obligation.isUncertain, onHold: obligation.isOnHold,
        onHoldSince: obligation.heldSince?.at, ticket: obligation.ticket,
        losses: losses.filter { !$0.isUncertain }.map(\.consequence.id),
        possibleLosses: losses.filter(\.isUncertain).map(\.consequence.id))
    }
    changedAt = offer.changedAt
  }
}
