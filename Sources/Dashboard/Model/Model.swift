// Everything that the dashboard knows between two messages. A value: drawing reads it, and only
// `update` changes it.

package import Foundation
package import Lifecycle
package import Terminal

/// The state of the dashboard.
package struct Model: Sendable {
  /// What every part goes by: the deck, the displayed moment, the look.
  package internal(set) var environment: Environment
  /// What is looked at, and what is selected there.
  package internal(set) var panels: Panels
  /// What lies over the panels.
  var dialogs = DialogStack()
  /// What is said at the bottom.
  var status: StatusLine
  /// The write that is under way, and what is typed meanwhile.
  var writing = WriteQueue()
  /// The themes that can be chosen, and which one was.
  package internal(set) var themes: ThemeSelection
  /// Where the mouse is, and whose it is.
  var mouse: MouseState
  /// What was seen when a key came.
  var attention = Attention()
  /// Which levels of deadlines are known, so that a change is seen.
  var levels = LevelWatch()

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
      look: Look(size: size, theme: theme, preferences: preferences), publisher: publisher)
    panels = Panels(Query(publisher: publisher))
    status = StatusLine(now: now, hasMotion: preferences.hasMotion)
    self.themes = ThemeSelection(
      names: themes, choice: themeChoice ?? ThemeChoice(name: theme.name), scheme: scheme)
    mouse = MouseState(isOn: preferences.hasMouse)
    // Long enough to be read twice by somebody who sees all of this for the first time.
    if let greeting { status.say(greeting, for: 20) }
  }
}

extension Model {
  /// Which offers are listed.
  package var query: Query { panels.query }
  /// The selected offer, wherever it is listed; nil if the list is empty or not read yet.
  package var offer: Offer? { panels.offer }
  /// The selected offer with all that the rules say of it.
  var current: OfferStatus? { panels.current(in: environment) }
  /// Where the panels are.
  var layout: Layout { panels.layout(in: environment) }
  /// Something is being written: what is typed waits for it.
  package var isWriting: Bool { writing.isActive }
  /// Escape has something to leave: a dialog, or a filter that is typed.
  package var takesEscape: Bool { !dialogs.isEmpty || panels.offers.filter.prompt != nil }

  /// The next moment at which something on the screen changes by itself; nil where nothing does. The
  /// loop sleeps until then, so that what does not change costs nothing.
  package var nextMoment: Date? {
    var moments = [status.notice?.until, dialogs.draftMoment].compactMap { $0 }
    // Another moment than the present stands still.
    if environment.asOf.offset == nil {
      let layout = layout
      moments += panels.deadlines.changes(
        isFocused: panels.focus == .deadlines, isShown: !layout.deadlines.isEmpty,
        hasLine: !layout.nearest.isEmpty, in: environment)
    }
    return moments.min()
  }

  /// Counts again what is listed, if something of it has changed.
  mutating func refresh() {
    environment.refresh(
      publisher: query.publisher,
      hasSeconds: environment.look.preferences.showsSeconds && panels.focus == .deadlines)
  }

  /// What is needed of the deck and was not asked for. Nothing is asked by hand when something changes:
  /// what is needed follows from the state.
  package mutating func missing() -> [Effect] {
    refresh()
    var effects = [environment.asOf.missing()].compactMap { $0 } + environment.deck.missing()
    if panels.looksAtOutlook(in: environment), let pace = environment.deck.missingPace() {
      effects.append(pace)
    }
    effects += panels.missing(dialogs.last as? LossMenu, in: environment)
    return effects + dialogs.missing(at: environment.deck.generation)
  }
}
