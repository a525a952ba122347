// Version 1 of the deck's file. Never edited once it has shipped: what changes later is a step of
// its own.
//
// Dates are whole microseconds since 1970, days are days since 1970. Types are kept by the short
// name that people see, so that sorting by it is what they expect. Stages and markets are numbers
// in the order of the way; see `Codes.swift`.

import GRDB

extension Schema {
  /// Creates all tables in an empty file.
  @Sendable static func createVersion1(_ db: Database) throws {
    try createDeckVersion1(db)
    try createOffersVersion1(db)
    try createHistoryVersion1(db)
  }

  private static func createDeckVersion1(_ db: Database) throws {
    try db.execute(
      sql: """
        -- One row. The generation goes up by one with every transaction that changes anything.
        CREATE TABLE deck (
          only INTEGER PRIMARY KEY CHECK (only = 1),
          generation INTEGER NOT NULL
        ) STRICT;
        INSERT INTO deck VALUES (1, 0);

        -- What the digests were computed by: see `Fingerprint`.
        CREATE TABLE playbooks (
          number INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          fingerprint TEXT
        ) STRICT;

        CREATE TABLE publishers (
          number INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE CHECK (id <> ''),
          name TEXT NOT NULL,
          role TEXT NOT NULL CHECK (role IN ('owner', 'contributor')),
          sign_in TEXT,
          work_email TEXT,
          mpn_id TEXT,
          migrated_at INTEGER
        ) STRICT;

        CREATE TABLE owners (
          publisher INTEGER NOT NULL REFERENCES publishers (number),
          place INTEGER NOT NULL,
          address TEXT NOT NULL,
          PRIMARY KEY (publisher, place)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE account_ticks (
          publisher INTEGER NOT NULL REFERENCES publishers (number),
          step TEXT NOT NULL,
          at INTEGER NOT NULL,
          by TEXT NOT NULL,
          PRIMARY KEY (publisher, step)
        ) STRICT, WITHOUT ROWID;
        """)
  }

  private static func createOffersVersion1(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE offers (
          id INTEGER PRIMARY KEY,
          -- What lists are sorted by comes first, where it is read with the least effort.
          publisher INTEGER NOT NULL REFERENCES publishers (number),
          offer_id TEXT NOT NULL CHECK (offer_id <> ''),
          name TEXT NOT NULL COLLATE NOCASE,
          type TEXT NOT NULL,
          track TEXT NOT NULL,
          stage INTEGER NOT NULL CHECK (stage BETWEEN 0 AND 5),
          stands_since INTEGER NOT NULL,
          changed_at INTEGER NOT NULL,
          -- The digest: follows from the rest, the publisher's ticks and the playbook. Where
          -- nothing is due, a day after all others stands in, so that it sorts last.
          due INTEGER NOT NULL,
          blocked INTEGER NOT NULL CHECK (blocked IN (0, 1)),
          concerned INTEGER NOT NULL CHECK (concerned >= 0),
          met INTEGER NOT NULL CHECK (met & ~concerned = 0),
          playbook INTEGER NOT NULL REFERENCES playbooks (number),
          market INTEGER NOT NULL CHECK (market BETWEEN 0 AND 2),
          report TEXT,
          going_live INTEGER NOT NULL CHECK (going_live IN (0, 1)),
          word TEXT,
          added_by INTEGER REFERENCES history (id),
          in_appsource TEXT CHECK (in_appsource IN ('yes', 'no')),
          type_right TEXT CHECK (type_right IN ('yes', 'no')),
          separate_entity TEXT CHECK (separate_entity IN ('yes', 'no')),
          certified_before TEXT CHECK (certified_before IN ('yes', 'no')),
          cosell_prioritized TEXT CHECK (cosell_prioritized IN ('yes', 'no')),
          cloud_embed TEXT CHECK (cloud_embed IN ('yes', 'no')),
          test_drive TEXT CHECK (test_drive IN ('yes', 'no')),
          tier TEXT CHECK (tier IN ('standard', 'premium')),
          listing_url TEXT,
          legal_entity TEXT,
          markets TEXT
        ) STRICT;

        CREATE TABLE ticks (
          offer INTEGER NOT NULL REFERENCES offers (id),
          step TEXT NOT NULL,
          at INTEGER NOT NULL,
          by TEXT NOT NULL,
          PRIMARY KEY (offer, step)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE pages (
          offer INTEGER NOT NULL REFERENCES offers (id),
          page TEXT NOT NULL,
          state TEXT NOT NULL CHECK (state IN ('not_started', 'incomplete', 'complete')),
          PRIMARY KEY (offer, page)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE tally (
          publisher INTEGER NOT NULL REFERENCES publishers (number),
          playbook INTEGER NOT NULL REFERENCES playbooks (number),
          track TEXT NOT NULL,
          stage INTEGER NOT NULL,
          blocked INTEGER NOT NULL,
          concerned INTEGER NOT NULL,
          met INTEGER NOT NULL,
          count INTEGER NOT NULL CHECK (count >= 0),
          PRIMARY KEY (publisher, playbook, track, stage, blocked, concerned, met)
        ) STRICT, WITHOUT ROWID;
        """)
    try db.execute(
      sql: """
        CREATE UNIQUE INDEX offers_by_id ON offers (publisher, offer_id);
        CREATE INDEX offers_by_due ON offers (due, name, offer_id, publisher);
        CREATE INDEX offers_by_name ON offers (name, offer_id, publisher);
        CREATE INDEX offers_by_stage ON offers (stage, name, offer_id, publisher);
        CREATE INDEX offers_by_track ON offers (track, name, offer_id, publisher);
        CREATE INDEX offers_by_type ON offers (type, name, offer_id, publisher);
        CREATE INDEX offers_by_changed ON offers (changed_at, name, offer_id, publisher);
        """)
  }

  private static func createHistoryVersion1(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE history (
          id INTEGER PRIMARY KEY,
          at INTEGER NOT NULL,
          by TEXT NOT NULL,
          publisher INTEGER NOT NULL REFERENCES publishers (number),
          offer INTEGER REFERENCES offers (id),
          kind TEXT NOT NULL,
          subject TEXT,
          detail TEXT,
          from_stage INTEGER,
          to_stage INTEGER,
          source TEXT NOT NULL,
          undoes INTEGER REFERENCES history (id),
          before TEXT
        ) STRICT;
        CREATE INDEX history_by_publisher ON history (publisher);
        CREATE INDEX history_by_offer ON history (offer) WHERE offer IS NOT NULL;
        CREATE UNIQUE INDEX history_by_undone ON history (undoes) WHERE undoes IS NOT NULL;
        """)
  }
}
