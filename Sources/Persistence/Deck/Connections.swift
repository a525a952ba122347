// The connections to a deck: two that read and one that writes, each opened when it is first
// needed, so that a dashboard shows its first frame over one of them.
//
// Not GRDB's pool: that one writes to the file when it is opened, and waits for the disk to have
// it.

import Foundation
import GRDB

/// The connections of a store.
final class Connections: @unchecked Sendable {
  /// What a connection is for.
  enum Purpose: CaseIterable {
    /// Reading what a screen shows: never waits for anything else.
    case window
    /// Reading that can take long: counts, exports, checks.
    case walk
    /// Writing.
    case change
  }

  // Unchecked: the queues are reached under the lock only, and guard themselves.
  private let lock = NSLock()
  private var queues: [Purpose: DatabaseQueue] = [:]
  private var isClosed = false
  private let file: DatabaseFile

  /// No connection yet to a file.
  init(_ file: DatabaseFile) { self.file = file }

  deinit { close() }

  /// The connection for a purpose.
  func queue(_ purpose: Purpose) throws -> DatabaseQueue {
    lock.lock()
    defer { lock.unlock() }
    if let queue = queues[purpose] { return queue }
    guard !isClosed else {
      throw StoreFailure.io(path: file.path, detail: "it was closed")
    }
    let queue = try file.connection()
    if purpose != .change { try queue.unsafeRead { try $0.execute(sql: "PRAGMA query_only = 1") } }
    queues[purpose] = queue
    return queue
  }

  /// Reads from one state of the deck.
  ///
  /// Not by GRDB's own `read`: on a queue that one says `PRAGMA query_only` before and after, and
  /// SQLite then prepares every statement anew (https://sqlite.org/pragma.html), which took longer
  /// than most of what is read here.
  func read<Value>(over purpose: Purpose, _ body: (Database) throws -> Value) throws -> Value {
    try queue(purpose).unsafeRead { db in
      var value: Value?
      try db.inTransaction(.deferred) {
        value = try body(db)
        return .commit
      }
      guard let value else { preconditionFailure("A transaction ended well without its value.") }
      return value
    }
  }

  /// Opens all of them now: their files can then lose their names.
  func openAll() throws {
    for purpose in Purpose.allCases {
      // The log is opened by the first who reads.
      _ = try queue(purpose).read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
    }
  }

  /// Closes all of them, and opens no others. The last one clears the log away.
  func close() {
    lock.lock()
    defer { lock.unlock() }
    isClosed = true
    for queue in queues.values {
      try? queue.close()
      // What is left of it is small and stays: a dispatch queue that goes takes a thread of the
      // library's to be gone, and that one wakes each second from then on.
      _ = Unmanaged.passRetained(queue)
    }
    queues = [:]
  }
}
