// Disks without room, files that were protected once, and temporary folders that can't be had.

import Foundation
import PseudoTerminal
import Testing

@Suite("Without room or rights") struct FullDiskTests {
  private let program: Program

  init() throws {
    program = try Program()
    let rows = (0..<20).map { "offer-\($0),Contoso Offer,contoso" }.joined(separator: "\n")
    try program.file("small.csv", "offer_id,name,publisher_id\n\(rows)\n")
    _ = try program.shell("mkdir disk")
  }

  /// Whether this user may mount a small disk.
  private static let canMount =
    (try? Program().shell("unshare -m mount -t tmpfs none /mnt"))?.code == 0

  /// Runs a script in which `disk` is a disk of a size. A line that is not as expected ends it with 1.
  private func run(onDiskOf size: String, _ script: String) throws -> Program.Result {
    try program.file("script", "set -e\nmount -t tmpfs -o size=\(size) none disk\n\(script)\n")
    return try program.shell("unshare -m bash script")
  }

  @Test(.enabled(if: canMount, "Only root can mount a disk."))
  func `a deck that was closed can be read and exported from a full disk`() throws {
    let result = try run(
      onDiskOf: "1500k",
      """
      export XDG_DATA_HOME=$PWD/disk
      "$OFFERDECK" import -q small.csv
      dd if=/dev/zero of=disk/fill bs=1k 2> /dev/null || true
      "$OFFERDECK" list --csv
      "$OFFERDECK" export -o whole.json
      "$OFFERDECK" report -o report.html
      "$OFFERDECK" show offer-1 > /dev/null
      "$OFFERDECK" edit offer-1 name=Other 2> said && exit 1
      cat said >&2
      """)
    #expect(result.code == 0, "\(result)")
    #expect(result.output.contains("offer-19,Contoso Offer"))
    #expect(result.errors.contains("no space left on device for"), "\(result.errors)")
    #expect(try program.expect("import", "whole.json", "--deck", "new.sqlite").contains("20 added"))
  }

  /// Writes of every kind, with what each leaves behind if there was room for it.
  @Test(
    .enabled(if: canMount, "Only root can mount a disk."),
    arguments: [
      "import large.csv", "edit offer-1 name=Other", "advance offer-1", "undo",
      "export -o disk/whole.json", "upgrade",
    ])
  func `a disk that fills up in whatever phase leaves all or nothing`(command: String) throws {
    let rows = (0..<3_000).map { "large-\($0),Contoso Large Offer,contoso" }.joined(separator: "\n")
    try program.file("large.csv", "offer_id,name,publisher_id\n\(rows)\n")
    let isUpgrade = command == "upgrade"
    if isUpgrade {
      let earlier = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .appendingPathComponent("PersistenceTests/Files/decks/v4/deck.sqlite")
      try FileManager.default.copyItem(atPath: earlier.path, toPath: program.path("start.sqlite"))
    } else {
      try program.expect("import", "-q", "small.csv", "--deck", "start.sqlite")
    }
    // What is left when the write begins, in kilobytes.
    let result = try run(
      onDiskOf: "16m",
      """
      D=disk/deck.sqlite
      # The migrator makes its own table, which stays empty, before it begins.
      dump() { sqlite3 $1 .dump | grep -v grdb_migrations | sha256sum; }
      sum=$(dump start.sqlite)
      for left in 0 4 16 36 64 100 160 240 400 700 1200 4000 12000; do
        rm -rf disk/*
        cp start.sqlite $D
        free=$(df --output=avail -k disk | tail -1)
        dd if=/dev/zero of=disk/fill bs=1k count=$((free - left)) 2> /dev/null
        code=0
        "$OFFERDECK" \(isUpgrade ? "list" : command) --deck $D > said 2>&1 || code=$?
        rm disk/fill
        [ $code = 0 ] || [ $code = 74 ] || { echo "code $code with $left"; cat said; exit 1; }
        if [ $code = 74 ]; then
          grep -q "o space left" said || { cat said; exit 1; }
          [ "$(dump $D)" = "$sum" ] || { echo "changed with $left"; exit 1; }
          [ ! -e disk/whole.json ] || { echo "half an export with $left"; exit 1; }
          for copy in disk/*.backup*; do
            [ ! -e "$copy" ] || [ "$(dump $copy)" = "$sum" ] \\
              || { echo "half a backup with $left"; exit 1; }
          done
        fi
        "$OFFERDECK" info --check --deck $D > said 2>&1 || { cat said; exit 1; }
        echo "end $code"
      done
      """)
    #expect(result.code == 0, "\(result)")
    #expect(result.lines.contains("end 0"), "\(result)")
    #expect(result.lines.contains("end 74"), "\(result)")
  }

