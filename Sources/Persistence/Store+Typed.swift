// What a person types, kept before it is sent and after: neither changes anything that others see,
// so that nobody else is told of it.

import GRDB
package import Lifecycle

extension Store {
  /// What is typed into the fields of the migration of an account and was not taken yet.
  package func drafts(of id: String) throws(StoreFailure) -> [ProfileField: String] {
    try reading { db in
      let rows = try Row.fetchAll(
        try db.cachedStatement(
          sql: """
            SELECT field, text FROM drafts
            WHERE publisher = (SELECT number FROM publishers WHERE id = ?)
            """), arguments: [id])
      let pairs = rows.compactMap { row in
        ProfileField(rawValue: row[0]).map { ($0, row[1] as String) }
      }
      return Dictionary(pairs, uniquingKeysWith: { $1 })
    }
  }

  /// Keeps what is typed into a field of the migration of an account, in the place of what was kept
  /// before.
  package func keep(
    draft text: String, of field: ProfileField, ofAccount id: String
  ) throws(StoreFailure) {
    do {
      try writing { writing in
        let owner = try writing.publisher(id)
        try writing.db.cachedStatement(sql: "INSERT OR REPLACE INTO drafts VALUES (?, ?, ?)")
          .execute(arguments: [owner.number, field.rawValue, text])
      }
    } catch { throw StoreFailure(error, path: path) }
  }

  /// What was typed into fields of a kind, the latest last.
  package func typed(into field: TypedField) throws(StoreFailure) -> [String] {
    try reading { db in
      try String.fetchAll(
        try db.cachedStatement(sql: "SELECT text FROM typed WHERE field = ? ORDER BY number"),
        arguments: [field.name])
    }
  }

  /// Keeps what was typed into a field, and forgets the earliest where there are many.
  package func remember(_ raw: String, typedInto field: TypedField) throws(StoreFailure) {
    let text = raw.trimmingWhitespace()
    guard !text.isEmpty, text.utf8.count <= TypedField.longest else { return }
    do {
      try writing { writing in
        try writing.db.cachedStatement(
          sql: "INSERT OR REPLACE INTO typed (field, text) VALUES (?, ?)"
        ).execute(arguments: [field.name, text])
        try writing.db.cachedStatement(
          sql: """
            DELETE FROM typed WHERE field = ?1 AND number <= (
              SELECT number FROM typed WHERE field = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2)
            """
        ).execute(arguments: [field.name, TypedField.limit])
      }
    } catch { throw StoreFailure(error, path: path) }
  }
}

extension Writing {
  /// Forgets what was typed for an event, once it has happened.
  func dropDrafts(after event: AccountEvent, of record: PublisherRecord) throws {
    let fields: [ProfileField] =
      switch event {
      case .workEmail: [.workEmail]
      case .membership: [.mpnID]
      case .complete, .observeMigrated: [.workEmail, .mpnID]
      default: []
      }
    for field in fields {
      try db.cachedStatement(sql: "DELETE FROM drafts WHERE publisher = ? AND field = ?")
        .execute(arguments: [record.number, field.rawValue])
    }
  }
}
