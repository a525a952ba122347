// The write that is under way. What is typed meanwhile has to act on what the deck says then, so that
// it waits until that was read.

import Foundation
import Terminal

/// The write that is under way, and what waits for it.
struct WriteQueue: Sendable {
  /// An input, and when it came by the clock of the keys; nil if it is known to be pressed on its own.
  typealias Waiting = (input: Input, time: TimeInterval?)

  /// How far it is.
  private enum State {
    case idle, writing, reading
  }

  private var state = State.idle
  /// What was typed meanwhile.
  private var waiting: [Waiting] = []
  /// What is added to the notice of a write that only records work in Partner Center.
  private(set) var note = ""

  /// Something is written, or its result is not read yet.
  var isActive: Bool { state != .idle }
  /// The write was answered, and the deck is being read again.
  var isReading: Bool { state == .reading }

  /// A write begins.
  mutating func begin(note: String = "") {
    state = .writing
    self.note = note
  }

  /// It was answered.
  mutating func answer() { state = .reading }

  /// Keeps an input for later.
  mutating func wait(_ input: Input, at time: TimeInterval?) { waiting.append((input, time)) }

  /// All is read again.
  ///
  /// - Returns: what was typed meanwhile.
  mutating func finish() -> [Waiting] {
    defer { (state, waiting) = (.idle, []) }
    return waiting
  }

  /// There is nothing to write.
  mutating func cancel() { state = .idle }
}
