// Version 3 of the deck's file: what is typed and not sent yet, what was typed before, legal
// entities, and a quick way to what happened to an account. Never edited once it has shipped.

import GRDB

extension Schema {
  /// Brings version 2 to version 3.
  @Sendable static func createVersion3(_ db: Database) throws {
    try createDraftsVersion3(db)
    try createEntitiesVersion3(db)
    try indexHistoryVersion3(db)
  }

  /// What was typed into the wizard's first page was part of the account's state.
  private static func createDraftsVersion3(_ db: Database) throws {
    try db.execute(
      sql: """
        -- What is typed into a field of the migration and was not taken yet.
        CREATE TABLE drafts (
          publisher INTEGER NOT NULL REFERENCES publishers (number),
          field TEXT NOT NULL CHECK (field <> ''),
          text TEXT NOT NULL,
          PRIMARY KEY (publisher, field)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO drafts SELECT number, 'work_email', json_extract(account, '$.workEmail.draft')
          FROM publishers WHERE json_extract(account, '$.workEmail.draft') <> '';
        UPDATE publishers SET account = json_remove(account, '$.workEmail.draft')
          WHERE json_extract(account, '$.workEmail.draft') IS NOT NULL;

        -- What was typed into fields of a kind, the latest with the highest number.
        CREATE TABLE typed (
          number INTEGER PRIMARY KEY,
          field TEXT NOT NULL CHECK (field <> ''),
          text TEXT NOT NULL CHECK (text <> ''),
          UNIQUE (field, text)
        ) STRICT;
        """)
  }

  private static func createEntitiesVersion3(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE legal_entities (
          publisher INTEGER NOT NULL REFERENCES publishers (number),
          place INTEGER NOT NULL,
          name TEXT NOT NULL CHECK (name <> ''),
          PRIMARY KEY (publisher, place)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX offers_by_entity ON offers (publisher, legal_entity)
          WHERE legal_entity IS NOT NULL;
        """)
  }

  /// Entries of offers are many, those of accounts are few.
  private static func indexHistoryVersion3(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE INDEX history_of_accounts ON history (publisher)
          WHERE offer IS NULL OR substr(before, 1, 14) = '{"accountStep"';
        """)
  }
}
