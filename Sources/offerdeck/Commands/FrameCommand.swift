// `offerdeck frame`: one picture of the dashboard as text, and `offerdeck info`: what the program
// found on this machine.

import ArgumentParser
import Dashboard
import Formats
import Foundation
import Lifecycle
import Persistence
import Terminal

/// Prints one frame.
struct FrameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "frame", takes: "[<keys> ...] [options]", "Print one frame of the dashboard as text.",
    examples: ["frame --demo --size 120x36", "frame --demo Down Enter", "frame --demo '?'"])

  @Argument(help: "Keys to press first, by name, such as Down Enter C-l.")
  var keys: [String] = []

  @Option(name: .long, help: ArgumentHelp("Columns and rows.", valueName: "columns>x<rows"))
  var size = "80x24"

  @Flag(name: .long, help: "Use the sample deck.")
  var demo = false

  @Option(name: .shortAndLong, help: "The publisher to show.", completion: .publishers)
  var publisher: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let sides = size.split(separator: "x", omittingEmptySubsequences: false)
    let parts = sides.compactMap { Int(digits: $0) }.filter { (1...2_000).contains($0) }
    guard sides.count == 2, parts.count == 2 else {
      throw Failure(.usage, "invalid --size \(size.inQuotes)", hint: "use 120x36, up to 2000x2000")
    }
    let inputs = try keys.map { name throws(Failure) -> Input in
      guard let key = Key(name: name) else {
        throw Failure(
          .usage, "unknown key \(name.inQuotes)", hint: Vocabulary(words: Key.names).hint(for: name)
        )
      }
      return .key(key)
    }
    let screen = ScriptedScreen(
      size: Size(columns: parts[0], rows: parts[1]), inputs: [], depth: .mono,
      unicode: !common.ascii)
    let themeLibrary = ThemeLibrary(isASCII: common.ascii, folder: common.paths.themes)
    let (store, playbooks, pace, clock) = try deck()
    try store.expect(publisher: publisher)
    let mailbox = Mailbox(screen.waker)
    let model = Model(
      playbooks: playbooks, now: clock.now, isAsOf: clock.isAsOf, zone: common.zone,
      size: screen.size, theme: themeLibrary.shipped("mono", depth: .mono),
      themes: themeLibrary.names,
      preferences: common.settings.preferences,
      publisher: demo ? publisher ?? Demo.publisher : publisher, pace: pace,
      hasLater: store.moment != nil)
    var loop = Loop(
      model, screen: screen,
      performer: Performer(
        store, mailbox: mailbox, clock: clock, zone: common.zone, knowing: pace,
        actor: common.actor, themeLibrary: themeLibrary),
      clock: clock)
    loop.run(through: inputs)
    for line in screen.frames.last?.lines ?? [] { Output.line(line) }
  }

  private func deck() throws -> (Store, [Playbook], Pace, Clock) {
    guard demo else {
      let deck = try Deck(common, isReadOnly: true, learns: true)
      return (deck.store, deck.playbooks, deck.pace, deck.clock)
    }
    let (present, clock) = try Failure.wrapping { try Demo.deck(zone: common.zone) }
    let store = try common.asOf(present)
    let pace = try Failure.wrapping { try store.statistics.pace(zone: common.zone) }
    return (
      store, Demo.playbooks.map { $0.learning(from: pace) }, pace,
      common.asOf == nil ? clock : try common.clock()
    )
  }
}
