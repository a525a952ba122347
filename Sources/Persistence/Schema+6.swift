// Version 6 of the deck's file: the history becomes the log of events, from which the rows can be made
// again. Never edited once it has shipped.

import GRDB

extension Schema {
  /// Brings version 5 to version 6. What the entries so far changed is worked out afterward: see
  /// `EventConversion`.
  @Sendable static func createVersion6(_ db: Database) throws {
    try db.execute(
      sql: """
        -- What each entry changed, as it was before; for the conversion.
        CREATE TEMP TABLE snapshots (entry INTEGER PRIMARY KEY, text TEXT NOT NULL);
        INSERT INTO snapshots SELECT id, before FROM history WHERE before IS NOT NULL;
        DROP INDEX history_of_accounts;
        ALTER TABLE history DROP COLUMN before;
        ALTER TABLE history RENAME COLUMN kind TO type;
        ALTER TABLE history ADD COLUMN uuid BLOB;
        -- The number of the first event of the same action.
        ALTER TABLE history ADD COLUMN action INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE history ADD COLUMN replica INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE history ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
        -- What it is about: 1 an offer, 2 a publisher and its account, 3 an import, 4 the deck.
        ALTER TABLE history ADD COLUMN scope INTEGER NOT NULL DEFAULT 0;
        -- NULL if it is not known what it changed.
        ALTER TABLE history ADD COLUMN payload TEXT;
        ALTER TABLE history ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;

        -- The offers that an event added.
        CREATE TABLE history_parts (
          number INTEGER PRIMARY KEY,
          event INTEGER NOT NULL,
          payload TEXT NOT NULL,
          checksum INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX history_parts_by_event ON history_parts (event);

        -- The decks in which events were written; number 1 is this one.
        CREATE TABLE replicas (number INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE) STRICT;

        -- What events are about that is not there any more.
        CREATE TABLE removed_publishers (
          number INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE
        ) STRICT;
        CREATE TABLE removed_offers (
          number INTEGER PRIMARY KEY,
          publisher INTEGER NOT NULL,
          offer_id TEXT NOT NULL,
          UNIQUE (publisher, offer_id)
        ) STRICT;
        """)
  }

  /// Makes the indexes of version 6, once its events are complete.
  static func indexVersion6(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE UNIQUE INDEX history_by_uuid ON history (uuid);
        CREATE INDEX history_by_action ON history (action);
        CREATE INDEX history_of_accounts ON history (publisher) WHERE scope <> 1;
        """)
  }
}
