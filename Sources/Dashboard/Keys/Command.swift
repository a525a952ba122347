// Everything that a person can ask of the dashboard: one table, which drives dispatch, the footer,
// the help (which is the palette), the words of the line mode, the manual and the configuration.

package import Terminal

/// Something that a person can ask for.
package enum Command: String, CaseIterable, Sendable {
  case up, down
  case pageUp = "page-up"
  case pageDown = "page-down"
  case first, last
  case nextPanel = "next-panel"
  case previousPanel = "previous-panel"
  case advance, undo, redo, untick, events
  case mark
  case markAll = "mark-all"
  case back
  case openPage = "open-page"
  case copy
  case filter
  case repeatFilter = "repeat-filter"
  case jump, sort
  case showDraft = "show-draft"
  case showSubmitted = "show-submitted"
  case showCertified = "show-certified"
  case showLive = "show-live"
  case board, timeline, losses
  case dayBack = "day-back"
  case dayAhead = "day-ahead"
  case weekBack = "week-back"
  case weekAhead = "week-ahead"
  case present
  case publishers, migrate, profile, users, history, details, edit, themes
  case importFile = "import"
  case addPublisher = "add-publisher"
  case help, palette
  case reload, redraw, mouse, suspend, quit

  /// What a command is like, besides what it does.
  struct Traits: OptionSet, Sendable {
    let rawValue: Int

    /// It moves by rows that are known to be there, whatever is in them.
    static let motion = Traits(rawValue: 1)
    /// It moves within a list or in time, and takes a number.
    static let number = Traits(rawValue: 2)
    /// It is about places on a screen, of which the line mode has none.
    static let visual = Traits(rawValue: 4)
    /// It does something in every menu, so that no answer is chosen by its key.
    static let inMenus = Traits(rawValue: 8)
    /// It begins a change of the deck.
    static let change = Traits(rawValue: 16)

    /// A step up or down a list.
    static let step: Traits = [.motion, .number, .visual, .inMenus]
  }

  /// A line of the table.
  private struct Entry: Sendable {
    let title: String
    let label: String?
    let keys: [Key]
    let traits: Traits

    init(_ title: String, _ keys: Key..., label: String? = nil, traits: Traits = []) {
      self.title = title
      self.label = label
      self.keys = keys
      self.traits = traits
    }
  }

  private static let entries = Dictionary(
    uniqueKeysWithValues: Command.allCases.map { ($0, $0.makeEntry()) })

  private var entry: Entry { Self.entries[self] ?? makeEntry() }

  private func makeEntry() -> Entry {
    switch self {
    case .up: Entry("Up", Key(.up), Key("k"), traits: .step)
    case .down: Entry("Down", Key(.down), Key("j"), traits: .step)
    case .pageUp: Entry("Page up", Key(.pageUp), Key("b", .control), traits: .step)
    case .pageDown: Entry("Page down", Key(.pageDown), Key("f", .control), traits: .step)
    case .first: Entry("Go to the first", Key(.home), Key("g"), traits: .step)
    case .last:
      Entry("Go to the last", Key(.end), Key("G"), traits: [.number, .visual, .inMenus])
    case .nextPanel:
      Entry("Next panel", Key(.tab), Key(.right), Key("l"), label: "panel", traits: .visual)
    case .previousPanel:
      Entry("Previous panel", Key(.backTab), Key(.left), Key("h", .alt), traits: .visual)
    case .advance: Entry("Advance by one step", Key(.enter))
    case .undo: Entry("Undo the last change", Key("u"), traits: .change)
    case .redo: Entry("Redo what was undone", Key("r", .control), traits: .change)
    case .untick: Entry("Mark a step as not done", Key("x"), traits: .change)
    case .events: Entry("Other actions: withdraw, revise, retire…", Key("e"), traits: .change)
    case .mark: Entry("Select or deselect the offer", Key(" "), label: "select")
    case .markAll: Entry("Select all, or none", Key("a"))
    case .back:
      Entry(
        "Go back: close, clear the selection or the filter", Key(.escape), traits: .inMenus)
    case .openPage:
      Entry("Open the step's page in the browser", Key("o"), label: "open", traits: .inMenus)
    case .copy: Entry("Copy the offer's ID, or the step's address", Key("y"), traits: .visual)
    case .filter: Entry("Filter the list", Key("/"))
    case .repeatFilter: Entry("Repeat the last filter", Key("."), Key("n"))
    case .jump: Entry("Jump to an offer by typing its ID", Key("#"), Key("'"))
    case .sort: Entry("Sort the list", Key("s"))
    case .showDraft: Entry("Show drafts only, or all", Key("1"))
    case .showSubmitted: Entry("Show submitted offers only, or all", Key("2"))
    case .showCertified: Entry("Show certified offers only, or all", Key("3"))
    case .showLive: Entry("Show live offers only, or all", Key("4"))
    case .board: Entry("Show the board, a column for each stage", Key("b"))
    case .timeline: Entry("Show the timeline: pace, forecast and the coming weeks", Key("t"))
    case .losses: Entry("Show losses: lost, at risk, safe", Key("L"), label: "lost")
    case .dayBack: Entry("Go back a day", Key("["), label: "day back", traits: .number)
    case .dayAhead: Entry("Go forward a day", Key("]"), label: "day ahead", traits: .number)
    case .weekBack: Entry("Go back a week", Key("{"), label: "week back", traits: .number)
    case .weekAhead: Entry("Go forward a week", Key("}"), label: "week ahead", traits: .number)
    case .present: Entry("Return to today", Key("="), label: "now")
    case .publishers: Entry("Switch publisher", Key("p"), label: "publisher")
    case .migrate: Entry("Migrate the account to Partner Center", Key("m"), traits: .change)
    case .profile: Entry("Show the publisher profile", Key("P"))
    case .users: Entry("Show the users of both portals", Key("U"))
    case .history: Entry("Show the offer's history", Key("h"))
    case .details: Entry("Show the offer's details", Key("i"))
    case .edit: Entry("Edit the offer", Key("E"), traits: .change)
    case .themes: Entry("Choose a theme", Key("T"), traits: .visual)
    case .importFile:
      Entry("Import a file: CSV, a portal's list or an export", Key("I"), traits: .change)
    case .addPublisher: Entry("Add a publisher", Key("N"), traits: .change)
    case .help:
      Entry("Show all keys", Key("?"), Key(.function(1)), label: "all keys", traits: .visual)
    case .palette: Entry("Run a command by name", Key(":"), traits: .visual)
    case .reload: Entry("Reload the deck", Key("r"), Key(.function(5)))
    case .redraw: Entry("Redraw the screen", Key("l", .control), traits: .visual)
    case .mouse: Entry("Turn the mouse on or off", Key("M"), traits: .visual)
    case .suspend: Entry("Suspend the program", Key("z", .control), traits: .visual)
    case .quit: Entry("Quit", Key("q"), Key("c", .control), traits: .inMenus)
    }
  }

  /// What it does, in a few words.
  package var title: String { entry.title }
  /// The short word beside its key in the footer.
  package var label: String { entry.label ?? rawValue }
  /// The keys that it has unless they are changed.
  package var keys: [Key] { entry.keys }
  /// It is about places on a screen, of which the line mode has none.
  package var isVisual: Bool { entry.traits.contains(.visual) }

  /// Whether it is like this.
  func has(_ traits: Traits) -> Bool { entry.traits.contains(traits) }
  /// It begins a change of the deck.
  var changesDeck: Bool { has(.change) }
}
