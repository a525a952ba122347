// The one way in: a message changes the model, and says what is asked of the world.

import Foundation
import Lifecycle
import Terminal

extension Model {
  /// What to ask of the world before the first frame.
  package mutating func start() -> [Effect] {
    [.count, load()] + resuming()
  }

  /// Takes a message.
  package mutating func update(_ message: Message) -> [Effect] {
    let effects = kept(take(message))
    dialogs.noteDraft(at: now)
    keepOverview()
    return effects + dialogs.missing(at: environment.deck.generation)
  }

  /// Takes out of what is asked of the world all that would change the deck at another moment.
  private mutating func kept(_ effects: [Effect]) -> [Effect] {
    guard let reason = environment.unchangeable, effects.contains(where: \.changesDeck) else {
      return effects
    }
    complain(reason)
    isWriting = false
    return effects.filter { !$0.changesDeck }
  }

  private mutating func take(_ message: Message) -> [Effect] {
    switch message {
    case .input(let input, let time): return take(input, at: time)
    case .time(let moment):
      environment.asOf.now = moment
      if let until = notice?.until, until <= moment { notice = nil }
      return dialogs.keepDraftsInTime(at: now) + watchTime() + readCourse()
    case .counted(let publishers, let tally):
      environment.deck.publishers = publishers
      environment.deck.tally = tally
      let isFirst = !isCounted
      environment.deck.isCounted = true
      if isFirst, notice?.isError != true, let missing = environment.deck.missingPlaybook {
        complain(missing)
      }
      deadlineSelection = max(0, min(deadlineSelection, dueDates.count - 1))
      dialogs.take(message, in: environment)
      counts.expire()
      return (environment.asOf.source == nil ? watchLevels() : []) + showKnownPublisher()
        + fillLanes() + (isFirst ? readDueOffers() : []) + readCourse() + askCounts()
    case .foreseen(let request, let course):
      take(course, to: request)
      return []
    case .arrived(let moment, let isPast): return arrive(at: moment, isPast: isPast)
    case .stranded(let sentence):
      complain(sentence)
      environment.asOf.returnToNow()
      return arrive(at: nil, isPast: false)
    case .learned(let pace):
      environment.deck.learn(pace)
      return readCourse()
    case .loaded(let window):
      let effects = take(window)
      return isSettling && window.pane == .list ? effects + replay() : effects
    case .found(let query, let count):
      list.take(count: count, of: query)
      lanes.take(count: count, of: query)
      counts.take(count, of: query)
      refreshLosses()
      return scroll()
    case .located(let sought, let query, let place): return take(place, of: sought, in: query)
    case .performed(let outcome): return take(outcome)
    case .undone(let entries): return reverted(entries, .redo, otherwise: "Nothing to undo.")
    case .askedToUndo(let entries):
      askToUndo(entries)
      return settled()
    case .redone(let entries): return reverted(entries, .undo, otherwise: "Nothing to redo.")
    case .matched(let query, let keys):
      select(keys, of: query)
      return []
    case .surveyed(let subjects):
      surveyed = subjects.map(\.offer)
      if let menu = stepDialogs.groups(of: subjects) { dialogs.push(menu) }
      return []
    case .remembered:
      dialogs.take(message, in: environment)
      return []
    case .imported(let file, let report):
      let sentence = report.sentence(of: file)
      if let reader = Reader.report(report, sentence) {
        dialogs.push(reader)
      } else {
        say(sentence)
      }
      return reread()
    case .added(let id):
      say("Added \(id). \(keyName(.importFile)) imports its offers.")
      return [.count] + show(Query(publisher: id))
    case .recalled(let field, let texts):
      if field == .filter { filter.recall(texts) }
      dialogs.take(message, in: environment)
      return []
    case .account(let message): return take(message)
    case .deckChanged: return reread()
    case .failed(let sentence):
      complain(sentence)
      return isSettling ? replay() : []
    case .unwritten(let sentence):
      complain(sentence)
      return settled()
    case .noted(let sentence):
      say(sentence)
      return []
    case .themeChanged(let theme):
      environment.look.theme = theme
      if notice?.isOfTheme == true { notice = nil }
      return []
    case .themeFailed(let sentence):
      complain(sentence)
      notice?.isOfTheme = true
      return []
    case .themeFilesChanged(let names):
      themes = names
      return [.reloadTheme(themeChoice.theme(for: scheme))]
    }
  }

