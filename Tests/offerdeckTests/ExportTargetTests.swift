// Where `-o` writes: through links, into devices and pipes, with the modes that people chose.

import Foundation
import PseudoTerminal
import Testing

@Suite struct `An output file` {
  private let program: Program

  private let known: [String]

  init() throws {
    program = try Program.withOffers()
    known = try Self.names(in: program)
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: program.path(name), encoding: .utf8)
  }

  private func mode(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: program.path(name))[.posixPermissions] as? Int
  }

  private func kind(_ name: String) throws -> FileAttributeType? {
    try FileManager.default.attributesOfItem(atPath: program.path(name))[.type]
      as? FileAttributeType
  }

  /// The files that were not there at first, without the test's own redirections.
  private func names() throws -> [String] {
    try Self.names(in: program).filter { !known.contains($0) }.sorted()
  }

  private static func names(in program: Program) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: program.folder)
      .filter { !$0.hasPrefix(".out-") && !$0.hasPrefix(".err-") }
  }

  @Test func `is written through links, which stay`() throws {
    let whole = try program.expect("export")
    let made = try program.shell(
      """
      mkdir -p far && echo old > far/file && ln -s far/file link && ln -s link link2
      ln -s far/new dangling
      for name in link2 dangling; do "$OFFERDECK" export -o $name || exit; done
      """)
    #expect(made.code == 0, "\(made.errors)")
    for name in ["link", "link2", "dangling"] { #expect(try kind(name) == .typeSymbolicLink) }
    #expect(try text("far/file") == whole)
    #expect(try text("far/new") == whole)
    #expect(try kind("far/file") == .typeRegular)
  }

  @Test func `is refused if its links go round in circles`() throws {
    _ = try program.shell("ln -s a b; ln -s b a")
    #expect(
      try program.refuse(73, "export", "-o", "a").contains(
        "Can't write “a”: Too many levels of symbolic links."))
  }

  @Test(arguments: ["export", "report", "calendar"])
  func `respects the umask and the mode of an existing file`(command: String) throws {
    let made = try program.shell(
      """
      for mask in 022 077 002; do (umask $mask; "$OFFERDECK" \(command) -o new-$mask); done
      touch old && chmod 664 old && "$OFFERDECK" \(command) -o old
      """)
    #expect(made.code == 0, "\(made.errors)")
    #expect(try mode("new-022") == 0o644)
    #expect(try mode("new-077") == 0o600)
    #expect(try mode("new-002") == 0o664)
    #expect(try mode("old") == 0o664)
    #expect(try text("old") != "")
  }

  @Test(.enabled(if: getuid() == 0, "Only root can make a device."))
  func `is never put in the place of a device`() throws {
    try #require(try program.shell("mknod null c 1 3").code == 0)
    for command in ["export", "report", "calendar"] {
      try program.expect(command, "-o", "null")
      #expect(try kind("null") == .typeCharacterSpecial)
    }
  }

  @Test(arguments: ["export", "report", "calendar"])
  func `can be the terminal, which stays one`(command: String) throws {
    let line = """
      "$0" \(command) -o /dev/tty > out && echo "$(wc -c < out) bytes in out"
      stat -c 'a %F' /dev/tty; rm out
      """
    let screen = try RunningProgram(
      "/usr/bin/env", ["-C", program.folder, "/bin/sh", "-c", line, RunningProgram.offerdeck],
      environment: program.environment.mapValues { $0 }, columns: 200)
    #expect(try screen.waitForEnd() == 0)
    #expect(screen.shows("0 bytes in out"))
    #expect(screen.shows("a character special file"))
    let whole = try program.expect(command)
    let first = try #require(whole.split(whereSeparator: \.isNewline).first)
    #expect(String(decoding: screen.sent, as: UTF8.self).contains(first))
  }

  @Test func `is never put in the place of a pipe`() throws {
    let whole = try program.expect("export")
    let named = try program.shell("mkfifo pipe; cat pipe & \"$OFFERDECK\" export -o pipe; wait")
    #expect(named.code == 0 && named.output == whole, "\(named.errors)")
    #expect(try kind("pipe") != .typeRegular)
    let command = try program.shell("\"$OFFERDECK\" export -o >(cat > got); wait $!")
    #expect(command.code == 0, "\(command.errors)")
    #expect(try text("got") == whole)
  }

  @Test(arguments: ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "link"])
  func `can be standard output`(name: String) throws {
    let whole = try program.expect("export")
    let result = try program.shell(
      "ln -s /dev/stdout link; echo before; \"$OFFERDECK\" export -o \(name); echo after")
    #expect(result.output == "before\n\(whole)after\n", "\(result.errors)")
    #expect(try names() == ["link"])
    let piped = try program.shell("\"$OFFERDECK\" export -o \(name) | cat")
    #expect(piped.output == whole, "\(piped.errors)")
  }

  @Test func `can be any descriptor that is open`() throws {
    let whole = try program.expect("export")
    let result = try program.shell(
      "exec 3> three; echo before >&3; \"$OFFERDECK\" export -o /dev/fd/3; echo after >&3")
    #expect(result.code == 0, "\(result.errors)")
    #expect(try text("three") == "before\n\(whole)after\n")
    #expect(try program.shell("\"$OFFERDECK\" export -o /dev/stderr").errors == whole)
    #expect(try program.refuse(73, "export", "-o", "/dev/fd/87").contains("Bad file descriptor"))
  }

  @Test func `has no other file beside it after an export that was killed`() throws {
    let rows = (0..<3_000).map { "offer-\($0),Contoso Offer,contoso" }.joined(separator: "\n")
    try program.file("large.csv", "offer_id,name,publisher_id\n\(rows)\n")
    try program.expect("import", "large.csv")
    for number in [SIGKILL, SIGINT, SIGTERM, SIGHUP] {
      for wait in [20_000, 60_000, 120_000] as [UInt32] {
        let child = try program.start(["export", "-o", "deck.json"])
        usleep(wait)
        kill(child.pid, number)
        _ = try program.finish(child)
        #expect(Set(try names()).isSubset(of: ["large.csv", "deck.json"]), "signal \(number)")
      }
    }
    try program.expect("export", "-o", "deck.json")
    #expect(try text("deck.json") == program.expect("export"))
  }

  @Test func `of a long name has room for its last byte`() throws {
    let name = String(repeating: "x", count: 255)
    for _ in 0..<2 { try program.expect("export", "-o", name) }
    #expect(try names() == [name])
  }

  @Test(.enabled(if: getuid() != 0, "Root may write to every file."))
  func `that is read-only stays as it is`() throws {
    _ = try program.shell("echo precious > file; chmod 444 file")
    #expect(try program.refuse(73, "export", "-o", "file").contains("Permission denied"))
    #expect(try text("file") == "precious\n")
  }

  @Test(arguments: ["list --csv", "export", "report", "export -o /dev/stdout"])
  func `that is a non-blocking pipe gets everything`(command: String) throws {
    let rows = (0..<3_000).map { "offer-\($0),Contoso Offer,contoso" }.joined(separator: "\n")
    try program.file("large.csv", "offer_id,name,publisher_id\n\(rows)\n")
    try program.expect("import", "large.csv")
    let flags = "fcntl(STDOUT, F_SETFL, O_WRONLY | O_NONBLOCK)"
    // The reader takes a byte at a time, so that the pipe is full most of the time.
    let result = try program.shell(
      """
      "$OFFERDECK" \(command) > whole
      perl -MFcntl -e '\(flags); exec @ARGV' "$OFFERDECK" \(command) |
        while IFS= read -r line; do printf '%s\\n' "$line"; done > got
      echo ${PIPESTATUS[0]}
      """)
    #expect(result.output == "0\n", "\(result.errors)")
    #expect(try text("got").utf8.count > 70_000)
    #expect(try text("got") == text("whole"))
  }
}
