// Ends what takes long.

import Synchronization

/// Lets one thread end what another one waits for.
package final class Cancellation: Sendable {
  private let flag = Atomic<Bool>(false)

  /// Nothing is canceled yet.
  package init() {}

  /// Ends it soon.
  package func cancel() { flag.store(true, ordering: .relaxed) }

  /// It is to end.
  package var isCancelled: Bool { flag.load(ordering: .relaxed) }
}
