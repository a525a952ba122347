// Version 2 of the deck's file: accounts with the state of their migration, the directory that
// answers whose tenant a domain is, and the users of both portals. Never edited once it has shipped.

import GRDB

extension Schema {
  /// Brings version 1 to version 2.
  @Sendable static func createVersion2(_ db: Database) throws {
    try moveAccountsVersion2(db)
    try createDirectoryVersion2(db)
    try createUsersVersion2(db)
  }

  /// What was known of an account in three columns becomes its state, as JSON: it is read as a
  /// whole or not at all. The state is the one that an Owner has; the role stands beside it.
  private static func moveAccountsVersion2(_ db: Database) throws {
    try db.execute(
      sql: """
        ALTER TABLE publishers ADD COLUMN microsoft_account INTEGER NOT NULL DEFAULT 0
          CHECK (microsoft_account IN (0, 1));
        ALTER TABLE publishers ADD COLUMN account TEXT NOT NULL
          DEFAULT '{"actionRequired":{"_0":{}}}';
        UPDATE publishers SET account = iif(
          migrated_at IS NULL,
          json_object('actionRequired', json_object('_0', json_patch('{}', json_object(
            'workEmail', work_email, 'mpnID', mpn_id)))),
          json_object('migrated', json_object('_0', json_patch('{"isUnverified":false}', json_object(
            'workEmail', work_email, 'mpnID', mpn_id, 'at', migrated_at))))
        );
        UPDATE publishers SET account = replace(
          account, '"isUnverified":0', '"isUnverified":false');
        ALTER TABLE publishers DROP COLUMN work_email;
        ALTER TABLE publishers DROP COLUMN mpn_id;
        ALTER TABLE publishers DROP COLUMN migrated_at;
        """)
  }

  private static func createDirectoryVersion2(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE tenants (
          number INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE CHECK (id <> ''),
          name TEXT NOT NULL
        ) STRICT;

        -- The ASCII form; without a tenant its addresses are personal.
        CREATE TABLE domains (
          domain TEXT PRIMARY KEY CHECK (domain <> ''),
          tenant INTEGER REFERENCES tenants (number),
          assurance TEXT NOT NULL CHECK (assurance IN ('verified', 'by_hand'))
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE memberships (
          mpn_id TEXT PRIMARY KEY CHECK (mpn_id <> ''),
          tenant INTEGER REFERENCES tenants (number),
          state TEXT NOT NULL CHECK (state IN ('valid', 'unconfirmed', 'invalid')),
          assurance TEXT NOT NULL CHECK (assurance IN ('verified', 'by_hand')),
          CHECK (tenant IS NOT NULL OR state = 'invalid')
        ) STRICT, WITHOUT ROWID;
        """)
  }

  private static func createUsersVersion2(_ db: Database) throws {
    try db.execute(
      sql: """
        -- A row for each person of an account. A role that is NULL: not in that portal.
        -- echo_since: since when a change in Partner Center is expected to show in the other.
        CREATE TABLE users (
          publisher INTEGER NOT NULL REFERENCES publishers (number),
          key TEXT NOT NULL CHECK (key <> ''),
          address TEXT NOT NULL,
          name TEXT NOT NULL,
          cpp_role TEXT CHECK (cpp_role IN ('owner', 'contributor')),
          cpp_since INTEGER,
          center_role TEXT,
          center_since INTEGER,
          echo_since INTEGER,
          PRIMARY KEY (publisher, key),
          CHECK ((cpp_role IS NULL) = (cpp_since IS NULL)),
          CHECK ((center_role IS NULL) = (center_since IS NULL))
        ) STRICT, WITHOUT ROWID;
        """)
  }
}