  @Test(
    .enabled(if: canMount, "Only root can mount a disk."),
    arguments: ["import --dry-run small.csv", "list --as-of 2019-09-20"])
  func `temporary files that have no room are named, and not the deck`(command: String) throws {
    try program.expect("import", "small.csv")
    let before = try program.export()
    let result = try run(
      onDiskOf: "16k", "TMPDIR=$PWD/disk \"$OFFERDECK\" \(command)")
    #expect(result.code == 74, "\(result)")
    #expect(result.errors.contains("\(program.folder)/disk"), "\(result.errors)")
    #expect(!result.errors.contains("deck.sqlite"))
    #expect(try program.export() == before)
  }

  @Test(.enabled(if: canMount, "Only root can mount a disk."))
  func `a large file that has no room before it is written leaves the deck as it was`() throws {
    try program.expect("import", "small.csv")
    let before = try program.export()
    let name = String(repeating: "x", count: 4_000)
    let rows = (0..<2_500).map { "large-\($0),\(name),contoso" }.joined(separator: "\n")
    try program.file("large.csv", "offer_id,name,publisher_id\n\(rows)\n")
    let result = try run(
      onDiskOf: "1m", "TMPDIR=$PWD/disk \"$OFFERDECK\" import large.csv")
    #expect(result.code == 74, "\(result)")
    #expect(result.errors.contains("\(program.folder)/disk"), "\(result.errors)")
    #expect(try program.export() == before)
  }

  @Test(.enabled(if: getuid() == 0, "Only root can become another user."))
  func `a deck that was write-protected once can be written to again`() throws {
    try program.file(
      "script",
      """
      set -e
      export XDG_DATA_HOME=$PWD/home XDG_STATE_HOME=$PWD/home
      D=home/offerdeck/deck.sqlite
      "$OFFERDECK" import -q small.csv
      chmod 400 $D
      "$OFFERDECK" list > /dev/null
      # What reading leaves behind has the rights that the deck had.
      touch $D-wal $D-shm
      chmod 400 $D-wal $D-shm
      chmod 600 $D
      "$OFFERDECK" edit offer-1 name=Other
      "$OFFERDECK" show offer-1
      """)
    let result = try program.shell(
      "chmod 755 .; mkdir home; chown 65534 home; "
        + "setpriv --reuid=65534 --clear-groups bash script")
    #expect(result.code == 0, "\(result)")
    #expect(result.output.contains("Other"))
  }

  @Test(arguments: ["ulimit -n 6", "umask 0777"])
  func `a temporary folder that can't be used is not made again and again`(limit: String) throws {
    try program.file(
      "script",
      """
      \(limit)
      TMPDIR=$PWD/tmp XDG_DATA_HOME=$PWD/tmp timeout 60 "$OFFERDECK" demo --accessible < /dev/null
      """)
    let user = getuid() == 0 ? "setpriv --reuid=65534 --clear-groups " : ""
    let result = try program.shell(
      "chmod 755 .; mkdir -m 777 tmp; \(user)bash script > said 2>&1; echo code $?; ls tmp")
    #expect(!result.lines.contains("code 124"), "\(result)")
    // It is taken away again, too.
    #expect(result.lines.count { $0.hasPrefix("offerdeck-deck-") } <= 1, "\(result)")
  }

  @Test(.enabled(if: getuid() == 0, "Only root can become another user."))
  func `a folder of settings that can't be read is named`() throws {
    let result = try program.shell(
      """
      chmod 755 .; mkdir -p config/offerdeck home; chown 65534 home
      echo 'theme: nord' > config/offerdeck/config.yaml; chmod 000 config/offerdeck
      export XDG_DATA_HOME=$PWD/home
      for command in "import small.csv" "config check" "theme list"; do
        setpriv --reuid=65534 --clear-groups "$OFFERDECK" $command
        echo code $?
      done
      """)
    #expect(result.lines.filter { $0.hasPrefix("code") } == ["code 0", "code 77", "code 0"])
    let folder = "\(program.folder)/config/offerdeck"
    for name in ["config.yaml", "playbooks"] {
      #expect(result.errors.contains("\(folder)/\(name)"), "\(result.errors)")
    }
    // Themes that ship are there all the same.
    #expect(result.output.contains("nord"))
  }

  @Test func `a name of one letter is as good as any`() throws {
    try program.expect("import", "small.csv", "--deck", "d")
    let line = "exec \"$0\" --deck d"
    let screen = try RunningProgram(
      "/usr/bin/env", ["-C", program.folder, "/bin/sh", "-c", line, RunningProgram.offerdeck],
      environment: program.environment.mapValues { $0 })
    try screen.wait(for: "Contoso Offer")
    screen.type("q")
    #expect(try screen.waitForEnd() == 0)
    #expect(try program.expect("export", "-o", "e", "--deck", "d") == "")
  }
}
