// A program that is killed while it migrates a deck of an earlier version leaves the deck as it was,
// or migrated, and never anything in between.

import Foundation
import GRDB
import Glibc
import Testing

@Suite(.serialized) struct `An upgrade of a deck that is killed` {
  private static let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent(
      "PersistenceTests/Files/decks/v1/deck.sqlite")

  /// What every version of a deck has, as text.
  private func content(_ path: String) throws -> [String] {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    return try queue.read { db in
      let check = try String.fetchAll(db, sql: "PRAGMA integrity_check")
      let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      let tables = try String.fetchAll(
        db,
        sql: """
          SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'grdb_%' ORDER BY 1
          """)
      let rows = try String.fetchAll(
        db,
        sql: """
          SELECT offer_id || name || stage FROM offers
          UNION ALL SELECT id || ' ' || at || by FROM history WHERE id > 0
          """)
      return check + ["\(version)"] + tables + rows
    }
  }

  @Test func `is whole or has not begun`() throws {
    let program = try Program()
    try FileManager.default.createDirectory(
      atPath: (program.deck as NSString).deletingLastPathComponent,
      withIntermediateDirectories: true)
    let template = program.path("template.sqlite")
    try FileManager.default.copyItem(atPath: Self.source.path, toPath: template)
    let queue = try DatabaseQueue(path: template)
    // Large enough that a kill can fall into each phase.
    try queue.write { db in
      try db.execute(
        sql: """
          WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)
          INSERT INTO publishers (id, name, role) SELECT 'p' || i, 'P', 'owner' FROM n;
          """)
    }
    try queue.close()
    let before = try content(template)
    var versions: Set<String> = []
    for round in 0..<24 {
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: program.deck + suffix)
      }
      try FileManager.default.copyItem(atPath: template, toPath: program.deck)
      let child = try program.start(["list", "--quiet"])
      usleep(UInt32(round) * 4_000)
      kill(child.pid, SIGKILL)
      _ = try program.finish(child)
      let after = try content(program.deck)
      versions.insert(after[1])
      if after[1] == "1" { #expect(after == before, "\(round)") } else { #expect(after[0] == "ok") }
      // And whatever was left does not keep the next one from opening the deck.
      #expect(try program.expect("list", "--json", "--quiet").contains("\"fleet\""))
    }
    #expect(versions.contains("1"))
    // Copies are whole: a half one never has the name of a backup.
    let folder = (program.deck as NSString).deletingLastPathComponent
    let backups = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.contains(".backup-") }
    #expect(!backups.isEmpty)
    for name in backups where !name.contains(".part") {
      #expect(try content("\(folder)/\(name)") == before, "\(name)")
    }
  }
}
