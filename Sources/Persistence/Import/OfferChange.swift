// What a row of a file does to an offer that the deck knows.

import Foundation
import Lifecycle

/// What a row of a file does to a known offer.
struct OfferChange {
  /// The offer before.
  let before: Offer
  /// The offer afterward; the same where the file says nothing new.
  private(set) var after: Offer
  /// What a person should know about it.
  private(set) var remark: String?
  /// The stage of the file was not taken.
  private(set) var isKeptOut = false
  private let observation: Observation?

  /// Holds a row against what is known.
  ///
  /// - Parameter playbook: the offer's playbook; nil if it is not at hand.
  init(
    _ known: Offer, _ sighting: Sighting, _ settings: ImportSettings, in playbook: Playbook?
  ) {
    before = known
    after = known
    var observation = sighting.observation
    if let at = observation?.at { observation?.at = at.atDeckResolution }
    self.observation = observation
    if let observation { see(observation, settings) }
    // What the deck knows later is not overwritten by what a file knew before.
    let isOlder = observation?.order(to: known.changedAt) == .earlier
    if !isOlder { take(sighting) }
    if !isOlder, !sighting.facts.isEmpty, let playbook {
      after.noteHold(since: settings.tick(of: sighting), before: known, in: playbook)
    }
    if after != before && after.changedAt == before.changedAt {
      after.changedAt = max(before.changedAt, observation?.at ?? settings.moment.atDeckResolution)
    }
  }

  private mutating func take(_ sighting: Sighting) {
    after.name = sighting.name ?? after.name
    after.type = sighting.type ?? after.type
    after.track = sighting.track ?? after.track
    after.facts.merge(sighting.facts) { _, new in new }
    if sighting.facts[.recertifiedAt] != nil { after.noteRecertification(.recertifiedAt) }
  }

  private mutating func see(_ observation: Observation, _ settings: ImportSettings) {
    let moment = settings.moment.atDeckResolution
    let known = before.publication.stage.rawValue
    let seen = observation.stage?.rawValue ?? observation.word
    switch before.reconciliation(with: observation) {
    case .same:
      break
    case .forward:
      after = before.seen(observation, at: moment)
    case .back:
      after = before.seen(observation, at: moment)
      remark =
        "went back from \(known) to \(seen): the file is newer; undo this if it is wrong"
    case .behind where settings.acceptsEarlier:
      after = before.seen(observation, at: moment)
      remark = "went back from \(known) to \(seen) (--accept-earlier)"
    case .behind:
      isKeptOut = true
      remark =
        "kept \(known.inQuotes): the file says \(seen.inQuotes) and has no newer date; to use it, import again "
        + "and accept earlier stages"
    case .unclear:
      after = before.seen(observation, at: moment)
      remark =
        "unknown portal stage \(observation.word.inQuotes); kept “\(known)”"
    }
  }

  /// What it changes.
  var changes: [Change] {
    [Change(.offer(before.key), from: before.fields, to: after.fields)].compactMap { $0 }
  }

  /// The entry in the history.
  func entry(_ settings: ImportSettings) -> HistoryEntry {
    let isSeen = after.publication != before.publication
    return HistoryEntry(
      at: settings.moment, by: settings.actor, publisher: before.key.publisher,
      offer: before.key.offer, kind: isSeen ? "observe" : "edited",
      detail: isSeen ? observation?.failure?.report ?? observation?.word : settings.file,
      from: before.publication.stage, to: after.publication.stage,
      source: isSeen ? observation?.source ?? settings.source : settings.source)
  }
}
