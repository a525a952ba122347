// Which events are later than a moment.
//
// What an event changed is part of a chain with all other changes of the same: an offer, an account
// with its steps and people, or the directory. Clocks go wrong, so that an event can have an earlier
// date than the one before it. In a chain the order of the numbers decides: nothing happened before
// what it rests on, so what follows a later event of its chain is later too.

import Foundation
import GRDB

/// The events that are later than a moment, in a table of the connection's own.
enum LaterEntries {
  /// Whether the history holds any.
  static func exist(after moment: Date, _ db: Database) throws -> Bool {
    let statement = try db.cachedStatement(
      sql: "SELECT EXISTS (SELECT 1 FROM history WHERE at > ?)")
    return try Bool.fetchOne(statement, arguments: [moment.microseconds]) ?? false
  }

  /// Gathers them in `later`, the first of each offer in `firsts`.
  static func gather(after moment: Date, _ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TEMP TABLE IF NOT EXISTS later (id INTEGER PRIMARY KEY);
        CREATE TEMP TABLE IF NOT EXISTS firsts (offer INTEGER PRIMARY KEY, id INTEGER NOT NULL);
        DELETE FROM later;
        DELETE FROM firsts;
        """)
    try db.execute(
      sql: "INSERT INTO later SELECT id FROM history WHERE at > ?",
      arguments: [moment.microseconds])
    // An import and what takes it back stand for themselves: what it added goes with it.
    try db.execute(
      sql: """
        INSERT INTO firsts
        SELECT h.offer, min(h.id) FROM later l CROSS JOIN history h ON h.id = l.id
        WHERE h.scope = 1 GROUP BY h.offer;

        INSERT OR IGNORE INTO later
        SELECT h.id FROM firsts f CROSS JOIN history h ON h.offer = f.offer AND h.id > f.id
        WHERE h.at <= \(moment.microseconds) AND h.scope = 1;

        INSERT OR IGNORE INTO later
        SELECT h.id FROM (
          SELECT h.publisher AS publisher, min(h.id) AS id
          FROM later l CROSS JOIN history h ON h.id = l.id WHERE h.scope = 2 GROUP BY h.publisher
        ) f CROSS JOIN history h ON h.publisher = f.publisher AND h.id > f.id
        WHERE h.at <= \(moment.microseconds) AND h.scope = 2;

        INSERT OR IGNORE INTO later
        SELECT h.id FROM history h WHERE h.scope = 4 AND h.id > (
          SELECT min(h.id) FROM later l CROSS JOIN history h ON h.id = l.id WHERE h.scope = 4);

        INSERT OR IGNORE INTO later
        WITH RECURSIVE taken (id) AS (
          SELECT u.id FROM later l CROSS JOIN history u ON u.undoes = l.id WHERE u.scope = 3
          UNION SELECT u.id FROM taken t CROSS JOIN history u ON u.undoes = t.id)
        SELECT id FROM taken;
        """)
  }
}
