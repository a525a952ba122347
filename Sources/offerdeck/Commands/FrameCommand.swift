// `offerdeck frame`: one picture of the dashboard as text, and `offerdeck info`: what the program
// found on this machine.

import ArgumentParser
import Dashboard
import Foundation
import Lifecycle
import Persistence
import Terminal

/// Prints one frame.
struct FrameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "frame", abstract: "Print one frame of the dashboard as text.")

  @OptionGroup var common: CommonOptions

  @Option(name: .long, help: "Columns and rows.")
  var size = "80x24"

  @Option(name: .long, help: "The publisher to show; all without it.", completion: .publishers)
  var publisher: String?

  @Flag(name: .long, help: "Of the sample deck.")
  var demo = false

  @Argument(help: "Keys to press first, by their names: Down Enter ? C-l.")
  var keys: [String] = []

  func run() throws {
    let sides = size.split(separator: "x", omittingEmptySubsequences: false)
    let parts = sides.compactMap { Int(digits: $0) }.filter { (1...2_000).contains($0) }
    guard sides.count == 2, parts.count == 2 else {
      throw Failure(.usage, "--size “\(size)” is no size; write it as 120x36, up to 2000x2000.")
    }
    let inputs = try keys.map { name throws(Failure) -> Input in
      guard let key = Key(name: name) else { throw Failure(.usage, "There is no key “\(name)”.") }
      return .key(key)
    }
    let screen = ScriptedScreen(
      size: Size(columns: parts[0], rows: parts[1]), inputs: inputs.map { [$0] } + [[]],
      depth: .mono,
      unicode: !common.ascii)
    let wardrobe = Wardrobe(isASCII: common.ascii, folder: common.paths.themes)
    let (store, playbooks, pace, clock) = try deck()
    try store.expect(publisher: publisher)
    let mailbox = Mailbox(screen.waker)
    let model = Model(
      playbooks: playbooks, now: clock.now, isAsOf: clock.isAsOf, zone: common.zone,
      size: screen.size, theme: wardrobe.shipped("mono", depth: .mono), themes: wardrobe.names,
      preferences: common.settings.preferences,
      publisher: demo ? publisher ?? Demo.publisher : publisher, pace: pace,
      hasLater: store.moment != nil)
    var loop = Loop(
      model, screen: screen,
      performer: Performer(
        store, mailbox: mailbox, clock: clock, zone: common.zone, knowing: pace,
        actor: common.actor, wardrobe: wardrobe),
      clock: clock)
    loop.run()
    loop.settle()
    screen.show(loop.model.drawn())
    for line in screen.frames.last?.lines ?? [] { Output.line(line) }
  }

  private func deck() throws -> (Store, [Playbook], Pace, Clock) {
    guard demo else {
      let deck = try Deck(common, isReadOnly: true, learns: true)
      return (deck.store, deck.playbooks, deck.pace, deck.clock)
    }
    let (present, clock) = try Failure.wrapping { try Demo.deck(zone: common.zone) }
    let store = try common.asOf(present)
    let pace = try Failure.wrapping { try store.pace(zone: common.zone) }
    return (
      store, Demo.playbooks.map { $0.learning(from: pace) }, pace,
      common.asOf == nil ? clock : try common.clock()
    )
  }
}
