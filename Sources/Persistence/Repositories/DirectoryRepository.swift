// The directory that is part of the deck: answers what was imported, or said by hand.

package import Foundation
import GRDB
package import Lifecycle

/// The directory of a deck.
package struct DirectoryRepository: Directory {
  let deck: Store

  /// Whose tenant the addresses of a domain belong to: of the domain itself, or of the nearest one
  /// above it that is known.
  package func owner(
    of domain: DomainName, isCancelled: @Sendable () -> Bool
  ) throws(DirectoryFailure) -> DomainFinding {
    try answering(isCancelled) { db in
      var labels = domain.ascii.split(separator: ".")
      while labels.count >= 2 {
        if let row = try Row.fetchOne(
          db,
          sql: """
            SELECT t.id, t.name, d.assurance FROM domains d
            LEFT JOIN tenants t ON t.number = d.tenant WHERE d.domain = ?
            """, arguments: [labels.joined(separator: ".")])
        {
          return try DamagedRow.naming("domains", labels.joined(separator: ".")) {
            guard let id = try row.read(0) as String? else { return .personal }
            return .tenant(Tenant(id: id, name: try row.read(1)), try row.word(2))
          }
        }
        labels.removeFirst()
      }
      return .unknown
    }
  }

  /// What is known of an MPN ID.
  package func membership(
    _ id: MPNID, isCancelled: @Sendable () -> Bool
  ) throws(DirectoryFailure) -> MembershipFinding {
    try answering(isCancelled) { db in
      guard
        let row = try Row.fetchOne(
          db,
          sql: """
            SELECT m.state, t.id, t.name, m.assurance FROM memberships m
            LEFT JOIN tenants t ON t.number = m.tenant WHERE m.mpn_id = ?
            """, arguments: [id.text])
      else { return .unknown }
      return try DamagedRow.naming("memberships", id.text) {
        let state: MembershipState = try row.word(0)
        guard let tenantID = try row.read(1) as String?, state != .invalid else { return .invalid }
        let tenant = Tenant(id: tenantID, name: try row.read(2))
        let assurance: Assurance = try row.word(3)
        return state == .valid ? .valid(tenant, assurance) : .unconfirmed(tenant, assurance)
      }
    }
  }

  /// The domains of a tenant.
  package func domains(
    of tenant: Tenant, isCancelled: @Sendable () -> Bool
  ) throws(DirectoryFailure) -> [DomainName] {
    try answering(isCancelled) { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT d.domain FROM domains d JOIN tenants t ON t.number = d.tenant WHERE t.id = ?
          ORDER BY d.domain
          """, arguments: [tenant.id]
      ).compactMap { try? DomainName($0) }
    }
  }

  private func answering<Finding>(
    _ isCancelled: () -> Bool, _ body: (Database) throws -> Finding
  ) throws(DirectoryFailure) -> Finding {
    if isCancelled() { throw .canceled }
    do throws(StoreFailure) {
      return try deck.reading(over: .walk, body)
    } catch {
      throw .unavailable(error.sentence)
    }
  }

  // MARK: - What it holds

  /// Everything that the directory holds: domains, then MPN IDs.
  package func entries() throws(StoreFailure) -> [KnownEntry] {
    try deck.reading(over: .walk) { db in try Self.entries(db, leavingOut: deck.damage) }
  }

  /// Everything that the directory of a deck holds.
  ///
  /// - Parameter damage: where to note damaged rows, which are left out; without it they are an error.
  static func entries(
    _ db: Database, leavingOut damage: DamageLog? = nil
  ) throws -> [KnownEntry] {
    let domains = try Row.fetchAll(
      db,
      sql: """
        SELECT d.domain, t.id, t.name, d.assurance FROM domains d
        LEFT JOIN tenants t ON t.number = d.tenant ORDER BY t.name, d.domain
        """)
    let memberships = try Row.fetchAll(
      db,
      sql: """
        SELECT m.mpn_id, t.id, t.name, m.assurance, m.state FROM memberships m
        LEFT JOIN tenants t ON t.number = m.tenant ORDER BY t.name, m.mpn_id
        """)
    func known(
      _ table: String, _ rows: [Row], _ entry: (Row, Tenant?) throws -> DirectoryEntry
    ) throws -> [KnownEntry] {
      try rows.compactMap { row in
        try damage.skipping {
          try DamagedRow.naming(table, row.text(0)) {
            let id: String? = try row.read(1)
            let tenant = try id.map { Tenant(id: $0, name: try row.read(2)) }
            return KnownEntry(try entry(row, tenant), try row.word(3))
          }
        }
      }
    }
    return try known("domains", domains) { row, tenant in
      guard let domain = try? DomainName(try row.read(0) as String) else {
        throw row.unreadable(0)
      }
      return .domain(domain, tenant)
    }
      + known("memberships", memberships) { row, tenant in
        guard let id = try? MPNID(try row.read(0) as String) else { throw row.unreadable(0) }
        return .membership(id, try row.word(4), tenant)
      }
  }

  /// Takes entries into the directory, all of them or none. What a directory said stands above what
  /// a person says; what is said later, above what was said before. A person who names a tenant means
  /// the one that the directory has under that name, if it has one.
  ///
  /// - Parameters:
  ///   - publisher: whose account it was said for; nil if it answers for all of them. It is then in
  ///     the history of each.
  ///   - file: the name of the file that said it; nil for a person.
  ///   - isDryRun: do everything, and then nothing.
  @discardableResult
  package func learn(
    _ entries: [DirectoryEntry], _ assurance: Assurance, for publisher: String? = nil,
    named file: String? = nil, isDryRun: Bool = false, at moment: Date, by actor: String
  ) throws(StoreFailure) -> DirectoryReport {
    try deck.writing(isKept: !isDryRun) { writing in
      var report = DirectoryReport()
      var changes: [Change] = []
      for entry in entries {
        let meant = assurance == .byHand ? try DirectoryTable.naming(entry, writing.db) : entry
        changes += try writing.learn(meant, assurance, &report)
      }
      guard !changes.isEmpty else { return report }
      let detail =
        file == nil
        ? entries.map(\.sentence).joined(separator: "; ")
        : "\(report.added) added, \(report.changed) changed"
      let owner = try publisher.map { try writing.publisher($0) }
      try writing.record(
        HistoryEntry(
          at: moment, by: actor, publisher: publisher ?? "", kind: "directory", subject: file,
          detail: detail), changes, .deck, publisher: owner?.number ?? 0)
      return report
    }
  }
}

extension Writing {
  /// Takes an entry into the directory.
  ///
  /// - Returns: what that changed.
  func learn(
    _ entry: DirectoryEntry, _ assurance: Assurance, _ report: inout DirectoryReport
  ) throws -> [Change] {
    var changes: [Change] = []
    func write(_ subject: Subject, _ before: Fields, _ fields: Fields) throws {
      guard let change = Change(subject, from: before, to: fields) else { return }
      try DirectoryTable.write(db, subject, fields)
      changes.append(change)
    }
    if let tenant = entry.tenant {
      let subject = Subject.tenant(tenant.id)
      try write(subject, try DirectoryTable.fetch(db, subject), ["name": .text(tenant.name)])
    }
    var fields: Fields = ["assurance": .text(assurance.rawValue)]
    if let tenant = entry.tenant { fields["tenant"] = .text(tenant.id) }
    let subject: Subject
    switch entry {
    case .domain(let domain, _): subject = .domain(domain.ascii)
    case .membership(let id, let state, _):
      subject = .membership(id.text)
      fields["state"] = .text(state.rawValue)
    }
    let known = try DirectoryTable.fetch(db, subject)
    let isBelow =
      assurance == .byHand && known["assurance"] == .text(Assurance.verified.rawValue)
    if known.isEmpty {
      report.added += 1
    } else if known == fields || isBelow {
      report.same += 1
      return changes
    } else {
      report.changed += 1
    }
    try write(subject, known, fields)
    return changes
  }
}
