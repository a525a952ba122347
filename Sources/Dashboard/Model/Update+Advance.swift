// Enter: the next step of an offer, or of several at once, as something to do, to ask or to
// confirm.

import Foundation
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
    if let refusedSelection {
      complain(refusedSelection)
      return []
    }
    if !marks.isEmpty { return [.survey(marks.sorted { $0.offer < $1.offer })] }
    guard let current else { return adviseEmpty() }
    guard let selected = selectedStep else {
      return begin(
        current.rules.advance(current.offer, current.publisher), [current.offer.key],
        example: current.offer)
    }
    return advance(by: selected.progress, current.offer)
  }

  /// What it takes to do a step of an offer: the next one, or one out of turn.
  func advance(of offer: Offer, by step: Step) -> Advance {
    let (rules, publisher) = (rules(of: offer), publisher(of: offer))
    guard rules.progress(of: offer, publisher).next?.step.id == step.id else {
      return rules.advance(offer, by: step)
    }
    let advance = rules.advance(offer, publisher)
    // A question that blocks the offer can be answered anew.
    if case .refused = advance, step.fact != nil { return rules.advance(offer, by: step) }
    return advance
  }

  /// A step of an offer, if its instruction has to be shown before it can be begun.
  func stepToRead(_ step: Step, of offer: Offer) -> (place: Int, progress: StepProgress)? {
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
    if case .blocked(let requirements) = selected.state, selected.step.fact == nil {
      showBlockers(Refusal(selected.step.title, requirements), of: offer.key)
      return []
    }
    let isNext = stepSelection == nil || focus != .steps
    let advance =
      isNext
      ? rules(of: offer).advance(offer, publisher(of: offer))
      : advance(of: offer, by: selected.step)
    if case .refused = advance {
      return begin(advance, [offer.key], example: offer)
    }
    if let unread = stepToRead(selected.step, of: offer) {
      showInstruction(of: unread)
      return []
    }
    return begin(advance, [offer.key], example: offer)
  }

  /// Begins what it takes; for several offers, by the example of one.
  mutating func begin(
    _ advance: Advance, _ keys: [OfferKey], example offer: Offer
  ) -> [Effect] {
    switch advance {
    case .perform(let action, let step):
      // What is done to others than the offer whose step is on the screen is confirmed.
      guard keys.count > 1 || keys.first != self.offer?.key else {
        return write(keys, [action], step.title)
      }
      confirm(
        "\(step.title) for \(keys.count > 1 ? "\(keys.count.grouped) offers" : offer.name)?",
        [names(of: keys) + ".", instructionText(step, offers(of: keys, or: offer))]
          .joined(separator: "\n\n"),
        .perform(keys, [action], title: step.title))
    case .ask(let step, .choice(let choices)):
      dialogs.append(.menu(question(step, choices, keys, offer)))
    case .ask(let step, .text(let fact)):
      let known = keys.count == 1 ? offer.facts[fact] ?? "" : ""
      var entry = TextEntry(
        title: step.title, text: step.help, link: step.link(for: offer.type),
        purpose: .answer(step, keys), field: TextField(known))
      if keys.count == 1 && known.isEmpty { entry.suggestion = suggestion(for: fact, offer) }
      dialogs.append(.entry(entry))
    case .ask(let step, .pages(let pages)):
      dialogs.append(
        .pages(
          PagesForm(
            step: step, keys: keys, link: step.link(for: offer.type),
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
          ? "This offer is retired: nothing is left to do."
          : "All steps are done. \(keyName(.events)) lists other actions.")
    }
    return []
  }

  private func suggestion(for fact: Fact, _ offer: Offer) -> String? {
    // The address that AppSource gives to an offer, ready to be checked.
    fact == .listingURL
      ? "https://appsource.microsoft.com/product/dynamics-365/\(offer.key.publisher).\(offer.key.offer)"
      : nil
  }

  /// What has to be read before a step is done for offers, in paragraphs: for whom it counts by each
  /// of their publishers, and the page for each of their types.
  func instructionText(_ step: Step, _ offers: [Offer]) -> String {
    var lines = [step.help.trimmingWhitespace()]
    for offer in offers {
      for line in [scope(of: step, publisher(of: offer)), step.link(for: offer.type)?.text] {
        if let line, !lines.contains(line) { lines.append(line) }
      }
    }
    return lines.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// The offers that are at hand, by their keys: those that are listed or were asked about.
  private var knownOffers: [OfferKey: Offer] {
    let listed = (window?.offers ?? []) + lanes.all.flatMap { $0.listing.window?.offers ?? [] }
    return Dictionary((listed + surveyed).map { ($0.key, $0) }) { $1 }
  }

  /// Offers by their keys, as far as they are at hand.
  private func offers(of keys: [OfferKey], or example: Offer) -> [Offer] {
    guard keys.count > 1 else { return [example] }
    let known = knownOffers
    return keys.compactMap { known[$0] }
  }

  /// Offers by their names, as many as fit into so many columns: "Contoso A, Contoso B and 5 more".
  func names(of keys: [OfferKey], limit: Int = 12, columns: Int = 200) -> String {
    let known = knownOffers
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

  private func question(
    _ step: Step, _ choices: [Advance.Choice], _ keys: [OfferKey], _ offer: Offer
  ) -> Menu {
    let known = step.fact.flatMap { offer.facts[$0] }
    let items = choices.map { choice in
      let asksForTicket = step.asksForTicket(after: choice.action)
      return Menu.Item(
        choice.value.prefix(1).uppercased() + choice.value.dropFirst(),
        detail: choice.needsReport
          ? "asks for the report" : asksForTicket ? "asks for the ticket" : "",
        wish: choice.needsReport
          ? choice.action.event.map { .report($0, keys) } ?? .nothing
          : asksForTicket
            ? .ticket(step, choice.action, keys)
            : .perform(keys, [choice.action], title: step.title),
        isCurrent: choice.value == known)
    }
    let subject = keys.count > 1 ? "\(step.title) (\(keys.count) offers)" : step.title
    let record = choices.lazy.compactMap { self.manualRecord(of: $0.action, on: keys) }.first
    let names = keys.count > 1 ? "\n\(names(of: keys))." : nil
    let text = [step.help, names, record?.sentence].compactMap { $0 }.joined(separator: "\n")
    return Menu(
      title: subject, text: text, link: step.link(for: offer.type), items: items,
      isQuestion: true)
  }

  // MARK: - Events

  mutating func confirm(_ title: String, _ text: String, _ wish: Wish) {
    dialogs.append(.confirmation(Confirmation(title: title, text: text, wish: wish)))
  }

  mutating func confirm(_ event: StageEvent, _ keys: [OfferKey], _ offer: Offer) {
    let subject = keys.count > 1 ? "\(keys.count.grouped) offers" : offer.name
    let rules = rules(of: offer)
    var paragraphs: [String] = []
    let all = offers(of: keys, or: offer)
    let step = rules.applicableSteps(of: offer).first { $0.kind.event == event }
    // Of several, which they are and what follows is what one has to know first.
    if keys.count > 1 { paragraphs.append(names(of: keys) + ".") }
    if let step, keys.count == 1 { paragraphs.append(instructionText(step, [offer])) }
    let outcome = Rules.outcome(
      of: event, all.map { (self.rules(of: $0), Rules.Subject($0, publisher(of: $0))) }
    ) { deadline, count in
      guard let date = dueDates.first(where: { $0.deadline.id == deadline.id }) else {
        return deadline.title
      }
      let after = max(0, date.met - count)
      return "\(deadline.title) \(date.met)/\(date.concerned) to \(after)/\(date.concerned)"
    }
    paragraphs.append(outcome)
    if let step, keys.count > 1 { paragraphs.append(instructionText(step, all)) }
    let failed = all.count { $0.publication.failure?.reasons.isEmpty == false }
    if event == .submit, keys.count > 1, failed > 0 {
      paragraphs.append(
        "\(failed.grouped) of \(all.count.grouped) failed before: read \(failed == 1 ? "its report" : "their reports") first."
      )
    } else if let failure = offer.publication.failure, event == .submit, !failure.reasons.isEmpty {
      let report = failure.report
      paragraphs.append(
        "\(failure.kind.title):\n\(report.prefix(400))"
          + (report.count > 400 ? theme.signs.ellipsis : ""))
    }
    if [.retire, .stopDistribution].contains(event) {
      paragraphs.append("\(keyName(.undo)) undoes this here, not in Partner Center.")
    }
    if let record = manualRecord(of: .event(event), on: keys) { paragraphs.append(record.sentence) }
    confirm(
      "\(event.title): \(subject)?", paragraphs.joined(separator: "\n\n"),
      .perform(keys, [.event(event)], title: event.title))
  }

  /// All events: first those that can happen now, then the others with why they can't.
  mutating func showEvents() -> [Effect] {
    guard let current else { return adviseEmpty() }
    let items = Self.eventOrder.map { event in
      let requirements = current.rules.requirements(
        of: event, current.offer, current.publisher)
      return Menu.Item(
        event.title, refusal: summary(of: requirements),
        wish: event == .certificationFailed
          ? .report(event, [current.offer.key]) : .event(event, [current.offer.key]))
    }
    dialogs.append(
      .menu(
        Menu(
          title: "Actions for \(current.offer.name)",
          items: items.filter { $0.refusal == nil } + items.filter { $0.refusal != nil })))
    return []
  }

  /// The order in which events are listed: that a certification was passed is never the first.
  private static let eventOrder =
    StageEvent.allCases.filter { $0 != .certificationPassed } + [.certificationPassed]

  private func summary(of requirements: [Requirement]) -> String? {
    guard let first = requirements.first?.sentence(in: zone) else { return nil }
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
        requirement.sentence(in: zone),
        detail: step == nil
          ? "" : theme.signs == .words ? "its number" : "\(Key(.enter).name) do",
        wish: step.map { .begin($0, [key]) } ?? .nothing)
    }
    dialogs.append(
      .menu(
        Menu(
          title: "Blocked: \(refusal.subject)",
          text: "\(key.offer) is blocked by \(items.count.counted("item")).", items: items)))
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
    surveyed = subjects.map(\.offer)
    let items = groups.sorted { $0.subjects.count > $1.subjects.count }.map { group in
      let keys = group.subjects.map(\.offer.key)
      return Menu.Item(
        group.title, detail: keys.count.counted("offer"),
        refusal: group.advance.refusalSentence(in: zone),
        wish: group.advance.wish(for: keys))
    }
    guard !items.isEmpty else { return }
    dialogs.append(
      .menu(
        Menu(
          title: subjects.count.counted("selected offer"),
          text: "Next steps. \(Key(.enter).name) applies to every offer on that line.",
          items: items.filter { $0.refusal == nil } + items.filter { $0.refusal != nil })))
  }

  // MARK: - Deadlines

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

  private mutating func adviseEmpty() -> [Effect] {
    say("No offer is selected.")
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

  func refusalSentence(in zone: TimeZone) -> String? {
    switch self {
    case .refused(let refusal):
      refusal.requirements.map { $0.sentence(in: zone) }.joined(separator: " ")
    case .finished: "All steps are done."
    case .perform, .ask, .confirm: nil
    }
  }

  func wish(for keys: [OfferKey]) -> Wish {
    switch self {
    case .perform(_, let step), .ask(let step, _): .begin(step, keys)
    case .confirm(let event, _): .event(event, keys)
    case .refused, .finished: .nothing
    }
  }
}
