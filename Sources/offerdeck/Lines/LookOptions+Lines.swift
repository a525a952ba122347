// The dashboard as a conversation on standard input and output: `--accessible`.

import ArgumentParser
import Dashboard
import Foundation
import Lifecycle
import Persistence
import Terminal

extension LookOptions {
  /// Talks about a deck until it is ended.
  ///
  /// - Parameter session: where it is kept how the deck was left; nil where it is not.
  func talk(
    on store: Store, _ playbooks: [Playbook], clock: Clock, _ common: CommonOptions,
    publisher: String? = nil, session: SessionFile? = nil
  ) throws {
    EndingSignal.await()
    let screen = ScriptedScreen(size: Size(columns: 120, rows: 40), inputs: [], depth: .mono)
    let mailbox = Mailbox(screen.waker)
    let performer = Performer(
      store, mailbox: mailbox, clock: clock, actor: common.actor,
      themeLibrary: ThemeLibrary(isASCII: common.ascii, folder: common.paths.themes))
    var model = Model(
      playbooks: playbooks, now: clock.now, isAsOf: clock.isAsOf, zone: common.zone,
      size: screen.size, theme: .spoken, preferences: settings(common).preferences,
      publisher: publisher, hasLater: store.moment != nil)
    session?.restore(&model, on: store, isListAlone: true)
    var interface = LineInterface(
      model, lines: StandardLines(isASCII: common.ascii), performer: performer, clock: clock,
      screen: screen)
    let watch = store.changes { mailbox.put(.deckChanged) }
    interface.run()
    withExtendedLifetime(watch) {}
    let left = interface.commands.model
    session?.write(left.session, of: store, in: left.query)
    store.close()
    if let signal = EndingSignal.noted { throw ArgumentParser.ExitCode(128 + signal) }
  }
}
