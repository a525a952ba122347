// Version 5 of the deck's file: how far an offer came before it was taken back, the kind of a failure,
// deadlines that may apply or are on hold, and two facts. Never edited once it has shipped.

import GRDB

extension Schema {
  /// Brings version 4 to version 5.
  static func createVersion5(_ db: Database) throws {
    try db.execute(
      sql: """
        ALTER TABLE offers ADD COLUMN evidence INTEGER NOT NULL DEFAULT 0
          CHECK (evidence BETWEEN 0 AND 3);
        -- What kind of failure the report tells of: 0 certification, 1 validation,
        -- 2 publishing, 3 canceled.
        ALTER TABLE offers ADD COLUMN failure INTEGER NOT NULL DEFAULT 0
          CHECK (failure BETWEEN 0 AND 3);
        -- Deadlines of `concerned` that only may concern the offer, since a fact is not known, and
        -- those that are on hold. They are part of the digest.
        ALTER TABLE offers ADD COLUMN uncertain INTEGER NOT NULL DEFAULT 0
          CHECK (uncertain & ~concerned = 0);
        ALTER TABLE offers ADD COLUMN held INTEGER NOT NULL DEFAULT 0
          CHECK (held & ~concerned = 0);
        ALTER TABLE offers ADD COLUMN support_ticket TEXT;
        ALTER TABLE offers ADD COLUMN recertified_at TEXT;

        ALTER TABLE tally RENAME TO tally_4;
        CREATE TABLE tally (
          publisher INTEGER NOT NULL REFERENCES publishers (number),
          playbook INTEGER NOT NULL REFERENCES playbooks (number),
          track TEXT NOT NULL,
          stage INTEGER NOT NULL,
          blocked INTEGER NOT NULL,
          concerned INTEGER NOT NULL,
          met INTEGER NOT NULL,
          uncertain INTEGER NOT NULL,
          held INTEGER NOT NULL,
          count INTEGER NOT NULL CHECK (count >= 0),
          PRIMARY KEY (
            publisher, playbook, track, stage, blocked, concerned, met, uncertain, held)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO tally
          SELECT publisher, playbook, track, stage, blocked, concerned, met, 0, 0, count
          FROM tally_4;
        DROP TABLE tally_4;
        """)
  }
}
