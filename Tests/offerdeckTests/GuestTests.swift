// A good guest: the table of what can happen to the program in a terminal, each on the built program
// in a pty. However it ends, the terminal is as it was; whatever the terminal is, it is shown what it
// can show; and however badly it behaves, nothing is lost and nothing hangs.

import Foundation
import Glibc
import PseudoTerminal
import Testing

/// One way in which the program ends.
struct Ending: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// The exit code, as shells say it.
  let code: Int32
  /// What is said afterward, on the normal screen and in the log.
  var message: String?
  /// What is done to it.
  let act: @Sendable (RunningProgram) -> Void

  static func key(_ name: String, _ typed: String, _ code: Int32) -> Ending {
    Ending(testDescription: name, code: code) { $0.type(typed) }
  }

  static func signal(_ name: String, _ number: Int32, _ code: Int32) -> Ending {
    Ending(testDescription: name, code: code) { $0.signal(number) }
  }

  static func crash(_ name: String, _ number: Int32) -> Ending {
    Ending(
      testDescription: name, code: 128 + number,
      message: "was ended by a fault of its own, \(name)."
    ) { $0.signal(number) }
  }

  static let all: [Ending] = [
    .key("q", "q", 0), .key("Ctrl-C", "\u{03}", 130), .key("Ctrl-\\", "\u{1C}", 131),
    .signal("SIGINT", SIGINT, 130), .signal("SIGTERM", SIGTERM, 143),
    .signal("SIGQUIT", SIGQUIT, 131), .signal("SIGHUP", SIGHUP, 129),
    .crash("SIGSEGV", SIGSEGV), .crash("SIGBUS", SIGBUS), .crash("SIGILL", SIGILL),
    .crash("SIGTRAP", SIGTRAP), .crash("SIGFPE", SIGFPE), .crash("SIGABRT", SIGABRT),
  ]
}

@Suite(.serialized) struct `A good guest` {
  private let program: Program

  init() throws { program = try Program() }

  private func demo(
    _ environment: [String: String?] = [:], rows: Int = 36, columns: Int = 120
  ) throws -> RunningProgram {
    let home: [String: String?] = program.environment.mapValues { $0 }
    return try RunningProgram.demo(
      environment: home.merging(environment) { $1 }, rows: rows, columns: columns)
  }

  // MARK: - Ends

