// Everything that can be done to an offer, by a person, a command or an import.

package import Foundation

/// Something done to an offer.
package enum Action: Hashable, Sendable {
  /// A check or an account-wide step is done.
  case tick(step: String)
  /// A check or an account-wide step turns out not to be done.
  case untick(step: String)
  /// A question is answered, or answered anew.
  case answer(step: String, value: String)
  /// An information page has come so far.
  case page(id: String, state: PageState)
  /// A stage event, with the text of the report where certification failed.
  case event(StageEvent, report: String? = nil)
  /// Something that is known of it was wrong, or is known now.
  case edit(OfferField, String)
  /// It was seen so in a portal or a file.
  case observe(Observation)

  /// The word in the history and in output for programs.
  package var name: String {
    switch self {
    case .tick: "tick"
    case .untick: "untick"
    case .answer: "answer"
    case .page: "page"
    case .event(let event, _): event.rawValue
    case .edit: "edited"
    case .observe: "observe"
    }
  }
}

/// Something known of an offer that a person can set right.
package enum OfferField: Hashable, Sendable {
  /// The name that people know it by; never empty.
  case name
  /// Its type.
  case type
  /// Its track: one that its playbook has.
  case track
  /// A fact; an empty value is one that is not known.
  case fact(Fact)

  /// All of them.
  package static let all: [OfferField] = [.name, .type, .track] + Fact.allCases.map { .fact($0) }

  /// The word that files and the command line use.
  package var name: String {
    switch self {
    case .name: "name"
    case .type: "offer_type"
    case .track: "track"
    case .fact(let fact): fact.rawValue
    }
  }

  /// The field of that word; nil where there is none.
  package init?(named name: String) {
    guard let field = Self.all.first(where: { $0.name == name }) else { return nil }
    self = field
  }
}

/// What was seen of an offer's stage.
package struct Observation: Hashable, Sendable {
  /// The stage; nil where the word was not known or could mean several.
  package var stage: Stage?
  /// The portal's own word.
  package var word: String
  /// Why a version was seen to have failed: the draft, or with the stage live its update.
  package var failure: SubmissionFailure?
  /// A certified version was seen on its way to live.
  package var isGoingLive: Bool
  /// A version was seen that customers can get.
  package var market: Market
  /// Whether a version that was seen live was certified by this program; nil if the source can't
  /// tell by itself, as a table of one's own.
  package var isRecertified: Bool?
  /// Where it was seen.
  package var source: Source
  /// When it was so; nil where the source does not say.
  package var at: Date?

  /// Something that was seen.
  package init(
    stage: Stage?, word: String, failure: SubmissionFailure? = nil, isGoingLive: Bool = false,
    market: Market = .none, isRecertified: Bool? = nil, source: Source, at: Date? = nil
  ) {
    self.stage = stage
    self.word = word
    self.failure = failure
    self.isGoingLive = isGoingLive
    self.market = market
    self.isRecertified = isRecertified
    self.source = source
    self.at = at
  }
}

/// Where knowledge of an offer comes from.
package enum Source: String, ListedWord {
  /// A person, on the dashboard or the command line.
  case hand
  /// A table that the publisher keeps.
  case csv
  /// The Cloud Partner Portal.
  case cloudPartnerPortal = "cpp"
  /// Partner Center's ingestion interface.
  case ingestion
  /// Microsoft Graph's product ingestion interface.
  case graph
  /// A file that offerdeck wrote.
  case offerdeck

  /// A portal's interface.
  package var isPortal: Bool { [.cloudPartnerPortal, .ingestion, .graph].contains(self) }

  /// The name for people.
  package var title: String {
    switch self {
    case .hand: "by hand"
    case .csv: "CSV file"
    case .cloudPartnerPortal: "Cloud Partner Portal"
    case .ingestion: "Partner Center"
    case .graph: "Microsoft Graph"
    case .offerdeck: "offerdeck file"
    }
  }
}
