// The one way in: a message changes the model, and says what is asked of the world. What the screen
// needs of the deck is not asked here: `missing` derives it from the state.

import Foundation
import Lifecycle
import Terminal

extension Model {
  /// What to do before the first frame.
  package mutating func start() -> [Effect] { panels.offers.resuming }

  /// Takes a message.
  package mutating func update(_ message: Message) -> [Effect] {
    let effects = kept(take(message))
    dialogs.noteDraft(at: environment.asOf.now)
    refresh()
    return effects
  }

  /// Takes out of what is asked of the world all that would change the deck at another moment.
  private mutating func kept(_ effects: [Effect]) -> [Effect] {
    guard let reason = environment.unchangeable, effects.contains(where: \.changesDeck) else {
      return effects
    }
    status.complain(reason)
    writing.cancel()
    return effects.filter { !$0.changesDeck }
  }

  private mutating func take(_ message: Message) -> [Effect] {
    switch message {
    case .input(let input, let time): return take(input, at: time)
    case .time(let moment):
      environment.asOf.now = moment
      status.advance(to: moment)
      refresh()
      return dialogs.keepDraftsInTime(at: moment) + watchLevels()
    case .counted(let publishers, let tally):
      take(publishers, tally)
      dialogs.take(message, in: environment)
      return watchLevels(isNew: true) + showKnownPublisher()
    case .learned(let pace): environment.deck.learn(pace)
    case .foreseen(let request, let outlook): panels.timeline.take(outlook, to: request)
    case .arrived(let moment, let isPast): arrive(at: moment, isPast: isPast)
    case .stranded(let sentence):
      status.complain(sentence)
      environment.asOf.returnToNow()
      arrive(at: nil, isPast: false)
    case .loaded(let window): return take(window)
    case .found(let query, let count):
      panels.offers.listing.take(count: count, of: query)
      panels.board.take(count: count, of: query)
      panels.deadlines.counts.take(count, of: query)
      let (counts, environment) = (panels.deadlines.counts, environment)
      dialogs.change(LossMenu.self) { $0.refresh(counts, in: environment) }
    case .located(let sought, let query, let place):
      panels.listing { $0.take(place, of: sought, in: query) }
    case .performed(let outcome): return take(outcome)
    case .undone(let entries):
      return reverted(entries, .redo, otherwise: "Nothing to undo.")
    case .redone(let entries):
      return reverted(entries, .undo, otherwise: "Nothing to redo.")
    case .askedToUndo(let entries):
      settle()
      let report = ChangeReport(dialogs: stepDialogs, note: "")
      return perform(report.question(about: entries).map { [.open($0)] } ?? [])
    case .matched(let query, let keys):
      panels.offers.select(keys, of: query, &status, in: environment)
    case .surveyed(let subjects):
      panels.offers.surveyed = subjects.map(\.offer)
      if let menu = stepDialogs.groups(of: subjects) { dialogs.push(menu) }
    case .remembered: dialogs.take(message, in: environment)
    case .imported(let file, let report):
      let sentence = report.sentence(of: file)
      if let page = TextDialog.report(report, sentence) {
        dialogs.push(page)
      } else {
        status.say(sentence)
      }
      environment.deck.expire()
    case .added(let id):
      status.say("Added \(id). \(environment.keyName(.importFile)) imports its offers.")
      environment.deck.expire()
      return listing { $0.show(Query(publisher: id), in: $1) }
    case .recalled(let field, let texts):
      if field == .filter { panels.offers.filter.field.recall(texts) }
      dialogs.take(message, in: environment)
    case .account(let message): return take(message)
    case .deckChanged: environment.deck.expire()
    case .failed(let sentence):
      status.complain(sentence)
      return writing.isReading ? replay() : []
    case .unwritten(let sentence):
      status.complain(sentence)
      settle()
    case .noted(let sentence): status.say(sentence)
    case .themeChanged(let theme):
      environment.look = environment.look.with(theme)
      if status.notice?.isOfTheme == true { status.notice = nil }
    case .themeFailed(let sentence):
      status.complain(sentence)
      status.notice?.isOfTheme = true
    case .themeFilesChanged(let names):
      themes.names = names
      return [.reloadTheme(themes.wanted)]
    }
    return []
  }

