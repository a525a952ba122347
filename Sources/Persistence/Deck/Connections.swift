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

  /// The connection for a purpose.
  func queue(_ purpose: Purpose) throws -> DatabaseQueue {
    lock.lock()
    defer { lock.unlock() }
    if let queue = queues[purpose] { return queue }
    guard !isClosed else {
      throw StoreFailure.io(path: file.path, detail: "it was closed")
    }
    let queue = try file.connection()
    queues[purpose] = queue
    return queue
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
    for queue in queues.values { try? queue.close() }
    queues = [:]
  }
}
