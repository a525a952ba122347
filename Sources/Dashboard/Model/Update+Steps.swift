// Enter on the panels: the next step of the selected offer, or of several at once.

import Foundation
import Lifecycle
import Terminal

extension Model {
  mutating func advance() -> [Effect] {
    if focus == .deadlines { return filterToDeadline() }
    if let unchangeable = environment.unchangeable {
      complain(unchangeable)
      return []
    }
    if focus == .banner { return perform(bannerCommand) }
    if let refusedSelection {
      complain(refusedSelection)
      return []
    }
    if !marks.isEmpty { return [.survey(marks.sorted { $0.offer < $1.offer })] }
    guard let current else {
      adviseEmpty()
      return []
    }
    guard let selected = selectedStep else {
      return begin(
        current.rules.advance(current.offer, current.publisher), [current.offer.key],
        example: current.offer)
    }
    return advance(by: selected.progress, current.offer)
  }

  /// Begins a step that was chosen in a dialog.
  mutating func begin(_ step: Step, _ keys: [OfferKey], isRead: Bool) -> [Effect] {
    let stepDialogs = stepDialogs
    guard let example = stepDialogs.example(of: keys) else { return [] }
    if isRead { return begin(stepDialogs.advance(of: example, by: step), keys, example: example) }
    if keys.count == 1, let selected = stepToRead(step, of: example) {
      showInstruction(of: selected)
      return []
    }
    // Where steps are read out, only the next one was.
    if theme.signs == .words, keys.count == 1, step.isTicked, progress?.next?.step != step {
      dialogs.push(
        Confirmation(
          "\(step.title): done?", stepDialogs.instruction(of: step, for: [example]),
          .write(.perform(keys, [.tick(step: step.id)], title: step.title))))
      return []
    }
    return begin(rules(of: example).advance(example, by: step), keys, example: example)
  }

  private mutating func begin(
    _ advance: Advance, _ keys: [OfferKey], example offer: Offer
  ) -> [Effect] {
    perform(stepDialogs.begin(advance, keys, example: offer))
  }

  /// A step of an offer, if its instruction has to be shown before it can be begun.
  private func stepToRead(
    _ step: Step, of offer: Offer
  ) -> (place: Int, progress: StepProgress)? {
    guard theme.signs != .words, let key = self.offer?.key, key == offer.key, let progress,
      let place = progress.steps.firstIndex(where: { $0.step.id == step.id })
    else { return nil }
    if shownInstruction?.id == step.id { return nil }
    let selected = (place, progress.steps[place])
    switch step.kind {
    case .check, .account: return selected
    // Their dialogs show it, where there is room.
    case .question, .pages, .event: return size.columns >= 60 && size.rows >= 20 ? nil : selected
    }
  }

  /// Does a step, unless it is done or blocked; its instruction comes first if it is not on the
  /// screen.
  private mutating func advance(by selected: StepProgress, _ offer: Offer) -> [Effect] {
    if case .done(let tick) = selected.state, selected.step.isTicked {
      let when = tick.map { " by \($0.by) on \(Day(of: $0.at, in: zone).title())" } ?? ""
      say("Already done\(when). \(keyName(.untick)) marks it as not done.")
      return []
    }
    let stepDialogs = stepDialogs
    if case .blocked(let requirements) = selected.state, selected.step.fact == nil {
      dialogs.push(
        stepDialogs.blockers(Refusal(selected.step.title, requirements), of: offer.key))
      return []
    }
    let isNext = stepSelection == nil || focus != .steps
    let advance =
      isNext
      ? rules(of: offer).advance(offer, publisher(of: offer))
      : stepDialogs.advance(of: offer, by: selected.step)
    if case .refused = advance {
      return begin(advance, [offer.key], example: offer)
    }
    if let unread = stepToRead(selected.step, of: offer) {
      showInstruction(of: unread)
      return []
    }
    return begin(advance, [offer.key], example: offer)
  }

  /// Lists the events of the selected offer.
  mutating func showEvents() {
    if let offer { dialogs.push(stepDialogs.events(of: offer)) } else { adviseEmpty() }
  }

  private mutating func filterToDeadline() -> [Effect] {
    guard let date = selectedDate else { return [] }
    guard date.unmet > 0 || query.unmet == date.key else {
      say("Every offer has met \(date.deadline.title.inQuotes).")
      return []
    }
    var next = query
    next.unmet = next.unmet == date.key ? nil : date.key
    view = .panels
    focus = .offers
    if next.unmet != nil { say("Filter: not met \(date.deadline.title.inQuotes)") }
    return show(next)
  }

  private mutating func adviseEmpty() { say("No offer is selected.") }
}
