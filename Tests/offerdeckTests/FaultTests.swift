// What the built program does with decks, disks, environments and signals that are not as they should be.

import Foundation
import Glibc
import PseudoTerminal
import Testing

@Suite struct `A name of a deck` {
  private let program: Program

  init() throws { program = try Program.withOffers() }

  @Test(arguments: [":memory:", "file:x?mode=memory", "file:bar", ""])
  func `that SQLite takes for something else is refused`(name: String) throws {
    let errors = try program.refuse(64, "import", "offers.csv", "--deck", name)
    #expect(errors.contains("“\(name)” is not a file name"))
    #expect(!FileManager.default.fileExists(atPath: program.path("bar")))
  }

  @Test(arguments: [
    ["list"], ["edit", "fleet", "name=X"], ["undo", "fleet"], ["advance", "fleet"],
  ])
  func `that leads nowhere gives every command the same code`(command: [String]) throws {
    symlink("loop", program.path("loop"))
    let long = String(repeating: "a", count: 300)
    for name in ["loop", long, "missing.sqlite"] {
      let result = try program.finish(program.start(command + ["--deck", name]))
      #expect(result.code == 66, "\(command) \(name.prefix(20)): \(result.errors)")
    }
  }

  @Test func `of a file with a view in the place of a table is refused at once`() throws {
    let result = try program.shell(
      """
      sqlite3 "\(program.deck)" "ALTER TABLE tally RENAME TO counts; CREATE VIEW tally AS
      WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
      """)
    try #require(result.code == 0, "\(result.errors)")
    for command in ["list", "check", "frame", "export", "advance fleet", "import offers.csv"] {
      let words = command.split(separator: " ").map(String.init)
      let refused = try program.finish(program.start(words))
      #expect(refused.code == 65, "\(command)")
      #expect(refused.errors.contains("not an offerdeck deck"), "\(command): \(refused.errors)")
      #expect(refused.output.isEmpty, "\(command): \(refused.output)")
    }
  }

  @Test(arguments: ["AS(1)", "GENERATED ALWAYS AS (1) STORED", "AS\t(1)"])
  func `of a file with a computed column is refused at once`(column: String) throws {
    let result = try program.shell(
      """
      sqlite3 "\(program.deck)" "CREATE TABLE more (one INTEGER, two INTEGER \(column))"
      """)
    try #require(result.code == 0, "\(result.errors)")
    #expect(try program.refuse(65, "export").contains("not an offerdeck deck"))
  }
}

@Suite struct `A damaged deck` {
  private let program: Program

  init() throws { program = try Program.withOffers() }

  /// Writes a value into a STRICT table that is no value of its column.
  private func damage(_ statement: String) throws {
    let result = try program.shell(
      """
      sqlite3 "\(program.deck)" "PRAGMA ignore_check_constraints = ON; \(statement)"
      """)
    try #require(result.code == 0, "\(result.errors)")
  }

  @Test func `is listed and exported without the damaged row, which is named`() throws {
    try damage("UPDATE offers SET stage = 99 WHERE offer_id = 'fleet'")
    for command in ["list", "list --csv", "export"] {
      let words = command.split(separator: " ").map(String.init)
      let result = try program.finish(program.start(words))
      #expect(result.code == 3, "\(command): \(result.errors)")
      #expect(result.errors.contains("invalid value “99” in column “stage”"), "\(command)")
      // The log of an export still says what was imported.
      let rows = result.output.split(separator: "\n")
        .filter { !$0.hasPrefix("{\"event\"") && !$0.hasPrefix("{\"added\"") }
        .joined(separator: "\n")
      #expect(!rows.contains("Contoso Fleet"), "\(command)")
      #expect(!rows.isEmpty, "\(command)")
    }
    #expect(try program.refuse(65, "advance", "fleet").contains("column “stage”"))
  }

  @Test func `is checked, and what is computed is repaired`() throws {
    #expect(try program.expect("info", "--check").contains("no problems found"))
    try damage("UPDATE tally SET count = count + 5")
    let found = try program.run("info", "--check")
    #expect(found.code == 65)
    #expect(found.output.contains("differ from a recount"))
    #expect(found.output.contains("offerdeck info --repair"))
    let repaired = try program.expect("info", "--repair")
    #expect(repaired.contains("repaired: The stored counts differ"))
    #expect(try program.expect("info", "--check").contains("no problems found"))
  }
}

@Suite struct `An environment` {
  @Test func `without a home has that of the user database, and never a temporary folder`() throws {
    let program = try Program()
    for home in ["-u HOME", "HOME=", "HOME=somewhere"] {
      let result = try program.shell(
        """
        env -u XDG_DATA_HOME -u XDG_CONFIG_HOME -u XDG_STATE_HOME \(home) "$OFFERDECK" info
        """)
      let home = try #require(getpwuid(getuid())?.pointee.pw_dir.map { String(cString: $0) })
      #expect(result.output.contains(" \(home)/.local/share/offerdeck/deck.sqlite"), "\(home)")
      #expect(!result.output.contains("/tmp/."), "\(home)")
    }
  }

  @Test(arguments: [
    ("UTC+2", "GMT-0200"), ("<+0330>-3:30", "GMT+0330"), ("JST-9", "GMT+0900"),
    (":Europe/Berlin", "Europe/Berlin"), ("/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
    ("", "GMT"),
  ])
  func `has the time zone that the C library reads in TZ`(value: String, name: String) throws {
    let program = try Program(environment: ["TZ": value])
    let lines = try program.run("info").lines.filter { $0.hasPrefix("zone ") }
    #expect(lines.map { $0.split(separator: " ").last.map(String.init) } == [name])
  }

  @Test func `has a zone with the same clocks where TZ holds rules`() throws {
    let program = try Program(environment: ["TZ": "EST5EDT,M3.2.0,M11.1.0"])
    #expect(try program.expect("info").contains("America/"))
    let unknown = try Program(environment: ["TZ": "Nonsense/Zone"])
    #expect(try unknown.run("info").errors.contains("unknown time zone “Nonsense/Zone”"))
  }

  @Test(arguments: ["a file in its place", "links in a circle"])
  func `with playbooks that can't be read says so to the quiet too`(obstacle: String) throws {
    let program = try Program.withOffers()
    let folder = program.path("config/offerdeck/playbooks")
    try FileManager.default.createDirectory(
      atPath: program.path("config/offerdeck"), withIntermediateDirectories: true)
    if obstacle == "links in a circle" {
      symlink("playbooks", folder)
    } else {
      try program.file("config/offerdeck/playbooks", "")
    }
    #expect(try program.run("check", "--quiet").code == 65)
    #expect(try program.run("check", "--quiet").errors.contains(folder))
  }
}

@Suite struct `A file that does not answer` {
  @Test func `ends with the conversation that imports it`() throws {
    let program = try Program.withOffers()
    try #require(mkfifo(program.path("pipe"), 0o600) == 0)
    let result = try program.shell(
      #"printf 'import\npipe\nquit\n' | "$OFFERDECK" --accessible"#)
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.output.contains("the import was canceled"))
    #expect(result.output.contains("Everything is saved."))
  }
}

@Suite(.serialized) struct `A signal that ends the dashboard` {
  @Test(arguments: [
    SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU, SIGIO, SIGPROF, SIGVTALRM, SIGPIPE, SIGHUP, SIGTERM,
  ])
  func `gives the terminal back and is named by the exit code`(number: Int32) throws {
    let program = try RunningProgram.demo()
    program.signal(number)
    #expect(try program.waitForEnd() == 128 + number)
    #expect(program.isGivenBack)
  }
}
