// Everything that the dashboard knows between two messages. A value: drawing reads it, and only
// `update` changes it.

package import Foundation
package import Lifecycle
package import Terminal

/// The state of the dashboard.
package struct Model: Sendable {
  // MARK: What the deck says

  /// The publishers of the deck, by name.
  package internal(set) var publishers: [Publisher] = []
  /// The counts of its offers.
  package internal(set) var tally = Tally()
  /// The rules of each playbook, by its ID.
  package private(set) var rules: [String: Rules] = [:]
  /// The playbooks in their order, with the lead times that are known of their deadlines.
  package internal(set) var playbooks: [Playbook] {
    didSet { makeRules() }
  }
  /// Whether publishers and counts were read.
  package internal(set) var isCounted = false

  // MARK: What is looked at

  /// Which offers are listed.
  package internal(set) var query: Query
  /// The filter as it was typed.
  var filter = TextField()
  /// The filter is being typed.
  var isFiltering = false
  /// The filter as it was before it was typed anew.
  var filterBefore = ""
  /// What is wrong with the filter.
  var filterMistake: FilterMistake?
  /// The rows around what is visible.
  package internal(set) var window: OfferWindow?
  /// The place of the selected offer in the list.
  package internal(set) var selection = 0
  /// The place of the first row that is visible.
  var top = 0
  /// The end of the list was asked for before it was known where that is.
  var isEndWanted = false
  /// The offers that were marked to be treated together.
  package internal(set) var marks: Set<OfferKey> = []
  /// Those of them whose next steps were asked for last, one for each step.
  var surveyed: [Offer] = []
  /// The panel that takes the keys.
  package internal(set) var focus = Panel.offers
  /// The selected step of the selected offer; nil for the next one.
  var stepSelection: Int?
  /// The selected deadline.
  var deadlineSelection = 0
  /// What lies over the panels; the last is on top.
  package internal(set) var dialogs: [Dialog] = []
  /// What is said at the bottom.
  package internal(set) var notice: Notice?

  /// The wizard as it was left, with what was typed.
  var leftWizard: MigrationWizard?
  /// How many questions were asked of the directory.
  var questionCount = 0

  // MARK: What is around it

  /// The moment, in the deck's time.
  package internal(set) var now: Date
  /// The deck is shown as of another moment than the present one.
  let isAsOf: Bool
  /// The zone in which days end, unless the playbook names one.
  let zone: TimeZone
  /// The size of the screen.
  package internal(set) var size: Size
  /// The keys.
  let keys: KeyMap
  /// The look.
  package internal(set) var theme: Theme
  /// Names of the themes that can be chosen.
  let themes: [String]
  /// The mouse is the program's, not the terminal's.
  var hasMouse = true
  /// A write is under way: what is typed meanwhile is kept, and comes after it.
  package internal(set) var isWriting = false
  /// The write was answered, and the deck is being read again.
  var isSettling = false
  var held: [Input] = []

  /// A dashboard on a deck that was not read yet.
  package init(
    playbooks: [Playbook], now: Date, isAsOf: Bool, zone: TimeZone, size: Size,
    theme: Theme, themes: [String] = [], keys: KeyMap = .standard, publisher: String? = nil,
    greeting: String? = nil
  ) {
    self.playbooks = playbooks
    self.now = now
    self.isAsOf = isAsOf
    self.zone = zone
    self.size = size
    self.theme = theme
    self.themes = themes
    self.keys = keys
    query = Query(publisher: publisher)
    // Long enough to be read twice by somebody who sees all of this for the first time.
    notice = greeting.map { Notice(text: $0, isError: false, until: now + 20) }
    makeRules()
  }

  private mutating func makeRules() {
    rules = Dictionary(playbooks.map { ($0.id, Rules($0)) }, uniquingKeysWith: { $1 })
  }
}

/// Something said at the bottom of the screen.
package struct Notice: Hashable, Sendable {
  /// The sentence.
  package let text: String
  /// It tells what went wrong, and stays until a key is pressed.
  package let isError: Bool
  /// When it goes by itself; nil for an error.
  package let until: Date?
}

extension Model {
  /// The selected offer; nil where the list is empty or not read yet.
  package var offer: Offer? { window?[selection] }

  /// The selected offer with its publisher and its rules.
  var current: (offer: Offer, publisher: Publisher, rules: Rules)? {
    offer.map { ($0, publisher(of: $0), rules(of: $0)) }
  }

  /// The publisher of an offer.
  func publisher(of offer: Offer) -> Publisher {
    publishers.first { $0.id == offer.key.publisher }
      ?? Publisher(id: offer.key.publisher, name: offer.key.publisher)
  }

  /// The rules that an offer goes by. A deck can name a playbook that is not here any more: then
  /// nothing is known of its tracks, and the rules say so.
  func rules(of offer: Offer) -> Rules {
    if let known = rules[offer.playbook] { return known }
    guard var none = playbooks.first else {
      preconditionFailure("The dashboard needs at least one playbook.")
    }
    none.tracks = []
    none.deadlines = []
    none.pages = []
    return Rules(none)
  }

  /// The publisher whose offers are listed; nil for all.
  var shownPublisher: Publisher? {
    query.publisher.flatMap { id in publishers.first { $0.id == id } }
  }

  /// The publisher whose account the banner speaks of: the one that is shown, or of all the first
  /// that has something to do.
  var bannerPublisher: Publisher? {
    if let shownPublisher { return shownPublisher }
    return publishers.first { $0.account.isOwners && !$0.account.isMigrated } ?? publishers.first
  }

  /// The progress of the selected offer.
  var progress: OfferProgress? {
    current.map { $0.rules.progress(of: $0.offer, $0.publisher) }
  }

  /// Where the panels are.
  var layout: Layout {
    Layout(
      size: size, hasBanner: bannerPublisher != nil, focus: focus,
      stepCount: offer.map { rules(of: $0).stepCount(of: $0) } ?? 0)
  }

  /// How many offers are listed, as far as that is known.
  var count: Int? { window?.count }

  /// The zone in which the days of a playbook end.
  func zone(of playbook: Playbook) -> TimeZone { playbook.zone ?? zone }

  /// The day that it is.
  var today: Day { Day(of: now, in: zone) }

  /// Everything in the list was filtered away.
  var isFilteredToNothing: Bool { window?.offers.isEmpty == true && query.isFiltered }
}
