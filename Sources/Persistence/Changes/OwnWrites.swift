// Counts what a store wrote itself, so that it can tell others' transactions from its own.

import Foundation

/// How many transactions a store wrote.
final class OwnWrites: @unchecked Sendable {
  // Unchecked: `count` is reached through `withLock` only. A Mutex would ask that what comes out
  // of the closure can be sent to other threads, which no caller needs.
  private let lock = NSLock()
  private var count: Int64 = 0

  /// Reads or counts while nobody else does. Held while a transaction is written, so that who
  /// compares the count with the deck's generation never sees one without the other.
  func withLock<Value>(_ body: (inout Int64) throws -> Value) rethrows -> Value {
    lock.lock()
    defer { lock.unlock() }
    return try body(&count)
  }
}
