// The one loop, generic over the screen, so that tests run the real one: wait, take everything that
// is there, do what is asked, draw once.

import Dashboard
import Foundation
import Terminal

/// The loop of the dashboard.
struct Loop {
  /// The state that it ends with.
  private(set) var model: Model
  /// The signal that ended it; nil where a person did.
  private(set) var signal: Int32?
  private let screen: any Screen
  private let performer: Performer
  private let clock: Clock

  /// A loop on a screen.
  init(_ model: Model, screen: any Screen, performer: Performer, clock: Clock) {
    self.model = model
    self.screen = screen
    self.performer = performer
    self.clock = clock
  }

  /// Runs until the end is asked for.
  mutating func run() {
    var isOpen = perform(model.start())
    while isOpen {
      screen.show(model.drawn())
      // A write that is under way rings when it is done: no other moment matters before that.
      let moment = model.isWriting ? nil : model.nextMoment
      let inputs = screen.wait(until: moment.map(clock.present))
      isOpen = update(.time(clock.now))
      for input in inputs where isOpen {
        if case .interrupt(let number) = input { signal = number }
        isOpen = update(.input(input))
      }
      for message in performer.mailbox.take() where isOpen { isOpen = update(message) }
    }
    performer.finish()
  }

  private mutating func update(_ message: Message) -> Bool { perform(model.update(message)) }

  /// Does effects and what follows from them, as far as that is answered at once.
  ///
  /// - Returns: whether the dashboard goes on.
  private mutating func perform(_ effects: [Effect]) -> Bool {
    var pending = effects[...]
    while let effect = pending.popFirst() {
      if effect == .quit { return false }
      for message in performer.perform(effect, on: screen) {
        pending += model.update(message)
      }
    }
    return true
  }
}
