// The account, its directory and its users from the command line: results, sentences and codes.

import Foundation
import Testing

@Suite struct `The account from the command line` {
  private let program: Program

  init() throws {
    program = try Program()
    try program.expect(
      "publisher", "add", "contoso", "--name", "Contoso Ltd", "--owner", "owner@contoso.com",
      "--sign-in", "owner@contoso.com")
    try program.file(
      "directory.csv",
      """
      tenant_id,tenant_name,domain,mpn_id,mpn_state
      t1,Contoso Group,contoso.com,1234567,valid
      t2,Fabrikam Inc,fabrikam.com,7654321,valid
      ,,mail.example,3456789,invalid
      """)
  }

  @Test func `is migrated as far as what is given leads, and goes on from there`() throws {
    #expect(try program.refuse(2, "account", "migrate").contains("No tenant found for contoso.com"))
    #expect(
      try program.expect("account", "directory", "import", "directory.csv")
        .contains("6 added, 0 changed, 0 same"))
    #expect(
      try program.expect("account", "directory", "import", "directory.csv")
        .contains("0 added, 0 changed, 6 same"))
    #expect(try program.refuse(2, "account", "migrate").contains("No MPN ID."))
    #expect(
      try program.refuse(2, "account", "migrate", "--mpn", "7654321")
        .contains("registered to Fabrikam Inc"))
    #expect(
      try program.refuse(2, "account", "migrate", "--mpn", "3456789").contains("is invalid"))
    let review = try program.run("account", "migrate", "--mpn", "1234567")
    #expect(review.code == 64 && review.output.contains("ready for review"))
    #expect(review.errors == "error: ready for review\nhint: pass --yes to migrate\n")
    #expect(try program.expect("account", "show").contains("ready for review"))
    #expect(try program.run("account", "show", "--check").code == 1)
    #expect(try program.expect("account", "migrate", "--yes").contains("Migrated:"))
    #expect(try program.expect("account", "show", "--check").contains("migrated"))
    #expect(try program.expect("account", "show", "--json").contains("\"state\":\"migrated\""))
    #expect(try program.refuse(2, "account", "migrate").contains("has already migrated"))
    #expect(try program.expect("account", "history").contains("Account migrated"))
    #expect(try program.expect("account", "undo").contains("Undone"))
    #expect(try program.run("account", "show", "--check").code == 1)
  }

  @Test func `is drawn from its rules, for two tools`() throws {
    #expect(try program.expect("account", "diagram").hasPrefix("stateDiagram-v2\n"))
    #expect(try program.expect("account", "diagram", "--format", "dot").hasPrefix("digraph"))
  }

  @Test func `a directory with two tenants for one domain is refused whole`() throws {
    try program.file("bad.csv", "tenant_name,domain\nA,x.com\nB,y.com\nC,X.com\n")
    #expect(
      try program.refuse(65, "account", "directory", "import", "bad.csv").contains("bad.csv:4:3:"))
    #expect(try !program.expect("account", "directory").contains("x.com"))
    try program.refuse(66, "account", "directory", "import", "missing.csv")
    try program.refuse(64, "account", "directory", "add", "--tenant", "Contoso")
    #expect(
      try program.expect(
        "account", "directory", "add", "--tenant", "Contoso", "--domain", "contoso.com", "--mpn",
        "5"
      ).contains("2 added"))
    #expect(try program.expect("account", "directory", "--quiet").contains("by_hand"))
  }

  @Test func `users are imported, compared and changed`() throws {
    try program.file(
      "cpp.csv", "address,role\nowner@contoso.com,owner\nbob@contoso.com,contributor")
    try program.file("center.json", "[{\"email\":\"OWNER@contoso.com\",\"role\":\"Manager\"}]")
    try program.expect("account", "directory", "import", "directory.csv")
    try program.expect("account", "migrate", "--mpn", "1234567", "--yes")
    try program.expect("users", "import", "--portal", "cpp", "cpp.csv")
    try program.expect("users", "import", "--portal", "partner-center", "center.json")
    let differing = try program.run("users", "compare", "--json")
    #expect(differing.code == 1 && differing.output.contains("only_cpp"))
    #expect(
      try program.refuse(2, "users", "remove", "Owner@Contoso.com").contains(
        "the last user who can"))
    try program.expect("users", "add", "bob@contoso.com", "--role", "developer")
    #expect(try program.expect("users", "compare", "--quiet") == "")
    try program.expect("users", "role", "bob@contoso.com", "manager")
    #expect(
      try program.refuse(2, "users", "remove", "owner@contoso.com").contains("hint: pass --yes"))
    try program.expect("users", "remove", "owner@contoso.com", "--yes")
    try program.refuse(64, "users", "add", "nobody")
    try program.refuse(64, "users", "import", "--portal", "other", "cpp.csv")
    #expect(try program.expect("users").contains("waiting for CPP since"))
  }

  @Test func `a publisher is corrected whole or not at all, and removed while it has no offers`()
    throws
  {
    let mistakes = try program.refuse(
      2, "publisher", "edit", "contoso", "--name", "New", "--mpn", "abc", "--owners", "nobody")
    #expect(mistakes.split(separator: "\n").count == 2)
    #expect(mistakes.contains("MPN ID: ") && mistakes.contains("Owners in CPP: "))
    #expect(try program.expect("publisher", "list").contains("Contoso Ltd"))
    #expect(
      try program.expect("publisher", "edit", "contoso", "--name", "New", "--mpn", "12")
        .contains("MPN ID: 12"))
    try program.refuse(64, "publisher", "edit", "contoso")
    try program.refuse(66, "publisher", "edit", "nobody", "--name", "X")
    try program.refuse(64, "publisher", "remove", "contoso")
    try program.expect("account", "undo")
    try program.expect("publisher", "remove", "contoso", "--yes")
    #expect(try !program.expect("publisher", "list").contains("contoso"))
  }

  @Test func `legal entities are listed, added, renamed and removed`() throws {
    try program.file(
      "offers.csv", "offer_id,name,legal_entity,publisher_id\nfleet,Fleet,Contoso Inc,contoso\n")
    try program.expect("import", "offers.csv")
    try program.expect("publisher", "entity", "add", "Contoso AG")
    #expect(try program.refuse(2, "publisher", "entity", "add", "contoso ag").contains("already"))
    #expect(
      try program.refuse(2, "publisher", "entity", "remove", "contoso inc")
        .contains("“Contoso Inc” can't be removed while offers use it: fleet."))
    try program.expect("publisher", "entity", "rename", "Contoso Inc", "Contoso Ltd")
    #expect(try program.expect("show", "fleet", "--json").contains("Contoso Ltd"))
    #expect(
      try program.expect("publisher", "entity", "--json").contains("\"name\":\"Contoso Ltd\""))
    #expect(try program.expect("account", "undo").contains("Legal entity renamed Contoso Inc"))
    #expect(try program.expect("show", "fleet", "--json").contains("Contoso Inc"))
    try program.expect("publisher", "entity", "remove", "Contoso AG")
    #expect(try !program.expect("publisher", "entity").contains("Contoso AG"))
    try program.refuse(2, "publisher", "entity", "remove", "Contoso AG")
    try program.refuse(2, "publisher", "entity", "add", String(repeating: "x", count: 10_000))
    try program.refuse(2, "publisher", "entity", "add", "a\u{202E}b")
    try program.refuse(2, "publisher", "entity", "rename", "Contoso Inc", "")
  }

  @Test func `a list of users with one person twice, in other letters, has one person`() throws {
    try program.file(
      "cpp.csv", "address,name,role\nAnn@Contoso.com,Ann,owner\nann@contoso.com,Ann,owner\n")
    #expect(
      try program.expect("users", "import", "--portal", "cpp", "cpp.csv").contains("1 added"))
    let users = try program.expect("users", "--json")
    #expect(users.contains("\"name\":\"Ann\"") && users.contains("\"cpp\":\"owner\""))
    // With other details nobody can tell which of them is right.
    try program.file(
      "twice.csv",
      "address,name,role\nBob@Contoso.com,,contributor\nbob@contoso.com,Bob,owner\n")
    #expect(
      try program.refuse(65, "users", "import", "--portal", "cpp", "twice.csv")
        .contains("twice.csv:3:1: “bob@contoso.com” is listed twice with different details"))
    #expect(try program.expect("users", "--json") == users)
    try program.file("bad.csv", "address,role\nann@contoso.com,boss\nnobody,owner\n")
    let mistakes = try program.refuse(65, "users", "import", "--portal", "cpp", "bad.csv")
    #expect(mistakes.contains("bad.csv:2:17:") && mistakes.contains("bad.csv:3:1:"))
  }

  @Test(arguments: ["", "x", "10000", "a\u{0}b", "\u{202E}owner@contoso.com", "own er@x.com"])
  func `what is no address is refused with its reason, and writes nothing`(text: String) throws {
    let text = text == "10000" ? String(repeating: "a", count: 10_000) + "@contoso.com" : text
    let before = try program.expect("account", "history", "--json")
    // No program can be given a NUL in an argument: it ends there.
    let isCut = text.contains("\u{0}")
    for command in [
      ["users", "add", text], ["account", "migrate", "--email", text],
      ["publisher", "edit", "contoso", "--sign-in", text.isEmpty ? "x" : text],
      ["account", "directory", "add", "--tenant", "T", "--domain", isCut ? "a" : text],
    ] {
      let result = try program.finish(program.start(command))
      #expect([2, 64].contains(result.code), "\(command[0]): \(result.output)\(result.errors)")
      #expect(result.errors.utf8.count < 2_000 && !result.errors.isEmpty)
      #expect(!result.errors.contains("\u{202E}"))
    }
    let after = try program.expect("account", "history", "--json")
    #expect(after == before || after.contains("migration_begun"))
  }

  @Test func `goes out and in again whole, with its users and the directory`() throws {
    try program.expect("account", "directory", "import", "directory.csv")
    try program.expect("account", "migrate", "--mpn", "1234567", "--yes")
    try program.expect("users", "add", "用户@例子.中国", "--role", "manager")
    try program.expect("export", "--output", "deck.json")
    try program.expect("import", "deck.json", "--deck", "other.sqlite")
    for command in [
      ["users", "--json"], ["account", "directory"], ["account", "show", "--json"],
    ] {
      let here = try program.finish(program.start(command))
      let there = try program.finish(program.start(command + ["--deck", "other.sqlite"]))
      #expect(here.output == there.output && !here.output.isEmpty)
    }
    try program.expect("export", "--deck", "other.sqlite", "--output", "again.json")
    let files = try ["deck.json", "again.json"].map {
      try String(contentsOfFile: program.path($0), encoding: .utf8)
    }
    #expect(files[0] == files[1])
  }
}
