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
  /// How quickly things went so far.
  var pace: Pace
  /// What was asked last about the way to a deadline, and what is known of it.
  var courseRequest: CourseRequest?
  var course: Course?
  /// The steps of the longest track.
  let mostSteps: Int
  /// Whether publishers and counts were read.
  package internal(set) var isCounted = false

  // MARK: What is looked at

  /// What takes the middle of the screen.
  package internal(set) var view = View.panels
  /// The list of offers.
  package internal(set) var list: Listing
  /// The columns of the board, or of what is lost.
  package internal(set) var lanes = Lanes()
  /// The filter as it was typed.
  var filter = TextField.search()
  /// The filter is being typed.
  var isFiltering = false
  /// The filter as it was before it was typed anew.
  var filterBefore = ""
  /// The offer that was selected before; nil where another was selected meanwhile.
  var filteringFrom: OfferKey?
  /// What is wrong with the filter.
  var filterMistake: FilterMistake?
  /// The last filter that is not in force any more.
  var lastFilter = ""
  /// An offer is being looked for by its ID.
  var jump: Jump?
  /// The number that was typed before a movement.
  var pendingCount: Int?
  /// The offers that were marked to be treated together.
  package internal(set) var marks: Set<OfferKey> = []
  /// Why all offers could not be selected: until another key, Enter acts on none instead of one.
  var refusedSelection: String?
  /// Those of them whose next steps were asked for last.
  var surveyed: [Offer] = []
  /// The panel that takes the keys.
  package internal(set) var focus = Panel.offers
  /// The selected step of the selected offer; nil for the next one.
  var stepSelection: Int?
  /// The selected deadline.
  package internal(set) var deadlineSelection = 0
  /// The offers that have not met it, as far as they were read.
  var dueOffers: DueOffers?
  /// Counts that only looking at each offer tells.
  var counts = Counts()
  /// The offer that is to stay selected, while its place in another list is looked for.
  var pursued: OfferKey?
  /// How the dashboard was left, while the selected offer of then is looked for.
  var resumed: Session?
  /// What lies over the panels; the last is on top.
  package internal(set) var dialogs: [Dialog] = []
  /// What is said at the bottom.
  package internal(set) var notice: Notice?

  /// The wizard as it was left, with what was typed.
  var leftWizard: MigrationWizard?
  /// When what is typed is to be kept; nil where nothing waits for that.
  var draftMoment: Date?
  /// How many dialogs were open when a button of the mouse went down last.
  var pressedDepth = 0
  /// How many questions were asked of the directory.
  var questionCount = 0

  // MARK: What time it is

  /// The present moment, in the deck's time.
  package internal(set) var now: Date
  /// Another moment that the deck is shown at; nil for the present.
  package internal(set) var scrubber: Scrubber?
  /// The past moment whose deck is read from; nil for the deck as it is.
  var visited: Date?
  /// Something has happened since that moment.
  var isVisitedPast = false
  /// The dashboard was opened at a moment after which something has happened: it is a past one
  /// itself, and nothing can be changed.
  let hasLater: Bool
  /// A past moment is being gone to.
  var isTravelling = false
  /// What was told last of all that is listed.
  var knownOverview: Overview?
  /// Which levels are known, so that a change is seen.
  var levels = LevelWatch()

  // MARK: What is around it

  /// The deck is shown as of another moment than the present one.
  let isAsOf: Bool
  /// The zone in which days end, unless the playbook names one.
  let zone: TimeZone
  /// The size of the screen.
  package internal(set) var size: Size
  /// What a person has chosen once for all.
  let preferences: Preferences
  /// The keys.
  var keys: KeyMap { preferences.keys }
  /// The look.
  package internal(set) var theme: Theme
  /// Which look was asked for.
  package internal(set) var themeChoice: ThemeChoice
  /// Whether the terminal is dark or light, as far as is known.
  var scheme: Scheme
  /// Names of the themes that can be chosen.
  var themes: [String]
  /// The mouse is the program's, not the terminal's.
  var hasMouse: Bool
  /// The terminal has told that its window takes the keys: what is on the screen is seen.
  var hasWindowFocus = false
  /// Where the left button went down.
  var pressed: Point?
  /// It was said how to select text with the mouse.
  var hasToldOfSelecting = false
  /// A write is under way: what is typed meanwhile is kept, and comes after it.
  package internal(set) var isWriting = false
  /// What is added to the notice of a write that only records work in Partner Center.
  var manualNote = ""
  /// The write was answered, and the deck is being read again.
  var isSettling = false
  var held: [(input: Input, time: TimeInterval?)] = []
  /// What was seen when a key came.
  var attention = Attention()

  /// A dashboard on a deck that was not read yet.
  package init(
    playbooks: [Playbook], now: Date, isAsOf: Bool, zone: TimeZone, size: Size,
    theme: Theme, themes: [String] = [], themeChoice: ThemeChoice? = nil, scheme: Scheme = .dark,
    preferences: Preferences = Preferences(), publisher: String? = nil, greeting: String? = nil,
    pace: Pace = Pace(), hasLater: Bool = false
  ) {
    self.playbooks = playbooks
    mostSteps = playbooks.flatMap(\.tracks).map(\.steps.count).max() ?? 0
    self.now = now
    self.isAsOf = isAsOf
    self.zone = zone
    self.size = size
    self.theme = theme
    self.themes = themes
    self.themeChoice = themeChoice ?? ThemeChoice(name: theme.name)
    self.scheme = scheme
    self.preferences = preferences
    hasMouse = preferences.hasMouse
    self.pace = pace
    self.hasLater = hasLater
    list = Listing(Query(publisher: publisher))
    // Long enough to be read twice by somebody who sees all of this for the first time.
    if let greeting { say(greeting, for: 20) }
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
  /// When it goes by itself; nil where only a key makes it go.
  package let until: Date?
  /// It tells what is wrong with a theme, and goes when one is shown.
  var isOfTheme = false
}

