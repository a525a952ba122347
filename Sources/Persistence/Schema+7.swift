// Version 7 of the deck's file: facts that have no column. Never edited once it has shipped.

import GRDB

extension Schema {
  /// Brings version 6 to version 7.
  @Sendable static func createVersion7(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE facts (
          offer INTEGER NOT NULL REFERENCES offers (id),
          fact TEXT NOT NULL CHECK (fact <> ''),
          value TEXT NOT NULL,
          PRIMARY KEY (offer, fact)
        ) STRICT, WITHOUT ROWID;
        """)
  }
}
