// What a step or an event of offers asks: the same for one offer and for several, of which the rules
// are asked by an example.

import Foundation
import Lifecycle
import Terminal

/// Builds the dialogs about steps and events of offers.
struct StepDialogs {
  let environment: Environment
  /// The deadlines of what is listed.
  let dates: [DueDate]
  /// The selected offer; nil if none is.
  let selected: Offer?
  /// The offers that are at hand: those that are listed or were asked about.
  let known: [OfferKey: Offer]

  private var deck: DeckSummary { environment.deck }

  // MARK: - Beginning

  /// What it takes to do a step of an offer: the next one, or one out of turn.
  func advance(of offer: Offer, by step: Step) -> Advance {
    let (rules, publisher) = (deck.rules(of: offer), deck.publisher(of: offer))
    guard rules.progress(of: offer, publisher).next?.step.id == step.id else {
      return rules.advance(offer, by: step)
    }
    let advance = rules.advance(offer, publisher)
    // A question that blocks the offer can be answered anew.
    if case .refused = advance, step.fact != nil { return rules.advance(offer, by: step) }
    return advance
  }

  /// What follows from beginning it; for several offers, by the example of one.
  func begin(_ advance: Advance, _ keys: [OfferKey], example offer: Offer) -> [DialogAction] {
    switch advance {
    case .perform(let action, let step):
      // What is done to others than the offer whose step is on the screen is confirmed.
      guard keys.count > 1 || keys.first != selected?.key else {
        return [.write(.perform(keys, [action], title: step.title))]
      }
      return [
        .open(
          Confirmation(
            "\(step.title) for \(keys.count > 1 ? "\(keys.count.grouped) offers" : offer.name)?",
            [names(of: keys) + ".", instruction(of: step, for: offers(of: keys, or: offer))]
              .joined(separator: "\n\n"),
            .write(.perform(keys, [action], title: step.title))))
      ]
    case .ask(let step, .choice(let choices)):
      return [.open(question(step, choices, keys, offer))]
    case .ask(let step, .text(let fact)):
      let known = keys.count == 1 ? offer.facts[fact] ?? "" : ""
      return [
        .open(
          TextEntry.answer(
            step, of: keys, link: step.link(for: offer.type), known: known,
            suggestion: keys.count == 1 && known.isEmpty ? suggestion(for: fact, offer) : nil))
      ]
    case .ask(let step, .pages(let pages)):
      let entries = pages.map {
        let state = offer.pages[$0.id] ?? .notStarted
        return PagesForm.Entry(page: $0, before: state, state: state)
      }
      return [
        .open(
          PagesForm(step: step, keys: keys, link: step.link(for: offer.type), pages: entries))
      ]
    case .confirm(let event, _): return [.open(confirmation(of: event, keys, offer))]
    case .refused(let refusal): return [.open(blockers(refusal, of: offer.key))]
    case .finished:
      return [
        .say(
          offer.publication.stage == .retired
            ? "This offer is retired: nothing is left to do."
            : "All steps are done. \(environment.keyName(.events)) lists other actions.")
      ]
    }
  }

  private func suggestion(for fact: Fact, _ offer: Offer) -> String? {
    // The address that AppSource gives to an offer, ready to be checked.
    fact == .listingURL
      ? "https://appsource.microsoft.com/product/dynamics-365/\(offer.key.publisher).\(offer.key.offer)"
      : nil
  }

  private func question(
    _ step: Step, _ choices: [Advance.Choice], _ keys: [OfferKey], _ offer: Offer
  ) -> Menu {
    let current = step.fact.flatMap { offer.facts[$0] }
    let items = choices.map { choice in
      let asksForTicket = step.asksForTicket(after: choice.action)
      return Menu.Item(
        choice.value.prefix(1).uppercased() + choice.value.dropFirst(),
        detail: choice.needsReport
          ? "asks for the report" : asksForTicket ? "asks for the ticket" : "",
        action(of: choice, step, keys, asksForTicket: asksForTicket),
        isCurrent: choice.value == current)
    }
    let subject = keys.count > 1 ? "\(step.title) (\(keys.count) offers)" : step.title
    let record = choices.lazy.compactMap { self.manualRecord(of: $0.action, on: keys) }.first
    let names = keys.count > 1 ? "\n\(names(of: keys))." : nil
    let text = [step.help, names, record?.sentence].compactMap { $0 }.joined(separator: "\n")
    return Menu(
      title: subject, text: text, link: step.link(for: offer.type), items: items,
      isQuestion: true)
  }

