// The tables of the directory, as records.

import GRDB
import Lifecycle

/// The tables of tenants, domains and MPN IDs.
enum DirectoryTable {
  /// The record of a tenant, a domain or an MPN ID; empty if there is none.
  static func fetch(_ db: Database, _ subject: Subject) throws -> Fields {
    switch subject {
    case .tenant(let id):
      let name = try String.fetchOne(
        try db.cachedStatement(sql: "SELECT name FROM tenants WHERE id = ?"), arguments: [id])
      return name.map { ["name": .text($0)] } ?? [:]
    case .domain(let name):
      return try record(
        Row.fetchOne(
          try db.cachedStatement(
            sql: """
              SELECT t.id, d.assurance FROM domains d LEFT JOIN tenants t ON t.number = d.tenant
              WHERE d.domain = ?
              """), arguments: [name]))
    case .membership(let id):
      return try record(
        Row.fetchOne(
          try db.cachedStatement(
            sql: """
              SELECT t.id, m.assurance, m.state FROM memberships m
              LEFT JOIN tenants t ON t.number = m.tenant WHERE m.mpn_id = ?
              """), arguments: [id]))
    case .publisher, .offer, .user: preconditionFailure("It is no part of the directory.")
    }
  }

  private static func record(_ row: Row?) throws -> Fields {
    guard let row else { return [:] }
    return try DamagedRow.naming("directory", row.text(0)) {
      var fields: Fields = ["assurance": .text(try row.read(1))]
      if let tenant: String = try row.read(0) { fields["tenant"] = .text(tenant) }
      if row.count > 2 { fields["state"] = .text(try row.read(2)) }
      return fields
    }
  }

  /// An entry whose tenant goes by its name, with the tenant that has that name; the same if none has.
  static func naming(_ entry: DirectoryEntry, _ db: Database) throws -> DirectoryEntry {
    guard let name = entry.tenant?.name, entry.tenant?.id == name,
      let id = try String.fetchOne(
        db, sql: "SELECT id FROM tenants WHERE name = ? COLLATE NOCASE ORDER BY number LIMIT 1",
        arguments: [name])
    else { return entry }
    let tenant = Tenant(id: id, name: name)
    return switch entry {
    case .domain(let domain, _): .domain(domain, tenant)
    case .membership(let id, let state, _): .membership(id, state, tenant)
    }
  }

  /// All records.
  static func fetchAll(_ db: Database) throws -> [Subject: Fields] {
    var subjects = try String.fetchAll(db, sql: "SELECT id FROM tenants").map { Subject.tenant($0) }
    subjects += try String.fetchAll(db, sql: "SELECT domain FROM domains").map { .domain($0) }
    subjects += try String.fetchAll(db, sql: "SELECT mpn_id FROM memberships")
      .map { .membership($0) }
    return try Dictionary(
      uniqueKeysWithValues: subjects.map { ($0, try fetch(db, $0)) })
  }

  /// Writes a record; an empty one removes the row.
  static func write(_ db: Database, _ subject: Subject, _ fields: Fields) throws {
    func text(_ name: String) -> String? {
      if case .text(let text) = fields[name] { text } else { nil }
    }
    let tenant = try text("tenant").map {
      try Int64.fetchOne(db, sql: "SELECT number FROM tenants WHERE id = ?", arguments: [$0])
    }
    switch subject {
    case .tenant(let id):
      guard let name = text("name") else {
        try db.execute(sql: "DELETE FROM tenants WHERE id = ?", arguments: [id])
        return
      }
      try db.execute(
        sql: """
          INSERT INTO tenants (id, name) VALUES (?, ?)
          ON CONFLICT (id) DO UPDATE SET name = excluded.name
          """, arguments: [id, name])
    case .domain(let name):
      guard let assurance = text("assurance") else {
        try db.execute(sql: "DELETE FROM domains WHERE domain = ?", arguments: [name])
        return
      }
      try db.execute(
        sql: "INSERT OR REPLACE INTO domains (domain, tenant, assurance) VALUES (?, ?, ?)",
        arguments: [name, tenant ?? nil, assurance])
    case .membership(let id):
      guard let assurance = text("assurance"), let state = text("state") else {
        try db.execute(sql: "DELETE FROM memberships WHERE mpn_id = ?", arguments: [id])
        return
      }
      try db.execute(
        sql: """
          INSERT OR REPLACE INTO memberships (mpn_id, tenant, state, assurance)
          VALUES (?, ?, ?, ?)
          """, arguments: [id, tenant ?? nil, state, assurance])
    case .publisher, .offer, .user: preconditionFailure("It is no part of the directory.")
    }
  }
}
