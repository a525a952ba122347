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
      if !screen.isBehind { model.noteShown(at: screen.time) }
      // A write that is under way rings when it is done: no other moment matters before that.
      let moment = model.isWriting ? nil : model.nextMoment
      let inputs = screen.wait(until: moment.map(clock.present))
      let time = screen.time
      // A terminal that was behind has caught up: what is there is seen from now on.
      if !screen.isBehind { model.noteShown(at: time) }
      isOpen = update(.time(clock.now))
      if isOpen { isOpen = take(inputs, at: time) }
      guard isOpen else { break }
      for message in performer.mailbox.take() where isOpen { isOpen = update(message) }
    }
    performer.finish()
  }

  /// Takes inputs, each when everything is answered that those before it asked for, and shows the one
  /// picture that there is in the end.
  mutating func run(through inputs: [Input]) {
    var isOpen = perform(model.start()) && settle()
    for input in inputs where isOpen {
      model.noteShown(at: nil)
      isOpen = take([input], at: nil) && settle()
    }
    screen.show(model.drawn())
    performer.finish()
  }

  /// Waits for every answer, and for those to what follows from it.
  private mutating func settle() -> Bool {
    while true {
      performer.settle()
      let messages = performer.mailbox.take()
      if messages.isEmpty { return true }
      for message in messages where !update(message) { return false }
    }
  }

  /// Takes all inputs that are there. Of a filter that was typed in one go only the list of its
  /// last letter is read, and of many steps down the list only the rows where they end: nobody sees
  /// the others.
  private mutating func take(_ inputs: [Input], at time: TimeInterval?) -> Bool {
    for (place, input) in inputs.enumerated() {
      switch input {
      case .interrupt(let number): signal = number
      // The terminal is gone, whether a signal says so or the end of what it sends.
      case .hangUp: signal = SIGHUP
      case .key(Key(.escape)) where !model.takesEscape: performer.stopImport()
      default: break
      }
      let effects = model.update(.input(input, at: time))
      let isMoreToCome = place + 1 < inputs.count && model.isOnTheWay(inputs[place + 1])
      if !perform(effects, asksWhatIsMissing: !isMoreToCome) { return false }
    }
    return true
  }

  private mutating func update(_ message: Message) -> Bool { perform(model.update(message)) }

  /// Does effects, and asks what the model needs then, as far as that is answered at once.
  ///
  /// - Returns: whether the dashboard goes on.
  private mutating func perform(_ effects: [Effect], asksWhatIsMissing: Bool = true) -> Bool {
    var pending = effects[...]
    repeat {
      while let effect = pending.popFirst() {
        if effect == .quit { return false }
        for message in performer.perform(effect, on: screen) {
          pending += model.update(message)
        }
      }
      if asksWhatIsMissing { pending += model.missing() }
    } while !pending.isEmpty
    return true
  }
}
