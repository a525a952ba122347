// The permanent names of events, and their IDs.

package import Foundation

/// The type of an event. Its name is permanent; a deck can hold events of types that this version
/// does not know.
package struct EventType: Hashable, Sendable {
  /// The permanent name, as `offer.step.completed`.
  package let name: String

  /// The type of that name.
  package init(name: String) { self.name = name }

  /// The type of what a history entry tells.
  ///
  /// - Parameter isOffers: it concerns an offer, rather than a publisher or its account.
  package init(kind: String, isOffers: Bool) {
    let known = Self.names.first { $0.kind == kind && ($0.isOffers ?? isOffers) == isOffers }
    name = known?.name ?? "\(isOffers ? "offer" : "publisher").\(kind)"
  }

  /// The word for what happened, as the history has it; that of an unknown type is its name.
  package var kind: String {
    if let known = Self.kinds[name] { return known }
    for prefix in ["offer.", "publisher."] where name.hasPrefix(prefix) {
      let rest = name.dropFirst(prefix.count)
      if !rest.contains(".") { return String(rest) }
    }
    return name
  }

  /// This version knows the type.
  package var isKnown: Bool { Self.kinds[name] != nil || self == Self.beginning }

  /// What began a deck: records that no other event tells of.
  package static let beginning = EventType(name: "deck.began")
  /// An event was taken back.
  package static let undone = EventType(name: "action.undone")
  /// An event that was taken back was done again.
  package static let redone = EventType(name: "action.redone")
  /// Many offers were added.
  package static let imported = EventType(name: "offers.imported")

  private static let names: [(kind: String, isOffers: Bool?, name: String)] = [
    ("undo", nil, undone.name),
    ("redo", nil, redone.name),
    ("imported", nil, imported.name),
    ("tick", true, "offer.step.completed"),
    ("untick", true, "offer.step.reopened"),
    ("tick", false, "publisher.step.completed"),
    ("untick", false, "publisher.step.reopened"),
    ("answer", true, "offer.question.answered"),
    ("page", true, "offer.page.changed"),
    ("submit", true, "offer.submitted"),
    ("certification_passed", true, "offer.certification.passed"),
    ("certification_failed", true, "offer.certification.failed"),
    ("withdraw", true, "offer.withdrawn"),
    ("go_live", true, "offer.published"),
    ("revise", true, "offer.revised"),
    ("stop_distribution", true, "offer.distribution.stopped"),
    ("retire", true, "offer.retired"),
    ("observe", true, "offer.observed"),
    ("edited", true, "offer.edited"),
    ("edited", false, "publisher.edited"),
    ("added", true, "offer.added"),
    ("added", false, "publisher.added"),
    ("removed", false, "publisher.removed"),
    ("migration_begun", false, "account.migration.begun"),
    ("migration_back", false, "account.migration.back"),
    ("work_email", false, "account.work_email.given"),
    ("mpn_id", false, "account.mpn_id.given"),
    ("mpn_confirmed", false, "account.mpn_id.confirmed"),
    ("mpn_accepted", false, "account.mpn_id.accepted"),
    ("migrated", false, "account.migrated"),
    ("seen_migrated", false, "account.migration.observed"),
    ("role_owner", false, "account.ownership.gained"),
    ("role_contributor", false, "account.ownership.lost"),
    ("user_added", false, "user.added"),
    ("user_removed", false, "user.removed"),
    ("user_role", false, "user.role.changed"),
    ("users_seen", false, "users.observed"),
    ("entity_added", false, "entity.added"),
    ("entity_renamed", false, "entity.renamed"),
    ("entity_removed", false, "entity.removed"),
    ("directory", false, "directory.changed"),
  ]

  private static let kinds = Dictionary(
    names.map { ($0.name, $0.kind) }, uniquingKeysWith: { first, _ in first })
}

/// A UUID of version 7 (RFC 9562, section 5.7): it sorts by the moment at which it was made.
package struct EventID: Hashable, Sendable {
  /// Its 16 bytes.
  package let bytes: [UInt8]

  /// A new one.
  package init(at moment: Date, using generator: inout some RandomNumberGenerator) {
    let milliseconds = UInt64(max(0, min(2.8e14, moment.timeIntervalSince1970 * 1_000)))
    var bytes = (0..<6).map { UInt8(truncatingIfNeeded: milliseconds >> (40 - 8 * $0)) }
    let (high, low) = (generator.next(), generator.next())
    bytes += [0x70 | UInt8(truncatingIfNeeded: high >> 8) & 0x0F, UInt8(truncatingIfNeeded: high)]
    bytes += (0..<8).map { UInt8(truncatingIfNeeded: low >> (56 - 8 * $0)) }
    bytes[8] = 0x80 | bytes[8] & 0x3F
    self.bytes = bytes
  }

  /// A new one.
  package init(at moment: Date) {
    var generator = SystemRandomNumberGenerator()
    self.init(at: moment, using: &generator)
  }

  /// The ID of 16 bytes; nil if there are more or fewer.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  /// The ID as text; `init(_:)` reads it back.
  package var text: String {
    let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    return [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { digits[$0].joined() }
      .joined(separator: "-")
  }

  /// The ID of a text; nil if it is none.
  package init?(_ text: String) {
    let digits = text.filter { $0 != "-" }
    guard digits.utf8.count == 32, text.utf8.count == 36 else { return nil }
    var bytes: [UInt8] = []
    var rest = Substring(digits)
    while !rest.isEmpty {
      guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
      bytes.append(byte)
      rest = rest.dropFirst(2)
    }
    self.init(bytes: bytes)
  }
}
