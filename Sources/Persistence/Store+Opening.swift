// What happens when a deck is opened for writing: its tables are brought up to date, and what
// follows from playbooks that have changed is computed anew. Usually it is neither, and only reads.

import GRDB
import Lifecycle
import Synchronization

extension Store {
  /// Brings a deck of an earlier version up to date that is to be read only: reading it as it is
  /// would need each earlier form of every table.
  ///
  /// - Returns: the path of the backup; nil if the deck had the current version.
  static func modernize(
    _ path: String, _ playbooks: [Playbook], _ privateFile: PrivateFile?,
    leavingOut damage: DamageLog
  ) throws -> String? {
    guard let version = try DatabaseFile.version(path), version < Schema.version else { return nil }
    do throws(StoreFailure) {
      let store = try Store(at: path, playbooks: playbooks, privateFile: privateFile)
      defer { store.close() }
      for row in store.damage.rows { damage.note(row) }
      return store.backup
    } catch {
      if case .readOnly = error { throw StoreFailure.olderSchema(path: path) }
      throw error
    }
  }

  /// Brings the tables of a deck up to date.
  ///
  /// - Parameter damage: where to note damaged rows, which are left out.
  /// - Returns: the path of the backup of a deck that held something; nil if there was nothing to
  ///   do, or another program did it.
  static func migrate(
    _ connections: Connections, _ path: String, leavingOut damage: DamageLog
  ) throws -> String? {
    let version = try connections.read(over: .window) { db in
      try Int.fetchOne(db, sql: "PRAGMA user_version")
    }
    guard version != Schema.version else { return nil }
    let queue = try connections.queue(.change)
    // Readers then never wait for writers, nor writers for readers. It stays so in the file.
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
    let backup = Mutex<String?>(nil)
    try Schema.migrate(queue, leavingOut: damage) { version in
      let made = try DeckBackup.make(of: path, version: version)
      backup.withLock { $0 = made }
    }
    return backup.withLock { $0 }
  }

  /// Brings the deck up to date with the playbooks.
  func takePlaybooks() throws {
    let isCurrent = try reading { try DigestUpdate.stalePlaybooks($0, shelf).isEmpty }
    if !isCurrent { try writing { try DigestUpdate($0).takePlaybooks() } }
  }
}
