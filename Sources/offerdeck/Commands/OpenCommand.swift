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
    let screen = try look.screen(common)
    defer { screen.close() }
    let (store, clock) = try Failure.wrapping { try Demo.deck(zone: common.zone) }
    try look.run(
      on: store, Demo.playbooks, screen: screen,
      clock: common.asOf == nil ? clock : common.clock(), common, publisher: Demo.publisher,
      greeting: Demo.greeting)
  }
}

/// How the dashboard looks.
struct LookOptions: ParsableArguments {
  @Option(name: .long, help: "The theme; “auto” is dark or light as the terminal is.")
  var theme: String?

  @Flag(name: .long, help: "Leave the mouse to the terminal.")
  var noMouse = false

  /// Takes the terminal.
  func screen(_ common: CommonOptions) throws(Failure) -> CursesScreen {
    try Failure.wrapping {
      CursesScreen.keepLog(at: common.paths.log, of: "offerdeck \(Version.text)")
      return try CursesScreen(
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
    let environment = ProcessInfo.processInfo.environment
    let memory = TerminalMemory(folder: common.paths.state, environment: environment)
    let performer = Performer(
      store, mailbox: mailbox, clock: clock, actor: common.actor, wardrobe: wardrobe,
      memory: memory)
    let scheme = TerminalMemory.scheme(kept: memory.scheme, environment: environment)
    let choice = themeChoice(screen.depth)
    let model = Model(
      playbooks: playbooks, now: clock.now, isAsOf: clock.isAsOf, zone: common.zone,
      size: screen.size,
      theme: try wardrobe.theme(choosing: choice.theme(for: scheme), screen.depth),
      themes: wardrobe.names, themeChoice: choice, scheme: scheme, publisher: publisher,
      greeting: greeting)
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

extension LookOptions {
  /// The wish for a theme. Where there are no colours, dark and light are one.
  private func themeChoice(_ depth: ColourDepth) -> ThemeChoice {
    let name = theme == ThemeChoice.automatic ? nil : theme
    return depth == .mono
      ? ThemeChoice(name: name, dark: "mono", light: "mono") : ThemeChoice(name: name)
  }
}

extension Wardrobe {
  /// The theme of a name that was asked for.
  func theme(choosing name: String, _ depth: ColourDepth) throws(Failure) -> Theme {
    guard let theme = try Failure.wrapping({ try theme(named: name, depth: depth) }) else {
      let names = ([ThemeChoice.automatic] + names).joined(separator: ", ")
      throw Failure(.usage, "There is no theme “\(name)”; themes are \(names).")
    }
    return theme
  }
}
