// `offerdeck import`: files from the portals, tables, and offerdeck's own; each whole or not at all.

import ArgumentParser
import Formats
import Foundation
import Lifecycle
import Persistence

/// Imports files.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import offer lists: CSV, the lists of the portals' interfaces, offerdeck's own JSON."
  )

  @OptionGroup var common: CommonOptions

  @Argument(
    help: "The files. A list of products and the files of its submissions are given together.",
    completion: .file())
  var files: [String]

  @Option(
    name: .long, help: "auto, \(FileFormat.allCases.map(\.rawValue).joined(separator: ", ")).",
    completion: .list(["auto"] + FileFormat.allCases.map(\.rawValue)))
  var format = "auto"

  @Option(
    name: .long, help: "The publisher, where a file does not name it.", completion: .publishers)
  var publisher: String?

  @Flag(name: .long, help: "Say what would happen, and change nothing.")
  var dryRun = false

  @Flag(
    name: .long,
    help: "Take what lies behind the deck too: a stage before the known one, of an unknown date.")
  var acceptEarlier = false

  @Flag(name: .long, help: "As JSON.")
  var json = false

  func run() throws {
    let known = FileFormat(rawValue: format)
    guard format == "auto" || known != nil else {
      let names = FileFormat.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure(.usage, "--format “\(format)” is none of auto, \(names).")
    }
    let deck = try Deck.begun(common, isTrial: dryRun)
    let importer = Importer(
      store: deck.store, moment: deck.clock.now, actor: common.actor, publisher: publisher,
      acceptsEarlier: acceptEarlier, isDryRun: dryRun, warn: common.say)
    var records: [Record] = []
    var keptOut = 0
    let outcome = Result {
      try importer.take(files, known) { path, report in
        keptOut += report.keptOut
        if json { records.append(Record(path, report)) } else { say(report, of: path) }
      }
    }
    // What was taken is told even where a later file is bad.
    if json { try Output.json(records) }
    try Failure.wrapping { try outcome.get() }
    if keptOut > 0 {
      // With --quiet the exit code alone says it: it is a warning, and not an error.
      throw Failure(
        .keptOut,
        common.quiet
          ? ""
          : "\(keptOut.counted("offer")) kept the stage of the deck. Pass --accept-earlier to take the "
            + "file's.")
    }
  }

  private func say(_ report: ImportReport, of path: String) {
    for remark in report.remarks {
      let place = [remark.line, remark.column].compactMap(\.self).map(String.init)
      common.say(
        "warning: \(path):\(place.joined(separator: ":")): \(remark.key.offer): \(remark.sentence)")
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
