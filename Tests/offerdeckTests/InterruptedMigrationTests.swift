// A migration in a real terminal that is killed, ended, walked back, or gone through by two people at
// once: nothing is lost, and it goes on where it was.

import Foundation
import Glibc
import Lifecycle
import Persistence
import PseudoTerminal
import Testing

@testable import offerdeck

@Suite(.serialized) struct `An interrupted migration` {
  @Test func `that is killed in the middle of a field opens again with what was typed`() throws {
    let home = try MigrationHome()
    let first = try home.open(for: "[m] migrate")
    try first.walk([("m", "1 of 3"), (MigrationHome.clear + "second@conto", "second@conto")])
    let store = try home.store()
    try first.wait(for: "the draft") { _ in
      store.typed.drafts(of: "contoso") == [.workEmail: "second@conto"]
    }
    first.signal(SIGKILL)
    #expect(try first.waitForEnd() == 137)
    let second = try home.open(for: "[m] continue")
    try second.walk([
      ("m", "second@conto"), ("so.com\r", "Enter the MPN ID of"),
      ("12345", "12345"),
    ])
    try second.wait(for: "the draft") { _ in
      store.typed.drafts(of: "contoso") == [.mpnID: "12345"]
    }
    second.signal(SIGKILL)
    #expect(try second.waitForEnd() == 137)
    let third = try home.open(for: "[m] continue")
    try third.walk([("m", "12345"), ("67\r", "is valid ("), ("\r", "Review, then migrate")])
    #expect(store.typed.drafts(of: "contoso") == [:])
    // And what was given before is called back by an arrow on another day.
    try third.walk([("\t\r", "2 of 3"), ("\t\t\r", "1 of 3"), (MigrationHome.clear + "x", "x")])
    third.type(MigrationHome.clear + "\u{1B}[A")
    try third.wait(for: "second@contoso.com")
    try third.leave()
  }

  @Test(arguments: [SIGTERM, SIGHUP]) func `that is ended keeps what was typed at once`(
    signal: Int32
  ) throws {
    let home = try MigrationHome()
    let screen = try home.open(for: "[m] migrate")
    try screen.walk([("m", "1 of 3"), (MigrationHome.clear + "half@", "half@")])
    screen.signal(signal)
    _ = try screen.waitForEnd()
    #expect(try home.store().typed.drafts(of: "contoso") == [.workEmail: "half@"])
  }

  @Test func `of the sample's second publisher is walked back and done anew by hand`() throws {
    let screen = try RunningProgram.demo(rows: 30, columns: 100)
    try screen.walk([
      ("p", "All publishers"), ("3", "ccount migrated. Manage"), ("P", "Fabrikam Inc · "),
    ])
    for text in [
      "Undone: Account migrated", "Undone: MPN ID kept", "Undone: Work email entered",
      "Undone: Migration started",
    ] {
      screen.rest()
      screen.type("u")
      try screen.wait(for: text)
    }
    try screen.escape(from: "Fabrikam Inc · ")
    #expect(screen.shows("[m] migrate"))
    try screen.walk([
      ("m", "admin@fabrikam.com"), ("\r", "MPN ID 7654321 is valid"),
      ("\r", "Review, then migrate"), ("\r", "Migrate Fabrikam Inc?"),
      ("y", "Account migrated. You now"),
    ])
    try screen.escape(from: "Migrate Fabrikam Inc")
    try screen.walk([("U", "waiting 4 d"), ("jj", "waiting for CPP since")])
    try screen.leave()
  }

  @Test func `begun in two terminals at once loses nothing, and goes on in either`() throws {
    let home = try MigrationHome()
    let (one, other) = (
      try home.open(for: "[m] migrate"), try home.open(for: "[m] migrate")
    )
    one.type("m")
    other.type("m")
    for screen in [one, other] { try screen.wait(for: "1 of 3") }
    try one.walk([("\r", "Enter the MPN ID of")])
    // The other sees where the account is, without a key.
    try other.wait(for: "Enter the MPN ID of")
    try other.walk([("1234567\r", "is valid (")])
    try one.wait(for: "is valid (")
    one.type("\r")
    for screen in [one, other] { try screen.wait(for: "Review, then migrate") }
    try other.walk([("\r", "Migrate Contoso Ltd?")])
    try other.walk([("y", "Account migrated. You now")])
    for screen in [one, other] { try screen.wait(for: "Account migrated. You now") }
    for screen in [one, other] { try screen.leave() }
    let store = try home.store()
    let kinds = try store.history.entries(ofAccount: "contoso", limit: 99).map(\.kind)
    for kind in ["migration_begun", "work_email", "mpn_id", "mpn_accepted", "migrated"] {
      #expect(kinds.count { $0 == kind } == 1, "\(kind) in \(kinds)")
    }
    #expect(try store.integrity.problems() == [])
  }
}
