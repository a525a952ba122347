// `offerdeck watch`: reports changes of levels and stages as they happen, without a screen.

import ArgumentParser
import Foundation
import Lifecycle
import Persistence

/// Reports changes of levels and stages until it is interrupted.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "watch", "Print a line for each change of a level or stage, until interrupted.",
    """
    A line is printed when a deadline comes to another level, such as start now, and when an offer \
    comes to another stage, whoever changed it: you, a colleague, or an import.

    With --run, sh runs the command for each change, one after the other, with the change as JSON on \
    its standard input. If it fails or takes longer than --timeout, a warning is printed.

    During --quiet-hours nothing is reported. When they end, each deadline and offer that has changed \
    is reported once.
    """,
    examples: [
      "watch", "watch --run 'curl -sd @- https://chat.contoso.com/hook'",
      "watch --quiet-hours 22:00-07:00 --json",
    ])

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("A command to run for each change.", valueName: "command"))
  var command: String?

  @Option(
    name: .long, help: ArgumentHelp("The longest the command may take.", valueName: "seconds"))
  var timeout: Int = 60

  @Option(
    name: .long,
    help: ArgumentHelp("Hours in which nothing is reported: 22:00-07:00.", valueName: "hours"))
  var quietHours: String?

  @Flag(name: .long, help: "Print JSON, one object on each line.")
  var json = false

  @OptionGroup var filter: PublisherFilter
  @OptionGroup var common: CommonOptions

  func run() throws {
    guard (1...3_600).contains(timeout) else {
      throw Failure(.usage, "invalid --timeout “\(timeout)”", hint: "use 1 to 3600 seconds")
    }
    let quiet = try quietHours.map { text throws(Failure) in
      guard let hours = QuietHours(text, in: common.zone) else {
        throw Failure(
          .usage, "invalid --quiet-hours \(text.inQuotes)", hint: "use hours such as 22:00-07:00")
      }
      return hours
    }
    EndingSignal.await()
    let clock = try common.clock()
    let deck = try Deck(common, isReadOnly: true)
    guard deck.store.moment == nil else {
      throw Failure(.usage, "watch can't report the past", hint: "leave out --as-of")
    }
    try deck.store.expect(publisher: filter.publisher)
    let bell = try Bell()
    let watch = deck.store.changes { bell.ring() }
    var watcher = try Failure.wrapping {
      try DeckWatcher(
        deck.store, playbooks: deck.library.playbooks, publisher: filter.publisher,
        zone: common.zone, at: clock.now)
    }
    if !watch.isActive {
      common.warn("the system can't tell when the deck changes; looking once a minute")
    }
    common.say("Watching \(common.deck). Press Ctrl-C to stop.")
    var held: [WatchedChange] = []
    while EndingSignal.noted == nil {
      var moment = watcher.nextMoment(after: clock.now)
      if let quiet, !held.isEmpty { moment = min(moment, quiet.end(after: clock.now)) }
      if !watch.isActive { moment = min(moment, clock.now + 60) }
      _ = bell.wait(until: clock.present(of: moment))
      let now = clock.now
      held += try Failure.wrapping { try watcher.changes(at: now) }
      if quiet?.contains(now) == true { continue }
      let changes = quiet == nil ? held : WatchedChange.merged(held)
      held = []
      for change in changes where EndingSignal.noted == nil { try report(change, at: now) }
    }
    try Output.finish()
    if let signal = EndingSignal.noted { throw ArgumentParser.ExitCode(128 + signal) }
  }

  private func report(_ change: WatchedChange, at now: Date) throws(Failure) {
    let today = Day(of: now, in: common.zone)
    let record = try Output.encoded(WatchedChangeRecord(change, on: today, at: now))
    if json {
      Output.raw(record + "\n")
    } else {
      let zone = common.zone
      let time = "\(Day(of: change.at, in: zone)) \(Day.clock(of: change.at, in: zone))"
      Output.line("\(time)  \(change.sentence(on: today))")
    }
    Output.flush()
    guard let command else { return }
    let outcome = Hook(line: command, limit: TimeInterval(timeout)).run(with: record)
    if let complaint = outcome.complaint { Output.warn("the command \(complaint)") }
  }
}