  @Test(arguments: Ending.all) func `gives the terminal back at the end`(ending: Ending) throws {
    let screen = try demo(columns: 200)
    ending.act(screen)
    #expect(try screen.waitForEnd() == ending.code)
    #expect(screen.isGivenBack)
    let log = program.path("state/offerdeck/log")
    let logged = try? String(contentsOfFile: log, encoding: .utf8)
    guard let message = ending.message else {
      #expect(logged == nil)
      return
    }
    #expect(screen.shows(message) && logged?.contains(message) == true)
    let attributes = try FileManager.default.attributesOfItem(atPath: log)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func `ends by what was sent to it, also where Swift looks into crashes`() throws {
    let screen = try demo(["SWIFT_BACKTRACE": "enable=yes,interactive=no,symbolicate=off"])
    screen.signal(SIGSEGV)
    #expect(try screen.waitForEnd() == 128 + SIGSEGV)
    #expect(screen.isGivenBack)
  }

  @Test func `ends when its terminal is gone`() throws {
    let screen = try demo()
    screen.hangUp()
    #expect(try screen.waitForEnd() == 129)
  }

  @Test func `leaves the terminal to the shell while it is stopped, and takes it again`() throws {
    let line = "set -m; $OFFERDECK demo; echo stopped; read line; fg >/dev/null; echo ended"
    var environment: [String: String?] = program.environment.mapValues { $0 }
    environment["OFFERDECK"] = RunningProgram.offerdeck
    let shell = try RunningProgram(
      "/bin/sh", ["-c", line], environment: environment, rows: 36, columns: 120)
    try shell.wait(for: "Contoso Fleet")
    shell.type("\u{1A}")
    try shell.wait(for: "stopped")
    #expect(shell.isGivenBack)
    shell.resize(rows: 30, columns: 100)
    shell.type("\n")
    try shell.wait(for: "the picture in its new size") { $0.lines[0].contains("Contoso Ltd") }
    shell.type("/field\r")
    try shell.wait(for: "1 of 1 filtered")
    #expect(shell.isAlternate)
    shell.type("q")
    try shell.wait(for: "ended")
    #expect(shell.isGivenBack)
  }

  @Test func `draws everything again when others stopped it and let it go on`() throws {
    let screen = try demo()
    screen.signal(SIGSTOP)
    try screen.wait(for: "the stop") { $0.isStopped }
    let before = screen.sent.count
    screen.resume()
    try screen.wait(for: "the picture") {
      String(decoding: $0.sent[before...], as: UTF8.self).contains("Contoso Fleet")
    }
    screen.type("q")
    #expect(try screen.waitForEnd() == 0)
    #expect(screen.isGivenBack)
  }

  // MARK: - Terminals

  @Test(arguments: [
    "linux", "vt100", "vt220", "xterm", "xterm-mono", "xterm-256color", "xterm-direct", "screen",
    "tmux-256color", "rxvt-unicode-256color", "xterm-kitty", "northwind-term",
  ]) func `shows itself on any terminal, and takes its keys`(term: String) throws {
    let screen = try demo(["TERM": term])
    screen.type("/field\r")
    try screen.wait(for: "1 of 1 filtered")
    screen.type("q")
    #expect(try screen.waitForEnd() == 0)
    #expect(screen.isGivenBack)
  }

  @Test(arguments: ["dumb", "unknown", "", nil])
  func `says why a terminal that can do nothing is of no use`(term: String?) throws {
    let screen = try RunningProgram(
      RunningProgram.offerdeck, ["demo"], environment: ["TERM": term], columns: 200)
    #expect(try screen.waitForEnd() == 69)
    #expect(screen.shows("TERM"))
    #expect(screen.isGivenBack)
  }

  /// Whether this user may hide the system's descriptions of terminals from a program.
  private static let canHide: Bool = {
    let program = try? Program().shell("unshare -m mount -t tmpfs none /usr/share/terminfo")
    return program?.code == 0
  }()

  @Test(.enabled(if: canHide)) func `says what to install where no terminal is described`() throws {
    let line = """
      for folder in /etc/terminfo /lib/terminfo /usr/share/terminfo; do
        [ ! -d $folder ] || mount -t tmpfs none $folder
      done
      exec "$0" demo
      """
    let screen = try RunningProgram(
      "/usr/bin/unshare", ["-m", "/bin/sh", "-c", line, RunningProgram.offerdeck],
      environment: program.environment.mapValues { $0 }, columns: 200)
    #expect(try screen.waitForEnd() == 69)
    #expect(screen.shows("install the ncurses-base package"))
    #expect(screen.isGivenBack)
  }

  @Test(arguments: [
    ("C.UTF-8", "┌"), ("C", "┌"), ("POSIX", "┌"), ("xx_XX.UTF-8", "┌"), ("de_DE.ISO-8859-1", "+"),
    ("ru_RU.KOI8-R", "+"),
  ]) func `draws with what the locale has`(locale: String, corner: String) throws {
    let screen = try demo(["LC_ALL": locale])
    try screen.wait(for: "the frame") { $0.lines.contains { $0.hasPrefix(corner) } }
    screen.type("q")
    #expect(try screen.waitForEnd() == 0)
    #expect(screen.isGivenBack)
  }

  // MARK: - Behavior

  @Test func `after a storm of sizes is right without a key`() throws {
    let screen = try demo()
    for step in 0..<60 {
      let size = step % 7 == 0 ? (1, 1) : (1 + step * 37 % 200, 1 + step * 53 % 500)
      screen.resize(rows: size.0, columns: size.1)
      if step % 3 == 0 { screen.drain(quietFor: 1) }
    }
    screen.resize(rows: 24, columns: 80)
    try screen.wait(for: "Enter advance")
    try screen.wait(for: "the corner of the box") {
      $0.lines.last { $0.contains("┘") }?.hasSuffix("┘") == true
    }
    screen.type("q")
    #expect(try screen.waitForEnd() == 0)
    #expect(screen.isGivenBack)
  }

  /// On a screen so large that its first frame fills the line, and with nobody who reads it.
  private func deaf() throws -> RunningProgram {
    let screen = try RunningProgram(
      RunningProgram.offerdeck, ["demo"], environment: program.environment.mapValues { $0 },
      rows: 200, columns: 500)
    screen.waitForUnread()
    return screen
  }

  @Test func `keeps keys and sizes while nobody reads its frames`() throws {
    let screen = try deaf()
    for key in "/field\r" { #expect(screen.typeUnread(String(key)) == 1) }
    screen.resize(rows: 24, columns: 80)
    try screen.wait(for: "1 of 1 filtered")
    screen.type("q")
    #expect(try screen.waitForEnd() == 0)
    #expect(screen.isGivenBack)
  }

  @Test(arguments: [SIGTERM: Int32(143), SIGINT: 130, SIGHUP: 129])
  func `ends by a signal while nobody reads its frames`(signal: Int32, code: Int32) throws {
    let screen = try deaf()
    screen.signal(signal)
    #expect(screen.endUnread() == code)
    #expect(screen.modes == screen.modesBefore)
  }

  @Test func `takes a paste of a megabyte`() throws {
    let screen = try demo()
    screen.type("/")
    screen.type("\u{1B}[200~" + String(repeating: "Contoso 世界\r", count: 70_000) + "\u{1B}[201~")
    // Another sequence after Esc: a character would be a key with Alt.
    screen.type("\u{1B}\u{1B}[I/field\r")
    try screen.wait(for: "1 of 1 filtered")
    screen.type("q")
    #expect(try screen.waitForEnd() == 0)
    #expect(screen.isGivenBack)
  }

  @Test func `sends nothing where a key changes nothing`() throws {
    let screen = try demo()
    try screen.wait(for: "the questions") {
      String(decoding: $0.sent, as: UTF8.self).contains("\u{1B}[c")
    }
    screen.type("\u{1B}[I")
    screen.drain(quietFor: 200)
    let before = screen.sent.count
    // A window that comes to the front and goes, a mouse button that is let go, an unknown sequence.
    screen.type("\u{1B}[O\u{1B}[I\u{1B}[<0;5;5m\u{1B}[?99;1$y")
    screen.type("q")
    #expect(try screen.waitForEnd() == 0)
    let after = String(decoding: screen.sent[before...], as: UTF8.self)
    // The first that is sent is that the terminal is given back.
    #expect(after.hasPrefix("\u{1B}[?1006l"))
  }

  @Test func `calls its window by its name, and leaves it the old one`() throws {
    let screen = try demo()
    try screen.wait(for: "the title") { $0.title == "offerdeck" }
    screen.type("q")
    #expect(try screen.waitForEnd() == 0)
    let sent = String(decoding: screen.sent, as: UTF8.self)
    let (kept, given) = (sent.range(of: "\u{1B}[22;0;0t"), sent.range(of: "\u{1B}[23;0;0t"))
    let named = try #require(sent.range(of: "\u{1B}]2;offerdeck"))
    #expect(try #require(kept).upperBound <= named.lowerBound)
    #expect(try #require(given).lowerBound >= named.upperBound)
  }
}
