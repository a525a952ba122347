// What each command does on the panels.

import Lifecycle
import Terminal

extension Model {
  mutating func perform(_ command: Command) -> [Effect] {
    if command.changesDeck, let unchangeable = environment.unchangeable {
      complain(unchangeable)
      return []
    }
    switch command {
    case .up, .down, .pageUp, .pageDown, .first, .last: return move(command)
    case .nextPanel: return turnFocus(by: 1)
    case .previousPanel: return turnFocus(by: -1)
    case .advance: return advance()
    case .undo: return write(.undo(confirmed: nil))
    case .redo: return write(.redo)
    case .untick: return untick()
    case .events: showEvents()
    case .mark: return mark()
    case .markAll: return markAll()
    case .back: return back()
    case .openPage: return openPage()
    case .copy: return copy()
    case .filter: return beginFilter()
    case .repeatFilter: return repeatFilter()
    case .jump: return beginJump()
    case .sort: dialogs.push(Menu.sorts(query.sort))
    case .showDraft: return toggle(.draft)
    case .showSubmitted: return toggle(.submitted)
    case .showCertified: return toggle(.certified)
    case .showLive: return toggle(.live)
    case .board: return turn(to: .board)
    case .timeline: return turn(to: .timeline)
    case .losses: return showLosses()
    case .dayBack: return moveInTime(by: -(pendingCount ?? 1))
    case .dayAhead: return moveInTime(by: pendingCount ?? 1)
    case .weekBack: return moveInTime(by: -7 * (pendingCount ?? 1))
    case .weekAhead: return moveInTime(by: 7 * (pendingCount ?? 1))
    case .present: return returnToNow()
    case .publishers:
      dialogs.push(Menu.publishers(of: environment.deck, current: query.publisher))
    case .migrate: return openWizard()
    case .profile: openProfile()
    case .users: openUsers()
    case .history: if let offer { dialogs.push(Reader(historyOf: offer.key)) }
    case .details:
      if let offer { dialogs.push(Reader.details(of: offer, in: environment)) }
    case .edit: if let offer { dialogs.push(Menu.fields(of: offer, in: environment)) }
    case .themes: dialogs.push(Menu.themes(themes, themeChoice))
    case .importFile: dialogs.push(TextEntry.offerFile(for: shownPublisher))
    case .addPublisher: dialogs.push(TextEntry.publisherID())
    case .help, .palette: dialogs.push(Menu.commands(keys))
    case .reload: return reread()
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
    return []
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
    if environment.asOf.offset != nil { return returnToNow() }
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
    return write(
      .perform(
        [current.offer.key], [.untick(step: step.id)], title: "Mark as not done: \(step.title)"))
  }
}
