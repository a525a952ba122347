// Version 4 of the deck's file: indexes by which the deck is shown as it was at a past moment, and by
// which the durations of steps are read. Never edited once it has shipped.

import GRDB

extension Schema {
  /// Brings version 3 to version 4.
  @Sendable static func createVersion4(_ db: Database) throws {
    try db.execute(
      sql: """
        -- What happened after a moment.
        CREATE INDEX IF NOT EXISTS history_by_moment ON history (at);
        -- All that tells how long an offer stood where, without reading what undoing restores.
        CREATE INDEX IF NOT EXISTS history_of_stages
          ON history (offer, id, at, kind, from_stage, to_stage, undoes)
          WHERE offer IS NOT NULL AND from_stage <> to_stage;
        """)
  }
}
