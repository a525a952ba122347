// What the program does while nobody does anything.

import Foundation
import PseudoTerminal

extension Measurement {
  /// Bytes and wake-ups of an idle program, without and with seconds on the screen.
  func measureIdling(_ table: inout ResultTable) throws {
    let program = try settledDashboard()
    let calm = idle(program)
    table.add("idle, bytes a second", calm.bytes, goal: .atMost(0))
    table.add("idle, wake-ups a second", calm.sleeps, goal: .atMost(0))
    // The deadlines are two panels further; the selected one is counted down in seconds once it
    // is one that is still to come.
    for keys in [Keys.tab, Keys.tab, Keys.down] { _ = try program.answer(to: keys) }
    program.settle()
    let counting = idle(program)
    table.add("counting down, bytes a second", counting.bytes, goal: .atMost(30))
    table.add("counting down, wake-ups a second", counting.sleeps, goal: .atMost(1.25))
    try program.quit()
  }

  /// Bytes and wake-ups a second. Nothing is read meanwhile: what comes waits in the terminal.
  private func idle(_ program: MeasuredProgram) -> (bytes: Double, sleeps: Double) {
    let (bytes, sleeps) = (program.terminal.sent.count, program.sleeps)
    Thread.sleep(forTimeInterval: TimeInterval(seconds))
    let wakeUps = program.sleeps - sleeps
    program.settle()
    return (
      Double(program.terminal.sent.count - bytes) / Double(seconds),
      Double(wakeUps) / Double(seconds)
    )
  }
}
