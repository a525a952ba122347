// Enter: the next step of an offer, or of several at once, as something to do, to ask or to
// confirm.

import Lifecycle
import Terminal

extension Model {
  mutating func advance() -> [Effect] {
    if focus == .deadlines { return filterToDeadline() }
    if let unchangeable {
      complain(unchangeable)
      return []
    }
    if focus == .banner { return perform(bannerCommand) }
    if !marks.isEmpty { return [.survey(marks.sorted { $0.offer < $1.offer })] }
    guard let current else { return adviseEmpty() }
    if focus == .steps, let selected = selectedStep, stepSelection != nil {
      return advance(by: selected.progress, current.offer, current.rules)
    }
    return begin(
      current.rules.advance(current.offer, current.publisher), [current.offer.key],
      example: current.offer)
  }

  /// A step that is not the next: it can be done out of turn, and a question answered anew.
  private mutating func advance(
    by selected: StepProgress, _ offer: Offer, _ rules: Rules
  ) -> [Effect] {
    if case .done(let tick) = selected.state, selected.step.isTicked {
      let when = tick.map { ", \($0.by), \(Day(of: $0.at, in: zone).title())" } ?? ""
      say("Done\(when). \(keyName(.untick)) takes it back.")
      return []
    }
    if case .blocked(let requirements) = selected.state, selected.step.fact == nil {
      showBlockers(Refusal(selected.step.title, requirements), of: offer.key)
      return []
    }
    return begin(rules.advance(offer, by: selected.step), [offer.key], example: offer)
  }

  /// Begins what it takes; for several offers, by the example of one.
  mutating func begin(
    _ advance: Advance, _ keys: [OfferKey], example offer: Offer
  ) -> [Effect] {
    switch advance {
    case .perform(let action, let step):
      guard keys.count > 1 else { return write(keys, [action], step.title) }
      confirm(
        "\(step.title): \(keys.count) offers", "It is ticked for each of them.",
        .perform(keys, [action], title: step.title))
    case .ask(let step, .choice(let choices)):
      dialogs.append(.menu(question(step, choices, keys, offer)))
    case .ask(let step, .text(let fact)):
      let known = keys.count == 1 ? offer.facts[fact] ?? suggestion(for: fact, offer) : ""
      dialogs.append(
        .entry(
          TextEntry(
            title: step.title, text: step.help, link: step.link(for: offer.type),
            purpose: .answer(step, keys), field: TextField(known))))
    case .ask(let step, .pages(let pages)):
      dialogs.append(
        .pages(
          PagesForm(
            step: step, keys: keys,
            pages: pages.map {
              let state = offer.pages[$0.id] ?? .notStarted
              return PagesForm.Entry(page: $0, before: state, state: state)
            })))
    case .confirm(let event, _):
      confirm(event, keys, offer)
    case .refused(let refusal):
      showBlockers(refusal, of: offer.key)
    case .finished:
      say(
        offer.publication.stage == .retired
          ? "The offer is retired: nothing is left to do."
          : "Every step is done. \(keyName(.events)) lists what else can happen.")
    }
    return []
  }

  private func suggestion(for fact: Fact, _ offer: Offer) -> String {
    // The address that AppSource gives to an offer, ready to be checked.
    fact == .listingURL
      ? "https://appsource.microsoft.com/product/dynamics-365/\(offer.key.publisher).\(offer.key.offer)"
      : ""
  }

  private func question(
    _ step: Step, _ choices: [Advance.Choice], _ keys: [OfferKey], _ offer: Offer
  ) -> Menu {
    let known = step.fact.flatMap { offer.facts[$0] }
    let items = choices.map { choice in
      Menu.Item(
        choice.value.prefix(1).uppercased() + choice.value.dropFirst(),
        detail: choice.needsReport ? "asks for the report" : "",
        wish: choice.needsReport
          ? choice.action.event.map { .report($0, keys) } ?? .nothing
          : .perform(keys, [choice.action], title: step.title),
        isCurrent: choice.value == known)
    }
    let subject = keys.count > 1 ? "\(step.title) (\(keys.count) offers)" : step.title
    let record = choices.lazy.compactMap { self.manualRecord(of: $0.action, on: keys) }.first
    let text = [step.help, record?.sentence].compactMap { $0 }.joined(separator: "\n")
    return Menu(title: subject, text: text, link: step.link(for: offer.type), items: items)
  }

  // MARK: - Events

  mutating func confirm(_ title: String, _ text: String, _ wish: Wish) {
    dialogs.append(.confirmation(Confirmation(title: title, text: text, wish: wish)))
  }

  mutating func confirm(_ event: StageEvent, _ keys: [OfferKey], _ offer: Offer) {
    let subject = keys.count > 1 ? "\(keys.count) offers" : offer.name
    let rules = rules(of: offer)
    var text = rules.outcome(of: event, offer, publisher(of: offer)) { deadline in
      guard let date = dueDates.first(where: { $0.deadline.id == deadline.id }) else {
        return deadline.title
      }
      let after = max(0, date.met - keys.count)
      return "\(deadline.title) \(date.met)/\(date.concerned) to \(after)/\(date.concerned)"
    }
    if let failure = offer.publication.failure, event == .submit, !failure.reasons.isEmpty {
      text += "\n\(failure.kind.title): \(Legible.clipped(failure.report, to: 400))"
    }
    if [.retire, .stopDistribution].contains(event) {
      text += "\n\(keyName(.undo)) takes it back in this deck, not in the portal."
    }
    if let record = manualRecord(of: .event(event), on: keys) { text += "\n" + record.sentence }
    confirm(
      "\(event.title): \(subject)?", text, .perform(keys, [.event(event)], title: event.title))
  }

