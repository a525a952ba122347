// Offers as a table for spreadsheets (CSV, RFC 4180): what is written here reads back the same, and
// no spreadsheet takes it for a formula.

import Foundation
package import Lifecycle

/// Offers as a table (CSV). It holds what its columns name; an offerdeck file holds everything.
package enum OfferTable {
  /// The first line, with its line break.
  package static let header = line(OfferColumn.allCases.map(\.rawValue))

  /// The line of an offer, with its line break.
  package static func row(_ offer: Offer) -> String {
    line(OfferColumn.allCases.map { field($0, of: offer) })
  }

  private static func field(_ column: OfferColumn, of offer: Offer) -> String {
    switch column {
    case .offer: offer.key.offer
    case .name: offer.name
    case .type: offer.type.name
    case .track: offer.track
    case .stage:
      offer.publication.stage == .unrecognized
        ? StageFields.unknown : offer.publication.stage.rawValue
    case .portalStatus:
      offer.publication.stage == .unrecognized ? offer.publication.word ?? "" : ""
    case .failure: offer.publication.failure?.kind.rawValue ?? ""
    case .report: offer.publication.failure?.report ?? ""
    case .publisher: offer.key.publisher
    case .updatedAt: Moment(offer.changedAt).text
    case .recertifiedAt:
      offer.facts[.recertifiedAt] ?? recertification(of: offer)?.description ?? ""
    case .legalEntity, .inAppSource, .listingURL, .certifiedBefore, .cosellPrioritized,
      .cloudEmbed, .tier, .markets, .typeRight, .supportTicket, .separateEntity, .testDrive:
      column.fact.flatMap { offer.facts[$0] } ?? ""
    }
  }

  /// The day for an offer that counts as recertified without a date of its own: since when it is live.
  private static func recertification(of offer: Offer) -> Day? {
    guard offer.publication.isRecertified, offer.track == Track.published else { return nil }
    return Day(of: offer.standsSince, in: .gmt)
  }

  private static func line(_ fields: [String]) -> String {
    fields.map { quoted(Formula.disarmed($0)) }.joined(separator: ",") + "\r\n"
  }

  /// In quotes where it has to be: readers also drop spaces at the ends of a bare field. A NUL has
  /// no place in a table, and becomes U+FFFD.
  private static func quoted(_ field: String) -> String {
    let needsQuotes = field.utf8.contains {
      $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D || $0 == 0
    }
    let hasBareEnds = field.trimmed.utf8.count == field.utf8.count
    guard needsQuotes || !hasBareEnds else { return field }
    let text = field.replacing("\u{0}", with: "\u{FFFD}").replacing("\"", with: "\"\"")
    return "\"\(text)\""
  }
}
