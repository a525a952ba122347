// Each branch of the guide's account migration with the built program in a real terminal, from the
// banner to the end or to the reason why not; left by a kill and gone on with.

import Foundation
import Glibc
import Lifecycle
import Persistence
import PseudoTerminal
import Testing

@testable import offerdeck

@Suite(.serialized) struct `A migration in a real terminal` {
  private static let directory = """
    tenant_id,tenant_name,domain,mpn_id,mpn_state
    t1,Contoso Group,contoso.com,1234567,valid
    t1,Contoso Group,contoso.com,2345678,unconfirmed
    t2,Fabrikam Inc,fabrikam.com,7654321,valid
    ,,mail.example,3456789,invalid
    """

  /// A deck with one publisher, and a directory of two companies.
  private func home(_ flags: String...) throws -> Program {
    let home = try Program()
    let add = ["publisher", "add", "contoso", "--name", "Contoso Ltd"]
    let owner = ["--owner", "owner@contoso.com", "--sign-in", "owner@contoso.com"]
    #expect(try home.finish(home.start(add + owner)).code == 0)
    if !flags.isEmpty {
      #expect(try home.finish(home.start(["publisher", "edit", "contoso"] + flags)).code == 0)
    }
    try home.file("directory.csv", Self.directory)
    try home.expect("account", "directory", "import", "directory.csv")
    return home
  }

  private func open(_ home: Program, for text: String) throws -> RunningProgram {
    let screen = try RunningProgram(
      RunningProgram.offerdeck, [], environment: home.environment.mapValues { $0 }, rows: 30,
      columns: 100)
    try screen.wait(for: text)
    return screen
  }

  /// Types texts, each once what stands before it is on the screen.
  private func walk(_ screen: RunningProgram, _ steps: [(type: String, shows: String)]) throws {
    for (keys, text) in steps {
      screen.type(keys)
      try screen.wait(for: text)
    }
  }

  /// Leaves a dialog, and waits until it has gone: what is typed right after Esc goes with it.
  private func escape(_ screen: RunningProgram, from title: String) throws {
    screen.type("\u{1B}")
    try screen.wait(for: "“\(title)” to go") { !$0.shows(title) }
  }

  private func leave(_ screen: RunningProgram) throws {
    screen.type("\u{3}")
    #expect(try screen.waitForEnd() == 130)
    // Whether the cursor shows is not asked here: libvterm restores that with its place, which
    // ncurses saves where it scrolls.
    #expect(!screen.isAlternate && !screen.wantsMouse && screen.modes == screen.modesBefore)
  }

  private func store(_ home: Program) throws -> Store {
    try Store(at: home.deck, playbooks: Demo.playbooks)
  }

  private func account(_ home: Program) throws -> Account {
    try #require(try store(home).publishers().first).account
  }

  private static let clear = "\u{15}"

  @Test func `with the sign-in address and a new MPN ID goes to the end`() throws {
    let home = try home()
    let screen = try open(home, for: "[m] start (2 missing)")
    try walk(
      screen,
      [
        ("m", "1 of 3"), ("\r", "has no Microsoft Partner Network ID"),
        ("1234567\r", "is valid and is kept"), ("\r", "A last look"),
        ("\r", "The account has migrated"),
      ])
    try escape(screen, from: "Migrate Contoso Ltd")
    #expect(screen.shows("account has moved: its settings"))
    try leave(screen)
    #expect(try account(home).isMigrated)
    #expect(try home.expect("account", "show", "--check").contains("MPN ID: 1234567"))
  }

  @Test func `with a valid MPN ID in the profile keeps it`() throws {
    let home = try home("--mpn", "1234567")
    let screen = try open(home, for: "[m] start (1 missing)")
    try walk(
      screen,
      [
        ("m\r", "The MPN ID 1234567 is valid and is kept"), ("\r", "A last look"),
        ("\r", "The account has migrated"),
      ])
    try leave(screen)
  }

