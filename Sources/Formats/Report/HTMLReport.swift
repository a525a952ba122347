// A report as one page of HTML: nothing is fetched, nothing runs, and every text is escaped.

import Foundation
import Lifecycle

/// A report as a page.
package struct HTMLReport: ReportForm {
  /// A page.
  package init() {}

  /// All that comes before the first row of offers.
  package func opening(_ report: Report) -> String {
    let head = Markup.element(
      "head", [:],
      [
        .element("meta", ["charset": "utf-8"]),
        .element(
          "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        .element("meta", ["name": "color-scheme", "content": "light dark"]),
        .element("meta", ["name": "referrer", "content": "no-referrer"]),
        // Whatever a name holds, a browser fetches and runs nothing.
        .element(
          "meta",
          [
            "http-equiv": "Content-Security-Policy",
            "content": "default-src 'none'; style-src 'unsafe-inline'",
          ]),
        .element("title", "\(report.title), \(report.moment)"), .style(ReportStyle.sheet),
      ])
    let sections = [accounts(report), dates(report), charts(report)]
    return "<!DOCTYPE html>\n<html lang=\"en\">\n\(head.source)\n<body><div class=\"page\">\n"
      + "\(header(report).source)\n<main>\n"
      + sections.map { $0.source + "\n" }.joined() + offersHead(report)
  }

  /// A row.
  package func row(_ row: ReportRow) -> String {
    let due =
      row.due.map { due in
        Markup.all([
          level(due.level, due.level.title),
          .element("small", due.day.title()),
        ])
      } ?? Markup("")
    let next =
      row.isBlocked
      ? Markup.all([
        .element("span", ["class": "level ink-missed"], "blocked: "), Markup(row.next),
      ]) : Markup(row.next)
    return Markup.element(
      "tr", [:],
      [
        .element(
          "th", ["scope": "row"],
          [.element("bdi", row.name), .element("small", row.particulars)]),
        .element(
          "td", [:],
          [swatch(row.stage.rawValue), Markup(row.stageTitle)]),
        .element("td", [:], [next]), .element("td", [:], [due]),
      ]
    ).source + "\n"
  }

  /// All that comes after the last row.
  package func closing(_ report: Report) -> String {
    let rest = report.furtherOffers.map { Markup.element("p", ["class": "soft"], $0) }
    let programs = report.programs.map { program in
      Markup.element(
        "li", [:],
        [
          .element("a", ["href": program.source.text], program.title),
          Markup(", \(program.revision)"),
        ])
    }
    let written = "Written by \(report.writer) as of \(report.moment)."
    let end = [rest?.source ?? "", blocked(report), history(report)]
    let footer = Markup.element(
      "footer", [:],
      [
        .element("p", written + (programs.isEmpty ? "" : " Programs:")),
        .element("ul", ["class": "plain"], programs),
      ])
    return (report.listedOffers > 0 ? "</tbody></table>\n" : "")
      + end.map { $0 + "\n" }.joined() + "</main>\n\(footer.source)\n</div></body></html>\n"
  }

  // MARK: - The head of the page

  private func header(_ report: Report) -> Markup {
    let live = report.stages.first { $0.stage == .live }?.count ?? 0
    let missed = report.dates.filter { $0.level == .missed }
    let tiles: [(String, String, String)] = [
      (report.offers.grouped, report.offers == 1 ? "offer" : "offers", "ink"),
      (live.grouped, "live", "met"),
      (report.blocked.grouped, "blocked", report.blocked > 0 ? "missed" : "soft"),
      (
        report.openDates.count.grouped,
        report.openDates.count == 1 ? "open date" : "open dates", "ink"
      ),
      (
        missed.count.grouped, missed.count == 1 ? "missed deadline" : "missed dates",
        missed.isEmpty ? "soft" : "missed"
      ),
    ]
    return .element(
      "header", [:],
      [
        .element("p", ["class": "kicker"], "Offers on their way to Partner Center"),
        .element("h1", [:], [.element("bdi", report.title)]),
        .element("p", ["class": "soft"], "As of \(report.moment)"),
        .element(
          "ul", ["class": "verdict plain"],
          report.findings.map { finding in
            .element(
              "li", [:],
              [
                .element(
                  "span", ["class": "level ink-\(finding.level.name)", "aria-hidden": "true"],
                  finding.level.sign), Markup(" " + finding.sentence),
              ])
          }),
        .element(
          "ul", ["class": "tiles"],
          tiles.map { number, word, ink in
            .element(
              "li", [:], [.element("strong", ["class": "ink-\(ink)"], number), Markup(word)])
          }),
      ])
  }

  private func accounts(_ report: Report) -> Markup {
    guard !report.accounts.isEmpty else { return Markup("") }
    let cards = report.accounts.map { account in
      Markup.element(
        "div", ["class": "card \(account.isMigrated ? "met" : "start_now")"],
        [
          .element("h3", [:], [.element("bdi", account.name)]),
          .element(
            "p", ["class": "level ink-\(account.isMigrated ? "met" : "start_now")"],
            "\((account.isMigrated ? Level.met : .startNow).sign) \(account.state)"),
          .element(
            "dl", [:],
            account.facts.flatMap { fact -> [Markup] in
              [.element("dt", fact.name), .element("dd", [:], [.element("bdi", fact.value)])]
            }),
        ])
    }
    let rest = report.furtherAccounts
    return .element(
      "section", [:],
      [
        .element("h2", report.accounts.count == 1 ? "Account" : "Accounts"),
        .element("div", ["class": "cards wide"], cards),
        rest > 0
          ? .element("p", ["class": "soft"], "And \(rest.counted("account")) more.") : Markup(""),
      ])
  }

  // MARK: - Dates

  private func level(_ level: Level, _ words: String) -> Markup {
    .element("span", ["class": "level ink-\(level.name)"], "\(level.sign) \(words)")
  }

  private func dates(_ report: Report) -> Markup {
    let cards = report.dates.map { date in
      var lines: [Markup] = [
        .element("p", ["class": "day"], date.dayTitle),
        .element("p", [:], [level(date.level, date.standing)]),
        .element("h3", date.title), ReportChart.share(of: date),
        .element(
          "p",
          "\(date.met.grouped) of \(date.concerned.counted("offer")) done"
            + (date.rest > 0 ? ", \(date.rest.grouped) to do" : "")
            + (date.heldSentence.map { ", \($0)" } ?? "")),
      ]
      if date.level != .met {
        var facts = [Markup.element("dt", "Ends"), .element("dd", "at midnight, \(date.zone)")]
        if date.isToStart {
          facts += [
            .element("dt", "Start by"), .element("dd", date.startByTitle),
            .element("dt", "Work takes"), .element("dd", date.lead),
          ]
        }
        lines.append(.element("dl", [:], facts))
      }
      if date.level != .met && !date.losses.isEmpty {
        lines.append(.element("p", ["class": "soft"], "\(date.lossHead):"))
        lines.append(
          .element(
            "ul", ["class": "plain"],
            date.losses.map { loss in
              .element(
                "li", [:], [.element("strong", loss.title), .element("small", loss.meaning)])
            }))
      }
      lines += date.outlook.map { .element("p", ["class": "outlook"], $0) }
      return Markup.element("div", ["class": "card \(date.level.name)"], lines)
    }
    return .element(
      "section", [:],
      [
        .element("h2", "Deadlines"),
        cards.isEmpty
          ? .element("p", ["class": "soft"], "No deadlines for these offers.")
          : .element("div", ["class": "cards"], cards),
      ])
  }

  func swatch(_ ink: String) -> Markup {
    .element("span", ["class": "swatch fill-\(ink)", "aria-hidden": "true"])
  }
}
