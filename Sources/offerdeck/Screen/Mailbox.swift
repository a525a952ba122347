// Answers that come from other threads, for the loop to take when it wakes.

import Dashboard
import Foundation
import Terminal

/// A box for messages, with a bell for the loop.
final class Mailbox: @unchecked Sendable {
  // Checked by hand: the lock guards the messages, and nothing else is mutable.
  private let lock = NSLock()
  private var messages: [Message] = []
  private let waker: Waker

  /// A box that rings a screen's waker.
  init(_ waker: Waker) { self.waker = waker }

  /// Puts a message in, from any thread.
  func put(_ message: Message) {
    lock.withLock { messages.append(message) }
    waker.wake()
  }

  /// Takes all messages that are there.
  func take() -> [Message] {
    lock.withLock {
      defer { messages = [] }
      return messages
    }
  }
}
