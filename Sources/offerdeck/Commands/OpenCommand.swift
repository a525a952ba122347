// `offerdeck` and `offerdeck demo`: the dashboard, on the user's deck or on a sample.

import ArgumentParser
import Dashboard
import Foundation
import Lifecycle
import Persistence
import Terminal

/// Opens the dashboard.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open the dashboard (also without a command).")

  @OptionGroup var common: CommonOptions
  @OptionGroup var look: LookOptions

  func run() throws {
    if look.isAccessible {
      let library = common.library()
      let store = try common.store(library)
      return try look.talk(on: store, library.playbooks, clock: common.clock(), common)
    }
    let screen = try look.screen(common)
    defer { screen.close() }
    let library = common.library()
    let store = try common.store(library)
    try look.run(on: store, library.playbooks, screen: screen, clock: common.clock(), common)
  }
}

/// Opens the dashboard on a sample.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract:
      "Open the dashboard on a sample, as of 20 September 2019, in a deck that is thrown away.")

  @OptionGroup var common: CommonOptions
  @OptionGroup var look: LookOptions

  func run() throws {
    let screen = look.isAccessible ? nil : try look.screen(common)
    defer { screen?.close() }
    let (deck, sampled) = try Failure.wrapping { try Demo.deck(zone: common.zone) }
    let store = try common.asOf(deck)
    let clock = common.asOf == nil ? sampled : try common.clock()
    guard let screen else {
      return try look.talk(
        on: store, Demo.playbooks, clock: clock, common, publisher: Demo.publisher)
    }
    try look.run(
      on: store, Demo.playbooks, screen: screen, clock: clock, common, publisher: Demo.publisher,
      greeting: Demo.greeting)
  }
}

/// How the dashboard looks.
struct LookOptions: ParsableArguments {
  @Option(name: .long, help: "The theme.")
  var theme: String?

  @Flag(name: .long, help: "Leave the mouse to the terminal.")
  var noMouse = false

  @Flag(
    name: .long,
    help: "Talk line by line on standard input and output instead of drawing a screen.")
  var accessible = false

  /// It is to be a conversation: by the flag, or by OFFERDECK_ACCESSIBLE where it is not empty.
  var isAccessible: Bool {
    let wish = ProcessInfo.processInfo.environment["OFFERDECK_ACCESSIBLE"] ?? ""
    return accessible || !wish.isEmpty
  }

  /// Takes the terminal.
  func screen(_ common: CommonOptions) throws(Failure) -> CursesScreen {
    try Failure.wrapping {
      try CursesScreen(
        options: ScreenOptions(
          colour: common.hasColour, unicode: !common.ascii, mouse: !noMouse, title: "offerdeck"))
    }
  }

  /// Runs the dashboard on a deck until it is ended.
  func run(
    on store: Store, _ playbooks: [Playbook], screen: CursesScreen, clock: Clock,
    _ common: CommonOptions, publisher: String? = nil, greeting: String? = nil
  ) throws {
    let wardrobe = Wardrobe(
      isASCII: common.ascii || !screen.unicode, folder: common.paths.themes)
    let mailbox = Mailbox(screen.waker)
    let performer = Performer(
      store, mailbox: mailbox, clock: clock, actor: common.actor, wardrobe: wardrobe)
    let model = Model(
      playbooks: playbooks, now: clock.now, isAsOf: clock.isAsOf, zone: common.zone,
      size: screen.size, theme: try wardrobe.theme(choosing: theme, common, screen.depth),
      themes: wardrobe.names, publisher: publisher, greeting: greeting,
      hasLater: store.moment != nil)
    var loop = Loop(model, screen: screen, performer: performer, clock: clock)
    let watch = store.changes { mailbox.put(.deckChanged) }
    loop.run()
    withExtendedLifetime(watch) {}
    screen.close()
    store.close()
    // As a shell reports a program that a signal ended.
    if let signal = loop.signal { throw ArgumentParser.ExitCode(128 + signal) }
  }
}

extension Wardrobe {
  /// The theme that a flag asks for, or the one that is used unless another is.
  func theme(
    choosing name: String?, _ common: CommonOptions, _ depth: ColourDepth
  ) throws(Failure) -> Theme {
    let wanted = name ?? (depth == .mono ? "mono" : names.first ?? "mono")
    guard let theme = try Failure.wrapping({ try theme(named: wanted, depth: depth) }) else {
      throw Failure(
        .usage, "There is no theme “\(wanted)”; themes are \(names.joined(separator: ", ")).")
    }
    return theme
  }
}
