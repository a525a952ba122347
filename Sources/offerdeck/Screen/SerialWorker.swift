// Work off the loop, without a dispatch queue: the first of those starts a timer in the library that
// wakes the program each second from then on, and an idle dashboard has to sleep.

import Dispatch
import Foundation
import Synchronization

/// Work that is done in its order, one after the other, on a thread that is there while there is any.
final class SerialWorker: Sendable {
  private struct State {
    var waiting: [@Sendable () -> Void] = []
    /// There is a thread that takes them.
    var isRunning = false
  }

  private let state = Mutex(State())

  /// Has something done after all that was asked for before.
  func async(_ errand: @escaping @Sendable () -> Void) {
    let isFirst = state.withLock { state in
      state.waiting.append(errand)
      defer { state.isRunning = true }
      return !state.isRunning
    }
    if isFirst { Thread.detachNewThread { self.run() } }
  }

  /// Waits until all is done that was asked for before.
  func finish() { _ = isFinished(by: .distantFuture) }

  /// Waits until all is done that was asked for before, or until a moment.
  func isFinished(by moment: DispatchTime) -> Bool {
    let done = DispatchSemaphore(value: 0)
    async { done.signal() }
    return done.wait(timeout: moment) == .success
  }

  private func run() {
    while let errand = next() { errand() }
  }

  /// The next errand; without one the thread is not there any more.
  private func next() -> (@Sendable () -> Void)? {
    state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.isRunning = false
        return nil
      }
      return state.waiting.removeFirst()
    }
  }
}
