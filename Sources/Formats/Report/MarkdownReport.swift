// A report as Markdown (GitHub's, with tables): for wikis, tickets and mail. Every text is escaped, so
// that a name is a name and never a link, a heading or a cell.

import Foundation
import Lifecycle

/// A report as Markdown.
package struct MarkdownReport: ReportForm {
  /// What a bar is drawn with: what is done, and what is left.
  private let full: Character
  private let empty: Character

  /// A report, with bars in ASCII where that is asked for.
  package init(isASCII: Bool = false) {
    full = isASCII ? "#" : "█"
    empty = isASCII ? "." : "░"
  }

  /// All that comes before the first row of offers.
  package func opening(_ report: Report) -> String {
    let sections = [
      ["# \(plain(report.title))", "As of \(plain(report.moment))."],
      [report.findings.map { "- \($0.level.sign) \(plain($0.sentence))" }.joined(separator: "\n")],
      counts(report), accounts(report), dates(report),
      ["## Offers"] + (report.listedOffers > 0 ? [head(["Offer", "Stage", "Next", "Due"])] : []),
    ]
    return sections.flatMap(\.self).joined(separator: "\n\n") + "\n"
  }

  /// A row.
  package func row(_ row: ReportRow) -> String {
    let due = row.due.map { "\($0.level.sign) \($0.level.title), \($0.day)" } ?? ""
    return line([
      "**\(plain(row.name))** \(plain(row.particulars))", plain(row.stageTitle),
      (row.isBlocked ? "**blocked:** " : "") + plain(row.next), due,
    ])
  }

  /// All that comes after the last row.
  package func closing(_ report: Report) -> String {
    let programs = report.programs.map {
      "[\(plain($0.title))](<\($0.source.text)>), \(plain($0.revision))"
    }
    let sections = [
      report.furtherOffers.map { [plain($0)] } ?? [], blocked(report), history(report),
      ["---"],
      [
        "Written by \(plain(report.writer))."
          + (programs.isEmpty ? "" : " Programs: \(programs.joined(separator: "; ")).")
      ],
    ]
    return "\n" + sections.flatMap(\.self).joined(separator: "\n\n") + "\n"
  }

  // MARK: - Sections

  private func counts(_ report: Report) -> [String] {
    guard report.offers > 0 else { return [] }
    let stages = report.stages.map { stage in
      line([
        stage.stage.rawValue, stage.count.grouped, bar(stage.count, of: report.offers),
      ])
    }
    let blocked = line(["blocked", report.blocked.grouped, bar(report.blocked, of: report.offers)])
    return [
      "## Progress",
      head(["Stage", "Offers", "Share"]) + "\n" + (stages + [blocked]).joined().dropLast(),
    ]
  }

  private func accounts(_ report: Report) -> [String] {
    guard !report.accounts.isEmpty else { return [] }
    let rows = report.accounts.map { account in
      let sign = (account.isMigrated ? Level.met : .startNow).sign
      let facts = account.facts.map { "\(plain($0.name)): \(plain($0.value))" }
      return line([
        plain(account.name), "\(sign) \(plain(account.state))", facts.joined(separator: "; "),
      ])
    }
    let rest = report.furtherAccounts
    return ["## Accounts", head(["Account", "State", "Known"]) + "\n" + rows.joined().dropLast()]
      + (rest > 0 ? ["And \(rest.counted("account")) more."] : [])
  }

  private func dates(_ report: Report) -> [String] {
    guard !report.dates.isEmpty else { return ["## Deadlines", "No deadlines for these offers."] }
    let columns = ["Last day", "Level", "What", "Done", "", "Start by", "Lost"]
    let rows = report.dates.map { date in
      let losses = date.losses.map { plain($0.title) }.joined(separator: "; ")
      let isOpen = date.level != .met
      let lost = isOpen && !losses.isEmpty ? "\(date.lossHead.lowercased()): \(losses)" : nil
      return line([
        "**\(date.dayTitle)**", "\(date.level.sign) \(plain(date.standing))", plain(date.title),
        "\(date.met.grouped)/\(date.concerned.grouped)", bar(date.met, of: date.concerned),
        date.isToStart ? plain(date.startByTitle) : "",
        [lost, date.heldSentence.map(plain)].compactMap(\.self).joined(separator: "; "),
      ])
    }
    let outlooks = report.dates.filter { !$0.outlook.isEmpty }.map { date in
      "- **\(plain(date.title))**, \(date.dayTitle): "
        + date.outlook.map(plain).joined(separator: " ")
    }
    return ["## Deadlines", head(columns) + "\n" + rows.joined().dropLast()]
      + (outlooks.isEmpty ? [] : [outlooks.joined(separator: "\n")])
  }

  private func blocked(_ report: Report) -> [String] {
    guard !report.blockedOffers.isEmpty else { return [] }
    let rows = report.blockedOffers.map { offer in
      line([
        "**\(plain(offer.name))** \(plain(offer.key))", plain(offer.step),
        offer.reasons.map(plain).joined(separator: "<br>"),
      ])
    }
    return [
      "## Blocked offers",
      head(["Offer", "Next", "Blocked by"]) + "\n" + rows.joined().dropLast(),
    ] + (report.furtherBlocked.map { [plain($0)] } ?? [])
  }

  private func history(_ report: Report) -> [String] {
    let title = "## What happened since \(plain(report.historySince))"
    guard !report.history.isEmpty else { return [title, "Nothing."] }
    let rows = report.history.map { entry in
      line([
        plain(entry.moment), plain(entry.subject),
        plain(entry.sentence) + (entry.move.isEmpty ? "" : " (\(plain(entry.move)))"),
        plain(entry.actor),
      ])
    }
    return [
      title, head(["When", "Offer or account", "What", "Who"]) + "\n" + rows.joined().dropLast(),
    ]
      + (report.hasFurtherHistory ? ["Earlier changes are left out."] : [])
  }

  // MARK: - Tables and text

  private func head(_ columns: [String]) -> String {
    "| \(columns.joined(separator: " | ")) |\n|\(columns.map { _ in " --- |" }.joined())"
  }

  private func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |\n" }

  /// A bar of ten. One that has begun shows it, and only one that is full is full.
  private func bar(_ part: Int, of whole: Int) -> String {
    let width = 10
    let done = whole == 0 ? width : part == 0 ? 0 : max(1, width * part / whole)
    return String(repeating: full, count: done) + String(repeating: empty, count: width - done)
  }

  /// Text that means nothing but itself, on one line. CommonMark lets every mark of ASCII be escaped
  /// by a backslash; those are that could begin markup, a cell, an entity or a link.
  private func plain(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "{", "}", "[", "]", "<", ">", "#", "|", "~", "!", "&", "$":
        plain.append(contentsOf: ["\\", scalar])
      // GitHub looks for addresses of mail when all escapes are undone. A place where a line may break
      // ends one, is not seen, and is not copied.
      case "@": plain.append(contentsOf: "@<wbr>".unicodeScalars)
      case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}": plain.append(" ")
      default: plain.append(scalar)
      }
    }
    // Bare addresses become links by themselves, unless what makes them addresses is escaped.
    return String(plain).replacing("://", with: "\\://").replacing("www.", with: "www\\.")
  }
}