  /// Says something until the next key, and for some seconds at most, unless nothing may change by
  /// itself.
  mutating func say(_ text: String, for seconds: TimeInterval = 6) {
    notice = Notice(text: text, isError: false, until: preferences.hasMotion ? now + seconds : nil)
  }

  /// Says what went wrong, until the next key.
  mutating func complain(_ text: String) {
    notice = Notice(text: text, isError: true, until: nil)
  }

  // MARK: - Input

  private mutating func take(_ input: Input, at time: TimeInterval?) -> [Effect] {
    switch input {
    case .resize(let size):
      environment.look.size = size
      return scroll()
    case .interrupt, .hangUp: return dialogs.keepDrafts() + [.quit]
    case .resumed: return [.redraw] + reread()
    case .focus(let isThere):
      hasWindowFocus = isThere
      return []
    case .scheme(let scheme): return follow(scheme)
    case .key, .repeated, .paste, .mouse: break
    }
    if dialogs.asking != nil, isStop(input) { return stopAsking() }
    if isWriting {
      held.append((input, time))
      return []
    }
    let coversFooter = coversFooter
    if input.isDeliberate { notice = nil }
    switch input {
    // What was covered is uncovered first.
    case .mouse(let mouse) where coversFooter && isOnFooter(mouse): return []
    case .key(let key):
      return press(key, Press(time: time, isRepeated: attention.isRepeated(key, at: time)))
    case .repeated(let key): return press(key, Press(time: time, isRepeated: true))
    case .paste(let text): return paste(text)
    case .mouse(let mouse): return point(mouse)
    default: return []
    }
  }

  private mutating func press(_ key: Key, _ press: Press) -> [Effect] {
    if key == Key("c", .control) { return dialogs.keepDrafts() + [.quit] }
    if key == Key("l", .control) { return [.redraw] }
    if let answered = answerDialog(key, press) { return answered }
    if isFiltering { return type(key) }
    if jump != nil { return typeInJump(key) }
    if takeDigit(key) {
      notice = nil
      return []
    }
    defer { pendingCount = nil }
    if pendingCount != nil, keys[key] == .back { return [] }
    if keys[key]?.takesNumber != true { pendingCount = nil }
    guard let command = keys[key] else {
      say("\(key.name) does nothing here\(wayOut(of: key)).")
      return []
    }
    if command != .advance { refusedSelection = nil }
    if command == .advance, !letsThrough(press) {
      sayTooEarly(key)
      return []
    }
    return perform(command)
  }

  private mutating func paste(_ text: String) -> [Effect] {
    if let effects = answerDialog(.paste(text)) { return effects }
    if jump != nil { return pasteIntoJump(text) }
    guard isFiltering else {
      say("No field to paste into.")
      return []
    }
    filter.insert(text)
    return refilter()
  }

  // MARK: - After a write

  /// A write was answered. What was typed meanwhile has to act on what the deck says now, so that
  /// it waits until that was read.
  mutating func settled() -> [Effect] {
    isSettling = true
    return reread()
  }

  /// The deck is another one now: everything is read again.
  mutating func reread() -> [Effect] {
    environment.deck.generation += 1
    return [.count] + reload()
  }

  /// The deck was read again after a write: what was typed meanwhile comes now.
  private mutating func replay() -> [Effect] {
    isSettling = false
    isWriting = false
    let inputs = held
    held = []
    return inputs.flatMap { take($0.input, at: $0.time) }
  }

  private mutating func take(_ outcome: Outcome) -> [Effect] {
    for subject in outcome.done {
      replace(subject)
    }
    switch (outcome.done.count, outcome.refused.count) {
    case (1, 0):
      say(
        "\(outcome.title): done\(scope(of: outcome)). \(keyName(.undo)) undo\(manualNote)")
      stepSelection = nil
      outcome.done.first.map { follow($0.offer.key, to: $0.offer.publication.stage) }
    case (0, 1):
      outcome.refused.first.map { dialogs.push(stepDialogs.blockers($0.refusal, of: $0.key)) }
    default: report(outcome)
    }
    return settled()
  }

