// `offerdeck` and `offerdeck demo`: the dashboard, on the user's deck or on a sample.

import ArgumentParser
import Dashboard
import Formats
import Foundation
import Lifecycle
import Persistence
import Terminal

/// Opens the dashboard.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "open", "Open the dashboard (also without a command).",
    examples: ["--theme nord", "open --as-of 2019-09-20", "--accessible"])

  @OptionGroup var look: LookOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    // What is wrong with the command is said before the screen is taken.
    let clock = try common.clock()
    let remembers = common.asOf == nil && common.settings.isOn(.session, unlessSaid: true)
    if look.isAccessible(common) {
      let library = common.library()
      let store = try common.store(library)
      return try look.talk(
        on: store, library.playbooks, clock: clock, common,
        publisher: common.settings.text(.publisher),
        session: remembers ? SessionFile(folder: common.paths.state, deck: store.path) : nil)
    }
    let screen = try look.screen(common)
    defer { screen.close() }
    let library = common.library()
    let wasLeftOpen = Store.wasLeftOpen(at: common.deck)
    let store = try common.store(library)
    try look.run(
      on: store, library.playbooks, screen: screen, clock: clock, common,
      publisher: common.settings.text(.publisher), mistakes: library.mistakes,
      checksDeck: wasLeftOpen,
      session: remembers ? SessionFile(folder: common.paths.state, deck: store.path) : nil)
  }
}

/// Opens the dashboard on a sample.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "demo", "Open the dashboard on sample data, as of 20 September 2019.",
    "The sample is in a temporary deck; nothing is kept.",
    examples: ["demo", "demo --theme light"])

  @OptionGroup var look: LookOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let asked = try common.clock()
    let screen = look.isAccessible(common) ? nil : try look.screen(common)
    defer { screen?.close() }
    common.complainOfSettings()
    let (deck, sampled) = try Failure.wrapping { try Demo.deck(zone: common.zone) }
    let store = try common.asOf(deck)
    let clock = common.asOf == nil ? sampled : asked
    guard let screen else {
      return try look.talk(
        on: store, Demo.playbooks, clock: clock, common, publisher: Demo.publisher)
    }
    try look.run(
      on: store, Demo.playbooks, screen: screen, clock: clock, common, publisher: Demo.publisher,
      greeting: Demo.greeting(Settings.current.keys))
  }
}

/// How the dashboard looks.
struct LookOptions: ParsableArguments {
  @Option(
    name: .long, help: "The theme; “auto” follows the terminal's background.",
    completion: .themeChoices
  )
  var theme: String?

  @Flag(name: .long, help: "Don't use the mouse.")
  var noMouse = false

  @Flag(
    name: .long,
    help: "Read and write lines instead of drawing a screen, for screen readers and scripts.")
  var accessible = false

  @Flag(
    name: .long, help: "Reduce motion: no seconds, no disappearing messages.")
  var reducedMotion = false

  /// The settings that hold, these flags on top.
  func settings(_ common: CommonOptions) -> Settings {
    var settings = common.settings
    if let theme { settings.set(.theme, to: .text(theme), by: "--theme") }
    if noMouse { settings.set(.mouse, to: .answer(false), by: "--no-mouse") }
    if accessible { settings.set(.accessible, to: .answer(true), by: "--accessible") }
    if reducedMotion { settings.set(.motion, to: .answer(false), by: "--reduced-motion") }
    return settings
  }

  /// It is to be a conversation.
  func isAccessible(_ common: CommonOptions) -> Bool {
    settings(common).isOn(.accessible, unlessSaid: false)
  }

  /// Takes the terminal.
  func screen(_ common: CommonOptions) throws(Failure) -> CursesScreen {
    let settings = settings(common)
    let words = ConfigWords(themesIn: common.paths.themes)
    if let misfit = theme.flatMap(words.misfit(ofTheme:)) { throw Failure(.usage, misfit) }
    return try Failure.wrapping {
      CursesScreen.keepLog(at: common.paths.log, of: "offerdeck \(Version.text)")
      return try CursesScreen(
        options: ScreenOptions(
          color: common.hasColor, unicode: !common.ascii,
          mouse: settings.isOn(.mouse, unlessSaid: true),
          title: settings.isOn(.title, unlessSaid: true) ? "offerdeck" : nil,
          hyperlinks: settings.isOn(.hyperlinks, unlessSaid: true)))
    }
  }

  /// Runs the dashboard on a deck until it is ended.
  ///
  /// - Parameters:
  ///   - mistakes: what is wrong in playbooks that were to be read.
  ///   - checksDeck: the deck may have been left by a crash, and is checked meanwhile.
  ///   - session: where it is kept how the dashboard was left; nil where it is not.
  func run(
    on store: Store, _ playbooks: [Playbook], screen: CursesScreen, clock: Clock,
    _ common: CommonOptions, publisher: String? = nil, greeting: String? = nil,
    mistakes: [FileMistakes] = [], checksDeck: Bool = false, session: SessionFile? = nil
  ) throws {
    let settings = settings(common)
    let themeLibrary = ThemeLibrary(
      isASCII: common.ascii || !screen.unicode, folder: common.paths.themes)
    let mailbox = Mailbox(screen.waker)
    let environment = ProcessInfo.processInfo.environment
    let memory = TerminalStore(folder: common.paths.state, environment: environment)
    let performer = Performer(
      store, mailbox: mailbox, clock: clock, actor: common.actor, themeLibrary: themeLibrary,
      memory: memory, chosen: ThemeChoiceStore(folder: common.paths.state))
    let choice = settings.themeChoice(screen.depth)
    if choice.followsTerminal, !memory.isSure(environment),
      !screen.askFirst(patience: TerminalStore.patience)
    {
      memory.keepSilence()
    }
    let scheme =
      screen.capabilities.background.map { Scheme(background: $0) }
      ?? memory.scheme(environment)
    let (theme, complaint) = themeLibrary.theme(choice, on: scheme, screen.depth)
    var model = Model(
      playbooks: playbooks, now: clock.now, isAsOf: clock.isAsOf, zone: common.zone,
      size: screen.size, theme: theme, themes: themeLibrary.names, themeChoice: choice,
      scheme: scheme,
      preferences: settings.preferences, publisher: publisher, greeting: greeting,
      hasLater: store.moment != nil)
    session?.restore(&model, on: store)
    if let complaint { mailbox.put(.themeFailed(complaint)) }
    if let complaint = mistakes.first?.headline ?? settings.complaint {
      mailbox.put(.failed(complaint))
    }
    var loop = Loop(model, screen: screen, performer: performer, clock: clock)
    let watches: [Any?] = [
      store.changes { mailbox.put(.deckChanged) },
      ThemeWatch(themeLibrary.folder) { mailbox.put(.themeFilesChanged(themeLibrary.names)) },
    ]
    if checksDeck { performer.checkIntegrity() }
    loop.run()
    withExtendedLifetime(watches) {}
    session?.write(loop.model.session, of: store, in: loop.model.query)
    screen.close()
    store.close()
    // As a shell reports a program that a signal ended.
    if let signal = loop.signal { throw ArgumentParser.ExitCode(128 + signal) }
  }
}
