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
    noteDraft()
    keepOverview()
    return effects + recallTyped()
  }

  private mutating func take(_ message: Message) -> [Effect] {
    switch message {
    case .input(let input, let time): return take(input, at: time)
    case .time(let moment):
      now = moment
      if let until = notice?.until, until <= moment { notice = nil }
      return keepDraftsInTime() + watchTime() + readCourse()
    case .counted(let publishers, let tally):
      self.publishers = publishers
      self.tally = tally
      let isFirst = !isCounted
      isCounted = true
      if isFirst { complainOfMissingPlaybook() }
      deadlineSelection = max(0, min(deadlineSelection, dueDates.count - 1))
      refreshAccounts()
      counts.expire()
      return (visited == nil ? watchLevels() : []) + showKnownPublisher() + fillLanes()
        + (isFirst ? readDueOffers() : []) + readCourse() + askCounts()
    case .foreseen(let request, let course):
      take(course, to: request)
      return []
    case .arrived(let moment, let isPast):
      isVisitedPast = isPast
      return arrive(at: moment)
    case .stranded(let sentence):
      complain(sentence)
      scrubber = nil
      return arrive(at: nil)
    case .learned(let pace):
      playbooks = playbooks.map { $0.learning(from: pace) }
      self.pace = pace
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
      offerGroups(of: subjects)
      return []
    case .remembered(let key, let entries):
      showHistory(of: key, entries)
      return []
    case .imported(let file, let report):
      showReport(report, of: file)
      return [.count] + reload()
    case .added(let id):
      say("Added \(id). \(keyName(.importFile)) imports its offers.")
      return [.count] + show(Query(publisher: id))
    case .recalled(let field, let texts):
      take(texts, typedInto: field)
      return []
    case .account(let message): return take(message)
    case .deckChanged: return [.count] + reload()
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
      self.theme = theme
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
      self.size = size
      return scroll()
    case .interrupt, .hangUp: return keepDrafts() + [.quit]
    case .resumed: return [.redraw, .count] + reload()
    case .focus(let isThere):
      hasWindowFocus = isThere
      return []
    case .scheme(let scheme): return follow(scheme)
    case .key, .repeated, .paste, .mouse: break
    }
    if isAsking, isStop(input) { return stopAsking() }
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
    if key == Key("c", .control) { return keepDrafts() + [.quit] }
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

  /// The name of a command's key, for sentences; where they are read out, the word to say, and where
  /// it has no key, what it is called.
  func keyName(_ command: Command) -> String {
    let word = "“\(command.rawValue)”"
    return theme.signs == .words ? word : keys.key(for: command)?.name ?? word
  }

  private mutating func paste(_ text: String) -> [Effect] {
    if pasteIntoDialog(text) { return [] }
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
    case (0, 1): outcome.refused.first.map { showBlockers($0.refusal, of: $0.key) }
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
    return scope(of: step, subject.publisher).map {
      " " + String($0.dropFirst("Done once ".count)).withoutStop
    } ?? ""
  }

  /// Asks before something is undone that was done before this session or by somebody else.
  private mutating func askToUndo(_ entries: [HistoryEntry]) {
    guard let first = entries.first else { return }
    let keys = offers(of: entries)
    let whom = keys.isEmpty ? "" : " for \(names(of: keys))"
    confirm(
      "Undo “\(first.sentence(titles).withoutStop)”?",
      "Done by \(first.by) on \(Day(of: first.at, in: zone).title())\(whom).",
      .undo(entries.last?.id ?? first.id))
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
    let isForAll = entries.count == 1 && isAccountStep(first.subject)
    let whom = keys.isEmpty || isForAll ? "" : " for \(names(of: keys, limit: 3))"
    let notice =
      isForAll || keys.isEmpty
      ? undoNotice(first).withoutStop : first.sentence(titles).withoutStop + whom
    say("\(notice). \(keyName(inverse)) \(inverse.label)")
    if keys.count == 1, let key = keys.first, let stage = first.to { follow(key, to: stage) }
    return settled()
  }

  private mutating func replace(_ subject: Rules.Subject) {
    if let place = window?.offers.firstIndex(where: { $0.key == subject.offer.key }) {
      list.window?.offers[place] = subject.offer
    }
    if let place = publishers.firstIndex(where: { $0.id == subject.publisher.id }) {
      publishers[place] = subject.publisher
    }
  }

  /// What became of several offers: one report for all.
  private mutating func report(_ outcome: Outcome) {
    marks.subtract(outcome.done.map(\.offer.key))
    guard !outcome.refused.isEmpty else {
      say(
        "\(outcome.title): done for \(names(of: outcome.done.map(\.offer.key), limit: 3))."
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
    dialogs.append(.reader(Reader(title: outcome.title, lines: lines)))
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
