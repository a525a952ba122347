// Everything that a person can ask of the dashboard. This one list drives dispatch, the footer,
// the help (which is the palette), and the manual.

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

  /// What it does, in a few words.
  package var title: String {
    switch self {
    case .up: "Up"
    case .down: "Down"
    case .pageUp: "Page up"
    case .pageDown: "Page down"
    case .first: "Go to the first"
    case .last: "Go to the last"
    case .nextPanel: "Next panel"
    case .previousPanel: "Previous panel"
    case .advance: "Advance by one step"
    case .undo: "Undo the last change"
    case .redo: "Redo what was undone"
    case .untick: "Mark a step as not done"
    case .events: "Other actions: withdraw, revise, retire…"
    case .mark: "Select or deselect the offer"
    case .markAll: "Select all, or none"
    case .back: "Go back: close, clear the selection or the filter"
    case .openPage: "Open the step's page in the browser"
    case .copy: "Copy the offer's ID, or the step's address"
    case .filter: "Filter the list"
    case .repeatFilter: "Repeat the last filter"
    case .jump: "Jump to an offer by typing its ID"
    case .sort: "Sort the list"
    case .showDraft: "Show drafts only, or all"
    case .showSubmitted: "Show submitted offers only, or all"
    case .showCertified: "Show certified offers only, or all"
    case .showLive: "Show live offers only, or all"
    case .board: "Show the board, a column for each stage"
    case .timeline: "Show the timeline: pace, forecast and the coming weeks"
    case .losses: "Show losses: lost, at risk, safe"
    case .dayBack: "Go back a day"
    case .dayAhead: "Go forward a day"
    case .weekBack: "Go back a week"
    case .weekAhead: "Go forward a week"
    case .present: "Return to today"
    case .publishers: "Switch publisher"
    case .migrate: "Migrate the account to Partner Center"
    case .profile: "Show the publisher profile"
    case .users: "Show the users of both portals"
    case .history: "Show the offer's history"
    case .details: "Show the offer's details"
    case .edit: "Edit the offer"
    case .themes: "Choose a theme"
    case .importFile: "Import a file: CSV, a portal's list or an export"
    case .addPublisher: "Add a publisher"
    case .help: "Show all keys"
    case .palette: "Run a command by name"
    case .reload: "Reload the deck"
    case .redraw: "Redraw the screen"
    case .mouse: "Turn the mouse on or off"
    case .suspend: "Suspend the program"
    case .quit: "Quit"
    }
  }

  /// It moves by rows that are known to be there, whatever is in them.
  var isMotion: Bool {
    switch self {
    case .up, .down, .pageUp, .pageDown, .first: true
    default: false
    }
  }

  /// The short word beside its key in the footer.
  package var label: String {
    switch self {
    case .advance: "advance"
    case .undo: "undo"
    case .mark: "select"
    case .filter: "filter"
    case .sort: "sort"
    case .history: "history"
    case .help: "all keys"
    case .events: "events"
    case .openPage: "open"
    case .untick: "untick"
    case .back: "back"
    case .publishers: "publisher"
    case .losses: "lost"
    case .present: "now"
    case .dayBack: "day back"
    case .dayAhead: "day ahead"
    case .weekBack: "week back"
    case .weekAhead: "week ahead"
    case .migrate: "migrate"
    case .profile: "profile"
    case .nextPanel: "panel"
    case .quit: "quit"
    default: rawValue
    }
  }

  /// The keys that it has unless they are changed.
  package var keys: [Key] {
    switch self {
    case .up: [Key(.up), Key("k")]
    case .down: [Key(.down), Key("j")]
    case .pageUp: [Key(.pageUp), Key("b", .control)]
    case .pageDown: [Key(.pageDown), Key("f", .control)]
    case .first: [Key(.home), Key("g")]
    case .last: [Key(.end), Key("G")]
    case .nextPanel: [Key(.tab), Key(.right), Key("l")]
    case .previousPanel: [Key(.backTab), Key(.left), Key("h", .alt)]
    case .advance: [Key(.enter)]
    case .undo: [Key("u")]
    case .redo: [Key("r", .control)]
    case .untick: [Key("x")]
    case .events: [Key("e")]
    case .mark: [Key(" ")]
    case .markAll: [Key("a")]
    case .back: [Key(.escape)]
    case .openPage: [Key("o")]
    case .copy: [Key("y")]
    case .filter: [Key("/")]
    case .repeatFilter: [Key("."), Key("n")]
    case .jump: [Key("#"), Key("'")]
    case .sort: [Key("s")]
    case .showDraft: [Key("1")]
    case .showSubmitted: [Key("2")]
    case .showCertified: [Key("3")]
    case .showLive: [Key("4")]
    case .board: [Key("b")]
    case .timeline: [Key("t")]
    case .losses: [Key("L")]
    case .dayBack: [Key("[")]
    case .dayAhead: [Key("]")]
    case .weekBack: [Key("{")]
    case .weekAhead: [Key("}")]
    case .present: [Key("=")]
    case .publishers: [Key("p")]
    case .migrate: [Key("m")]
    case .profile: [Key("P")]
    case .users: [Key("U")]
    case .history: [Key("h")]
    case .details: [Key("i")]
    case .edit: [Key("E")]
    case .themes: [Key("T")]
    case .importFile: [Key("I")]
    case .addPublisher: [Key("N")]
    case .help: [Key("?"), Key(.function(1))]
    case .palette: [Key(":")]
    case .reload: [Key("r"), Key(.function(5))]
    case .redraw: [Key("l", .control)]
    case .mouse: [Key("M")]
    case .suspend: [Key("z", .control)]
    case .quit: [Key("q"), Key("c", .control)]
    }
  }
}
