// Pages to read: the history of an offer, and everything known of it.

import Foundation
import Lifecycle
import Terminal

extension Model {
  // MARK: - History

  mutating func history() -> [Effect] {
    guard let offer else { return [] }
    dialogs.append(
      .reader(Reader(title: historyTitle(offer.key), lines: [], isLoading: true, isPage: true)))
    return [.remember(offer.key)]
  }

  private func historyTitle(_ key: OfferKey) -> String { "History of \(key.offer)" }

  mutating func showHistory(of key: OfferKey, _ entries: [HistoryEntry]) {
    guard case .reader(var reader) = dialogs.last, reader.title == historyTitle(key) else { return }
    dialogs.removeLast()
    reader.isLoading = false
    reader.lines =
      entries.isEmpty
      ? [Reader.Line([("No history yet.", .dim)])]
      : entries.map { [titles] in line($0, titles) }
    dialogs.append(.reader(reader))
  }

  /// The titles of all steps and pages, by their IDs.
  var titles: [String: String] { playbooks.titles }

  func line(_ entry: HistoryEntry, _ titles: [String: String]) -> Reader.Line {
    let day = Day(of: entry.at, in: zone)
    let second = Int(Day.time(of: entry.at, in: zone))
    let clock = [second / 3_600, second / 60 % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    var pieces: [(String, Role)] = [
      ("\(day.title())  \(clock.joined(separator: ":"))  ", .dim), (entry.sentence(titles), .text),
    ]
    if let from = entry.from, let to = entry.to, from != to {
      pieces += [
        ("  \(from.rawValue)", Role(from)), (" \(theme.signs.arrow) ", .dim),
        (to.rawValue, Role(to)),
      ]
    }
    pieces.append(("  \(entry.by)", .dim))
    if entry.source != .hand { pieces.append((" (\(entry.source.title))", .dim)) }
    let owner = publishers.first { $0.id == entry.publisher }
    if let owner, entry.isRecordedManually(by: owner, playbooks) {
      pieces.append((" (\(ManualRecord.mark))", .notice))
    }
    return Reader.Line(pieces)
  }

  // MARK: - Everything known of an offer

  mutating func showDetails() -> [Effect] {
    guard let current else { return [] }
    let offer = current.offer
    let publication = offer.publication
    var lines = [
      pair("Offer ID", offer.key.offer), pair("Publisher", current.publisher.name),
      pair("Type", offer.type.isUnknown ? "not known" : offer.type.title),
      pair("Programme", current.rules.playbook.title),
      pair("Track", current.rules.playbook.track(offer.track)?.title ?? offer.track),
      pair("Stage", publication.title + (publication.isGoingLive ? ", going live" : "")),
      pair("Since", since(offer.standsSince)),
      pair("On the market", publication.market.sentence),
    ]
    if let word = publication.word { lines.append(pair("Portal's word", word)) }
    if let failure = publication.failure {
      lines.append(
        pair(failure.kind.title, failure.reasons.isEmpty ? "no reason was given" : ""))
      lines += failure.reasons.flatMap { String($0).wrapped(to: 80) }
        .map { Reader.Line([("    " + $0, .error)]) }
    }
    lines.append(Reader.Line([("", .text)]))
    for fact in Fact.allCases {
      guard let value = offer.facts[fact] else { continue }
      lines.append(pair(fact.rawValue, value))
    }
    lines.append(Reader.Line([("", .text)]))
    lines += obligationLines(of: offer, current.publisher, current.rules)
    dialogs.append(.reader(Reader(title: offer.name, lines: lines)))
    return []
  }

  private func obligationLines(
    of offer: Offer, _ publisher: Publisher, _ rules: Rules
  ) -> [Reader.Line] {
    rules.obligations(of: offer, publisher).flatMap { obligation -> [Reader.Line] in
      let deadline = obligation.deadline
      let level = obligation.level(at: moment, in: zone(of: rules.playbook))
      let losses = rules.losses(of: offer, by: deadline).map(\.title).joined(separator: ", ")
      let head = Reader.Line([
        (
          "\(theme.signs.sign(level)) "
            + "\(level == .onHold ? holdTitle(obligation) : level.title)  ", Role(level)
        ),
        ("\(deadline.day.title())  \(deadline.title)", .text),
        (obligation.isUncertain ? "  may apply" : "", .dim),
      ])
      return obligation.isMet || obligation.isOnHold || losses.isEmpty
        ? [head]
        : [
          head,
          Reader.Line([
            (level == .missed ? "    in force: " : "    else: ", .dim), (losses, .text),
          ]),
        ]
    }
  }

  private func since(_ moment: Date) -> String {
    let day = Day(of: moment, in: zone)
    let days = today - day
    return "\(day.title())" + (days > 0 ? ", \(days) d ago" : days == 0 ? ", today" : "")
  }

  private func pair(_ name: String, _ value: String) -> Reader.Line {
    let blanks = String(repeating: " ", count: max(1, 20 - name.count))
    return Reader.Line([(name + blanks, .dim), (value, .text)])
  }
}

extension Market {
  fileprivate var sentence: String {
    switch self {
    case .none: "no version"
    case .earlier: "a version certified earlier"
    case .current: "the version certified in this program"
    }
  }
}
