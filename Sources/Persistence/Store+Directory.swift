// The directory that is part of the deck: answers what was imported, or said by hand.

package import Foundation
import GRDB
package import Lifecycle

extension Store: Directory {
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
    if isCancelled() { throw .cancelled }
    do throws(StoreFailure) {
      return try reading(over: .walk, body)
    } catch {
      throw .unavailable(error.sentence)
    }
  }

  // MARK: - What it holds

  /// Everything that the directory holds: domains, then MPN IDs.
  package func directoryEntries() throws(StoreFailure) -> [KnownEntry] {
    try reading(over: .walk) { db in try Self.directoryEntries(db, leavingOut: damage) }
  }

  /// Everything that the directory of a deck holds.
  ///
  /// - Parameter damage: where to note damaged rows, which are left out; without it they are an error.
  static func directoryEntries(
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
    func entries(
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
    return try entries("domains", domains) { row, tenant in
      guard let domain = try? DomainName(try row.read(0) as String) else {
        throw row.unreadable(0)
      }
      return .domain(domain, tenant)
    }
      + entries("memberships", memberships) { row, tenant in
        guard let id = try? MPNID(try row.read(0) as String) else { throw row.unreadable(0) }
        return .membership(id, try row.word(4), tenant)
      }
  }

  /// The tenant of a name: one that the directory has, or a new one that goes by its name.
  package func tenant(named name: String) throws(StoreFailure) -> Tenant {
    try reading(over: .walk) { db in
      let id = try String.fetchOne(
        db, sql: "SELECT id FROM tenants WHERE name = ? COLLATE NOCASE ORDER BY number LIMIT 1",
        arguments: [name])
      return Tenant(id: id ?? name, name: name)
    }
  }

  /// Takes entries into the directory, all of them or none. What a directory said stands above what
  /// a person says; what is said later, above what was said before.
  ///
  /// - Parameters:
  ///   - publisher: whose account it was said for; nil where it answers for all of them. It stands
  ///     in the history of each.
  ///   - file: the name of the file that said it; nil for a person.
  ///   - isDryRun: do everything, and then nothing.
  @discardableResult
  package func learn(
    _ entries: [DirectoryEntry], _ assurance: Assurance, for publisher: String? = nil,
    named file: String? = nil, isDryRun: Bool = false, at moment: Date, by actor: String
  ) throws(StoreFailure) -> DirectoryReport {
    do {
      return try writing(isKept: !isDryRun) { writing in
        var report = DirectoryReport()
        for entry in entries { try writing.learn(entry, assurance, &report) }
        guard report.added + report.changed > 0 else { return report }
        writing.change()
        let detail =
          file == nil
          ? entries.map(\.sentence).joined(separator: "; ")
          : "\(report.added) added, \(report.changed) changed"
        let owners = try publisher.map { [try writing.publisher($0)] }
        for owner in try owners ?? PublisherTable.fetchAll(writing.db) {
          try HistoryTable.insert(
            writing.db,
            HistoryEntry(
              at: moment, by: actor, publisher: owner.publisher.id, kind: "directory",
              subject: file, detail: detail),
            publisher: owner.number)
        }
        return report
      }
    } catch { throw StoreFailure(error, path: path) }
  }
}

extension Writing {
  /// Takes an entry into the directory.
  func learn(
    _ entry: DirectoryEntry, _ assurance: Assurance, _ report: inout DirectoryReport
  ) throws {
    let tenant = try entry.tenant.map { try number(of: $0) }
    switch entry {
    case .domain(let domain, _):
      let known = try Row.fetchOne(
        db, sql: "SELECT tenant, assurance FROM domains WHERE domain = ?",
        arguments: [domain.ascii])
      guard isNews(known, [tenant, assurance.rawValue], assurance, &report) else { return }
      try db.execute(
        sql: "INSERT OR REPLACE INTO domains (domain, tenant, assurance) VALUES (?, ?, ?)",
        arguments: [domain.ascii, tenant, assurance.rawValue])
    case .membership(let id, let state, _):
      let known = try Row.fetchOne(
        db, sql: "SELECT tenant, state, assurance FROM memberships WHERE mpn_id = ?",
        arguments: [id.text])
      guard isNews(known, [tenant, state.rawValue, assurance.rawValue], assurance, &report)
      else { return }
      try db.execute(
        sql: """
          INSERT OR REPLACE INTO memberships (mpn_id, tenant, state, assurance)
          VALUES (?, ?, ?, ?)
          """, arguments: [id.text, tenant, state.rawValue, assurance.rawValue])
    }
  }

  /// Whether something says what is not known, by more than what is known.
  private func isNews(
    _ known: Row?, _ values: [(any DatabaseValueConvertible)?], _ assurance: Assurance,
    _ report: inout DirectoryReport
  ) -> Bool {
    guard let known else {
      report.added += 1
      return true
    }
    let isSame = Array(known.databaseValues) == values.map { $0?.databaseValue ?? .null }
    let isBelow =
      assurance == .byHand
      && known["assurance"] as DatabaseValue == Assurance.verified.rawValue.databaseValue
    if isSame || isBelow {
      report.same += 1
      return false
    }
    report.changed += 1
    return true
  }

  private func number(of tenant: Tenant) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO tenants (id, name) VALUES (?, ?)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name
        """, arguments: [tenant.id, tenant.name])
    return try Int64.fetchOne(
      db, sql: "SELECT number FROM tenants WHERE id = ?", arguments: [tenant.id]) ?? 0
  }
}
