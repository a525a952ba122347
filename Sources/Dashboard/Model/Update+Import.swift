// Bringing offers in from the dashboard: a file to import, a publisher by hand, and what came of it.

import Lifecycle
import Terminal

extension Model {
  mutating func askForFile() -> [Effect] {
    let owner = shownPublisher.map { " Rows that name no publisher go to \($0.name)." } ?? ""
    dialogs.append(
      .entry(
        TextEntry(
          title: "Import a file",
          text:
            "A CSV table, the offer list of a portal, or an export. It is taken whole or not at all.\(owner)",
          purpose: .file)))
    return []
  }

  mutating func askForPublisher() -> [Effect] {
    dialogs.append(
      .entry(
        TextEntry(
          title: "Add a publisher", text: "The publisher ID shown in the portal.",
          purpose: .publisher)))
    return []
  }

  /// What an import did: a sentence where all is well, a page where somebody has to look.
  mutating func showReport(_ report: ImportReport, of file: String) {
    let kept = report.keptOut > 0 ? ", \(report.keptOut.grouped) kept out" : ""
    let sentence =
      "\(file): \(report.added.grouped) added, \(report.changed.grouped) changed, "
      + "\(report.same.grouped) same\(kept)."
    guard !report.remarks.isEmpty || !report.warnings.isEmpty else { return say(sentence) }
    var lines: [Reader.Line] = []
    for remark in report.remarks {
      lines.append(Reader.Line([("\(remark.key.offer), line \(remark.line)", .title)]))
      lines += remark.sentence.wrapped(to: 76).map { Reader.Line([("  " + $0, .text)]) }
    }
    if report.furtherRemarks > 0 {
      lines.append(Reader.Line([("… and \(report.furtherRemarks.grouped) more.", .dim)]))
    }
    showImported(sentence, report.warnings, lines)
  }

  /// A page with what an import did, its warnings, and what else there is to say.
  mutating func showImported(
    _ sentence: String, _ warnings: [String], _ rest: [Reader.Line] = []
  ) {
    var lines = [Reader.Line([(sentence, .text)]), Reader.Line([("", .text)])]
    for warning in warnings { lines += warning.wrapped(to: 76).map { Reader.Line([($0, .text)]) } }
    dialogs.append(.reader(Reader(title: "Imported", lines: lines + rest)))
  }
}
