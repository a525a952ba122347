// What kind of offer it is. Portals name the same type in three ways; other types are kept as
// they are named.

/// The type of a marketplace offer.
package enum OfferType: Hashable, Sendable {
  /// Dynamics 365 for Customer Engagement (and PowerApps).
  case customerEngagement
  /// Dynamics 365 for Operations.
  case operations
  /// Dynamics 365 Business Central.
  case businessCentral
  /// Any other type, by the name that it came with.
  case other(String)

  /// Reads a portal's or a person's name of a type; nil for an empty one.
  package init?(_ name: String) {
    let letters = name.lowercased().filter { $0.isLetter || $0.isNumber }
    guard !letters.isEmpty else { return nil }
    switch letters {
    case "ce", "customerengagement": self = .customerEngagement
    case "ops", "operations": self = .operations
    case "bc", "businesscentral": self = .businessCentral
    case _ where letters.contains("dynamics365") && letters.contains("customerengagement"):
      self = .customerEngagement
    case _ where letters.contains("dynamics365") && letters.contains("operations"):
      self = .operations
    case _ where letters.contains("dynamics365") && letters.contains("businesscentral"):
      self = .businessCentral
    default: self = .other(name)
    }
  }

  /// The name in files and on the command line; `init(_:)` reads it back.
  package var name: String {
    switch self {
    case .customerEngagement: "dynamics365ForCustomerEngagement"
    case .operations: "dynamics365ForOperations"
    case .businessCentral: "dynamics365BusinessCentral"
    case .other(let name): name
    }
  }

  /// The name for people.
  package var title: String {
    switch self {
    case .customerEngagement: "Dynamics 365 for Customer Engagement"
    case .operations: "Dynamics 365 for Operations"
    case .businessCentral: "Dynamics 365 Business Central"
    case .other(let name): name
    }
  }

  /// It has no name: the source named no type.
  package var isUnknown: Bool { self == .other("") }

  /// The short name for a column of a table.
  package var abbreviation: String {
    switch self {
    case .customerEngagement: "CE"
    case .operations: "Ops"
    case .businessCentral: "BC"
    case .other(let name): name
    }
  }
}

extension OfferType: Codable {
  /// Reads the name in files.
  package init(from decoder: any Decoder) throws {
    let name = try decoder.singleValueContainer().decode(String.self)
    self = OfferType(name) ?? .other(name)
  }

  /// Writes the name in files.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}
