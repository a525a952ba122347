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
    /// The moment that it shows; the end of time where it is the deck as it is.
    var moment = Date.distantFuture
    /// What could not be brought back so far.
    var gaps = PastGaps()

    /// A copy of a deck in this state.
    init(_ connections: Connections, generation: Int64) {
      self.connections = connections
      self.generation = generation
    }
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
