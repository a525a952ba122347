// A monkey at the keys: seeded random keys, sizes, pastes and clicks through the real loop on the
// sample deck. Nothing stops the program, and the deck stays sound.
//
// There are four of them, with 100,000 inputs together; fewer where CI is set. OFFERDECK_MONKEY is how
// many each gives; OFFERDECK_SEED where they begin.

import Dashboard
import Formats
import Foundation
import Glibc
import Lifecycle
import Persistence
import PseudoTerminal
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
    "stage:live", "due:<14d color:red", "a\nb\u{1B}[2J", "\u{202E}x\u{D7FF}", "",
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
    let isShort = ProcessInfo.processInfo.environment["CI"]?.isEmpty == false
    let count = Self.setting("OFFERDECK_MONKEY") ?? (isShort ? 700 : 25_000)
    var dice = Dice(seed: UInt64(seed))
    let (store, clock) = try Demo.deck(zone: .gmt)
    let entries = try store.history.entries(limit: 100_000).count
    let themeLibrary = ThemeLibrary(isASCII: false, folder: "/nonexistent")
    let theme = try #require(try themeLibrary.theme(named: "mono", depth: .mono))
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
        store, mailbox: Mailbox(screen.waker), clock: clock, actor: "monkey",
        themeLibrary: themeLibrary)
      var loop = Loop(
        Model(
          playbooks: Demo.playbooks, now: clock.now, isAsOf: true, zone: .gmt, size: size,
          theme: theme, themes: themeLibrary.names, publisher: Demo.publisher),
        screen: screen, performer: performer, clock: clock)
      loop.run()
      for frame in screen.frames.suffix(3) { #expect(frame.lines.count == frame.size.rows) }
    }
    #expect(try store.integrity.problems() == [], "seed \(seed)")
    // It has done something, and everything that it did is in the history.
    #expect(try store.history.entries(limit: 100_000).count > entries, "seed \(seed)")
  }

  /// What a key, a paste or the mouse sends.
  private static let sequences = [
    "\u{1B}OA", "\u{1B}OB", "\u{1B}[C", "\u{1B}[D", "\u{1B}[5~", "\u{1B}[6~", "\u{1B}[H",
    "\u{1B}[F",
    "\t", "\u{1B}[Z", "\r", "\r", "\r", "\u{1B}\u{1B}", " ", "\u{7F}", "\u{0C}", "\u{1B}[<0;20;9M",
    "\u{1B}[<0;20;9m", "\u{1B}[<65;30;20M", "\u{1B}[I", "\u{1B}[O", "\u{1B}[?2026;1$y",
    "\u{1B}]11;rgb:ffff/ffff/ffff\u{07}", "\u{1B}[?997;1n", "\u{1B}[200~due:<14d\r\u{1B}[201~",
    "\u{1B}[200~\u{1B}[2J日本\u{1B}[201~", "\u{1B}[", "\u{1B}]", "\u{9B}", "\u{0}",
  ]

  @Test(.serialized, arguments: 0..<2)
  func `leaves a real terminal as it was, and the deck sound`(monkey: Int) throws {
    let program = try Program.withOffers()
    var dice = Dice(seed: UInt64((Self.setting("OFFERDECK_SEED") ?? 1) + monkey))
    var left = 1_500
    // Quitting is one of its habits: then it is seated again, with the same deck.
    while left > 0 {
      let screen = try RunningProgram(
        RunningProgram.offerdeck, ["--as-of", "2019-09-20"],
        environment: program.environment.mapValues { $0 }, rows: 30, columns: 100)
      try screen.wait(for: "the first frame") { $0.isAlternate }
      while left > 0, screen.exitCode == nil {
        for _ in 0..<20 {
          left -= 1
          switch Int.random(in: 0..<10, using: &dice) {
          case 0..<5: screen.type(Self.sequences.randomElement(using: &dice) ?? "\r")
          case 5..<9: screen.type(String(Self.letters.randomElement(using: &dice) ?? "x"))
          default:
            screen.resize(
              rows: .random(in: 1...70, using: &dice), columns: .random(in: 1...220, using: &dice))
          }
        }
        screen.drain(quietFor: 5)
      }
      if left <= 0 { screen.signal(SIGTERM) }
      let code = try screen.waitForEnd()
      #expect([0, 143].contains(code), "seed \(monkey + 1)")
      #expect(screen.isGivenBack, "seed \(monkey + 1)")
    }
    #expect(!FileManager.default.fileExists(atPath: program.path("state/offerdeck/log")))
    let store = try Store(at: program.deck, playbooks: Playbooks.shipped)
    #expect(try store.integrity.problems() == [])
  }
}