  @Test func `refuses a Microsoft account and a personal address, and says what is wanted`() throws
  {
    let home = try home("--mpn", "1234567", "--microsoft-account", "yes")
    let screen = try open(home, for: "[m] start")
    try walk(
      screen,
      [
        ("m\r", "is the address of a Microsoft account (personal)"),
        (Self.clear + "me@mail.example\r", "me@mail.example is a personal address"),
        (Self.clear + "second@contoso.com\r", "is valid and is kept"),
      ])
    try leave(screen)
    #expect(
      try home.refuse(2, "account", "migrate", "--email", "me@mail.example")
        .contains("a personal address"))
  }

  @Test func `names the tenant that is wanted where the address is of another`() throws {
    let home = try home("--mpn", "1234567")
    let screen = try open(home, for: "[m] start")
    try walk(
      screen,
      [
        (
          "m" + Self.clear + "me@fabrikam.com\r",
          "The MPN ID 1234567 is registered to Contoso Group (t1)"
        ),
        (Self.clear + "me@contoso.com\r", "is valid and is kept"),
      ])
    try leave(screen)
    try home.expect("account", "undo")
    #expect(
      try home.refuse(2, "account", "migrate", "--email", "me@fabrikam.com")
        .contains("give an address of Contoso Group"))
  }

  @Test func `leads from an invalid MPN ID into the sign-up, and takes none of another tenant`()
    throws
  {
    let home = try home("--mpn", "3456789")
    let screen = try open(home, for: "[m] start")
    try walk(
      screen,
      [
        ("m\r", "The MPN ID 3456789 is invalid"),
        (Self.clear + "7654321\r", "7654321 is registered to Fabrikam Inc (t2)"),
        ("\t\t\r", "signup.microsoft.com"), ("\u{1B}[Z\u{1B}[Z" + Self.clear + "x1", "x1"),
        ("\t", "an MPN ID has digits alone"),
        ("\u{1B}[Z" + Self.clear + "1234567\r", "is valid and is kept"),
      ])
    try leave(screen)
    try home.expect("account", "undo")
    #expect(
      try home.refuse(2, "account", "migrate", "--mpn", "7654321").contains("Fabrikam Inc (t2)"))
    #expect(try home.refuse(2, "account", "migrate").contains("https://signup.microsoft.com/"))
  }

  @Test func `of a membership from Partner Membership Center waits until that is confirmed`() throws
  {
    let home = try home("--mpn", "2345678")
    let screen = try open(home, for: "[m] start")
    try walk(
      screen,
      [
        ("m\r", "was created in Partner Membership"),
        ("\t\t\r", "partners.microsoft.com/partnerprogram"),
        ("\u{1B}[Z\u{1B}[Z\r", "is valid and is kept"), ("\r", "A last look"),
      ])
    try leave(screen)
    let other = try self.home("--mpn", "2345678")
    #expect(
      try other.refuse(2, "account", "migrate", "--yes").contains("Partner Membership Center"))
    #expect(
      try other.expect("account", "migrate", "--membership-confirmed", "--yes")
        .contains("Migrated:"))
  }

  @Test func `is the Owner's alone`() throws {
    let home = try home("--role", "contributor")
    let screen = try open(home, for: "Only an Owner can move this account: owner@contoso.com")
    try walk(screen, [("m", "ask owner@contoso.com")])
    try leave(screen)
    #expect(try home.refuse(77, "account", "migrate").contains("ask owner@contoso.com"))
  }

  @Test func `with what no directory knows is said by hand, and stays marked`() throws {
    let home = try home()
    let screen = try open(home, for: "[m] start")
    try walk(
      screen,
      [
        (
          "m" + Self.clear + "me@northwind.com\r",
          "does not know whose tenant northwind.com is"
        ),
        ("\t\r", "Whose is northwind.com?"),
        ("Northwind\r", "me@northwind.com belongs to Northwind (unverified)"),
        ("55\r", "does not know the MPN ID 55"), ("\t\r", "What is the MPN ID 55?"),
        ("\r", "is valid and is kept (unverified)"), ("\r", "unverified: a person said so"),
        ("\r", "The account has migrated"),
      ])
    try leave(screen)
    #expect(try account(home).isUnverified)
    #expect(try home.expect("account", "history").contains("northwind.com belongs to Northwind"))
  }

  @Test func `that is killed in the middle of a field opens again with what was typed`() throws {
    let home = try home()
    let first = try open(home, for: "[m] start (2 missing)")
    try walk(first, [("m", "1 of 3"), (Self.clear + "second@conto", "second@conto")])
    let store = try store(home)
    try first.wait(for: "the draft") { _ in
      (try? store.drafts(of: "contoso")) == [.workEmail: "second@conto"]
    }
    first.signal(SIGKILL)
    #expect(try first.waitForEnd() == 137)
    let second = try open(home, for: "[m] go on (2 missing)")
    try walk(
      second,
      [
        ("m", "second@conto"), ("so.com\r", "has no Microsoft Partner Network ID"),
        ("12345", "12345"),
      ])
    try second.wait(for: "the draft") { _ in
      (try? store.drafts(of: "contoso")) == [.mpnID: "12345"]
    }
    second.signal(SIGKILL)
    #expect(try second.waitForEnd() == 137)
    let third = try open(home, for: "[m] go on (1 missing)")
    try walk(third, [("m", "12345"), ("67\r", "is valid and is kept"), ("\r", "A last look")])
    #expect(try store.drafts(of: "contoso") == [:])
    // And what was given before is called back by an arrow on another day.
    try walk(third, [("\t\r", "2 of 3"), ("\t\t\r", "1 of 3"), (Self.clear + "x", "x")])
    third.type(Self.clear + "\u{1B}[A")
    try third.wait(for: "second@contoso.com")
    try leave(third)
  }

  @Test(arguments: [SIGTERM, SIGHUP]) func `that is ended keeps what was typed at once`(
    signal: Int32
  ) throws {
    let home = try home()
    let screen = try open(home, for: "[m] start")
    try walk(screen, [("m", "1 of 3"), (Self.clear + "half@", "half@")])
    screen.signal(signal)
    _ = try screen.waitForEnd()
    #expect(try store(home).drafts(of: "contoso") == [.workEmail: "half@"])
  }

  @Test func `of the sample's second publisher is walked back and done anew by hand`() throws {
    let screen = try RunningProgram.demo(rows: 30, columns: 100)
    try walk(
      screen,
      [
        ("p", "All publishers"), ("3", "account has moved: its settings"), ("P", "Fabrikam Inc · "),
      ])
    for text in [
      "Undone: Account migrated", "Undone: MPN ID kept", "Undone: Work email given",
      "Undone: Migration begun",
    ] {
      screen.type("u")
      try screen.wait(for: text)
    }
    try escape(screen, from: "Fabrikam Inc · ")
    #expect(screen.shows("[m] start (1 missing)"))
    try walk(
      screen,
      [
        ("m", "admin@fabrikam.com"), ("\r", "The MPN ID 7654321 is valid and is kept"),
        ("\r", "A last look"), ("\r", "The account has migrated"),
      ])
    try escape(screen, from: "Migrate Fabrikam Inc")
    try walk(screen, [("U", "waiting for CPP since")])
    try leave(screen)
  }

  @Test func `begun in two terminals at once loses nothing, and goes on in either`() throws {
    let home = try home()
    let (one, other) = (
      try open(home, for: "[m] start (2 missing)"), try open(home, for: "[m] start (2 missing)")
    )
    one.type("m")
    other.type("m")
    for screen in [one, other] { try screen.wait(for: "1 of 3") }
    try walk(one, [("\r", "has no Microsoft Partner Network ID")])
    // The other sees where the account is, without a key.
    try other.wait(for: "has no Microsoft Partner Network ID")
    try walk(other, [("1234567\r", "is valid and is kept")])
    try one.wait(for: "is valid and is kept")
    one.type("\r")
    for screen in [one, other] { try screen.wait(for: "A last look") }
    other.type("\r")
    for screen in [one, other] { try screen.wait(for: "The account has migrated") }
    for screen in [one, other] { try leave(screen) }
    let store = try store(home)
    let kinds = try store.accountHistory(of: "contoso", limit: 99).map(\.kind)
    for kind in ["migration_begun", "work_email", "mpn_id", "mpn_accepted", "migrated"] {
      #expect(kinds.count { $0 == kind } == 1, "\(kind) in \(kinds)")
    }
    #expect(try store.integrityProblems() == [])
  }
}