  private func action(
    of choice: Advance.Choice, _ step: Step, _ keys: [OfferKey], asksForTicket: Bool
  ) -> DialogAction {
    if choice.needsReport, let event = choice.action.event {
      return .open(TextEntry.report(event, of: keys))
    }
    guard asksForTicket else {
      return .write(.perform(keys, [choice.action], title: step.title))
    }
    let ticket = keys.count == 1 ? example(of: keys)?.facts[.supportTicket] ?? "" : ""
    return .open(TextEntry.ticket(step, choice.action, of: keys, known: ticket))
  }

  // MARK: - Events

  /// Asks whether an event of offers is to happen.
  func confirmation(of event: StageEvent, _ keys: [OfferKey], _ offer: Offer) -> Confirmation {
    let subject = keys.count > 1 ? "\(keys.count.grouped) offers" : offer.name
    let rules = deck.rules(of: offer)
    var paragraphs: [String] = []
    let all = offers(of: keys, or: offer)
    let step = rules.applicableSteps(of: offer).first { $0.kind.event == event }
    // Of several, which they are and what follows is what one has to know first.
    if keys.count > 1 { paragraphs.append(names(of: keys) + ".") }
    if let step, keys.count == 1 { paragraphs.append(instruction(of: step, for: [offer])) }
    let outcome = Rules.outcome(
      of: event,
      all.map { (deck.rules(of: $0), Rules.Subject($0, deck.publisher(of: $0))) }
    ) { deadline, count in
      guard let date = dates.first(where: { $0.deadline.id == deadline.id }) else {
        return deadline.title
      }
      let after = max(0, date.met - count)
      return "\(deadline.title) \(date.met)/\(date.concerned) to \(after)/\(date.concerned)"
    }
    paragraphs.append(outcome)
    if let step, keys.count > 1 { paragraphs.append(instruction(of: step, for: all)) }
    let failed = all.count { $0.publication.failure?.reasons.isEmpty == false }
    if event == .submit, keys.count > 1, failed > 0 {
      paragraphs.append(
        "\(failed.grouped) of \(all.count.grouped) failed before: read \(failed == 1 ? "its report" : "their reports") first."
      )
    } else if let failure = offer.publication.failure, event == .submit, !failure.reasons.isEmpty {
      let report = failure.report
      paragraphs.append(
        "\(failure.kind.title):\n\(report.prefix(400))"
          + (report.count > 400 ? environment.signs[.ellipsis] : ""))
    }
    if [.retire, .stopDistribution].contains(event) {
      paragraphs.append("\(environment.keyName(.undo)) undoes this here, not in Partner Center.")
    }
    if let record = manualRecord(of: .event(event), on: keys) { paragraphs.append(record.sentence) }
    return Confirmation(
      "\(event.title): \(subject)?", paragraphs.joined(separator: "\n\n"),
      .write(.perform(keys, [.event(event)], title: event.title)))
  }

  /// All events: first those that can happen now, then the others with why they can't.
  func events(of offer: Offer) -> Menu {
    let (rules, publisher) = (deck.rules(of: offer), deck.publisher(of: offer))
    let items = Self.eventOrder.map { event in
      Menu.Item(
        event.title, refusal: summary(of: rules.requirements(of: event, offer, publisher)),
        event == .certificationFailed
          ? .open(TextEntry.report(event, of: [offer.key])) : .confirm(event, [offer.key]))
    }
    return Menu(
      title: "Actions for \(offer.name)",
      items: items.filter { $0.refusal == nil } + items.filter { $0.refusal != nil })
  }

  /// The order in which events are listed: that a certification was passed is never the first.
  private static let eventOrder =
    StageEvent.allCases.filter { $0 != .certificationPassed } + [.certificationPassed]

  private func summary(of requirements: [Requirement]) -> String? {
    guard let first = requirements.first?.sentence(in: environment.zone) else { return nil }
    return requirements.count == 1 ? first : "\(first) And \(requirements.count - 1) more."
  }

  // MARK: - What stands in the way

  /// Everything that stands in the way, each with a way to do something about it.
  func blockers(_ refusal: Refusal, of key: OfferKey) -> Menu {
    let offer = selected.flatMap { $0.key == key ? $0 : nil }
    let steps = offer.map { deck.progress(of: $0).steps.map(\.step) } ?? []
    let isSpoken = environment.signs == .words
    let items = refusal.requirements.map { requirement -> Menu.Item in
      let sentence = requirement.sentence(in: environment.zone)
      guard
        let step = steps.first(where: {
          requirement.isPage ? $0.kind == .pages : $0.id == requirement.step
        })
      else { return Menu.Item(sentence) }
      return Menu.Item(
        sentence, detail: isSpoken ? "its number" : "\(Key(.enter).name) do",
        .begin(step, [key]))
    }
    return Menu(
      title: "Blocked: \(refusal.subject)",
      text: "\(key.offer) is blocked by \(items.count.counted("item")).", items: items)
  }

