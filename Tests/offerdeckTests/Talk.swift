// A conversation in the test's own process: lines in, what is said out, through the real loop, the
// real store and the shipped playbooks.

import Dashboard
import Foundation
import Persistence
import Terminal
import Testing

@testable import offerdeck

/// Lines that are written down beforehand, and what was said.
final class ScriptedLines: LineIO {
  private var pending: ArraySlice<String>
  /// Everything that was said, each line with how many answers came before it.
  private(set) var said: [(after: Int, line: String)] = []
  private var answers = 0

  init(_ lines: [String]) { pending = lines[...] }

  func next() -> String? {
    answers += 1
    return pending.popFirst()
  }

  var asksToEnd: Bool { pending.isEmpty }

  func put(_ line: String) { said.append((answers, line)) }
}

extension Journey {
  /// What is said to somebody who answers so, and then says no more; each answer's lines together.
  @discardableResult
  func talk(_ lines: [String], clock: Clock? = nil) throws -> [[String]] {
    let script = ScriptedLines(lines)
    let screen = ScriptedScreen(size: Size(columns: 120, rows: 40), inputs: [], depth: .mono)
    let themeLibrary = ThemeLibrary(isASCII: false, folder: "/nonexistent")
    let mailbox = Mailbox(screen.waker)
    let clock = clock ?? self.clock
    var interface = LineInterface(
      Model(
        playbooks: playbooks, now: clock.now, isAsOf: true, zone: .gmt, size: screen.size,
        theme: .spoken),
      lines: script,
      performer: Performer(
        store, mailbox: mailbox, clock: clock, actor: "tester", themeLibrary: themeLibrary,
        directory: directory),
      clock: clock, screen: screen)
    interface.run()
    return (0...lines.count + 1).map { number in
      script.said.filter { $0.after == number }.map(\.line)
    }
  }

  /// The last answer but the good-bye, as one text.
  @discardableResult
  func answer(_ lines: String...) throws -> String {
    let parts = try talk(lines)
    return parts[lines.count].joined(separator: "\n")
  }
}
