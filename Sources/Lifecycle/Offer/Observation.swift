// What a portal or a file showed of an offer, held against what the deck knows. An import never
// undoes progress silently: what lies behind is kept and named, unless it is known to be later.

package import Foundation

extension Publication {
  /// The state after something was seen. A word that is not known changes no stage: it is kept
  /// beside it, and an offer that was not known before has no other.
  ///
  /// - Parameter track: the ID of the offer's track.
  package func seen(_ observation: Observation, onTrack track: String = "") -> Publication {
    guard let stage = observation.stage else {
      var kept = self
      kept.word = observation.word
      return kept
    }
    let isLive = stage == .live
    let isOld = isOld(observation, onTrack: track)
    let market: Market =
      switch stage {
      case .live: isOld && self.market != .current ? .earlier : .current
      case .retired: .none
      default: observation.market == .none ? (self.market == .none ? .none : .earlier) : .earlier
      }
    var after = Publication(
      stage: stage, market: market, failure: stage == .draft || isLive ? observation.failure : nil,
      isGoingLive: !isLive && observation.isGoingLive)
    // What was proved once stays so; a failed certification proves that the version was submitted.
    let failed: Evidence = after.failure?.kind == .certification ? .submitted : .none
    let evidence = max(proof, failed)
    switch stage {
    case .draft, .retired: after.evidence = evidence
    case .live where market == .earlier: after.evidence = evidence
    default: break
    }
    return after
  }

  /// Whether a live version that was seen is one that an earlier program certified, as far as is
  /// known. The old portal never shows anything else; a table says live of both.
  private func isOld(_ observation: Observation, onTrack track: String) -> Bool {
    if let isRecertified = observation.isRecertified { return !isRecertified }
    switch observation.source {
    case .cloudPartnerPortal: return true
    case .csv: return track == Track.published && stage != .certified
    case .ingestion, .graph, .offerdeck, .hand: return false
    }
  }

  /// Customers can get the earlier version meanwhile, and it is all that was seen.
  func isBeside(_ observation: Observation, onTrack track: String) -> Bool {
    observation.stage == .live && stage.rank != nil && stage != .live && market == .earlier
      && isOld(observation, onTrack: track)
  }

  /// Whether something that was seen lies behind what is known: an earlier stage of the way, and
  /// not a failure, which is news.
  package func isAhead(of observation: Observation) -> Bool {
    guard let seen = observation.stage else { return false }
    if stage == .retired { return seen != .retired }
    guard let known = stage.rank, let rank = seen.rank else { return false }
    if seen == .draft && observation.failure != nil && stage == .submitted { return false }
    return rank < known
  }
}

extension Publication {
  /// Whether something that was seen is further on the way than the offer ever came, as far as is known.
  func isSurpassed(by observation: Observation) -> Bool {
    guard let known = stage.rank, let seen = observation.stage, let rank = seen.rank,
      let evidence = Evidence(rawValue: seen.rawValue)
    else { return false }
    return rank > known && evidence > proof
  }
}

extension Observation {
  /// How a moment lies to another, as far as both tell.
  package enum Order: Hashable, Sendable {
    case earlier, later
    /// There is no moment; or one of both is a day without a time, and the other is on it.
    case unknown
  }

  /// Whether it was seen before or after a moment. The beginning of a day, in UTC, stands for the day.
  package func order(to moment: Date) -> Order {
    guard let at else { return .unknown }
    let days = [at, moment].map { ($0.timeIntervalSince1970 / 86_400).rounded(.down) }
    let isDay = [at, moment].contains {
      $0.timeIntervalSince1970.truncatingRemainder(dividingBy: 86_400) == 0
    }
    if isDay, days[0] == days[1] { return at == moment ? .later : .unknown }
    return at < moment ? .earlier : .later
  }
}

/// What an observation means for an offer that is known.
package enum Reconciliation: Hashable, Sendable {
  /// It says what is known already.
  case same
  /// It is news, and is taken.
  case forward
  /// It takes the offer back, and is known to be later than what the deck has: taken, and said.
  case back
  /// It lies behind, and nothing says that it is later: kept out, and said.
  case behind
  /// Its word is not known or could mean several stages: the stage is kept, and the word beside it.
  case unclear
}

extension Offer {
  /// The offer after something was seen, at the moment that the source names, or at this one.
  package func seen(_ observation: Observation, at moment: Date) -> Offer {
    var after = self
    after.publication = publication.seen(observation, onTrack: track)
    let at = observation.at ?? moment
    if after.publication != publication {
      // A day that the stage before lies in is told by the later of both.
      after.standsSince =
        observation.order(to: standsSince) == .unknown ? max(at, standsSince) : at
    }
    after.changedAt = max(changedAt, at)
    return after
  }

  /// Holds an observation against what is known.
  package func reconciliation(with observation: Observation) -> Reconciliation {
    if publication.seen(observation, onTrack: track) == publication
      || publication.isBeside(observation, onTrack: track) || says(nothingNew: observation)
    {
      return .same
    }
    // A file that says “unknown” without a portal's word says nothing.
    if observation.stage == nil { return observation.word.isEmpty ? .same : .unclear }
    // Whatever is known of a stage is news if nothing was.
    if publication.stage == .unrecognized { return .forward }
    // Held against the last change of the stage: a tick that was made since says nothing of it.
    let order = observation.order(to: standsSince)
    if publication.isAhead(of: observation) { return order == .later ? .back : .behind }
    // What the deck was told of later may have happened before: an offer that never came as far as it
    // was seen has not been taken back from there since.
    return order == .earlier && !publication.isSurpassed(by: observation) ? .behind : .forward
  }
}

extension Offer {
  /// The stage is the known one, and the source can't tell what else stands beside it: a table has
  /// no reports and no markets, and a draft that is being mended is still the one that failed.
  private func says(nothingNew observation: Observation) -> Bool {
    guard observation.stage == publication.stage, publication.word == nil,
      observation.failure == nil, !observation.isGoingLive
    else { return false }
    // A table that gives the date of the recertification tells more than that the offer is live.
    if observation.stage == .live && publication.market == .earlier
      && observation.isRecertified == true
    {
      return false
    }
    return observation.source == .csv || observation.stage == .draft
  }
}

/// What a file says of one offer.
package struct Sighting: Hashable, Sendable {
  /// Its publisher, where the file says so.
  package var publisher: String?
  /// The offer's ID.
  package var offer: String
  /// Its name, where the file has one.
  package var name: String?
  /// Its type, where the file has one.
  package var type: OfferType?
  /// Its track, where the file has one.
  package var track: String?
  /// Its stage, where the file has one.
  package var observation: Observation?
  /// The facts that the file has.
  package var facts: [Fact: String]
  /// When the row was changed; nil if the file does not say.
  package var updatedAt: Date?
  /// The place in the file, for messages: a line, from 1.
  package var line: Int

  /// What a file says of an offer.
  package init(
    publisher: String? = nil, offer: String, name: String? = nil, type: OfferType? = nil,
    track: String? = nil, observation: Observation? = nil, facts: [Fact: String] = [:], line: Int
  ) {
    self.publisher = publisher
    self.offer = offer
    self.name = name
    self.type = type
    self.track = track
    self.observation = observation
    self.facts = facts
    self.line = line
  }
}
