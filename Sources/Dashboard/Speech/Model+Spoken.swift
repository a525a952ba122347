// What is read out of the panels: how the account stands, the deadlines, the list, an offer and its
// steps. The sentences are those of the panels.

import Foundation
import Lifecycle
import Terminal

extension Model {
  // MARK: - The whole

  /// The account and the deadlines.
  func spokenOverview(deadlines limit: Int) -> [String] {
    var lines = [
      "\(headerTitle(nameColumns: .max)), \(environment.asOf.isFixed ? "as of " : "")\(clockTitle)."
        .spoken
    ]
    if let banner {
      lines.append(
        (banner.texts.first ?? "")
          + (banner.action.isEmpty ? "" : " \(keyName(bannerCommand)): \(banner.action)."))
    }
    if publishers.isEmpty || tally.count(publisher: query.publisher) == 0 {
      lines += spokenEmptyList
    } else {
      lines.append("\(listTitle).".spoken)
      if !filter.text.isEmpty {
        lines.append("Filtered by \(filter.text.inQuotes); “back” lists all.")
      }
    }
    return lines + spokenDeadlines(limit: limit)
  }

  /// The deadlines, what hurts first on top, each with what is lost.
  func spokenDeadlines(limit: Int) -> [String] {
    let dates = dueDates
    guard !dates.isEmpty else { return ["No deadlines for these offers."] }
    let open = dates.count { $0.level != .met }
    var lines = ["\(dates.count.counted("deadline")), \(open) open:"]
    for (place, date) in dates.enumerated().prefix(limit) {
      let day = "\(date.deadline.day.weekdayTitle) \(date.deadline.day.title())"
      let time = date.level == .met ? "" : ", \(timeTitle(date.countdown))"
      var sentences = [
        "\(date.deadline.title), \(day): \(date.level.title)\(time), "
          + "\(date.met) of \(date.concerned.counted("offer")) met it"
      ]
      let details =
        zoneLines(date, index: place, width: .max)
        + startLines(date, index: place, width: .max)
        + lossLines(date, index: place, width: .max)
        + remarkLines(date, index: place, width: .max)
      sentences += details.map { $0.pieces.map(\.0).joined().spoken.spokenTime }
      lines.append("\(place + 1). " + sentences.joined(separator: "; ") + ".")
    }
    let left = dates.count - limit
    if limit < dates.count { lines.append("And \(left) more; “deadlines” lists all.") }
    return lines
  }

  /// The time that is left, or that has passed since, in words.
  private func timeTitle(_ countdown: Countdown) -> String {
    let title = countdown.title(.plain)
    return title.spokenTime + (countdown.isOver ? "" : " left")
  }

  // MARK: - Offers

  /// A part of the list.
  func spoken(_ page: SpokenPage) -> [String] {
    guard let first = page.offers.first else {
      return spokenEmptyList
    }
    let last = page.start + page.offers.count
    let count = self.count.map { " of \($0.grouped)" } ?? ""
    let filtered = query.isFiltered ? ", filtered" : ""
    let head =
      first.key == page.offers.last?.key && count == " of 1"
      ? "One offer\(filtered):" : "Offers \(page.start + 1) to \(last)\(count)\(filtered):"
    let isEnd = self.count.map { last >= $0 } ?? false
    return [head]
      + page.offers.enumerated().map { "\(page.start + $0 + 1). \(spokenRow($1))" }
      + (isEnd ? [] : ["“more” continues."])
  }

  /// What a list without rows says.
  private var spokenEmptyList: [String] {
    emptyListLines.map { $0.map(\.0).joined().replacing("  ", with: " ") }.filter { !$0.isEmpty }
  }

