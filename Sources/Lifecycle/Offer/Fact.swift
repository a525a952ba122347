// The facts that the rules ask about. A playbook names them in its questions and conditions, a
// CSV file in its header, and all of them by the same words.

/// Something about an offer that a rule depends on.
package enum Fact: String, CaseIterable, Codable, CodingKeyRepresentable, Sendable, Comparable {
  /// The offer was found in AppSource (guide: "confirm your offers are in AppSource").
  case inAppSource = "in_appsource"
  /// The draft has the right offer type; "no" puts it in dispute with support.
  case typeRight = "type_right"
  /// The other offer in AppSource belongs to another legal entity, so that both may stay.
  case separateEntity = "separate_entity"
  /// Certified under the earlier program, and so due for recertification.
  case certifiedBefore = "certified_before"
  /// Has co-sell prioritized status to lose.
  case cosellPrioritized = "cosell_prioritized"
  /// Requires Cloud Embed.
  case cloudEmbed = "cloud_embed"
  /// A test drive is enabled, so that its page counts.
  case testDrive = "test_drive"
  /// The tier of Business Applications ISV Connect: standard, or premium requested.
  case tier
  /// The address of the offer in AppSource.
  case listingURL = "listing_url"
  /// The legal entity that sells the offer.
  case legalEntity = "legal_entity"
  /// The markets that the offer covers, separated by semicolons.
  case markets
  /// The support ticket about a wrong offer type; optional.
  case supportTicket = "support_ticket"
  /// The day on which this program certified the live version.
  case recertifiedAt = "recertified_at"

  /// Orders facts as they are declared, for output that stays the same.
  package static func < (one: Fact, other: Fact) -> Bool { one.place < other.place }

  private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

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
    case .legalEntity, .markets, .supportTicket: .text
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
