// Each branch of the guide's account migration with the built program in a real terminal, from the
// banner to the end or to the reason why not.

import Foundation
import Lifecycle
import Persistence
import PseudoTerminal
import Testing

@testable import offerdeck

@Suite(.serialized) struct `A migration in a real terminal` {
  @Test func `with the sign-in address and a new MPN ID goes to the end`() throws {
    let home = try MigrationHome()
    let screen = try home.open(for: "[m] migrate")
    try screen.walk([
      ("m", "1 of 3"), ("\r", "Enter the MPN ID of"),
      ("1234567\r", "is valid ("), ("\r", "Review, then migrate"),
      ("\r", "Migrate Contoso Ltd?"), ("y", "Account migrated. You now"),
    ])
    try screen.escape(from: "Migrate Contoso Ltd")
    #expect(screen.shows("ccount migrated. Manage"))
    try screen.leave()
    #expect(try home.account().isMigrated)
    #expect(try home.program.expect("account", "show", "--check").contains("MPN ID: 1234567"))
  }

  @Test func `with a valid MPN ID in the profile keeps it`() throws {
    let home = try MigrationHome("--mpn", "1234567")
    let screen = try home.open(for: "[m] migrate")
    try screen.walk([
      ("m\r", "MPN ID 1234567 is valid"), ("\r", "Review, then migrate"),
      ("\r", "Migrate Contoso Ltd?"), ("y", "Account migrated. You now"),
    ])
    try screen.leave()
  }

  @Test func `refuses a Microsoft account and a Microsoft account, and says what is wanted`() throws
  {
    let home = try MigrationHome("--mpn", "1234567", "--microsoft-account", "yes")
    let screen = try home.open(for: "[m] migrate")
    try screen.walk([
      ("m", "1 of 3"), ("owner@contoso.com\r", "is a Microsoft account. Enter an @contoso.com"),
      (MigrationHome.clear + "me@mail.example\r", "me@mail.example is a Microsoft account"),
      (MigrationHome.clear + "second@contoso.com\r", "is valid ("),
    ])
    try screen.leave()
    #expect(
      try home.program.refuse(2, "account", "migrate", "--email", "me@mail.example")
        .contains("a Microsoft account"))
  }

  @Test func `names the tenant that is wanted where the address is of another`() throws {
    let home = try MigrationHome("--mpn", "1234567")
    let screen = try home.open(for: "[m] migrate")
    try screen.walk([
      (
        "m" + MigrationHome.clear + "me@fabrikam.com\r",
        "an @contoso.com address"
      ),
      (MigrationHome.clear + "me@contoso.com\r", "is valid ("),
    ])
    try screen.leave()
    try home.program.expect("account", "undo")
    #expect(
      try home.program.refuse(2, "account", "migrate", "--email", "me@fabrikam.com")
        .contains("Enter an @contoso.com address"))
  }

  @Test func `leads from an invalid MPN ID into the sign-up, and takes none of another tenant`()
    throws
  {
    let home = try MigrationHome("--mpn", "3456789")
    let screen = try home.open(for: "[m] migrate")
    try screen.walk([
      ("m\r", "MPN ID 3456789 is invalid"),
      (MigrationHome.clear + "7654321\r", "7654321 is registered to Fabrikam Inc"),
      ("\t\t\r", "signup.microsoft.com"), ("\u{1B}[Z\u{1B}[Z" + MigrationHome.clear + "x1", "x1"),
      ("\t", "use digits only"),
      ("\u{1B}[Z" + MigrationHome.clear + "1234567\r", "is valid ("),
    ])
    try screen.leave()
    try home.program.expect("account", "undo")
    #expect(
      try home.program.refuse(2, "account", "migrate", "--mpn", "7654321").contains(
        "7654321 is registered to Fabrikam Inc, but owner@contoso.com is in Contoso Group"))
    #expect(
      try home.program.refuse(2, "account", "migrate").contains("https://signup.microsoft.com/"))
  }

  @Test func `of a membership from Partner Membership Center waits until that is confirmed`() throws
  {
    let home = try MigrationHome("--mpn", "2345678")
    let screen = try home.open(for: "[m] migrate")
    try screen.walk([
      ("m\r", "was created in Partner Membership"),
      ("\t\t\r", "partners.microsoft.com/partnerprogram"),
      ("\u{1B}[Z\u{1B}[Z\r", "is valid ("), ("\r", "Review, then migrate"),
    ])
    try screen.leave()
    let other = try MigrationHome("--mpn", "2345678")
    #expect(
      try other.program.refuse(2, "account", "migrate", "--yes").contains(
        "Partner Membership Center"))
    #expect(
      try other.program.expect("account", "migrate", "--membership-confirmed", "--yes")
        .contains("Migrated:"))
  }

  @Test func `is the Owner's alone`() throws {
    let home = try MigrationHome("--role", "contributor")
    let screen = try home.open(
      for: "Only an Owner can migrate this account. Owners: owner@contoso.com")
    try screen.walk([("m", "Ask owner@contoso.com")])
    try screen.leave()
    #expect(try home.program.refuse(77, "account", "migrate").contains("Ask owner@contoso.com"))
  }

  @Test func `with what no directory knows is said by hand, and stays marked`() throws {
    let home = try MigrationHome()
    let screen = try home.open(for: "[m] migrate")
    try screen.walk([
      (
        "m" + MigrationHome.clear + "me@northwind.com\r",
        "No tenant found for northwind.com"
      ),
      ("\t\r", "Whose is northwind.com?"),
      ("Northwind\r", "me@northwind.com is in Northwind (unverified)"),
      ("55\r", "MPN ID 55 is not in the directory"), ("\t\r", "What is the MPN ID 55?"),
      ("\r", "Choose an answer first."), ("1", "MPN ID 55 is valid (Northwind), unverified."),
      ("\r", "unverified, entered manually"),
      ("\r", "Migrate Contoso Ltd?"), ("y", "Account migrated. You now"),
    ])
    try screen.leave()
    #expect(try home.account().isUnverified)
    #expect(
      try home.program.expect("account", "history").contains("northwind.com belongs to Northwind"))
  }
}
