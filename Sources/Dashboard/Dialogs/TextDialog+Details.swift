// Pages that tell everything known of an offer, or what an import did.

import Foundation
import Lifecycle
import Terminal

extension TextDialog {
  // MARK: - An offer

  /// Everything known of an offer.
  static func details(of offer: Offer, in environment: Environment) -> TextDialog {
    let deck = environment.deck
    let (rules, publisher) = (deck.rules(of: offer), deck.publisher(of: offer))
    let publication = offer.publication
    var lines = [
      pair("Offer ID", offer.key.offer), pair("Publisher", publisher.name),
      pair("Type", offer.type.isUnknown ? "not known" : offer.type.title),
      pair("Program", rules.playbook.title),
      pair("Track", rules.playbook.track(offer.track)?.title ?? offer.track),
      pair("Stage", publication.title + (publication.isGoingLive ? ", going live" : "")),
      pair("Since", since(offer.standsSince, environment)),
      pair("On the market", publication.market.sentence),
    ]
    if let word = publication.word { lines.append(pair("Portal's word", word)) }
    if let failure = publication.failure {
      lines.append(
        pair(failure.kind.title, failure.reasons.isEmpty ? "no reason was given" : ""))
      lines += failure.reasons.flatMap { String($0).wrapped(to: 80) }
        .map { Line([("    " + $0, .error)]) }
    }
    lines.append(Line([("", .text)]))
    for (fact, value) in offer.facts.sorted(by: { $0.key < $1.key }) {
      lines.append(pair(fact.rawValue, value))
    }
    lines.append(Line([("", .text)]))
    lines += rules.obligations(of: offer, publisher).flatMap {
      self.lines(of: $0, offer, rules, environment)
    }
    return TextDialog(title: offer.name, lines: lines)
  }

  private static func lines(
    of obligation: Obligation, _ offer: Offer, _ rules: Rules, _ environment: Environment
  ) -> [Line] {
    let deadline = obligation.deadline
    let level = obligation.level(
      at: environment.moment, in: environment.zone(of: rules.playbook))
    let losses = rules.losses(of: offer, by: deadline).map(\.title).joined(separator: ", ")
    let title = level == .onHold ? environment.holdTitle(obligation) : level.title
    let head = Line([
      ("\(environment.signs.sign(level)) \(title)  ", Role(level)),
      ("\(deadline.day.title())  \(deadline.title)", .text),
      (obligation.isUncertain ? "  may apply" : "", .dim),
    ])
    guard !obligation.isMet, !obligation.isOnHold, !losses.isEmpty else { return [head] }
    return [
      head, Line([(level == .missed ? "    in force: " : "    else: ", .dim), (losses, .text)]),
    ]
  }

  private static func since(_ moment: Date, _ environment: Environment) -> String {
    let day = Day(of: moment, in: environment.zone)
    let days = environment.today - day
    return "\(day.title())" + (days > 0 ? ", \(days) d ago" : days == 0 ? ", today" : "")
  }

  private static func pair(_ name: String, _ value: String) -> Line {
    let blanks = String(repeating: " ", count: max(1, 20 - name.count))
    return Line([(name + blanks, .dim), (value, .text)])
  }

  // MARK: - What was done

  /// What became of something that was asked of several offers.
  static func outcome(_ outcome: Outcome, in zone: TimeZone) -> TextDialog {
    var lines = [
      Line([("Done for \(outcome.done.count.counted("offer")).", .stepDone)]),
      Line([("Refused for \(outcome.refused.count):", .stepBlocked)]),
    ]
    for (key, refusal) in outcome.refused {
      lines.append(Line([(key.offer, .text)]))
      lines += refusal.requirements.map { Line([("  " + $0.sentence(in: zone), .dim)]) }
    }
    return TextDialog(title: outcome.title, lines: lines)
  }

  /// What an import of offers did, where somebody has to look; nil if a sentence is enough.
  static func report(_ report: ImportReport, _ sentence: String) -> TextDialog? {
    guard !report.remarks.isEmpty || !report.warnings.isEmpty else { return nil }
    var lines: [Line] = []
    for remark in report.remarks {
      lines.append(Line([("\(remark.key.offer), line \(remark.line)", .title)]))
      lines += remark.sentence.wrapped(to: 76).map { Line([("  " + $0, .text)]) }
    }
    if report.furtherRemarks > 0 {
      lines.append(Line([("… and \(report.furtherRemarks.grouped) more.", .dim)]))
    }
    return imported(sentence, report.warnings, lines)
  }

  /// What an import did, its warnings, and what else there is to say.
  static func imported(_ sentence: String, _ warnings: [String], _ rest: [Line] = []) -> TextDialog
  {
    var lines = [Line([(sentence, .text)]), Line([("", .text)])]
    for warning in warnings { lines += warning.wrapped(to: 76).map { Line([($0, .text)]) } }
    return TextDialog(title: "Imported", lines: lines + rest)
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