  // MARK: - The deck

  private mutating func take(_ publishers: [Publisher], _ tally: Tally) {
    let isFirst = !environment.deck.isCounted
    environment.deck.count(publishers, tally)
    refresh()
    if isFirst, status.notice?.isError != true, let missing = environment.deck.missingPlaybook {
      status.complain(missing)
    }
    panels.deadlines.select(panels.deadlines.selection, in: environment.overview)
  }

  /// A publisher that was chosen before may have gone: then all are listed. At a past moment it is
  /// only not there yet.
  private mutating func showKnownPublisher() -> [Effect] {
    let deck = environment.deck
    guard environment.asOf.source == nil, let id = query.publisher, deck.publisher(id) == nil
    else { return [] }
    var next = query
    next.publisher = nil
    if !deck.publishers.isEmpty {
      status.say("No publisher \(id.inQuotes) in this deck. Showing all.")
    }
    return listing { $0.show(next, in: $1) }
  }

  /// Looks whether the level of a deadline has changed, by time or by what the deck says.
  ///
  /// - Parameter isNew: the deck was read.
  private mutating func watchLevels(isNew: Bool = false) -> [Effect] {
    guard environment.deck.isCounted, environment.asOf.source == nil,
      let sentence = levels.look(at: environment, isNew: isNew)
    else { return [] }
    status.say(sentence, for: 60)
    return environment.look.preferences.alerts
      ? [.alert(sentence, isSeen: mouse.hasWindowFocus)] : []
  }

  private mutating func take(_ loaded: OfferWindow) -> [Effect] {
    switch loaded.pane {
    case .list: panels.offers.listing.take(loaded)
    case .lane(let place): panels.board.take(loaded, at: place)
    case .deadline: panels.deadlines.take(loaded, in: environment)
    case .speech: break
    }
    let isRead = panels.isRead(at: environment.deck.generation)
    return writing.isReading && isRead ? replay() : []
  }

  // MARK: - Writing

  /// Asks for a change, and keeps what is typed until it is answered.
  mutating func write(_ effect: Effect) -> [Effect] {
    var note = ""
    if case .perform(let keys, let actions, _) = effect {
      let stepDialogs = stepDialogs
      let isManual = actions.contains { stepDialogs.manualRecord(of: $0, on: keys) != nil }
      if isManual { note = " Recorded manually: account not migrated." }
    }
    writing.begin(note: note)
    return [effect]
  }

  /// A write was answered: the deck is read again.
  mutating func settle() {
    writing.answer()
    environment.deck.expire()
  }

  /// The deck was read again after a write: what was typed meanwhile comes now.
  private mutating func replay() -> [Effect] {
    writing.finish().flatMap { take($0.input, at: $0.time) }
  }

  private mutating func take(_ outcome: Outcome) -> [Effect] {
    for subject in outcome.done {
      panels.offers.listing.replace(subject.offer)
      environment.deck.replace(subject.publisher)
    }
    let report = ChangeReport(dialogs: stepDialogs, note: writing.note)
    panels.follow(outcome)
    settle()
    return perform(report.actions(for: outcome))
  }

  /// The last action was undone, or redone; `inverse` does the opposite.
  private mutating func reverted(
    _ entries: [HistoryEntry], _ inverse: Command, otherwise none: String
  ) -> [Effect] {
    panels.follow(entries)
    settle()
    let report = ChangeReport(dialogs: stepDialogs, note: "")
    return perform([report.action(for: entries, inverse) ?? .say(none)])
  }
}

extension ImportReport {
  /// What an import of offers did.
  fileprivate func sentence(of file: String) -> String {
    "\(file): \(added.grouped) added, \(changed.grouped) changed, \(same.grouped) same"
      + (keptOut > 0 ? ", \(keptOut.grouped) kept out." : ".")
  }
}