  /// All events, those that can't happen now too, with why.
  mutating func showEvents() -> [Effect] {
    guard let current else { return adviseEmpty() }
    let items = StageEvent.allCases.map { event in
      let requirements = current.rules.requirements(
        of: event, current.offer, current.publisher)
      return Menu.Item(
        event.title, refusal: Self.summary(of: requirements),
        wish: event == .certificationFailed
          ? .report(event, [current.offer.key]) : .event(event, [current.offer.key]))
    }
    dialogs.append(.menu(Menu(title: "Events of \(current.offer.name)", items: items)))
    return []
  }

  private static func summary(of requirements: [Requirement]) -> String? {
    guard let first = requirements.first?.sentence else { return nil }
    return requirements.count == 1 ? first : "\(first) And \(requirements.count - 1) more."
  }

  /// Everything that stands in the way, each with a way to do something about it.
  mutating func showBlockers(_ refusal: Refusal, of key: OfferKey) {
    let steps: [Step] = offer?.key == key ? progress?.steps.map(\.step) ?? [] : []
    let items = refusal.requirements.map { requirement in
      let step = steps.first {
        requirement.isPage ? $0.kind == .pages : $0.id == requirement.step
      }
      return Menu.Item(
        requirement.sentence,
        detail: step == nil ? "" : theme.signs == .words ? "its number does it" : "Enter does it",
        wish: step.map { .begin($0, [key]) } ?? .nothing)
    }
    let count = items.count == 1 ? "one thing" : "\(items.count) things"
    dialogs.append(
      .menu(
        Menu(
          title: "Blocked: \(refusal.subject)",
          text: "\(count.prefix(1).uppercased() + count.dropFirst()) in the way of \(key.offer):",
          items: items)))
  }

  // MARK: - Several at once

  /// What the next steps of several offers are: the same step is done for all of them at once.
  mutating func offerGroups(of subjects: [Rules.Subject]) {
    var groups: [(advance: Advance, title: String, subjects: [Rules.Subject])] = []
    for subject in subjects {
      let advance = rules(of: subject.offer).advance(subject.offer, subject.publisher)
      let title = advance.title
      if let place = groups.firstIndex(where: { $0.title == title }) {
        groups[place].subjects.append(subject)
      } else {
        groups.append((advance, title, [subject]))
      }
    }
    surveyed = groups.compactMap(\.subjects.first?.offer)
    let items = groups.sorted { $0.subjects.count > $1.subjects.count }.map { group in
      let keys = group.subjects.map(\.offer.key)
      return Menu.Item(
        group.title, detail: keys.count.counted("offer"), refusal: group.advance.refusalSentence,
        wish: group.advance.wish(for: keys))
    }
    guard !items.isEmpty else { return }
    dialogs.append(
      .menu(
        Menu(
          title: subjects.count.counted("selected offer"),
          text: "Their next steps. One choice acts on all offers in its line.", items: items)))
  }

  // MARK: - Deadlines

  private mutating func filterToDeadline() -> [Effect] {
    guard let date = selectedDate else { return [] }
    guard date.unmet > 0 || query.unmet == date.key else {
      say("Every offer has met “\(date.deadline.title)”.")
      return []
    }
    var next = query
    next.unmet = next.unmet == date.key ? nil : date.key
    view = .panels
    focus = .offers
    if next.unmet != nil { say("Only offers that have not met “\(date.deadline.title)”.") }
    return show(next)
  }

  private mutating func adviseEmpty() -> [Effect] {
    say("There is no offer here to act on.")
    return []
  }
}

extension Step {
  /// Whether one ticks it.
  var isTicked: Bool { kind == .check || kind == .account }
  /// The fact that it asks for.
  var fact: Fact? {
    if case .question(let question) = kind { question.fact } else { nil }
  }
}

extension Action {
  /// The event, where it is one.
  var event: StageEvent? {
    if case .event(let event, _) = self { event } else { nil }
  }
}

extension Requirement {
  /// Whether a page has to be completed.
  var isPage: Bool {
    if case .page = self { true } else { false }
  }
}

extension Advance {
  /// What it is, for a list of what can be done.
  var title: String {
    switch self {
    case .perform(_, let step), .ask(let step, _): step.title
    case .confirm(let event, _): event.title
    case .refused(let refusal): "Blocked: \(refusal.subject)"
    case .finished: "Nothing left to do"
    }
  }

  var refusalSentence: String? {
    switch self {
    case .refused(let refusal): refusal.requirements.map(\.sentence).joined(separator: " ")
    case .finished: "Every step is done."
    case .perform, .ask, .confirm: nil
    }
  }

  func wish(for keys: [OfferKey]) -> Wish {
    switch self {
    case .perform(let action, let step): .perform(keys, [action], title: step.title)
    case .ask(let step, _): .begin(step, keys)
    case .confirm(let event, _): .event(event, keys)
    case .refused, .finished: .nothing
    }
  }
}
