// A program as data: its tracks with their steps, its deadlines, and what is lost after them.
// `Formats` reads one from a file and checks it; here it is only a value.

package import Foundation

/// One program that moves offers from one place to another by certain dates.
package struct Playbook: Hashable, Sendable {
  /// Its short name, in files and on the command line.
  package var id: String
  /// Its name for people.
  package var title: String
  /// The revision of the source that it was written from.
  package var revision: String
  /// Where the program is published.
  package var source: Link
  /// The zone in which its days end, by its IANA name; nil for the zone of the reader.
  package var zone: TimeZone?
  /// Offer types that it is for; empty for all that no other playbook is for.
  package var types: [OfferType]
  /// The ways through the program, the most usual first.
  package var tracks: [Track]
  /// The information pages that an offer has in the portal.
  package var pages: [Page]
  /// Its dates.
  package var deadlines: [Deadline]
  /// What can be lost.
  package var consequences: [Consequence]
  /// Where to find help.
  package var support: [NamedLink]
  /// When the source allows a draft to be retired; empty if it does not say.
  package var retirement: String

  /// A program with all its parts.
  package init(
    id: String, title: String, revision: String, source: Link, zone: TimeZone? = nil,
    types: [OfferType], tracks: [Track], pages: [Page], deadlines: [Deadline],
    consequences: [Consequence], support: [NamedLink], retirement: String = ""
  ) {
    self.id = id
    self.title = title
    self.revision = revision
    self.source = source
    self.zone = zone
    self.types = types
    self.tracks = tracks
    self.pages = pages
    self.deadlines = deadlines
    self.consequences = consequences
    self.support = support
    self.retirement = retirement
  }

  /// The track of that ID.
  package func track(_ id: String) -> Track? { tracks.first { $0.id == id } }

  /// The consequence of that ID.
  package func consequence(_ id: String) -> Consequence? { consequences.first { $0.id == id } }
}

extension [Playbook] {
  /// The titles of all steps and pages, by their IDs: for the sentences of a history.
  package var titles: [String: String] {
    let steps = flatMap { $0.tracks.flatMap(\.steps) }.map { ($0.id, $0.title) }
    let pages = flatMap(\.pages).map { ($0.id, $0.title) }
    return Dictionary(steps + pages, uniquingKeysWith: { first, _ in first })
  }
}

/// An address with the words that stand for it.
package struct NamedLink: Hashable, Sendable {
  /// What one finds there.
  package let title: String
  /// The address.
  package let link: Link

  /// An address with its words.
  package init(title: String, link: Link) {
    self.title = title
    self.link = link
  }
}

/// One way through a program: an ordered list of steps.
package struct Track: Hashable, Sendable {
  /// Its short name: `published`, `draft`, `new`.
  package var id: String
  /// Whom it is for, in a sentence.
  package var title: String
  /// Its steps, in order, with those that apply to some offers only.
  package var steps: [Step]

  /// A track with its steps.
  package init(id: String, title: String, steps: [Step]) {
    self.id = id
    self.title = title
    self.steps = steps
  }

  /// The track of offers that were live before the program began. Such an offer counts as certified
  /// by the earlier program until a portal, a date or a person says otherwise.
  package static let published = "published"

  /// The step of that ID.
  package func step(_ id: String) -> Step? { steps.first { $0.id == id } }
}

/// An information page of an offer in the portal.
package struct Page: Hashable, Sendable {
  /// Its short name.
  package var id: String
  /// The portal's name of it.
  package var title: String
  /// Offer types that have it; empty for all.
  package var types: [OfferType]
  /// The page counts only where this holds.
  package var when: Condition

  /// A page and the offers that have it.
  package init(id: String, title: String, types: [OfferType] = [], when: Condition = .always) {
    self.id = id
    self.title = title
    self.types = types
    self.when = when
  }

  /// Whether the offer has this page.
  package func applies(to offer: Offer) -> Bool {
    (types.isEmpty || types.contains(offer.type)) && when.holds(for: offer)
  }
}