  /// For whom a step was done, if that is more than the one offer.
  private func scope(of outcome: Outcome) -> String {
    guard let subject = outcome.done.first,
      let step = rules(of: subject.offer).applicableSteps(of: subject.offer).first(where: {
        $0.title == outcome.title && $0.kind == .account
      })
    else { return "" }
    return environment.deck.scope(of: step, subject.publisher).map {
      " " + String($0.dropFirst("Done once ".count)).withoutStop
    } ?? ""
  }

  /// Asks before something is undone that was done before this session or by somebody else.
  private mutating func askToUndo(_ entries: [HistoryEntry]) {
    guard let first = entries.first else { return }
    let keys = offers(of: entries)
    let whom = keys.isEmpty ? "" : " for \(stepDialogs.names(of: keys))"
    dialogs.push(
      Confirmation(
        "Undo “\(first.sentence(environment.deck.titles).withoutStop)”?",
        "Done by \(first.by) on \(Day(of: first.at, in: zone).title())\(whom).",
        .write(.undo(confirmed: entries.last?.id ?? first.id))))
  }

  private func offers(of entries: [HistoryEntry]) -> [OfferKey] {
    var keys: [OfferKey] = []
    for key in entries.compactMap(\.offerKey) where !keys.contains(key) { keys.append(key) }
    return keys
  }

  /// The last action was undone, or redone; `inverse` does the opposite.
  private mutating func reverted(
    _ entries: [HistoryEntry], _ inverse: Command, otherwise none: String
  ) -> [Effect] {
    guard let first = entries.first else {
      say(none)
      return settled()
    }
    let keys = offers(of: entries)
    let isForAll = entries.count == 1 && environment.deck.isAccountStep(first.subject)
    let whom = keys.isEmpty || isForAll ? "" : " for \(stepDialogs.names(of: keys, limit: 3))"
    let notice =
      isForAll || keys.isEmpty
      ? environment.deck.undoNotice(first).withoutStop
      : first.sentence(environment.deck.titles).withoutStop + whom
    say("\(notice). \(keyName(inverse)) \(inverse.label)")
    if keys.count == 1, let key = keys.first, let stage = first.to { follow(key, to: stage) }
    return settled()
  }

  private mutating func replace(_ subject: Rules.Subject) {
    if let place = window?.offers.firstIndex(where: { $0.key == subject.offer.key }) {
      list.window?.offers[place] = subject.offer
    }
    environment.deck.replace(subject.publisher)
  }

  /// What became of several offers: one report for all.
  private mutating func report(_ outcome: Outcome) {
    marks.subtract(outcome.done.map(\.offer.key))
    guard !outcome.refused.isEmpty else {
      say(
        "\(outcome.title): done for \(stepDialogs.names(of: outcome.done.map(\.offer.key), limit: 3))."
          + manualNote)
      return
    }
    var lines = [
      Reader.Line([("Done for \(outcome.done.count.counted("offer")).", .stepDone)]),
      Reader.Line([("Refused for \(outcome.refused.count):", .stepBlocked)]),
    ]
    for (key, refusal) in outcome.refused {
      lines.append(Reader.Line([(key.offer, .text)]))
      lines += refusal.requirements.map { Reader.Line([("  " + $0.sentence(in: zone), .dim)]) }
    }
    dialogs.push(Reader(title: outcome.title, lines: lines))
  }
}

extension ImportReport {
  /// What an import of offers did.
  fileprivate func sentence(of file: String) -> String {
    "\(file): \(added.grouped) added, \(changed.grouped) changed, \(same.grouped) same"
      + (keptOut > 0 ? ", \(keptOut.grouped) kept out." : ".")
  }
}

extension Input {
  /// Somebody means something by it: a key, pasted text, a button or the wheel, and no button that
  /// comes up again.
  fileprivate var isDeliberate: Bool {
    switch self {
    case .key, .repeated, .paste: true
    case .mouse(let mouse): mouse.kind != .release
    default: false
    }
  }
}
