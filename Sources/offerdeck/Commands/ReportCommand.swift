// `offerdeck report`: the state of the offers as a page or as Markdown, for somebody who does not use
// the program.

import ArgumentParser
import Formats
import Foundation
import Lifecycle
import Persistence
import Terminal

/// Writes a report.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a report to be sent: one self-contained HTML page, or Markdown.")

  /// The form of the report.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case html, md
  }

  @OptionGroup var common: CommonOptions

  @Option(name: .long, help: "Only this publisher's offers.", completion: .publishers)
  var publisher: String?

  @Option(name: .long, help: "html, or md for Markdown.")
  var format = Form.html

  @Option(
    name: [.short, .long], help: "The file to write; standard output without it.",
    completion: .file())
  var output: String?

  @Flag(
    name: .long,
    help: "List all offers, and not only the \(ReportMaker.rowLimit) with the nearest dates.")
  var all = false

  func run() throws {
    let deck = try Deck(common, isReadOnly: true, learns: true)
    try deck.store.expect(publisher: publisher)
    let form: any ReportForm =
      format == .html ? HTMLReport() : MarkdownReport(isASCII: common.ascii)
    try Failure.wrapping {
      var report = try ReportMaker(deck: deck, publisher: publisher).report()
      report.listedOffers = all ? report.offers : min(report.offers, ReportMaker.rowLimit)
      try ExportTarget.write(to: output) { put in
        try put(form.opening(report))
        var left = report.listedOffers
        try deck.each(Query(publisher: publisher), atMost: left) { offer, publisher in
          left -= 1
          try put(form.row(ReportRow(offer, try deck.outlook(of: offer, publisher))))
        }
        // Other programs can take offers away meanwhile, and add some.
        report.listedOffers -= left
        try put(form.closing(report))
      }
    }
  }
}

extension ReportRow {
  /// The row of an offer.
  fileprivate init(_ offer: Offer, _ outlook: OfferOutlook) {
    self.init(
      name: Legible.legible(offer.name),
      particulars: Legible.legible(
        "\(offer.key.publisher)/\(offer.key.offer) · \(offer.type.abbreviation) · \(offer.track)"),
      stage: offer.publication.stage, stageTitle: Legible.legible(offer.publication.title),
      next: Legible.legible(outlook.next?.title ?? ""), isBlocked: !outlook.blockers.isEmpty,
      due: outlook.due.map { ReportRow.Due(day: $0.obligation.deadline.day, level: $0.level) })
  }
}
