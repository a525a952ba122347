// Decks that can't be opened, read or written: one clear sentence, the code of the table, and a
// file that is as it was.

import Foundation
import Testing

@Suite struct `A bad deck` {
  private let program: Program

  init() throws { program = try Program.withOffers() }

  /// Runs a line of SQL on a file with the system's own SQLite.
  private func sql(_ line: String, on path: String) throws {
    let result = try program.finish(program.start([path, line], of: "/usr/bin/sqlite3"))
    #expect(result.code == 0, "\(result.errors)")
  }

  private func bytes(_ name: String) -> Data? {
    FileManager.default.contents(atPath: program.path(name))
  }

  /// Reading and writing are refused by one sentence, and the file is not touched.
  private func refuse(
    _ code: Int32, _ name: String, _ words: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = bytes(name)
    for command in [["list"], ["import", "offers.csv"], ["export"], ["frame"], ["undo", "fleet"]] {
      let result = try program.finish(program.start(command + ["--deck", name]))
      #expect(result.code == code, "\(command): \(result.errors)", sourceLocation: sourceLocation)
      #expect(result.output == "", sourceLocation: sourceLocation)
      #expect(result.complaints.count == 1, "\(result.errors)", sourceLocation: sourceLocation)
      #expect(
        result.errors.contains(name) && result.errors.contains(words), "\(result.errors)",
        sourceLocation: sourceLocation)
    }
    #expect(bytes(name) == before, sourceLocation: sourceLocation)
  }

  @Test func `that is no database`() throws {
    try program.file("notes.txt", String(repeating: "These are my notes.\n", count: 20))
    try refuse(65, "notes.txt", "is not an offerdeck deck")
    try program.file("short.txt", "short")
    try refuse(65, "short.txt", "is not an offerdeck deck")
  }

  @Test func `that is another program's database`() throws {
    try sql("CREATE TABLE songs (title TEXT);", on: program.path("songs.sqlite"))
    try refuse(65, "songs.sqlite", "is not an offerdeck deck")
  }

  @Test func `that a later version wrote`() throws {
    try FileManager.default.copyItem(atPath: program.deck, toPath: program.path("new.sqlite"))
    try sql("PRAGMA user_version = 99;", on: program.path("new.sqlite"))
    try refuse(65, "new.sqlite", "newer")
  }

  @Test func `that was cut in half`() throws {
    try FileManager.default.copyItem(atPath: program.deck, toPath: program.path("half.sqlite"))
    try #require(truncate(program.path("half.sqlite"), 8_192) == 0)
    let result = try program.run("list", "--deck", "half.sqlite")
    #expect(result.code == 65, "\(result.errors)")
    #expect(result.complaints.count == 1)
    #expect(result.errors.contains("damaged"))
  }

  @Test func `that is a folder`() throws {
    let result = try program.run("list", "--deck", "data")
    #expect(result.code == 65, "\(result.errors)")
    #expect(result.complaints.count == 1)
    #expect(result.errors.contains("data"))
  }

  @Test func `that can't be made`() throws {
    try program.file("plain", "")
    let errors = try program.refuse(73, "import", "offers.csv", "--deck", "plain/deck.sqlite")
    #expect(errors.contains("plain/deck.sqlite can't be created"))
  }

  @Test(.enabled(if: geteuid() != 0, "The superuser may write everywhere."))
  func `that can only be read is read, and not written`() throws {
    chmod(program.deck, 0o400)
    try program.expect("list")
    #expect(try program.refuse(77, "advance", "fleet").contains("can't be written to"))
    chmod(program.deck, 0o600)
    chmod((program.deck as NSString).deletingLastPathComponent, 0o500)
    try program.expect("list")
    #expect(try program.refuse(77, "advance", "fleet").contains("can't be written to"))
    chmod((program.deck as NSString).deletingLastPathComponent, 0o700)
  }

  @Test func `on a disk that is full keeps what it had`() throws {
    let before = try program.export()
    let rows = (0..<20_000).map { "offer-\($0),Contoso Offer,contoso" }.joined(separator: "\n")
    try program.file("large.csv", "offer_id,name,publisher_id\n\(rows)\n")
    // A limit to the size of files stands for the disk: 512 blocks of 1 KiB.
    let result = try program.shell("ulimit -f 512; exec \"$OFFERDECK\" import large.csv")
    #expect(result.code == 74, "\(result.errors)")
    #expect(result.output == "")
    #expect(result.complaints.count == 1)
    #expect(result.errors.contains("deck.sqlite"))
    #expect(try program.export() == before)
    #expect(try program.expect("import", "large.csv").contains("20000 added"))
  }

  @Test func `that another program holds is waited for, and then said to be busy`() throws {
    let before = try program.export()
    let holder = try program.shell(
      """
      { echo "PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE;"; echo ".print held"; \
      echo ".shell \\"$OFFERDECK\\" advance fleet 2> busy.txt; echo \\$? > code.txt"; \
      echo ".shell \\"$OFFERDECK\\" list > read.txt"; echo "ROLLBACK;"; \
      } | sqlite3 "\(program.deck)"
      """)
    #expect(holder.code == 0, "\(holder.errors)")
    let said = try String(contentsOfFile: program.path("busy.txt"), encoding: .utf8)
    #expect(try String(contentsOfFile: program.path("code.txt"), encoding: .utf8) == "75\n")
    #expect(said.contains("locked by another program"))
    // Reading does not wait for writing.
    #expect(
      try String(contentsOfFile: program.path("read.txt"), encoding: .utf8).contains("fleet"))
    #expect(try program.export() == before)
  }

  @Test func `is not made by two imports at once: each is whole, one after the other`() throws {
    let rows = (0..<400).map { "offer-\($0),Contoso Offer,contoso" }.joined(separator: "\n")
    try program.file("many.csv", "offer_id,name,publisher_id\n\(rows)\n")
    let children = try (0..<2).map { _ in
      try program.start(["import", "many.csv", "--deck", "both.sqlite"])
    }
    let outputs = try children.map { try program.finish($0) }
    #expect(outputs.map(\.code) == [0, 0], "\(outputs.map(\.errors))")
    #expect(
      outputs.map(\.output).sorted() == [
        "many.csv: 0 added, 0 changed, 400 same, 0 rejected\n",
        "many.csv: 400 added, 0 changed, 0 same, 0 rejected\n",
      ])
    #expect(
      try program.expect("publisher", "list", "--json", "--deck", "both.sqlite")
        .contains("\"offers\":400"))
  }
}

