// What is read out of the panels: how the account stands, the deadlines, the list, an offer. The
// sentences are those of the panels.

import Foundation
import Lifecycle
import Terminal

/// The panels of a model in words.
struct SpokenPanels {
  let model: Model

  private var environment: Environment { model.environment }
  private var overview: Overview { model.environment.overview }

  // MARK: - The whole

  /// The account and the deadlines.
  func overview(deadlines limit: Int) -> [String] {
    var lines = [
      "\(model.header.title(nameColumns: .max)), \(environment.asOf.isFixed ? "as of " : "")\(model.header.clockTitle)."
        .spoken
    ]
    if let banner = model.header.banner {
      lines.append(
        (banner.texts.first ?? "")
          + (banner.action.isEmpty
            ? "" : " \(environment.keyName(model.header.bannerCommand)): \(banner.action)."))
    }
    if environment.deck.publishers.isEmpty || overview.total == 0 {
      lines += emptyList
    } else {
      lines.append("\(overview.title(environment.signs)).".spoken)
      if !model.panels.offers.filter.text.isEmpty {
        lines.append("Filtered by \(model.panels.offers.filter.text.inQuotes); “back” lists all.")
      }
    }
    return lines + deadlines(limit: limit)
  }

  /// The deadlines, what hurts first on top, each with what is lost.
  func deadlines(limit: Int) -> [String] {
    let dates = overview.dates
    let words = DeadlineLines(
      model.panels.deadlines, nil, isFocused: false, in: environment)
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
        words.zoneLines(date, index: place, width: .max)
        + words.startLines(date, index: place, width: .max)
        + words.lossLines(date, index: place, width: .max)
        + words.remarkLines(date, index: place, width: .max)
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
  func list(_ page: SpokenPage) -> [String] {
    guard let first = page.offers.first else {
      return emptyList
    }
    let last = page.start + page.offers.count
    let all = model.panels.offers.listing.window?.count
    let count = all.map { " of \($0.grouped)" } ?? ""
    let filtered = model.query.isFiltered ? ", filtered" : ""
    let head =
      first.key == page.offers.last?.key && count == " of 1"
      ? "One offer\(filtered):" : "Offers \(page.start + 1) to \(last)\(count)\(filtered):"
    let isEnd = all.map { last >= $0 } ?? false
    return [head]
      + page.offers.enumerated().map { "\(page.start + $0 + 1). \(row($1))" }
      + (isEnd ? [] : ["“more” continues."])
  }

  /// What a list without rows says.
  var emptyList: [String] {
    model.panels.offers.emptyLines(in: environment).map {
      $0.map(\.0).joined().replacing("  ", with: " ")
    }
    .filter { !$0.isEmpty }
  }

  /// An offer in one line of a list.
  func row(_ offer: Offer) -> String {
    var parts = [offer.name, offer.type.title]
    if model.query.publisher == nil { parts.append(environment.deck.publisher(of: offer).name) }
    parts.append(offer.publication.stageTitle)
    if !environment.deck.progress(of: offer).blockers.isEmpty {
      parts.append("blocked")
    }
    if let due = environment.pressing(offer, on: model.panels.view.loss)?.due {
      let time = due.level == .met ? "" : " \(due.countdown.short.spokenTime)"
      parts.append("\(due.level.title)\(time)")
    }
    if model.panels.offers.marks.contains(offer.key) { parts.append("marked") }
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// The selected offer; nil where none is selected.
  var offer: [String]? {
    guard let current = model.current else { return nil }
    let loss = model.panels.view.loss
    let lines = environment.summary(of: current, on: loss).prefix(2).enumerated().map {
      place, pieces in
      // The name is nobody's time.
      let head = place == 0 ? pieces[0].0 : ""
      let rest = pieces.dropFirst(place == 0 ? 1 : 0).map(\.0).joined().spoken
      let text = place == 0 ? "\(head), \(rest.spokenTime)" : rest
      return (text.prefix(1).uppercased() + text.dropFirst()).ended
    }
    guard let (due, lost) = environment.pressing(current.offer, on: loss) else {
      return lines + instruction(for: current)
    }
    let deadline = due.deadline
    let time = due.level == .met ? "" : ", \(timeTitle(due.countdown))"
    let losses = lost.map { "; \($0)" }.joined()
    return lines + instruction(for: current) + [
      "\(deadline.title), \(deadline.day.title()): \(due.level.title)\(time)\(losses)."
    ]
  }

  /// What the next step of the selected offer asks for: it is always read before it can be completed.
  private func instruction(for current: OfferStatus) -> [String] {
    guard let step = current.progress.next?.step else { return [] }
    return [
      step.help.trimmingWhitespace(), environment.deck.scope(of: step, current.publisher) ?? "",
      step.link(for: current.offer.type)?.text ?? "",
    ].filter { !$0.isEmpty }
  }

  /// What takes the middle of the screen.
  var view: [String] {
    switch model.panels.view {
    case .panels: ["Back to the list."]
    case .board, .losses: model.panels.boardPage(model.layout, in: environment).spoken(row)
    case .timeline:
      TimelinePage(
        timeline: model.panels.timeline, panel: model.panels.deadlines, environment: environment
      ).spoken
    }
  }
}
