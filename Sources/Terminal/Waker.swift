// How another thread or task ends the screen's waiting.

internal import CNCurses

/// Ends a `Screen`'s `wait`, from any thread. A wake-up that comes while the screen is not waiting
/// ends the next wait at once; several become one.
package final class Waker: Sendable {
  /// Readable while there is a wake-up that nobody has seen.
  let descriptor: Int32

  /// A waker with nothing to report.
  package init() { descriptor = cn_waker_open() }

  /// It got a file descriptor: without one it ends no wait.
  var isOpen: Bool { descriptor >= 0 }

  deinit {
    cn_waker_close(descriptor)
  }

  /// Ends the wait that is going on, or else the next.
  package func wake() {
    cn_waker_wake(descriptor)
  }

  /// Waits for a wake-up, and takes it.
  ///
  /// - Returns: `false` where none came within `milliseconds`.
  func take(within milliseconds: Int32) -> Bool {
    cn_waker_take(descriptor, milliseconds)
  }
}
