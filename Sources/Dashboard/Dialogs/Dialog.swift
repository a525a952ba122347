// What lies over the panels and takes all keys. A new dialog is one type that says what each input
// does, how it looks and how it is read out; nothing else has to know it.

import Lifecycle
import Terminal

/// A question or a page over the panels.
protocol Dialog: Sendable {
  /// Takes an input and returns what follows; nothing if it only changed itself.
  mutating func handle(_ input: DialogInput, in environment: Environment) -> [DialogAction]

  /// Draws it over the panels and returns what can be clicked.
  ///
  /// - Parameter page: the place of a page: all that is below the banner.
  func draw(
    on canvas: inout Canvas, in page: Rectangle, _ environment: Environment
  ) -> [Target]

  /// What tells its question from the next: a menu in which one moves stays the same.
  var question: [String] { get }

  // MARK: What it is

  /// What the page is called in the top line; nil for a question, which leaves the panels visible.
  var pageTitle: String? { get }
  /// The publisher whose page it is; nil for all others.
  var publisher: Publisher? { get }
  /// Whether keys type text here.
  var isTyping: Bool { get }
  /// How many lines a turn of the wheel is; 0 if the arrows do something else.
  var wheelLines: Int { get }
  /// What the help key shows here; nil for the list of all keys.
  func help(in environment: Environment) -> Menu?

  // MARK: What it needs

  /// What it asks of the world while it is open. Asked once, and what depends on the deck again
  /// whenever the deck changes.
  var needs: [Effect] { get }
  /// Takes what happened; a dialog shows what concerns it.
  mutating func take(_ message: Message, in environment: Environment)
  /// Saves what is typed and not saved yet: the effect that does; nil if there is nothing to save.
  mutating func keepDraft() -> Effect?
  /// Whether something typed is not saved yet.
  var hasDraft: Bool { get }

  // MARK: How it is read out

  /// What it says as long as it stays the same.
  var spoken: [String] { get }
  /// What is wrong with the last answer.
  var spokenNotes: [String] { get }
  /// What is asked for.
  var spokenPrompt: String { get }
  /// It only tells something: whatever it changes has been changed when it is left.
  var isInformation: Bool { get }
  /// Takes a line in words.
  mutating func hear(_ words: String, in environment: Environment) -> [DialogAction]
}

extension Dialog {
  var pageTitle: String? { nil }
  var publisher: Publisher? { nil }
  var isTyping: Bool { false }
  var wheelLines: Int { 0 }
  func help(in environment: Environment) -> Menu? { nil }
  var needs: [Effect] { [] }
  mutating func take(_ message: Message, in environment: Environment) {}
  mutating func keepDraft() -> Effect? { nil }
  var hasDraft: Bool { false }
  var spokenNotes: [String] { [] }
  var isInformation: Bool { false }

  /// It takes the place of the panels, below the banner, rather than lying over them.
  var isPage: Bool { pageTitle != nil }

  /// Takes a key as if it were pressed.
  mutating func press(
    _ key: Key, _ command: Command? = nil, in environment: Environment
  ) -> [DialogAction] {
    handle(.key(key, command), in: environment)
  }
}

/// Something that is done to a dialog.
enum DialogInput: Sendable {
  /// A key, and what it means on the panels.
  case key(Key, Command?)
  /// Pasted text.
  case paste(String)
  /// A click on an entry of its list, by the entry's number.
  case entry(Int, isDouble: Bool)
  /// A click into its field, which is drawn in this place.
  case field(column: Int, in: Rectangle)
}

/// What follows from an input to a dialog.
enum DialogAction: Sendable {
  /// The dialog closes.
  case close
  /// Another dialog opens.
  case open(any Dialog)
  /// Do what a command does.
  case command(Command)
  /// Ask something of the world that needs no waiting.
  case ask(Effect)
  /// Change the deck: what is typed meanwhile waits for the answer.
  case write(Effect)
  /// Ask the directory, with a number by which the answer is known. Esc gives it up.
  case askDirectory(@Sendable (Int) -> AccountEffect)
  /// Say something at the bottom of the screen.
  case say(String, seconds: Double = 6)
  /// Say what went wrong.
  case complain(String)
  /// Begin a step of these offers. It may ask in turn; its instruction is shown first unless it was
  /// read or is on the screen.
  case begin(Step, [OfferKey], isRead: Bool = false)
  /// Ask whether an event of these offers is to happen.
  case confirm(StageEvent, [OfferKey])
  /// List the offers of a publisher, by its ID, or of all.
  case list(publisher: String?)
  /// List in this order.
  case sort(Query.Sort)
  /// Show who loses this, and who keeps it.
  case losses(Loss)
  /// Show another theme; `isKept` also the next time.
  case theme(String, isKept: Bool)

  /// It changes the deck, or begins to. To move, to type, or to list something else does not.
  var confirms: Bool {
    switch self {
    case .close, .say, .complain, .list, .sort, .losses, .theme: false
    case .command(let command): command.changesDeck || command == .advance
    case .ask(.recallTyped), .ask(.keepTyped): false
    case .ask, .open, .write, .askDirectory, .begin, .confirm: true
    }
  }

  /// It opens a page in the browser, and nothing else.
  var isLink: Bool { if case .ask(.open) = self { true } else { false } }

  /// What is typed has to wait for an answer.
  var isWrite: Bool {
    switch self {
    case .write, .askDirectory: true
    default: false
    }
  }

  var isClose: Bool { if case .close = self { true } else { false } }
}

/// A place of a dialog that can be clicked.
struct Target: Hashable {
  /// What a click does.
  enum Press: Hashable {
    /// What a key does.
    case key(Key)
    /// What the key of a command does.
    case command(Command)
    /// Goes to an entry of a list, by its number; what it stands for may follow.
    case entry(Int)
    /// Puts the cursor of the field there.
    case field
  }

  /// The place.
  let place: Rectangle
  /// What a click does there.
  let press: Press
}
