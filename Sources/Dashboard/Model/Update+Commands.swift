// What each command does on the panels.

import Lifecycle
import Terminal

extension Model {
  mutating func perform(_ command: Command) -> [Effect] {
    if command.changesDeck, let unchangeable {
      complain(unchangeable)
      return []
    }
    switch command {
    case .up, .down, .pageUp, .pageDown, .first, .last: return move(command)
    case .nextPanel: return turnFocus(by: 1)
    case .previousPanel: return turnFocus(by: -1)
    case .advance: return advance()
    case .undo, .redo:
      isWriting = true
      return [command == .undo ? .undo(confirmed: nil) : .redo]
    case .untick: return untick()
    case .events: return showEvents()
    case .mark: return mark()
    case .markAll: return markAll()
    case .back: return back()
    case .openPage: return openPage()
    case .copy: return copy()
    case .filter: return beginFilter()
    case .repeatFilter: return repeatFilter()
    case .jump: return beginJump()
    case .sort: return showSorts()
    case .showDraft: return toggle(.draft)
    case .showSubmitted: return toggle(.submitted)
    case .showCertified: return toggle(.certified)
    case .showLive: return toggle(.live)
    case .board: return turn(to: .board)
    case .timeline: return turn(to: .timeline)
    case .losses: return showLosses()
    case .dayBack: return scrub(by: -(pendingCount ?? 1))
    case .dayAhead: return scrub(by: pendingCount ?? 1)
    case .weekBack: return scrub(by: -7 * (pendingCount ?? 1))
    case .weekAhead: return scrub(by: 7 * (pendingCount ?? 1))
    case .present: return returnToNow()
    case .publishers: return showPublishers()
    case .migrate: return openWizard()
    case .profile: return openProfile()
    case .users: return openUsers()
    case .history: return history()
    case .details: return showDetails()
    case .edit: return showFields()
    case .themes: return showThemes()
    case .importFile: return askForFile()
    case .addPublisher: return askForPublisher()
    case .help, .palette: return showHelp()
    case .reload: return [.count] + reload()
    case .redraw: return [.redraw]
    case .mouse:
      hasMouse.toggle()
      say(
        hasMouse
          ? "Mouse on. In most terminals, Shift and drag select text."
          : "Mouse off. Drag to select text.")
      return [.mouse(hasMouse)]
    case .suspend: return [.suspend]
    case .quit: return [.quit]
    }
  }

  private mutating func move(_ command: Command) -> [Effect] {
    switch focus {
    case .banner:
      // Only downward is there anything.
      if [.down, .pageDown, .last].contains(command) { focus = .offers }
      return scroll()
    case .offers: return moveInOffers(command)
    case .steps:
      moveInSteps(command)
      return []
    case .deadlines: return moveInDeadlines(command)
    }
  }

  private mutating func back() -> [Effect] {
    if !marks.isEmpty {
      marks = []
      return []
    }
    if view != .panels { return turn(to: .panels) }
    if focus != .offers {
      focus = .offers
      stepSelection = nil
      return scroll()
    }
    if scrubber != nil { return returnToNow() }
    return query.isFiltered ? clearFilter() : []
  }

  // MARK: - Steps

  /// The step that the keys act on: the selected one, or the next.
  var selectedStep: (place: Int, progress: StepProgress)? {
    guard let progress, !progress.steps.isEmpty else { return nil }
    let place = selectedPlace(in: progress)
    return (place, progress.steps[place])
  }

  private mutating func moveInSteps(_ command: Command) {
    guard let steps = progress?.steps, let selected = selectedStep else { return }
    let place = command.place(
      from: selected.place, last: steps.count - 1, page: steps.count, count: pendingCount)
    stepSelection = max(0, min(place, steps.count - 1))
  }

  private mutating func openPage() -> [Effect] {
    guard let offer, let step = selectedStep?.progress.step else {
      return query.publisher == nil ? [] : openSource()
    }
    guard let link = step.link(for: offer.type) else {
      say("“\(step.title)” has no page to open.")
      return []
    }
    return [.open(link)]
  }

  private func openSource() -> [Effect] {
    playbooks.first.map { [.open($0.source)] } ?? []
  }

  private mutating func copy() -> [Effect] {
    guard let offer else { return [] }
    let chosen =
      focus == .steps
      ? selectedStep?.progress.step.link(for: offer.type)?.text ?? offer.key.offer
      : offer.key.offer
    // What is pasted into a shell must not run: a line break would, and portals send what they like.
    let text = String(
      String.UnicodeScalarView(
        chosen.unicodeScalars.filter {
          ![.control, .format, .lineSeparator, .paragraphSeparator]
            .contains($0.properties.generalCategory)
        }))
    // Whether it takes it, a terminal does not say.
    say("Copied \(text)")
    return [.copy(text)]
  }

  private mutating func untick() -> [Effect] {
    guard let current, let selected = selectedStep else { return [] }
    let step = selected.progress.step
    switch step.kind {
    case .check, .account: break
    default:
      say("“\(step.title)” isn't a checkbox. \(keyName(.advance)) changes the answer.")
      return []
    }
    guard selected.progress.state.isOver else {
      say("“\(step.title)” is not done.")
      return []
    }
    return write([current.offer.key], [.untick(step: step.id)], "Mark as not done: \(step.title)")
  }

  /// Asks for a change, and keeps what is typed until it is answered.
  mutating func write(_ keys: [OfferKey], _ actions: [Action], _ title: String) -> [Effect] {
    isWriting = true
    let isManual = actions.contains { manualRecord(of: $0, on: keys) != nil }
    manualNote = isManual ? " Recorded manually: account not migrated." : ""
    return [.perform(keys, actions, title: title)]
  }

  /// The warning that an action on these offers comes with; nil if their accounts have migrated.
  func manualRecord(of action: Action, on keys: [OfferKey]) -> ManualRecord? {
    guard let example = example(of: keys) else { return nil }
    let rules = rules(of: example)
    let owners = Set(keys.map(\.publisher))
    return publishers.lazy.filter { owners.contains($0.id) }
      .compactMap { rules.manualRecord(of: action, on: example, $0) }.first
  }
}
