// The columns of an offer table: one list for reading, for writing and for the manual.

package import Lifecycle

/// A column of an offer table, by its header.
package enum OfferColumn: String, CaseIterable, Sendable {
  /// The offer's ID; every row has one.
  case offer = "offer_id"
  /// The offer's name; the column has to be there, and an empty name stands for the ID.
  case name
  /// The offer's type, by any of its names.
  case type = "offer_type"
  /// The ID of its track: published, draft or new in the 2019 program.
  case track
  /// Its stage: draft, submitted, certified, live, retired or unknown.
  case stage
  /// The publisher's ID.
  case publisher = "publisher_id"
  /// The legal entity that sells it.
  case legalEntity = "legal_entity"
  /// Found in AppSource: yes, no, or empty.
  case inAppSource = "in_appsource"
  /// Its address in AppSource.
  case listingURL = "listing_url"
  /// Certified before: yes or no.
  case certifiedBefore = "certified_before"
  /// The day on which this program certified the live version; empty if an earlier one did.
  case recertifiedAt = "recertified_at"
  /// Co-sell prioritized: yes or no.
  case cosellPrioritized = "cosell_prioritized"
  /// Requires Cloud Embed: yes or no.
  case cloudEmbed = "cloud_embed"
  /// standard or premium.
  case tier
  /// Markets, separated by semicolons.
  case markets
  /// The offer has the right type: yes, or no for one that is in dispute.
  case typeRight = "type_right"
  /// The support request about a type that is wrong.
  case supportTicket = "support_ticket"
  /// The other offer in AppSource is another legal entity's: yes or no.
  case separateEntity = "separate_entity"
  /// A test drive is enabled: yes or no.
  case testDrive = "test_drive"
  /// The portal's own word for a stage that is not known.
  case portalStatus = "portal_status"
  /// What refused the last submission: certification, validation, publishing or canceled.
  case failure
  /// Why it was refused, one reason to a line.
  case report
  /// When it last changed, ISO 8601.
  case updatedAt = "updated_at"

  /// The column that a header names, whatever its case and whether blanks, hyphens or nothing stand
  /// for the underscore: “Offer ID”, “offer-id”, “OfferId”. Nil for any other.
  package init?(header: String) {
    guard let column = Self.byKey[HeaderKey(header)] else { return nil }
    self = column
  }

  private static let byKey = Dictionary(
    uniqueKeysWithValues: allCases.map { (HeaderKey($0.rawValue), $0) })

  /// Every table has these.
  package var isRequired: Bool { self == .offer || self == .name }

  /// The fact of that name, where the column holds one.
  package var fact: Fact? { Fact(rawValue: rawValue) }
}

/// The name of a column as far as it matters: its letters and digits, in lower case.
struct HeaderKey: Hashable {
  private let letters: String

  /// The key of a header's text.
  init(_ text: String) {
    letters = text.count > 200 ? text : text.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
