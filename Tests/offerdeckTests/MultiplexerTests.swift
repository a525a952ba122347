// Inside tmux and GNU Screen, which draw for the terminals around them.

import Foundation
import PseudoTerminal
import Testing

@Suite(.serialized) struct `Inside another terminal` {
  /// Those that are here. The README's command for the tests installs both.
  private static let here = ["tmux", "screen"].filter {
    FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)")
  }

  @Test(arguments: here) func `it shows itself, takes keys and leaves the shell as it was`(
    name: String
  ) throws {
    let program = try Program()
    try FileManager.default.createDirectory(
      atPath: program.path("sockets"), withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    var environment: [String: String?] = program.environment.mapValues { $0 }
    environment["OFFERDECK"] = RunningProgram.offerdeck
    environment["TMUX_TMPDIR"] = program.path("sockets")
    environment["SCREENDIR"] = program.path("sockets")
    let line =
      "echo before; $OFFERDECK demo; echo back in the shell; stty -a | grep -o -e '-icanon'; "
      + "read line"
    let arguments =
      name == "tmux"
      ? ["-L", "demo", "-f", "/dev/null", "-u", "new-session", line]
      : ["-c", "/dev/null", "-U", "/bin/sh", "-c", line]
    let screen = try RunningProgram(
      "/usr/bin/\(name)", arguments, environment: environment, rows: 37, columns: 120)
    try screen.wait(for: "Contoso Fleet")
    screen.type("/field\r")
    try screen.wait(for: "1 of 1 filtered")
    screen.resize(rows: 30, columns: 100)
    try screen.wait(for: "the picture in its new size") { $0.lines[0].hasSuffix("2019") }
    screen.type("y")
    try screen.wait(for: "Copied contoso-field-sales")
    screen.type("q")
    // No word that the dashboard has too: what is typed next is for the shell.
    try screen.wait(for: "back in the shell")
    // What was asked of the terminal has not been typed into the shell.
    screen.type("typed\n")
    try screen.waitForEnd()
    let text = String(decoding: screen.sent, as: UTF8.self)
    #expect(!text.contains("rgb:") && !text.contains("-icanon"))
  }
}
