// The tables of the page: offers, what blocks them, and what happened of late.

import Lifecycle

extension HTMLReport {
  /// The head of a table. Its name tells the style sheet how wide its columns are.
  private func tableHead(_ name: String, _ caption: String, _ columns: [String]) -> String {
    let head = Markup.element(
      "thead", [:], [.element("tr", [:], columns.map { .element("th", ["scope": "col"], $0) })])
    return "<table class=\"\(name)\">\(Markup.element("caption", caption).source)"
      + "\(head.source)<tbody>\n"
  }

  private func table(
    _ name: String, _ caption: String, _ columns: [String], _ rows: [Markup]
  ) -> String {
    tableHead(name, caption, columns) + rows.map { $0.source + "\n" }.joined() + "</tbody></table>"
  }

  /// The head of the table of offers.
  func offersHead(_ report: Report) -> String {
    let head = Markup.element("h2", "Offers").source + "\n"
    guard report.listedOffers > 0 else { return head }
    let number =
      report.furtherOffers == nil
      ? "All \(report.offers.counted("offer"))"
      : "\(report.listedOffers.grouped) of \(report.offers.counted("offer"))"
    let caption =
      report.offers == 1
      ? "The only offer." : "\(number), nearest open deadlines first."
    return head + tableHead("offers", caption, ["Offer", "Stage", "Next", "Due"])
  }

  /// The offers that can't go on.
  func blocked(_ report: Report) -> String {
    guard !report.blockedOffers.isEmpty else { return "" }
    let rows = report.blockedOffers.map { offer in
      Markup.element(
        "tr", [:],
        [
          .element(
            "th", ["scope": "row"], [.element("bdi", offer.name), .element("small", offer.key)]),
          .element("td", offer.step),
          .element(
            "td", [:],
            [
              .element(
                "ul", ["class": "plain"],
                offer.reasons.map { .element("li", [:], [.element("bdi", $0)]) })
            ]),
        ])
    }
    let rest = report.furtherBlocked.map { Markup.element("p", ["class": "soft"], $0).source }
    return Markup.element("h2", "Blocked offers").source + "\n"
      + table(
        "blocked", "Every offer that is blocked, with all reasons.",
        ["Offer", "Next", "Blocked by"], rows)
      + (rest ?? "")
  }

  /// What happened of late.
  func history(_ report: Report) -> String {
    let head = Markup.element("h2", "What happened since \(report.historySince)").source + "\n"
    guard !report.history.isEmpty else {
      return head + Markup.element("p", ["class": "soft"], "Nothing.").source
    }
    let rows = report.history.map { entry in
      Markup.element(
        "tr", [:],
        [
          .element("td", [:], [Markup(entry.moment)]),
          .element("td", [:], [.element("bdi", entry.subject)]),
          .element(
            "td", [:],
            [.element("bdi", entry.sentence)]
              + (entry.move.isEmpty ? [] : [.element("small", entry.move)])),
          .element("td", [:], [.element("bdi", entry.actor)]),
        ])
    }
    let rest =
      report.hasFurtherHistory
      ? Markup.element("p", ["class": "soft"], "Earlier changes are left out.").source : ""
    return head
      + table(
        "history", "Changes, newest first.", ["When", "Offer or account", "What", "Who"], rows)
      + rest
  }
}
