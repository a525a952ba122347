// What a person types, kept before it is sent and after: it is theirs alone, in a file beside the
// deck's state, and nobody else is told of it.

import GRDB
package import Lifecycle

/// What a person typed into the fields of a deck.
package struct TypedTextRepository {
  let deck: Store

  /// What is typed into the fields of the migration of an account and was not taken yet.
  package func drafts(of id: String) -> [ProfileField: String] {
    let pairs = (deck.privateFile.read().drafts[id] ?? [:]).compactMap { field, text in
      ProfileField(rawValue: field).map { ($0, text) }
    }
    return Dictionary(pairs, uniquingKeysWith: { $1 })
  }

  /// Keeps what is typed into a field of the migration of an account, in the place of what was kept
  /// before.
  ///
  /// - Throws: the deck has no such publisher, or the private file can't be written.
  package func keep(
    draft text: String, for field: ProfileField, of id: String
  ) throws(StoreFailure) {
    guard try deck.reading({ db in try PublisherTable.fetch(db, id) }) != nil else {
      throw .unknownPublisher(id)
    }
    try deck.privateFile.change { $0.drafts[id, default: [:]][field.rawValue] = text }
  }

  /// What was typed into fields of a kind, the latest last.
  package func texts(of field: TypedField) -> [String] {
    deck.privateFile.read().typed[field.name] ?? []
  }

  /// Keeps what was typed into a field, and forgets the earliest of many.
  ///
  /// - Throws: the private file can't be written.
  package func remember(_ raw: String, of field: TypedField) throws(StoreFailure) {
    let text = raw.trimmingWhitespace()
    guard !text.isEmpty, text.utf8.count <= TypedField.longest else { return }
    try deck.privateFile.change { $0.add(text, to: field.name) }
  }

  /// Forgets what was typed for an event, once it has happened.
  func dropDrafts(after event: AccountEvent, of id: String) {
    let fields: [ProfileField] =
      switch event {
      case .workEmail: [.workEmail]
      case .membership: [.mpnID]
      case .complete, .observeMigrated: [.workEmail, .mpnID]
      default: []
      }
    dropDrafts(fields, of: id)
  }

  /// Forgets what was typed into fields. A draft that can't be taken away is offered again, which
  /// is no reason to fail what has happened.
  func dropDrafts(_ fields: [ProfileField] = ProfileField.allCases, of id: String) {
    guard !fields.isEmpty, !drafts(of: id).isEmpty else { return }
    try? deck.privateFile.change { content in
      for field in fields { content.drafts[id]?[field.rawValue] = nil }
      if content.drafts[id]?.isEmpty == true { content.drafts[id] = nil }
    }
  }

  // MARK: - Decks of earlier versions

  /// Moves what an earlier version kept in the deck into the private file. If that can't be
  /// written, it stays where it is until another time.
  func moveFromDeck() throws {
    let (drafts, typed) = try deck.reading { db in
      (
        try Row.fetchAll(
          db,
          sql: """
            SELECT p.id, d.field, d.text FROM drafts d JOIN publishers p ON p.number = d.publisher
            """),
        try Row.fetchAll(db, sql: "SELECT field, text FROM typed ORDER BY number")
      )
    }
    guard !drafts.isEmpty || !typed.isEmpty else { return }
    do {
      try deck.privateFile.change { content in
        for row in drafts {
          guard let id = String.fromDatabaseValue(row[0]),
            let text = String.fromDatabaseValue(row[2]),
            let field = String.fromDatabaseValue(row[1]), content.drafts[id]?[field] == nil
          else { continue }
          content.drafts[id, default: [:]][field] = text
        }
        let later = content.typed
        content.typed = [:]
        for row in typed {
          guard let field = String.fromDatabaseValue(row[0]),
            let text = String.fromDatabaseValue(row[1])
          else { continue }
          content.add(text, to: field)
        }
        for (field, texts) in later { for text in texts { content.add(text, to: field) } }
      }
    } catch { return }
    // Without a new generation: nobody else sees a difference.
    try deck.writingThrough { writing in
      // Written over as well, rather than left in free pages.
      try writing.db.execute(
        sql: """
          PRAGMA secure_delete = ON;
          DELETE FROM drafts;
          DELETE FROM typed;
          PRAGMA secure_delete = OFF;
          """)
    }
  }
}
