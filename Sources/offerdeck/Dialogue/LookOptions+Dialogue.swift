// The dashboard as a conversation on standard input and output: `--accessible`.

import Dashboard
import Foundation
import Lifecycle
import Persistence
import Terminal

extension LookOptions {
  /// Talks about a deck until it is ended.
  func talk(
    on store: Store, _ playbooks: [Playbook], clock: Clock, _ common: CommonOptions,
    publisher: String? = nil
  ) throws {
    let screen = ScriptedScreen(size: Size(columns: 120, rows: 40), inputs: [], depth: .mono)
    let mailbox = Mailbox(screen.waker)
    let performer = Performer(
      store, mailbox: mailbox, clock: clock, actor: common.actor,
      wardrobe: Wardrobe(isASCII: common.ascii, folder: common.paths.themes))
    let model = Model(
      playbooks: playbooks, now: clock.now, isAsOf: clock.isAsOf, zone: common.zone,
      size: screen.size, theme: .spoken, preferences: settings(common).preferences,
      publisher: publisher, hasLater: store.moment != nil)
    var dialogue = Dialogue(
      model, lines: StandardLines(isASCII: common.ascii), performer: performer, clock: clock,
      screen: screen)
    let watch = store.changes { mailbox.put(.deckChanged) }
    dialogue.run()
    withExtendedLifetime(watch) {}
    store.close()
  }
}
