// `offerdeck import`: files from the portals, tables, and offerdeck's own; each whole or not at all.

import ArgumentParser
import Formats
import Foundation
import Lifecycle
import Persistence

/// Imports files.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "import", takes: "<files> ... [options]",
    "Import offers from CSV, from the portals' JSON, or from an export.",
    """
    The format is detected. If any row is invalid, nothing is imported and each error is reported \
    with its line. Importing the same file twice changes nothing.
    """,
    examples: [
      "import offers.csv", "import cpp-offers.json --dry-run",
      "import products.json submissions-*.json -p contoso",
    ])

  @Argument(
    help: "The files. Pass a product list and the files of its submissions together.",
    completion: .file())
  var files: [String]

  @Option(
    name: .long,
    help: "One of auto, \(FileFormat.allCases.map(\.rawValue).joined(separator: ", ")).",
    completion: .list(["auto"] + FileFormat.allCases.map(\.rawValue)))
  var format = "auto"

  @Option(
    name: .shortAndLong, help: "The publisher, if a file does not name it.", completion: .publishers
  )
  var publisher: String?

  @Flag(name: [.customShort("n"), .long], help: "Show what would change, and change nothing.")
  var dryRun = false

  @Flag(
    name: .long, help: "Also accept earlier stages if the file's date is unknown.")
  var acceptEarlier = false

  @Flag(name: .long, help: "Print JSON.")
  var json = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    let known = FileFormat(rawValue: format)
    guard format == "auto" || known != nil else {
      let names = FileFormat.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure(.usage, "unknown --format \(format.inQuotes)", hint: "use auto, \(names)")
    }
    guard files.count(where: { ["-", "/dev/stdin"].contains($0) }) < 2 else {
      throw Failure(.usage, "standard input is given twice", hint: "give it once")
    }
    let deck = try Deck.begun(common, isTrial: dryRun)
    let importer = Importer(
      store: deck.store, moment: deck.clock.now, actor: common.actor, publisher: publisher,
      acceptsEarlier: acceptEarlier, warn: common.warn)
    var records: [Record] = []
    var keptOut = 0
    var taken = 0
    let outcome = Result {
      try importer.take(files, known) { path, report in
        keptOut += report.keptOut
        taken += 1
        if json { records.append(Record(path, report)) } else { say(report, of: path) }
      }
    }
    // What was taken is told even where a later file is bad.
    if json { try Output.json(records) }
    do { try outcome.get() } catch {
      var failure = Failure(error)
      if failure.code == .badInput, !common.quiet {
        failure.warning =
          taken == 0
          ? "nothing was imported"
          : "only \(taken) of \(files.count.counted("file")) \(taken == 1 ? "was" : "were") imported"
      }
      throw failure
    }
    if keptOut > 0 {
      // With --quiet the exit code alone says it: it is a warning, and not an error.
      throw Failure(
        .keptOut,
        common.quiet ? "" : "\(keptOut.counted("offer")) kept the stage of the deck",
        hint: common.quiet ? nil : "pass --accept-earlier to take the file's")
    }
  }

  private func say(_ report: ImportReport, of path: String) {
    for remark in report.remarks {
      let place = [remark.line, remark.column].compactMap(\.self).map(String.init)
      common.warn(
        "\(path):\(place.joined(separator: ":")): \(remark.key.offer): \(remark.sentence)")
    }
    if report.furtherRemarks > 0 { common.say("… and \(report.furtherRemarks) more.") }
    Output.line(
      "\(path): \(report.added) added, \(report.changed) changed, \(report.same) same, "
        + (report.keptOut > 0 ? "\(report.keptOut) kept out, " : "") + "0 rejected"
        + (dryRun ? " (nothing was written)" : ""))
  }

  /// The report as programs read it.
  private struct Record: Encodable {
    let file: String
    let added: Int
    let changed: Int
    let same: Int
    let keptOut: Int
    let remarks: [Remark]

    struct Remark: Encodable {
      let publisher: String
      let offer: String
      let line: Int
      let column: Int?
      let sentence: String
    }

    init(_ path: String, _ report: ImportReport) {
      file = path
      added = report.added
      changed = report.changed
      same = report.same
      keptOut = report.keptOut
      remarks = report.remarks.map {
        Remark(
          publisher: $0.key.publisher, offer: $0.key.offer, line: $0.line, column: $0.column,
          sentence: $0.sentence)
      }
    }
  }
}
