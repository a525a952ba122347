// What the keys do with steps: with the next one of the selected offer, one out of turn, or one that
// was chosen in a dialog.

import Foundation
import Lifecycle
import Terminal

/// What the keys do with steps.
struct StepActions {
  let dialogs: StepDialogs
  let panels: Panels
  /// No dialog is open.
  let hasKeys: Bool

  private var environment: Environment { dialogs.environment }
  private var current: OfferStatus? { panels.current(in: environment) }

  // MARK: - Enter

  /// Does the step that the keys act on, unless it is done or blocked; its instruction comes first if
  /// it is not on the screen.
  func advance() -> [DialogAction] {
    guard let current else { return [.say("No offer is selected.")] }
    let (offer, publisher) = (current.offer, current.publisher)
    let next = current.rules.advance(offer, publisher)
    guard let selected = panels.selectedStep(of: current) else {
      return dialogs.begin(next, [offer.key], example: offer)
    }
    let (step, state) = (selected.progress.step, selected.progress.state)
    if case .done(let tick) = state, step.isTicked {
      let when = tick.map { " by \($0.by) on \(Day(of: $0.at, in: environment.zone).title())" }
      let key = environment.keyName(.untick)
      return [.say("Already done\(when ?? ""). \(key) marks it as not done.")]
    }
    if case .blocked(let requirements) = state, step.fact == nil {
      return [.open(dialogs.blockers(Refusal(step.title, requirements), of: offer.key))]
    }
    let isNext = panels.steps.selection == nil || panels.focus != .steps
    let advance = isNext ? next : dialogs.advance(of: offer, by: step)
    if case .refused = advance { return dialogs.begin(advance, [offer.key], example: offer) }
    return instructionToRead(of: step, offer).map { [.open($0)] }
      ?? dialogs.begin(advance, [offer.key], example: offer)
  }

  /// Begins a step that was chosen in a dialog.
  func begin(_ step: Step, _ keys: [OfferKey], isRead: Bool) -> [DialogAction] {
    guard let example = dialogs.example(of: keys) else { return [] }
    if isRead {
      return dialogs.begin(dialogs.advance(of: example, by: step), keys, example: example)
    }
    if keys.count == 1, let instruction = instructionToRead(of: step, example) {
      return [.open(instruction)]
    }
    // If steps are read out, only the next one was.
    if environment.signs == .words, keys.count == 1, step.isTicked,
      current?.progress.next?.step != step
    {
      return [
        .open(
          Confirmation(
            "\(step.title): done?", dialogs.instruction(of: step, for: [example]),
            .write(.perform(keys, [.tick(step: step.id)], title: step.title))))
      ]
    }
    return dialogs.begin(
      environment.deck.rules(of: example).advance(example, by: step), keys, example: example)
  }

  /// The instruction of a step of an offer, if it has to be shown before the step can be begun.
  private func instructionToRead(of step: Step, _ offer: Offer) -> TextDialog? {
    guard environment.signs != .words, let current, current.offer.key == offer.key,
      let place = current.progress.steps.firstIndex(where: { $0.step.id == step.id })
    else { return nil }
    if hasKeys, panels.shownInstruction(in: environment)?.id == step.id { return nil }
    switch step.kind {
    case .check, .account: break
    // Their dialogs show it, if there is room.
    case .question, .pages, .event:
      let size = environment.look.size
      if size.columns >= 60 && size.rows >= 20 { return nil }
    }
    return TextDialog.instruction(
      of: SelectedStep(place: place, progress: current.progress.steps[place]), of: current,
      in: environment)
  }

  // MARK: - Other keys

  /// Marks the step as not done.
  func untick() -> [DialogAction] {
    guard let current, let selected = panels.selectedStep(of: current) else { return [] }
    let step = selected.progress.step
    guard step.isTicked else {
      let key = environment.keyName(.advance)
      return [.say("“\(step.title)” isn't a checkbox. \(key) changes the answer.")]
    }
    guard selected.progress.state.isOver else { return [.say("“\(step.title)” is not done.")] }
    let title = "Mark as not done: \(step.title)"
    return [.write(.perform([current.offer.key], [.untick(step: step.id)], title: title))]
  }

  /// Opens the page of the step.
  func openPage() -> [DialogAction] {
    guard let current, let step = panels.selectedStep(of: current)?.progress.step else {
      // Without an offer, the guide of the program.
      let source = environment.deck.playbooks.first?.source
      return panels.query.publisher == nil ? [] : source.map { [.ask(.open($0))] } ?? []
    }
    guard let link = step.link(for: current.offer.type) else {
      return [.say("“\(step.title)” has no page to open.")]
    }
    return [.ask(.open(link))]
  }

  /// Copies the offer's ID, or the address of the step.
  func copy() -> [DialogAction] {
    guard let current else { return [] }
    let link = panels.selectedStep(of: current)?.progress.step.link(for: current.offer.type)
    let id = current.offer.key.offer
    // What is pasted into a shell must not run: a line break would, and portals send what they like.
    let text = String(
      String.UnicodeScalarView(
        (panels.focus == .steps ? link?.text ?? id : id).unicodeScalars.filter {
          ![.control, .format, .lineSeparator, .paragraphSeparator]
            .contains($0.properties.generalCategory)
        }))
    // Whether it takes it, a terminal does not say.
    return [.say("Copied \(text)"), .ask(.copy(text))]
  }
}
