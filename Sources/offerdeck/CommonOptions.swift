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
  @Option(name: .long, help: "The deck's file.", completion: .file())
  var deck: String?

  @Option(
    name: .long, help: "Show the deck as of a day (noon) or a moment, as 2019-09-20T14:02.")
  var asOf: String?

  @Flag(name: .long, help: "Use no colours.")
  var noColor = false

  @Flag(name: .long, help: "Draw with ASCII alone.")
  var ascii = false

  @Flag(name: .long, help: "Say nothing but results and errors.")
  var quiet = false

  /// The files of the program.
  var paths: Paths { Paths() }

  /// The zone of the machine, in which days end where a playbook names none.
  var zone: TimeZone { .current }

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

  /// The playbooks at hand; mistakes in the user's own are said, and do not stop anything.
  func library() -> Library {
    let library = Library(folder: paths.playbooks)
    for mistakes in library.mistakes where !quiet {
      Output.complain("offerdeck: \(mistakes.description)")
    }
    return library
  }

  /// Opens the deck: as it was, where it is asked for as of a moment after which something
  /// happened.
  func store(_ library: Library, isReadOnly: Bool = false) throws(Failure) -> Store {
    let store = try Failure.wrapping {
      try Store(at: deck ?? paths.deck, playbooks: library.playbooks, isReadOnly: isReadOnly)
    }
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

  /// Whether colours may be used (NO_COLOR counts where it is not empty).
  var hasColour: Bool {
    !noColor && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
  }

  /// Who does what is done.
  var actor: String {
    let environment = ProcessInfo.processInfo.environment
    let names = [environment["USER"], environment["LOGNAME"], NSUserName()]
    return names.compactMap { $0 }.first { !$0.isEmpty } ?? "somebody"
  }

  /// Says something on standard error, unless it is to be quiet.
  func say(_ text: String) { if !quiet { Output.complain(text) } }
}
