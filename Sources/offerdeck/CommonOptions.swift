// The flags that every command has, and what they open.

import ArgumentParser
import Formats
import Foundation
import Lifecycle
import Persistence
import Terminal

/// Which deck, and as of when.
struct DeckOptions: ParsableArguments {
  @Option(name: .customLong("deck"), help: "The deck file.", completion: .file())
  var namedDeck: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Show the deck as of a date (noon) or time, such as 2019-09-20T14:02.", valueName: "date"))
  var asOf: String?
}

/// How a command prints.
struct DisplayOptions: ParsableArguments {
  @Flag(name: .long, help: "Don't use color.")
  var noColor = false

  @Flag(name: .customLong("ascii"), help: "Use ASCII characters only.")
  var wantsASCII = false

  @Flag(name: .shortAndLong, help: "Print only results and errors.")
  var quiet = false
}

/// The options of a command that works without a deck. It accepts those of a deck too, undocumented,
/// since scripts pass them to every command.
struct PlainOptions: ParsableArguments {
  @OptionGroup(visibility: .hidden) var place: DeckOptions
  @OptionGroup(title: CommonOptions.title) var display: DisplayOptions

  /// The same, as the commands with a deck have them.
  var common: CommonOptions {
    var common = CommonOptions()
    common.place = place
    common.display = display
    return common
  }
}

/// The options of every command that works on a deck.
struct CommonOptions: ParsableArguments {
  /// The heading above these options in help.
  static let title = "Common options"

  @OptionGroup(title: title) var place: DeckOptions
  @OptionGroup(title: title) var display: DisplayOptions

  /// Show the deck as of this date or time; nil for now.
  var asOf: String? { place.asOf }

  /// Print only results and errors.
  var quiet: Bool { display.quiet }

  /// The files of the program.
  var paths: Paths { Paths() }

  /// The settings that hold, these flags on top.
  var settings: Settings {
    var settings = Settings.current
    if let namedDeck = place.namedDeck { settings.set(.deck, to: .text(namedDeck), by: "--deck") }
    if display.noColor { settings.set(.color, to: .answer(false), by: "--no-color") }
    if display.wantsASCII { settings.set(.ascii, to: .answer(true), by: "--ascii") }
    return settings
  }

  /// The deck file.
  var deck: String { place.namedDeck ?? Settings.current.path(.deck) ?? paths.deck }

  /// Draw with ASCII alone.
  var ascii: Bool { settings.isOn(.ascii, unlessSaid: false) }

  /// The zone in which days end where a playbook names none.
  var zone: TimeZone { Settings.current.zone }

  /// The deck's time.
  func clock() throws(Failure) -> Clock {
    guard let asOf else { return Clock() }
    guard let clock = Clock(asOf, in: zone) else {
      throw Failure(
        .usage, "invalid --as-of \(asOf.inQuotes)",
        hint: "use a date as 2019-09-20, or 2019-09-20T14:02")
    }
    return clock
  }

  /// The playbooks at hand; mistakes in them and in the configuration are said, and do not stop
  /// anything. Those in playbooks are said to the quiet too: dates are missing then.
  func library() -> Library {
    let library = Library(
      folders: [paths.playbooks] + [Settings.current.path(.playbooks)].compactMap { $0 })
    complainOfSettings()
    for mistakes in library.mistakes { Output.error(mistakes.description) }
    return library
  }

  /// The deck is there.
  var hasDeck: Bool { FileManager.default.fileExists(atPath: deck) }

  /// Says what is wrong with the configuration: the first mistake, since every command does.
  func complainOfSettings() {
    if let complaint = Settings.current.complaint { warn(complaint) }
  }

  /// Opens the deck: as it was, where it is asked for as of a moment after which something
  /// happened.
  func store(_ library: Library, isReadOnly: Bool = false) throws(Failure) -> Store {
    let store = try Failure.wrapping {
      try Store(
        at: deck, playbooks: library.playbooks, isReadOnly: isReadOnly,
        privateFile: PrivateFile(in: paths.typed, deck: deck))
    }
    if let backup = store.backup {
      say("note: upgraded the deck to the current version; the old one is in \(backup)")
    }
    DamageReport.watch(store)
    return try asOf(store)
  }

  /// A deck as it was at the moment that is asked for; itself where nothing happened after that.
  func asOf(_ store: Store) throws(Failure) -> Store {
    let moment = try clock().asOf
    return try Failure.wrapping {
      guard let moment, let past = try store.past(at: moment) else { return store }
      for sentence in past.gaps.sentences { warn(sentence) }
      return past
    }
  }

  /// Colors may be used.
  var hasColor: Bool { settings.isOn(.color, unlessSaid: true) }

  /// Who does what is done.
  var actor: String {
    let environment = ProcessInfo.processInfo.environment
    let names = [environment["USER"], environment["LOGNAME"], NSUserName()]
    return names.compactMap { $0 }.first { !$0.isEmpty } ?? "somebody"
  }

  /// Warns on standard error, unless it is to be quiet.
  func warn(_ text: String) { if !quiet { Output.warn(text) } }

  /// Prints a message on standard error, unless it is to be quiet.
  func say(_ text: String) { if !quiet { Output.complain(text) } }
}