  /// An offer in one line of a list.
  private func spokenRow(_ offer: Offer) -> String {
    var parts = [offer.name, offer.type.title]
    if query.publisher == nil { parts.append(publisher(of: offer).name) }
    parts.append(stageTitle(of: offer.publication))
    if rules(of: offer).progress(of: offer, publisher(of: offer)).blockers.isEmpty == false {
      parts.append("blocked")
    }
    if let pressing = pressing(offer) {
      let time = pressing.level == .met ? "" : " \(pressing.countdown.short.spokenTime)"
      parts.append("\(pressing.level.title)\(time)")
    }
    if marks.contains(offer.key) { parts.append("marked") }
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// The selected offer; nil where none is selected.
  var spokenOffer: [String]? {
    guard let current else { return nil }
    let lines = standingLines.prefix(2).enumerated().map { place, pieces in
      // The name is nobody's time.
      let head = place == 0 ? pieces[0].0 : ""
      let rest = pieces.dropFirst(place == 0 ? 1 : 0).map(\.0).joined().spoken
      let text = place == 0 ? "\(head), \(rest.spokenTime)" : rest
      return (text.prefix(1).uppercased() + text.dropFirst()).ended
    }
    guard let pressing = pressing(current.offer) else { return lines + spokenInstruction }
    let deadline = pressing.deadline
    let time = pressing.level == .met ? "" : ", \(timeTitle(pressing.countdown))"
    let losses = pressing.losses.map { "; \($0)" }.joined()
    return lines + spokenInstruction + [
      "\(deadline.title), \(deadline.day.title()): \(pressing.level.title)\(time)\(losses)."
    ]
  }

  /// What the next step of the selected offer asks for: it is always read before it can be completed.
  private var spokenInstruction: [String] {
    guard let current, let step = progress?.next?.step else { return [] }
    return [
      step.help.trimmingWhitespace(), environment.deck.scope(of: step, current.publisher) ?? "",
      step.link(for: current.offer.type)?.text ?? "",
    ].filter { !$0.isEmpty }
  }

  /// The columns of the board, or of what is lost; the offers are numbered across all of them.
  var spokenLanes: [String] {
    var lines: [String] = []
    if case .losses(let loss) = view, let consequence = consequence(of: loss) {
      lines.append("\(consequence.title): \(consequence.meaning)")
    }
    var number = 0
    for lane in lanes.all {
      lines.append("\(lane.title), \((lane.count ?? 0).counted("offer")):")
      for offer in spokenOffers(of: lane) {
        number += 1
        lines.append("\(number). \(spokenRow(offer))")
      }
    }
    if let note = noteOutsideBoard { lines.append(note.ended) }
    return lines + ["“back” returns to the list."]
  }

  private func spokenOffers(of lane: Lane) -> ArraySlice<Offer> {
    (lane.listing.window?.offers ?? []).prefix(SpokenPage.size)
  }

  /// Where the numbers of the columns lead: the column, and the place in it.
  var spokenPlaces: [(lane: Int, place: Int)] {
    lanes.all.enumerated().flatMap { index, lane in
      let start = lane.listing.window?.start ?? 0
      return spokenOffers(of: lane).indices.map { (index, start + $0) }
    }
  }

  /// What takes the middle of the screen.
  var spokenView: [String] {
    switch view {
    case .panels: ["Back to the list."]
    case .board, .losses: spokenLanes
    case .timeline: spokenTimeline
    }
  }

  /// The timeline: how each deadline is met, and what the coming weeks have.
  var spokenTimeline: [String] {
    let dates = dueDates.filter { $0.level != .met }
    let courses = dates.map { date in
      // Only the selected deadline is reckoned; the others say what is known without that.
      let course = courseSentences(of: date).map { $0.map(\.0).joined() }
        .filter { !$0.hasPrefix("Reckoning") }
      return "\(date.deadline.title): \(course.joined(separator: " ").spoken)"
    }
    let weeks = calendarEvents.map { event in
      "\(event.day.weekdayTitle) \(event.day.title()), \(event.word): \(event.title)"
    }
    return courses + (weeks.isEmpty ? [] : ["The coming weeks:"] + weeks)
      + ["“back” returns to the list."]
  }

  // MARK: - Steps

  /// The steps of the selected offer.
  var spokenSteps: [String] {
    guard let current, let progress else { return ["No offer is selected."] }
    guard !progress.steps.isEmpty else {
      return ["The playbook has no track \(current.offer.track.inQuotes)."]
    }
    return ["\(current.offer.name), \(current.offer.track) track:"]
      + progress.steps.enumerated().map { place, step in
        let remark = remark(on: step, detail(of: step, current.offer))
        let word = step.state.name
        let tail = remark.isEmpty || remark == word ? "" : ", \(remark)"
        return "\(place + 1). \(step.step.title): \(word)\(tail)"
      }
  }

  /// What a step is about, what stands in its way, and the page to open.
  func spokenStep(_ number: Int) -> [String] {
    guard let current, let progress, let step = progress.steps[safely: number - 1] else {
      return ["There is no step number \(number)."]
    }
    var lines = ["\(number). \(step.step.title): \(step.state.name)."]
    if !step.step.help.isEmpty { lines.append(step.step.help.trimmingWhitespace()) }
    if let scope = environment.deck.scope(of: step.step, current.publisher) { lines.append(scope) }
    if case .blocked(let requirements) = step.state {
      lines += requirements.map { "Blocked: \($0.sentence(in: zone))" }
    }
    if let link = step.step.link(for: current.offer.type) { lines.append(link.text) }
    return lines
  }
}
