// The questions that a migration asks of the world: whose tenant a domain belongs to, and what an
// MPN ID is. Whoever answers, the deck or a live directory, does it behind this protocol.

/// Answers questions about tenants and memberships. An answer may take seconds.
package protocol Directory: Sendable {
  /// Whose tenant the addresses of a domain belong to.
  ///
  /// - Parameter isCancelled: whether nobody waits for the answer any more; asked now and then.
  /// - Throws: no answer could be had; that says nothing about the domain.
  func owner(
    of domain: DomainName, isCancelled: @Sendable () -> Bool
  ) throws(DirectoryFailure) -> DomainFinding

  /// What is known of an MPN ID.
  ///
  /// - Parameter isCancelled: as above.
  /// - Throws: as above.
  func membership(
    _ id: MPNID, isCancelled: @Sendable () -> Bool
  ) throws(DirectoryFailure) -> MembershipFinding

  /// The domains whose addresses belong to a tenant, in alphabetical order; empty if none is known.
  ///
  /// - Parameter isCancelled: as above.
  /// - Throws: as above.
  func domains(
    of tenant: Tenant, isCancelled: @Sendable () -> Bool
  ) throws(DirectoryFailure) -> [DomainName]
}

/// No answer could be had from a directory.
package enum DirectoryFailure: Error, Hashable, Sendable {
  /// It was given up before the answer came.
  case canceled
  /// Something between here and the directory failed: a sentence that says what.
  case unavailable(String)

  /// The sentence that people read.
  package var sentence: String {
    switch self {
    case .canceled: "Stopped before the directory answered. Try again."
    case .unavailable(let reason): reason
    }
  }
}

/// A company as the directory has it.
package struct Tenant: Hashable, Codable, Sendable {
  /// Its ID: a GUID, or where that is not known its first domain.
  package let id: String
  /// Its name.
  package let name: String

  /// A tenant.
  package init(id: String, name: String) {
    self.id = id
    self.name = name
  }

  /// Name and ID, where the name alone might not tell.
  package var title: String { name == id ? name : "\(name) (\(id))" }

  /// The name, with the ID if another tenant has the same name.
  func title(beside other: Tenant) -> String { name == other.name ? title : name }
}

/// The tenant that an MPN ID is registered to, with the addresses that belong to it.
package struct RegisteredTenant: Hashable, Sendable {
  /// The tenant.
  package let tenant: Tenant
  /// Its domains, in alphabetical order; empty if the directory has none.
  package let domains: [DomainName]

  /// A tenant with its domains.
  package init(_ tenant: Tenant, domains: [DomainName] = []) {
    self.tenant = tenant
    self.domains = domains
  }

  /// What to type: “an @contoso.com address”.
  package var address: String {
    let names = domains.prefix(3).map { "@\($0.unicode)" }
    guard !names.isEmpty else { return "a \(tenant.name) address" }
    let more = domains.count > names.count ? " or other \(tenant.name)" : ""
    return "an \(names.joined(separator: " or "))\(more) address"
  }
}

/// How something is known.
package enum Assurance: String, ListedWord {
  /// A directory said so.
  case verified
  /// A person said so, since no directory knew.
  case byHand = "by_hand"
}

/// What a directory says of a domain.
package enum DomainFinding: Hashable, Sendable {
  /// Its addresses belong to this tenant.
  case tenant(Tenant, Assurance)
  /// Its addresses are personal: they belong to no company.
  case personal
  /// It is not known.
  case unknown
}

/// What a directory says of an MPN ID.
package enum MembershipFinding: Hashable, Sendable {
  /// It is valid, and registered to this tenant.
  case valid(Tenant, Assurance)
  /// It was created in Partner Membership Center, for this tenant, and nobody has confirmed yet
  /// that it has moved to Partner Center (guide, note to "Move published offers").
  case unconfirmed(Tenant, Assurance)
  /// It is no membership, or a lapsed one.
  case invalid
  /// It is not known.
  case unknown
}

extension MembershipFinding {
  /// The tenant that the MPN ID is registered to; nil if it is invalid or unknown.
  package var tenant: Tenant? {
    switch self {
    case .valid(let tenant, _), .unconfirmed(let tenant, _): tenant
    case .invalid, .unknown: nil
    }
  }
}

/// A Microsoft Partner Network ID, as it is written: digits.
package struct MPNID: CheckedText {
  /// The digits.
  package let text: String

  /// Reads an MPN ID; blanks around it are passed over.
  ///
  /// - Throws: why it is none.
  package init(_ text: some StringProtocol) throws(Misfit) {
    let text = text.trimmingWhitespace()
    guard !text.isEmpty else { throw Misfit(reason: "it is empty") }
    for scalar in text.unicodeScalars where !("0"..."9").contains(scalar) {
      let name = scalar.properties.isWhitespace ? "a space" : scalar.shown
      throw Misfit(reason: "use digits only, not \(name)")
    }
    guard text.utf8.count <= 12, text.contains(where: { $0 != "0" }) else {
      throw Misfit(reason: "use 1 to 12 digits, not all 0")
    }
    self.text = text
  }
}
