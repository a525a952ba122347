// What a directory holds, entry by entry: read from a file, or said by hand where nothing is known.

/// Something that a directory holds.
package enum DirectoryEntry: Hashable, Codable, Sendable {
  /// The addresses of a domain belong to a tenant; to none, where they are personal.
  case domain(DomainName, Tenant?)
  /// What an MPN ID is, and the tenant that it is registered to; an invalid one may have none.
  case membership(MPNID, MembershipState, Tenant?)

  /// The tenant that it is about.
  package var tenant: Tenant? {
    switch self {
    case .domain(_, let tenant), .membership(_, _, let tenant): tenant
    }
  }
}

extension DirectoryEntry {
  /// What it says, without its end.
  package var sentence: String {
    switch self {
    case .domain(let domain, let tenant):
      tenant.map { "\(domain.unicode) belongs to \($0.name)" }
        ?? "\(domain.unicode) addresses are personal"
    case .membership(let id, let state, let tenant):
      "MPN ID \(id.text) is \(state.rawValue)" + (tenant.map { ", of \($0.name)" } ?? "")
    }
  }
}

/// What an MPN ID is.
package enum MembershipState: String, ListedWord {
  /// It can be used.
  case valid
  /// It was created in Partner Membership Center and is not confirmed as migrated.
  case unconfirmed
  /// It can't be used.
  case invalid
}

/// An entry, with how it is known.
package struct KnownEntry: Hashable, Codable, Sendable {
  /// The entry.
  package let entry: DirectoryEntry
  /// How it is known.
  package let assurance: Assurance

  /// An entry, with how it is known.
  package init(_ entry: DirectoryEntry, _ assurance: Assurance) {
    self.entry = entry
    self.assurance = assurance
  }
}

/// What a deck knows for accounts beside the accounts themselves, record by record.
package enum AccountEntry: Hashable, Codable, Sendable {
  /// A person of the account of a publisher.
  case user(publisher: String, AccountUser)
  /// An entry of the directory.
  case directory(KnownEntry)
}

/// What became of entries that were given to a directory.
package struct DirectoryReport: Hashable, Sendable {
  /// Entries that were not known.
  package var added = 0
  /// Entries that were known otherwise.
  package var changed = 0
  /// Entries that were known so.
  package var same = 0

  /// Nothing yet.
  package init() {}
}