@Suite struct `A result that can't be written` {
  private let program: Program

  init() throws { program = try Program.withOffers() }

  @Test(arguments: [
    "list", "list --json", "list --csv", "show fleet", "show fleet --json", "history", "deadlines",
    "export", "export --format csv", "info", "playbook list", "playbook diagram", "frame",
  ])
  func `is a failure, and not a crash`(command: String) throws {
    let words = command.split(separator: " ").map(String.init)
    let result = try program.finish(program.start(words, output: "/dev/full"))
    #expect(result.code == 74, "\(result.errors)")
    #expect(result.complaints.count == 1, "\(result.errors)")
    #expect(result.errors.contains("standard output can't be written"))
    #expect(!result.errors.contains(".."))
  }

  @Test func `into a file leaves the one that was there, and no other`() throws {
    try program.file("deck.json", "precious")
    let full = try program.shell("ulimit -f 0; exec \"$OFFERDECK\" export -o deck.json")
    #expect(full.code == 74, "\(full.errors)")
    #expect(try String(contentsOfFile: program.path("deck.json"), encoding: .utf8) == "precious")
    let names = try FileManager.default.contentsOfDirectory(atPath: program.folder)
    #expect(names.filter { $0.contains("part") } == [])
    #expect(
      try program.refuse(73, "export", "-o", "no/such/folder.json").contains(
        "Check that its folder exists."))
    #expect(try program.refuse(73, "export", "-o", "data").contains("Name a file in that folder."))
  }

  @Test func `into the deck can be read by nobody else`() throws {
    let deck = try FileManager.default.attributesOfItem(atPath: program.deck)
    #expect(deck[.posixPermissions] as? Int == 0o600)
  }

  @Test func `into a pipe that is closed early ends quietly`() throws {
    let rows = (0..<20_000).map { "offer-\($0),Contoso Offer,contoso" }.joined(separator: "\n")
    try program.file("large.csv", "offer_id,name,publisher_id\n\(rows)\n")
    try program.expect("import", "large.csv")
    for command in ["list", "list --csv", "export"] {
      let result = try program.shell("\"$OFFERDECK\" \(command) | head -n 1")
      #expect(result.errors == "", "\(command)")
    }
  }
}
