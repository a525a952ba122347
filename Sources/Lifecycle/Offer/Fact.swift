// The facts that the rules ask about. A playbook names them in its questions and conditions, a
// CSV file in its header, and all of them by the same words.

/// Something about an offer that a rule depends on.
package enum Fact: Hashable, Sendable {
  /// The offer was found in AppSource (guide: "confirm your offers are in AppSource").
  case inAppSource
  /// The draft has the right offer type; "no" puts it in dispute with support.
  case typeRight
  /// The other offer in AppSource belongs to another legal entity, so that both may stay.
  case separateEntity
  /// Certified under the earlier program, and so due for recertification.
  case certifiedBefore
  /// Has co-sell prioritized status to lose.
  case cosellPrioritized
  /// Requires Cloud Embed.
  case cloudEmbed
  /// A test drive is enabled, so that its page counts.
  case testDrive
  /// The tier of Business Applications ISV Connect: standard, or premium requested.
  case tier
  /// The address of the offer in AppSource.
  case listingURL
  /// The legal entity that sells the offer.
  case legalEntity
  /// The markets that the offer covers, separated by semicolons.
  case markets
  /// The support ticket about a wrong offer type; optional.
  case supportTicket
  /// The day on which this program certified the live version.
  case recertifiedAt
  /// A fact that a later offerdeck knows, by its name: kept as it is.
  case other(String)

  /// Facts with their permanent names, in the order in which they are shown.
  private static let names: [(fact: Fact, name: String)] = [
    (.inAppSource, "in_appsource"),
    (.typeRight, "type_right"),
    (.separateEntity, "separate_entity"),
    (.certifiedBefore, "certified_before"),
    (.cosellPrioritized, "cosell_prioritized"),
    (.cloudEmbed, "cloud_embed"),
    (.testDrive, "test_drive"),
    (.tier, "tier"),
    (.listingURL, "listing_url"),
    (.legalEntity, "legal_entity"),
    (.markets, "markets"),
    (.supportTicket, "support_ticket"),
    (.recertifiedAt, "recertified_at"),
  ]
  private static let byName = Dictionary(
    uniqueKeysWithValues: names.map { ($0.name, $0.fact) })
  private static let places = Dictionary(
    uniqueKeysWithValues: names.enumerated().map { ($0.element.fact, $0.offset) })

  /// The fact of a name, known to this program or not.
  package init(name: String) { self = Self.byName[name] ?? .other(name) }
}

// Not RawRepresentable: facts would be hashed by their names, which takes the longer part of a digest.
extension Fact: CaseIterable {
  /// Those that this program knows.
  package static let allCases = names.map(\.fact)

  /// The fact of a name; nil if this program does not know it.
  package init?(rawValue: String) {
    guard let fact = Self.byName[rawValue] else { return nil }
    self = fact
  }

  /// Its permanent name.
  package var rawValue: String {
    switch self {
    case .other(let name): name
    default: Self.names[Self.places[self] ?? 0].name
    }
  }
}

extension Fact: Comparable {
  /// Orders facts as they are declared, and then by name, for output that stays the same.
  package static func < (one: Fact, other: Fact) -> Bool {
    let (first, second) = (places[one] ?? .max, places[other] ?? .max)
    return first == second ? one.rawValue < other.rawValue : first < second
  }
}

extension Fact: Codable, CodingKeyRepresentable {
  package var codingKey: any CodingKey { rawValue.codingKey }

  package init?(codingKey: some CodingKey) {
    if codingKey.stringValue.isEmpty { return nil }
    self.init(name: codingKey.stringValue)
  }

  package init(from decoder: any Decoder) throws {
    self.init(name: try decoder.singleValueContainer().decode(String.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

extension Fact {
  /// What values a fact can have.
  package enum Form: Hashable, Sendable {
    /// One of a few words, each with what it means to a person.
    case choice([String])
    /// An https address.
    case link
    /// A day in a calendar.
    case day
    /// Anything that is not empty.
    case text
  }

  /// The form of this fact's values.
  package var form: Form {
    switch self {
    case .tier: .choice(["standard", "premium"])
    case .listingURL: .link
    case .recertifiedAt: .day
    case .legalEntity, .markets, .supportTicket, .other: .text
    default: .choice(["yes", "no"])
    }
  }

  /// The value as it is kept: trimmed, and words in lower case.
  package func value(_ raw: String) throws(Misfit) -> String {
    let text = raw.trimmingWhitespace()
    switch form {
    case .choice(let words):
      let word = text.lowercased()
      if words.contains(word) { return word }
      // As spreadsheets and programs write the answers to a question.
      let isQuestion = words == ["yes", "no"]
      if isQuestion, ["true", "1", "y"].contains(word) { return "yes" }
      if isQuestion, ["false", "0", "n"].contains(word) { return "no" }
      throw Misfit(reason: "unknown value \(text.inQuotes); use \(words.joined(separator: " or "))")
    case .link:
      guard let link = Link(text) else {
        throw Misfit(reason: "\(text.inQuotes) is not an https address")
      }
      return link.text
    case .day:
      guard let day = Day(text) else {
        throw Misfit(reason: "\(text.inQuotes) is not a date; use YYYY-MM-DD")
      }
      return day.description
    case .text:
      guard !text.isEmpty else { throw Misfit(reason: "the \(rawValue) is empty") }
      return text
    }
  }
}

extension StringProtocol {
  /// The text without white space at either end.
  package func trimmingWhitespace() -> String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
