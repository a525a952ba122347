// The flags that every command has, and what they open.

import ArgumentParser
import Dashboard
import Formats
import Foundation
import Lifecycle
import Persistence
import Terminal

/// The flags that every command has.
struct CommonOptions: ParsableArguments {
  @Option(name: .customLong("deck"), help: "The deck's file.", completion: .file())
  var namedDeck: String?

  @Option(
    name: .long, help: "Show the deck as of a day (noon) or a moment, as 2019-09-20T14:02.")
  var asOf: String?

  @Flag(name: .long, help: "Use no colours.")
  var noColor = false

  @Flag(name: .customLong("ascii"), help: "Draw with ASCII alone.")
  var wantsASCII = false

  @Flag(name: .long, help: "Say nothing but results and errors.")
  var quiet = false

  /// The files of the program.
  var paths: Paths { Paths() }

  /// The settings that hold, these flags on top.
  var settings: Settings {
    var settings = Settings.current
    if let namedDeck { settings.set(.deck, to: .text(namedDeck), by: "--deck") }
    if noColor { settings.set(.colour, to: .answer(false), by: "--no-color") }
    if wantsASCII { settings.set(.ascii, to: .answer(true), by: "--ascii") }
    return settings
  }

  /// The deck's file.
  var deck: String { namedDeck ?? Settings.current.path(.deck) ?? paths.deck }

  /// Draw with ASCII alone.
  var ascii: Bool { settings.isOn(.ascii, unlessSaid: false) }

  /// The zone in which days end where a playbook names none.
  var zone: TimeZone { Settings.current.zone }

  /// The deck's time.
  func clock() throws(Failure) -> Clock {
    guard let asOf else { return Clock() }
    guard let clock = Clock(asOf, in: zone) else {
      throw Failure(
        .usage, "--as-of “\(asOf)” is no day or moment; write it as 2019-09-20 or 2019-09-20T14:02."
      )
    }
    return clock
  }

  /// The playbooks at hand; mistakes in them and in the configuration are said, and do not stop
  /// anything. Those in playbooks are said to the quiet too: dates are missing then.
  func library() -> Library {
    let library = Library(
      folders: [paths.playbooks] + [Settings.current.path(.playbooks)].compactMap { $0 })
    complainOfSettings()
    for mistakes in library.mistakes { Output.complain("offerdeck: \(mistakes.description)") }
    return library
  }

  /// The deck is there.
  var hasDeck: Bool { FileManager.default.fileExists(atPath: deck) }

  /// Says what is wrong with the configuration: the first mistake, since every command does.
  func complainOfSettings() {
    if let complaint = Settings.current.complaint { say("offerdeck: \(complaint)") }
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
      say("offerdeck: upgraded the deck to the current version; the old one is in \(backup)")
    }
    DamageReport.watch(store)
    return try asOf(store)
  }

  /// A deck as it was at the moment that is asked for; itself where nothing happened after that.
  func asOf(_ store: Store) throws(Failure) -> Store {
    let moment = try clock().asOf
    return try Failure.wrapping {
      guard let moment, let past = try store.past(at: moment) else { return store }
      for sentence in past.gaps.sentences { say("offerdeck: \(sentence)") }
      return past
    }
  }

  /// Whether colours may be used.
  var hasColour: Bool { settings.isOn(.colour, unlessSaid: true) }

  /// Who does what is done.
  var actor: String {
    let environment = ProcessInfo.processInfo.environment
    let names = [environment["USER"], environment["LOGNAME"], NSUserName()]
    return names.compactMap { $0 }.first { !$0.isEmpty } ?? "somebody"
  }

  /// Says something on standard error, unless it is to be quiet.
  func say(_ text: String) { if !quiet { Output.complain(text) } }
}
