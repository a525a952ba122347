// Keeps the copy of a deck that was taken back to a past moment, so that going further back unwinds
// further from there instead of copying anew.

import Foundation

/// The way back from a deck to its past.
final class Rewinder: @unchecked Sendable {
  /// A copy, and how far it was taken back.
  struct Copy {
    /// Its connections.
    let connections: Connections
    /// The state of the deck that was copied.
    let generation: Int64
    /// The moment that it shows.
    var moment: Date
    /// What could not be brought back so far.
    var gaps: PastGaps
  }

  // Unchecked: `copy` is reached under the lock only.
  private let lock = NSLock()
  private var copy: Copy?

  /// Lets one thread at a time go back.
  func withCopy<Value>(_ body: (inout Copy?) throws -> Value) rethrows -> Value {
    lock.lock()
    defer { lock.unlock() }
    return try body(&copy)
  }

  /// Lets the copy go.
  func forget() { withCopy { $0 = nil } }
}
