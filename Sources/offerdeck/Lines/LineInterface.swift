// The loop of the dashboard as a conversation: a line in, what it asks of the world, and what there is
// to say about it out. Generic over where lines come from, so that tests run the real one.

import Dashboard
import Foundation
import Terminal

/// Where lines come from, and where they go.
protocol LineIO: AnyObject {
  /// The next line, without its end; nil where there are no more.
  func next() -> String?
  /// Takes a line.
  func put(_ line: String)
  /// The end was asked for: by a signal, by the next line, or because there are no more lines.
  var asksToEnd: Bool { get }
}

/// The loop of the dashboard as a conversation.
struct LineInterface {
  /// The conversation that it ends with.
  private(set) var commands: LineCommands
  private let lines: any LineIO
  private let performer: Performer
  private let clock: Clock
  /// Stands where the dashboard's screen would: some effects are asked of one.
  private let screen: ScriptedScreen

  /// A conversation over these lines.
  init(
    _ model: Model, lines: any LineIO, performer: Performer, clock: Clock,
    screen: ScriptedScreen
  ) {
    commands = LineCommands(model)
    self.lines = lines
    self.performer = performer
    self.clock = clock
    self.screen = screen
  }

  /// Runs until the end is asked for, or no line is left. Everything that was done is saved then.
  mutating func run() {
    var isOpen = perform(commands.start())
    while isOpen {
      for line in commands.spoken() { put(line) }
      put(commands.prompt)
      let line = lines.next()
      isOpen = perform(commands.update(.time(clock.now)))
      if isOpen { isOpen = perform(line.map { commands.hear($0) } ?? commands.end()) }
    }
    for line in commands.said() { put(line) }
    performer.finish()
    put("Everything is saved.")
  }

  private func put(_ text: String) { lines.put(Legible.legible(text)) }

  /// Does effects and all that follows from them, however long that takes: a conversation has no
  /// half sentences.
  ///
  /// - Returns: whether it goes on.
  private mutating func perform(_ effects: [Effect]) -> Bool {
    var pending = effects[...]
    while true {
      while let effect = pending.popFirst() {
        if effect == .quit { return false }
        for message in performer.perform(effect, on: screen) { pending += commands.update(message) }
      }
      pending += commands.missing()
      if !pending.isEmpty { continue }
      for line in commands.said() { put(line) }
      while !performer.hasImported() {
        if lines.asksToEnd { performer.stopWaiting() }
      }
      performer.settle()
      let messages = performer.mailbox.take()
      if messages.isEmpty { return true }
      for message in messages { pending += commands.update(message) }
    }
  }
}
