// An offer as the deck knows it: what it is, where it stands, and what was done for it.

package import Foundation

/// Names an offer among all publishers.
package struct OfferKey: Hashable, Codable, Sendable {
  /// The publisher that the offer belongs to.
  package let publisher: String
  /// The offer's ID within the publisher.
  package let offer: String

  /// Names the offer of a publisher.
  package init(publisher: String, offer: String) {
    self.publisher = publisher
    self.offer = offer
  }
}

/// When something was done, and by whom.
package struct Tick: Hashable, Codable, Sendable {
  /// The moment.
  package let at: Date
  /// The person or the source.
  package let by: String

  /// Something done by someone at a moment.
  package init(at: Date, by: String) {
    self.at = at
    self.by = by
  }
}

/// How far an information page of an offer has come, in the words of Partner Center.
package enum PageState: String, ListedWord {
  case notStarted = "not_started"
  case incomplete
  case complete

  /// The words that Partner Center shows.
  package var title: String {
    switch self {
    case .notStarted: "Not started"
    case .incomplete: "Incomplete"
    case .complete: "Complete"
    }
  }
}

/// One offer of a publisher.
package struct Offer: Hashable, Codable, Sendable {
  /// The offer's name among all others.
  package let key: OfferKey
  /// The name that people know it by.
  package var name: String
  /// Its type, in the name that files use.
  package var type: OfferType
  /// The ID of the playbook whose program it goes through.
  package var playbook: String
  /// The ID of its track in that playbook.
  package var track: String
  /// Where it stands.
  package var publication: Publication
  /// What is known of it.
  package var facts: [Fact: String]
  /// The offer's own steps that were ticked, by step ID.
  package var ticks: [String: Tick]
  /// Its information pages that were begun, by page ID.
  package var pages: [String: PageState]
  /// Since when it stands where it stands: the last change of `publication`, or when the deck first
  /// knew of it.
  package var standsSince: Date
  /// When anything of it last changed, here or in a portal that said when.
  package var changedAt: Date

  /// An offer with what is known of it. Without a word on it, it stands so since its last change.
  package init(
    key: OfferKey, name: String, type: OfferType, playbook: String, track: String,
    publication: Publication = Publication(), facts: [Fact: String] = [:],
    ticks: [String: Tick] = [:], pages: [String: PageState] = [:], standsSince: Date? = nil,
    changedAt: Date
  ) {
    self.key = key
    self.name = name
    self.type = type
    self.playbook = playbook
    self.track = track
    self.publication = publication
    self.facts = facts
    self.ticks = ticks
    self.pages = pages
    self.standsSince = standsSince ?? changedAt
    self.changedAt = changedAt
  }
}
