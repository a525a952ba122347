// Enter on the panels: the next step of the selected offer, or of several at once.

import Foundation
import Lifecycle
import Terminal

extension Model {
  mutating func advance() -> [Effect] {
    if panels.focus == .deadlines {
      return panels.filterToDeadline(&status, in: environment)
    }
    if let unchangeable = environment.unchangeable {
      status.complain(unchangeable)
      return []
    }
    if panels.focus == .banner { return perform(header.bannerCommand) }
    if let refusedSelection = panels.offers.refusedSelection {
      status.complain(refusedSelection)
      return []
    }
    if !panels.offers.marks.isEmpty {
      return [.survey(panels.offers.marks.sorted { $0.offer < $1.offer })]
    }
    guard let current else {
      adviseEmpty()
      return []
    }
    guard let selected = panels.selectedStep(of: current) else {
      return begin(
        current.rules.advance(current.offer, current.publisher), [current.offer.key],
        example: current.offer)
    }
    return advance(by: selected, current)
  }

  /// Begins a step that was chosen in a dialog.
  mutating func begin(_ step: Step, _ keys: [OfferKey], isRead: Bool) -> [Effect] {
    let stepDialogs = stepDialogs
    guard let example = stepDialogs.example(of: keys) else { return [] }
    if isRead { return begin(stepDialogs.advance(of: example, by: step), keys, example: example) }
    if keys.count == 1, let selected = stepToRead(step, of: example) {
      dialogs.push(selected)
      return []
    }
    // Where steps are read out, only the next one was.
    if environment.signs == .words, keys.count == 1, step.isTicked,
      current?.progress.next?.step != step
    {
      dialogs.push(
        Confirmation(
          "\(step.title): done?", stepDialogs.instruction(of: step, for: [example]),
          .write(.perform(keys, [.tick(step: step.id)], title: step.title))))
      return []
    }
    return begin(
      environment.deck.rules(of: example).advance(example, by: step), keys, example: example)
  }

  private mutating func begin(
    _ advance: Advance, _ keys: [OfferKey], example offer: Offer
  ) -> [Effect] {
    perform(stepDialogs.begin(advance, keys, example: offer))
  }

  /// The instruction of a step of an offer, if it has to be shown before the step can be begun.
  private func stepToRead(_ step: Step, of offer: Offer) -> Reader? {
    guard environment.signs != .words, let current, current.offer.key == offer.key,
      let place = current.progress.steps.firstIndex(where: { $0.step.id == step.id }),
      !isShown(step)
    else { return nil }
    let (size, selected) = (
      environment.look.size,
      SelectedStep(place: place, progress: current.progress.steps[place])
    )
    switch step.kind {
    case .check, .account: break
    // Their dialogs show it, where there is room.
    case .question, .pages, .event: if size.columns >= 60 && size.rows >= 20 { return nil }
    }
    return Reader.instruction(of: selected, of: current, in: environment)
  }

  /// The instruction of a step is on the screen as a whole, apart from the dialogs.
  private func isShown(_ step: Step) -> Bool {
    dialogs.isEmpty && panels.shownInstruction(in: environment)?.id == step.id
  }

  /// Does a step, unless it is done or blocked; its instruction comes first if it is not on the
  /// screen.
  private mutating func advance(by selected: SelectedStep, _ current: OfferStatus) -> [Effect] {
    let (offer, step, state) = (
      current.offer, selected.progress.step, selected.progress.state
    )
    if case .done(let tick) = state, step.isTicked {
      let when = tick.map { " by \($0.by) on \(Day(of: $0.at, in: environment.zone).title())" }
      status.say(
        "Already done\(when ?? ""). \(environment.keyName(.untick)) marks it as not done.")
      return []
    }
    let stepDialogs = stepDialogs
    if case .blocked(let requirements) = state, step.fact == nil {
      dialogs.push(stepDialogs.blockers(Refusal(step.title, requirements), of: offer.key))
      return []
    }
    let isNext = panels.steps.selection == nil || panels.focus != .steps
    let advance =
      isNext
      ? current.rules.advance(offer, current.publisher)
      : stepDialogs.advance(of: offer, by: step)
    if case .refused = advance {
      return begin(advance, [offer.key], example: offer)
    }
    if let unread = stepToRead(step, of: offer) {
      dialogs.push(unread)
      return []
    }
    return begin(advance, [offer.key], example: offer)
  }

  /// Lists the events of the selected offer.
  mutating func showEvents() {
    if let offer { dialogs.push(stepDialogs.events(of: offer)) } else { adviseEmpty() }
  }

  private mutating func adviseEmpty() { status.say("No offer is selected.") }

  // MARK: - The selected step

  mutating func openPage() -> [Effect] {
    guard let current, let step = panels.selectedStep(of: current)?.progress.step else {
      // Without an offer, the guide of the program.
      let source = environment.deck.playbooks.first?.source
      return query.publisher == nil ? [] : source.map { [.open($0)] } ?? []
    }
    guard let link = step.link(for: current.offer.type) else {
      status.say("“\(step.title)” has no page to open.")
      return []
    }
    return [.open(link)]
  }

  mutating func copy() -> [Effect] {
    guard let offer else { return [] }
    let link = panels.selectedStep(of: current)?.progress.step.link(for: offer.type)?.text
    let chosen = panels.focus == .steps ? link ?? offer.key.offer : offer.key.offer
    // What is pasted into a shell must not run: a line break would, and portals send what they like.
    let text = String(
      String.UnicodeScalarView(
        chosen.unicodeScalars.filter {
          ![.control, .format, .lineSeparator, .paragraphSeparator]
            .contains($0.properties.generalCategory)
        }))
    // Whether it takes it, a terminal does not say.
    status.say("Copied \(text)")
    return [.copy(text)]
  }

  mutating func untick() -> [Effect] {
    guard let current, let selected = panels.selectedStep(of: current) else { return [] }
    let step = selected.progress.step
    guard step.isTicked else {
      let key = environment.keyName(.advance)
      status.say("“\(step.title)” isn't a checkbox. \(key) changes the answer.")
      return []
    }
    guard selected.progress.state.isOver else {
      status.say("“\(step.title)” is not done.")
      return []
    }
    return write(
      .perform(
        [current.offer.key], [.untick(step: step.id)], title: "Mark as not done: \(step.title)"))
  }
}