extension Model {
  /// The selected offer, wherever it is listed; nil where the list is empty or not read yet.
  package var offer: Offer? { view.hasLanes ? lanes.offer : list.offer }
  /// Which offers are listed.
  package var query: Query { list.query }
  /// The rows of the list around what is visible.
  package var window: OfferWindow? { list.window }
  /// The place of the selected offer in the list.
  package var selection: Int { list.selection }

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
    return publishers.first(where: \.needsMigration) ?? publishers.first
  }

  /// The publisher whose page is on top; nil if none is.
  var pagePublisher: Publisher? {
    for dialog in dialogs.reversed() {
      switch dialog {
      case .profile(let page): return page.publisher
      case .wizard(let wizard): return wizard.publisher
      case .users(let list): return publishers.first { $0.id == list.publisher.id }
      case .menu, .confirmation, .entry, .pages, .reader: continue
      }
    }
    return nil
  }

  /// The progress of the selected offer.
  var progress: OfferProgress? {
    current.map { $0.rules.progress(of: $0.offer, $0.publisher) }
  }

  /// Where the panels are. The same for each offer, so that nothing jumps on the way down the list.
  var layout: Layout {
    Layout(
      size: size, hasMoment: scrubber != nil, hasBanner: bannerPublisher != nil, view: view,
      focus: focus, stepCount: mostSteps)
  }

  /// How many offers are listed, as far as that is known.
  var count: Int? { window?.count }

  /// The zone in which the days of a playbook end.
  /// Escape has something to leave: a dialog, or a filter that is typed.
  package var takesEscape: Bool { !dialogs.isEmpty || isFiltering }

  func zone(of playbook: Playbook) -> TimeZone { playbook.zone ?? zone }

  /// The moment that is shown: the present, or the one that was gone to.
  var moment: Date { scrubber?.moment(in: zone) ?? now }

  /// The day that it is then.
  var today: Day { overview.today }

  /// Everything in the list was filtered away.
  var isFilteredToNothing: Bool { window?.offers.isEmpty == true && query.isFiltered }
}
