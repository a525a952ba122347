// A monkey at the keys: seeded random keys, sizes, pastes and clicks through the real loop on the
// sample deck. Nothing stops the program, and the deck stays sound.
//
// OFFERDECK_MONKEY is how many inputs it gives; OFFERDECK_SEED where it begins.

import Dashboard
import Formats
import Foundation
import Lifecycle
import Persistence
import Terminal
import Testing

@testable import offerdeck

@Suite struct `A monkey at the keys` {
  private static func setting(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  private static let names = [
    "Up", "Down", "Left", "Right", "PgUp", "PgDn", "Home", "End", "Tab", "S-Tab", "Enter", "Enter",
    "Enter", "Esc", "Space", "BS", "Del", "F1", "F5", "C-l", "C-u", "C-w", "A-x", "C-z",
  ]
  private static let letters = Array("abcdefghijklmnoprstuvwxyzADGIMNTUZ/:?.,1234567890;<é日\u{301}")
  private static let pastes = [
    "stage:live", "due:<14d colour:red", "a\nb\u{1B}[2J", "\u{202E}x\u{D7FF}", "",
    String(repeating: "日本e\u{301}", count: 2_000),
  ]

  private func input(_ dice: inout Dice) -> Input {
    switch Int.random(in: 0..<100, using: &dice) {
    case 0..<50:
      let name = Self.names.randomElement(using: &dice) ?? "Esc"
      return .key(Key(name: name) ?? Key(.escape))
    case 50..<85: return .key(Key(Self.letters.randomElement(using: &dice) ?? "x"))
    case 85..<89:
      return .resize(
        Size(
          columns: .random(in: 1...220, using: &dice), rows: .random(in: 1...70, using: &dice)))
    case 89..<92: return .paste(Self.pastes.randomElement(using: &dice) ?? "")
    case 92: return .focus(.random(using: &dice))
    default:
      let kinds: [Mouse.Kind] = [
        .press(.left), .press(.right), .doubleClick, .wheelUp, .wheelDown, .release,
      ]
      return .mouse(
        Mouse(
          at: Point(
            column: .random(in: 0..<130, using: &dice), row: .random(in: 0..<40, using: &dice)),
          kind: kinds.randomElement(using: &dice) ?? .release))
    }
  }

  @Test(arguments: 0..<4) func `does no harm`(monkey: Int) throws {
    let seed = (Self.setting("OFFERDECK_SEED") ?? 1) + monkey
    let count = Self.setting("OFFERDECK_MONKEY") ?? 700
    var dice = Dice(seed: UInt64(seed))
    let (store, clock) = try Demo.deck(zone: .gmt)
    let entries = try store.history(limit: 100_000).count
    let wardrobe = Wardrobe(isASCII: false, folder: "/nonexistent")
    let theme = try #require(try wardrobe.theme(named: "mono", depth: .mono))
    let size = Size(columns: 120, rows: 36)
    var left = count
    // Quitting is one of its habits: then it is seated again, with the same deck.
    while left > 0 {
      var inputs: [[Input]] = []
      while left > 0, inputs.count < 100 {
        let batch = (0..<Int.random(in: 1...4, using: &dice)).map { _ in input(&dice) }
        left -= batch.count
        inputs.append(batch)
      }
      let screen = ScriptedScreen(size: size, inputs: inputs, depth: .mono)
      let performer = Performer(
        store, mailbox: Mailbox(screen.waker), clock: clock, actor: "monkey", wardrobe: wardrobe)
      var loop = Loop(
        Model(
          playbooks: Demo.playbooks, now: clock.now, isAsOf: true, zone: .gmt, size: size,
          theme: theme, themes: wardrobe.names, publisher: Demo.publisher),
        screen: screen, performer: performer, clock: clock)
      loop.run()
      for frame in screen.frames.suffix(3) { #expect(frame.lines.count == frame.size.rows) }
    }
    #expect(try store.integrityProblems() == [], "seed \(seed)")
    // It has done something, and everything that it did is in the history.
    #expect(try store.history(limit: 100_000).count > entries, "seed \(seed)")
  }
}
