// Which entries of the history are later than a moment.
//
// What an entry changed stands in a chain with all other changes of the same: an offer, or an
// account with its steps and people. Clocks go wrong, so that an entry can have an earlier date than
// the one before it. In a chain the order of the numbers decides: nothing happened before what it
// rests on, so what follows a later entry of its chain is later too.

import Foundation
import GRDB

/// The entries that are later than a moment, in a table of the connection's own.
enum LaterEntries {
  /// Whether the history holds any.
  static func exist(after moment: Date, _ db: Database) throws -> Bool {
    let statement = try db.cachedStatement(
      sql: "SELECT EXISTS (SELECT 1 FROM history WHERE at > ?)")
    return try Bool.fetchOne(statement, arguments: [moment.microseconds]) ?? false
  }

  /// Holds for the entries `h` that changed an account, though an offer may have led there.
  private static let isOfAccount = """
    (h.offer IS NULL OR h.before IS NOT NULL AND substr(h.before, 1, 14) = '{"accountStep"')
    """

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
    // An import stands for itself: what it added goes with it.
    try db.execute(
      sql: """
        INSERT INTO firsts
        SELECT h.offer, min(h.id) FROM later l CROSS JOIN history h ON h.id = l.id
        WHERE NOT \(isOfAccount) GROUP BY h.offer;

        INSERT OR IGNORE INTO later
        SELECT h.id FROM firsts f CROSS JOIN history h ON h.offer = f.offer AND h.id > f.id
        WHERE h.at <= \(moment.microseconds) AND NOT \(isOfAccount);

        INSERT OR IGNORE INTO later
        SELECT h.id FROM (
          SELECT h.publisher AS publisher, min(h.id) AS id
          FROM later l CROSS JOIN history h ON h.id = l.id
          WHERE \(isOfAccount) AND h.kind <> 'imported' GROUP BY h.publisher
        ) f CROSS JOIN history h ON h.publisher = f.publisher AND h.id > f.id
        WHERE h.at <= \(moment.microseconds) AND \(isOfAccount) AND h.kind <> 'imported';
        """)
  }
}
