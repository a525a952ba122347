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
    "report", "Write a report as one self-contained HTML page, or as Markdown.",
    examples: ["report -o offers.html", "report --format md -p contoso"])

  /// The form of the report.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case html, md
  }

  @Option(name: .long, help: "html, or md for Markdown.")
  var format = Form.html

  @Option(
    name: [.short, .long], help: "The file to write; by default standard output.",
    completion: .file())
  var output: String?

  @Flag(
    name: .long, help: "List all offers, not only the \(ReportMaker.rowLimit) most urgent ones.")
  var all = false

  @OptionGroup var filter: PublisherFilter
  @OptionGroup var common: CommonOptions

  private var publisher: String? { filter.publisher }

  func run() throws {
    let deck = try Deck(common, isReadOnly: true, learns: true)
    try deck.store.expect(publisher: publisher)
    let form: any ReportForm =
      format == .html ? HTMLReport() : MarkdownReport(isASCII: common.ascii)
    try deck.printing(of: publisher) {
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
        ["\(offer.key.publisher)/\(offer.key.offer)", offer.type.abbreviation, offer.track]
          .filter { !$0.isEmpty }.joined(separator: " · ")),
      stage: offer.publication.stage, stageTitle: Legible.legible(offer.publication.title),
      next: Legible.legible(outlook.next?.title ?? ""), isBlocked: !outlook.blockers.isEmpty,
      due: outlook.due.map { ReportRow.Due(day: $0.obligation.deadline.day, level: $0.level) })
  }
}
