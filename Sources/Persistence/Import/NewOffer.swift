// An offer that a file names for the first time.

import Foundation
import Lifecycle

extension Shelf {
  /// The offer that a row of a file adds; nil where there is no playbook at all.
  func offer(
    from sighting: Sighting, of publisher: String, _ settings: ImportSettings
  ) -> Offer? {
    // A file that names no type leaves it to the program that is for all types.
    let type = sighting.type ?? .other("")
    guard let playbook = playbook(for: sighting.type, track: sighting.track) else { return nil }
    // A portal's list of products says nothing of stages; a table without the column is of drafts.
    let unseen = Publication(stage: settings.source.isPortal ? .unrecognized : .draft)
    // Whoever names no track leaves it to what is seen: live is live, whoever certified it.
    let first = sighting.observation.map { Publication(first: $0, onTrack: "") } ?? unseen
    let track = sighting.track ?? playbook.track(forNew: first)
    let publication = sighting.observation.map { Publication(first: $0, onTrack: track) } ?? unseen
    var offer = Offer(
      key: OfferKey(publisher: publisher, offer: sighting.offer),
      name: sighting.name ?? sighting.offer, type: type, playbook: playbook.id,
      track: track, publication: publication,
      facts: sighting.facts,
      changedAt: (sighting.observation?.at ?? settings.moment).atDeckResolution)
    offer.noteHold(since: settings.tick(of: sighting), in: playbook)
    return offer
  }
}

extension Publication {
  /// The state of an offer of which nothing was known. A word that is not known is kept, and the
  /// stage is then unrecognized, never guessed.
  fileprivate init(first observation: Observation, onTrack track: String) {
    self =
      observation.stage == nil
      ? Publication(
        stage: .unrecognized, word: observation.word.isEmpty ? nil : observation.word)
      : Publication().seen(observation, onTrack: track)
  }
}

extension Playbook {
  /// The track of an offer that comes without one: `published` where customers can get it, else
  /// `draft`; the first track in a program that has no such.
  fileprivate func track(forNew publication: Publication) -> String {
    let isPublished = publication.market != .none || publication.stage == .live
    let usual = track(isPublished ? Track.published : "draft") ?? tracks.first
    return usual?.id ?? ""
  }
}