  // MARK: - Several at once

  /// What the next steps of several offers are: the same step is done for all of them at once. Nil
  /// if there are no offers.
  func groups(of subjects: [Rules.Subject]) -> Menu? {
    var groups: [(advance: Advance, title: String, subjects: [Rules.Subject])] = []
    for subject in subjects {
      let advance = deck.rules(of: subject.offer).advance(subject.offer, subject.publisher)
      let title = advance.title
      if let place = groups.firstIndex(where: { $0.title == title }) {
        groups[place].subjects.append(subject)
      } else {
        groups.append((advance, title, [subject]))
      }
    }
    let items = groups.sorted { $0.subjects.count > $1.subjects.count }.map { group in
      let keys = group.subjects.map(\.offer.key)
      let (title, detail) = (group.title, keys.count.counted("offer"))
      return switch group.advance {
      case .perform(_, let step), .ask(let step, _):
        Menu.Item(title, detail: detail, .begin(step, keys))
      case .confirm(let event, _): Menu.Item(title, detail: detail, .confirm(event, keys))
      case .refused(let refusal):
        Menu.Item(
          title, detail: detail,
          refusal: refusal.requirements.map { $0.sentence(in: environment.zone) }
            .joined(separator: " "))
      case .finished: Menu.Item(title, detail: detail, refusal: "All steps are done.")
      }
    }
    guard !items.isEmpty else { return nil }
    return Menu(
      title: subjects.count.counted("selected offer"),
      text: "Next steps. \(Key(.enter).name) applies to every offer on that line.",
      items: items.filter { $0.refusal == nil } + items.filter { $0.refusal != nil })
  }

  // MARK: - Words

  /// What has to be read before a step is done for offers, in paragraphs: for whom it counts by each
  /// of their publishers, and the page for each of their types.
  func instruction(of step: Step, for offers: [Offer]) -> String {
    var lines = [step.help.trimmingWhitespace()]
    for offer in offers {
      let scope = deck.scope(of: step, deck.publisher(of: offer))
      for line in [scope, step.link(for: offer.type)?.text] {
        if let line, !lines.contains(line) { lines.append(line) }
      }
    }
    return lines.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// Offers by their names, as many as fit into so many columns: "Contoso A, Contoso B and 5 more".
  func names(of keys: [OfferKey], limit: Int = 12, columns: Int = 200) -> String {
    var names: [String] = []
    var room = columns
    for key in keys.prefix(limit) {
      let name = (known[key]?.name ?? key.offer).excerpt
      room -= Legible.columns(of: name) + 2
      if room < 0, !names.isEmpty { break }
      names.append(name)
    }
    let rest = keys.count - names.count
    return names.joined(separator: ", ") + (rest > 0 ? " and \(rest.grouped) more" : "")
  }

  /// The warning that an action on these offers comes with; nil if their accounts have migrated.
  func manualRecord(of action: Action, on keys: [OfferKey]) -> ManualRecord? {
    guard let example = example(of: keys) else { return nil }
    let rules = deck.rules(of: example)
    let owners = Set(keys.map(\.publisher))
    return deck.publishers.lazy.filter { owners.contains($0.id) }
      .compactMap { rules.manualRecord(of: action, on: example, $0) }.first
  }

  /// One of these offers, by which a question is asked for all of them; nil if none is at hand.
  func example(of keys: [OfferKey]) -> Offer? {
    if let selected, keys.contains(selected.key) { return selected }
    return keys.lazy.compactMap { known[$0] }.first
  }

  /// Offers by their keys, as far as they are at hand.
  private func offers(of keys: [OfferKey], or example: Offer) -> [Offer] {
    keys.count > 1 ? keys.compactMap { known[$0] } : [example]
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
  fileprivate var event: StageEvent? {
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
  fileprivate var title: String {
    switch self {
    case .perform(_, let step), .ask(let step, _): step.title
    case .confirm(let event, _): event.title
    case .refused(let refusal): "Blocked: \(refusal.subject)"
    case .finished: "Nothing left to do"
    }
  }
}
