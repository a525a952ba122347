// What the person at the keyboard has seen, so that no key confirms what came up under it: keys that
// are held down, were typed ahead, or come before anybody can have read a question.

package import Foundation
import Lifecycle
import Terminal

/// What Enter acts on.
enum Prompt: Hashable, Sendable {
  /// The question of the dialog on top: its title, its text, its page.
  case dialog([String])
  /// A step of an offer.
  case step(OfferKey, String)
}

/// What was on the screen when a key came, and which key came before it.
struct Attention: Sendable {
  /// How long a question has to be on the screen before a key answers it, and the time within which
  /// equal keys are one key that is held down. In seconds.
  static let pause: TimeInterval = 0.3

  /// What Enter acted on in the last picture; nil if it was nothing.
  private var shown: Prompt?
  /// Since when, by the clock of the keys; nil if no clock runs.
  private var since: TimeInterval?
  private var last: (key: Key, time: TimeInterval)?

  /// A picture is on the screen.
  mutating func note(_ prompt: Prompt?, at time: TimeInterval?) {
    if prompt == shown && since != nil { return }
    shown = prompt
    since = time
  }

  /// Notes a key.
  ///
  /// - Parameter time: when it came; nil if it is known to be pressed on its own.
  /// - Returns: whether it is the one before, held down.
  mutating func isRepeated(_ key: Key, at time: TimeInterval?) -> Bool {
    guard let time else { return false }
    defer { last = (key, time) }
    guard let last, last.key == key else { return false }
    return time - last.time < Self.pause
  }

  /// Whether this was on the screen, and for long enough.
  func hasSettled(_ prompt: Prompt?, at time: TimeInterval?) -> Bool {
    guard prompt == shown else { return false }
    guard let time, let since else { return true }
    return time - since >= Self.pause
  }

  /// Whether this was on the screen when a key came.
  func hasSeen(_ prompt: Prompt?, at time: TimeInterval?) -> Bool {
    guard prompt == shown else { return false }
    guard let time, let since else { return true }
    return time >= since
  }
}

/// What is known of a key besides which one it is.
struct Press {
  /// When it came, by the clock of the keys; nil if it is known to be pressed on its own.
  let time: TimeInterval?
  /// It is held down.
  let isRepeated: Bool
}

extension Model {
  /// The picture of the model as it is now is on the screen.
  ///
  /// - Parameter time: since when, by the clock of the keys; nil if no clock runs.
  package mutating func noteShown(at time: TimeInterval?) { attention.note(prompt, at: time) }

  /// What Enter acts on now.
  var prompt: Prompt? {
    if let dialog = dialogs.last { return .dialog(dialog.question) }
    guard panels.offers.marks.isEmpty, [.offers, .steps].contains(panels.focus), let current,
      let step = panels.selectedStep(of: current)?.progress.step
    else { return nil }
    return .step(current.offer.key, step.id)
  }

  /// Whether a key that would do something is let through: not if it is held down, and not if it was
  /// typed before what it would act on was on the screen.
  mutating func letsThrough(_ press: Press) -> Bool {
    let isSeen =
      dialogs.isEmpty
      ? attention.hasSeen(prompt, at: press.time) : attention.hasSettled(prompt, at: press.time)
    return isSeen && !press.isRepeated
  }

  /// Says that a key did nothing, and why.
  mutating func sayTooEarly(_ key: Key) {
    status.say("Ignored a repeated or early \(key.name). Press it again.")
  }
}
