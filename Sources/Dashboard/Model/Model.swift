// Everything that the dashboard knows between two messages. A value: drawing reads it, and only
// `update` changes it.

package import Foundation
package import Lifecycle
package import Terminal

/// The state of the dashboard.
package struct Model: Sendable {
  /// What every part goes by.
  package internal(set) var environment: Environment
  /// What was asked last about the way to a deadline, and what is known of it.
  var courseRequest: CourseRequest?
  var course: Course?

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
  var dialogs = DialogStack()
  /// What is said at the bottom.
  package internal(set) var notice: Notice?

  /// How many dialogs were open when a button of the mouse went down last.
  var pressedDepth = 0
  /// What was told last of all that is listed.
  var knownOverview: Overview?
  /// Which levels are known, so that a change is seen.
  var levels = LevelWatch()

  // MARK: What is around it

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
    environment = Environment(
      deck: DeckSummary(playbooks: playbooks, pace: pace),
      asOf: AsOf(now: now, zone: zone, isFixed: isAsOf, hasLater: hasLater),
      look: Look(size: size, theme: theme, preferences: preferences))
    self.themes = themes
    self.themeChoice = themeChoice ?? ThemeChoice(name: theme.name)
    self.scheme = scheme
    hasMouse = preferences.hasMouse
    list = Listing(Query(publisher: publisher))
    // Long enough to be read twice by somebody who sees all of this for the first time.
    if let greeting { say(greeting, for: 20) }
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

  func publisher(of offer: Offer) -> Publisher { environment.deck.publisher(of: offer) }
  func rules(of offer: Offer) -> Rules { environment.deck.rules(of: offer) }

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

  /// The progress of the selected offer.
  var progress: OfferProgress? {
    current.map { $0.rules.progress(of: $0.offer, $0.publisher) }
  }

  /// Where the panels are. The same for each offer, so that nothing jumps on the way down the list.
  var layout: Layout {
    Layout(
      size: size, hasMoment: environment.asOf.offset != nil, hasBanner: bannerPublisher != nil,
      view: view,
      focus: focus, stepCount: environment.deck.mostSteps)
  }

  /// How many offers are listed, as far as that is known.
  var count: Int? { window?.count }

  /// The zone in which the days of a playbook end.
  /// Escape has something to leave: a dialog, or a filter that is typed.
  package var takesEscape: Bool { !dialogs.isEmpty || isFiltering }

  /// The day that it is then.
  var today: Day { overview.today }

  /// Everything in the list was filtered away.
  var isFilteredToNothing: Bool { window?.offers.isEmpty == true && query.isFiltered }
}

extension Model {
  package var publishers: [Publisher] { environment.deck.publishers }
  package var tally: Tally { environment.deck.tally }
  var playbooks: [Playbook] { environment.deck.playbooks }
  var isCounted: Bool { environment.deck.isCounted }
  var isLarge: Bool { environment.deck.isLarge }
  var now: Date { environment.asOf.now }
  var zone: TimeZone { environment.zone }
  var moment: Date { environment.moment }
  package var size: Size { environment.look.size }
  package var theme: Theme { environment.theme }
  var keys: KeyMap { environment.keys }
  var preferences: Preferences { environment.look.preferences }
  func keyName(_ command: Command) -> String { environment.keyName(command) }
}
