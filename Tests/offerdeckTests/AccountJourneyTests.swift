// Each branch of the guide's account migration, by keys alone: the last frame, and what the deck has.

import Foundation
import Glibc
import Lifecycle
import Persistence
import Terminal
import Testing

@testable import offerdeck

@Suite struct `An Owner migrates the account by keys alone` {
  private static let contoso = Tenant(id: "t1", name: "Contoso Group")
  private static let fabrikam = Tenant(id: "t2", name: "Fabrikam Inc")

  /// A journey on an account with this MPN ID, and a directory of two companies.
  private func journey(
    mpnID: String? = nil, role: PortalRole = .owner, isPersonal: Bool = false
  ) throws -> Journey {
    var publisher = Publisher(
      id: "contoso", name: "Contoso Ltd", role: role, owners: ["owner@contoso.com"],
      signIn: "owner@contoso.com", mpnID: mpnID)
    publisher.hasMicrosoftAccount = isPersonal
    let journey = try Journey([Journey.offer()], publishers: [publisher])
    try journey.store.directory.learn(
      [
        .domain(try DomainName("contoso.com"), Self.contoso),
        .domain(try DomainName("fabrikam.com"), Self.fabrikam),
        .domain(try DomainName("mail.example"), nil),
        .membership(try MPNID("1234567"), .valid, Self.contoso),
        .membership(try MPNID("2345678"), .unconfirmed, Self.contoso),
        .membership(try MPNID("3456789"), .invalid, nil),
        .membership(try MPNID("7654321"), .valid, Self.fabrikam),
      ], .verified, at: journey.clock.now, by: "test")
    return journey
  }

  private func account(_ journey: Journey) throws -> Account {
    try #require(try journey.store.publishers.all().first).account
  }

  /// Clears the field, and types.
  private func typing(_ text: String) -> [String] { ["C-u", "paste:\(text)"] }

  @discardableResult
  private func screen(_ journey: Journey, _ keys: [String]) throws -> String {
    try journey.frames(keys).last?.joined(separator: "\n") ?? ""
  }

  @Test func `with the sign-in address and a new MPN ID, to the end`() throws {
    let journey = try journey()
    #expect(try journey.screen().contains("[m] migrate"))
    let asked = try journey.screen("m", "Enter")
    #expect(asked.contains("Enter the MPN ID of Contoso Group"))
    #expect(asked.contains("Join the Microsoft Partner Network"))
    #expect(try account(journey).name == "mpn_none")
    let review = try screen(journey, ["m"] + typing("1234567") + ["Enter", "Enter"])
    #expect(review.contains("Review, then migrate") && review.contains("Contoso Group (t1)"))
    // Enter asks, and is no; only y migrates.
    let asking = try journey.screen("m", "Enter", "Enter", "Enter")
    #expect(asking.contains("Migrate Contoso Ltd?"))
    #expect(try account(journey).name == "review")
    let done = try journey.screen("m", "Enter", "y")
    #expect(done.contains("Account migrated. You now"))
    #expect(try account(journey).migratedAt == journey.clock.now || account(journey).isMigrated)
    #expect(try journey.screen().contains("Account migrated. Manage account settings"))
    #expect(
      try journey.store.history.entries(ofAccount: "contoso", limit: 1).first?.kind == "migrated")
  }

  @Test func `with the valid MPN ID of the profile, which is kept`() throws {
    let journey = try journey(mpnID: "1234567")
    #expect(try journey.screen("m", "Enter").contains("is valid ("))
    try journey.screen("m", "Enter", "Enter", "y")
    #expect(try account(journey).isMigrated && account(journey).mpnID == "1234567")
  }

  @Test func `not with a Microsoft account`() throws {
    let journey = try journey(mpnID: "1234567", isPersonal: true)
    let refused = try screen(journey, ["m"] + typing("owner@contoso.com") + ["Enter"])
    #expect(refused.contains("is a Microsoft account. Enter"))
    #expect(try account(journey).name == "work_email")
    #expect(
      try screen(journey, ["m"] + typing("me@mail.example") + ["Enter"])
        .contains("me@mail.example is a Microsoft account"))
    try screen(journey, ["m"] + typing("second@contoso.com") + ["Enter"])
    #expect(try account(journey).name == "mpn_valid")
  }

  @Test func `not with an address of another tenant than the MPN ID's, which is named`() throws {
    let journey = try journey(mpnID: "1234567")
    let refused = try screen(journey, ["m"] + typing("me@fabrikam.com") + ["Enter"])
    #expect(refused.contains("MPN ID 1234567 is registered"))
    #expect(refused.contains("is in Fabrikam Inc") && refused.contains("an @contoso.com address"))
    #expect(try account(journey).name == "work_email")
  }

  @Test func `not with an invalid MPN ID, nor one of another tenant`() throws {
    let journey = try journey(mpnID: "3456789")
    #expect(try journey.screen("m", "Enter").contains("MPN ID 3456789 is invalid"))
    let refused = try screen(journey, ["m"] + typing("7654321") + ["Enter"])
    #expect(refused.contains("7654321 is registered to Fabrikam Inc"))
    #expect(try account(journey).name == "mpn_invalid")
  }

  @Test func `from Partner Membership Center only once that is confirmed`() throws {
    let journey = try journey(mpnID: "2345678")
    let asked = try journey.screen("m", "Enter")
    #expect(asked.contains("created in Partner Membership"))
    #expect(asked.contains("Partner Membership Center"))
    try journey.screen("m", "Enter", "Enter", "Enter", "y")
    #expect(try account(journey).isMigrated)
  }

  @Test func `with what no directory knows said by hand, and marked`() throws {
    let journey = try journey()
    let unknown = try screen(journey, ["m"] + typing("me@northwind.com") + ["Enter"])
    #expect(unknown.contains("No tenant found for northwind.com"))
    try screen(
      journey,
      ["m"] + typing("me@northwind.com") + ["Enter", "Tab", "Enter", "text:Northwind", "Enter"])
    #expect(try account(journey).email?.assurance == .byHand)
    let byHand = try screen(
      journey, ["m"] + typing("55") + ["Enter", "Tab", "Enter", "Down", "Enter", "Enter"])
    #expect(byHand.contains("unverified"))
    #expect(try account(journey).name == "review")
    try journey.screen("m", "Enter", "y")
    #expect(try account(journey).isUnverified)
  }

  @Test func `whoever is no Owner is told who can`() throws {
    let journey = try journey(role: .contributor)
    #expect(
      try journey.screen().contains(
        "Only an Owner can migrate this account. Owners: owner@contoso.com"))
    #expect(try journey.screen("m").contains("Ask owner@contoso.com"))
    #expect(try account(journey).underlying.name == "action_required")
  }

  @Test(arguments: [
    ("", "the address is missing"), ("owner", "the @ between"),
    ("own er@contoso.com", "a space"),
    (String(repeating: "a", count: 10_000), "longer than 254"), ("a@contoso", "top-level domain"),
    ("owner@192.0.2.1", "number"),
  ]) func `what is wrong with the field is said as soon as it is left`(
    text: String, words: String
  ) throws {
    let journey = try journey()
    #expect(try screen(journey, ["m"] + typing(text) + ["Tab"]).contains(words))
  }

  @Test func `letters that look alike are shown in ASCII, and warned of`() throws {
    let screen = try screen(try journey(), ["m"] + typing("owner@cоntoso.com"))
    #expect(screen.contains("In ASCII: owner@xn--cntoso-wqf.com"))
    #expect(screen.contains("mixes Latin and Cyrillic letters"))
  }

  @Test func `what was typed is there after Esc, and after another start`() throws {
    let journey = try journey()
    try screen(journey, ["m"] + typing("half@cont") + ["Escape"])
    #expect(journey.store.typed.drafts(of: "contoso") == [.workEmail: "half@cont"])
    #expect(try account(journey) == .workEmail(Account.Registration()))
    #expect(try journey.screen("m").contains("half@cont"))
    // The terminal goes away while it is typed: the script ends without a quit.
    try screen(journey, ["m"] + typing("other@con"))
    #expect(try journey.screen("m").contains("other@con"))
  }

  @Test func `back leads from page to page, and what was given stands there`() throws {
    let journey = try journey(mpnID: "1234567")
    try journey.screen("m", "Enter", "Enter")
    #expect(try account(journey).name == "review")
    let first = try journey.screen("m", "Tab", "Enter", "Tab", "Tab", "Enter")
    #expect(first.contains("1 of 3") && first.contains("owner@contoso.com"))
    #expect(try account(journey).name == "work_email")
  }

  @Test func `the banner takes the keys, and Enter on it begins`() throws {
    let journey = try journey()
    let banner = try journey.screen("S-Tab", "Enter")
    #expect(banner.contains("Migrate Contoso Ltd"))
    #expect(try account(journey).isUnderWay)
  }

  @Test(arguments: ["", "10000", "a\u{0}\u{1B}[2J", "\u{202E}1234567", "１２３", "0", "-1", "1 2"])
  func `no other text passes for an MPN ID, and none does harm`(text: String) throws {
    let journey = try journey()
    try journey.screen("m", "Enter")
    let text = text == "10000" ? String(repeating: "1", count: 10_000) : text
    let refused = try screen(journey, ["m"] + typing(text) + ["Enter"])
    #expect(refused.contains(text.isEmpty ? "No MPN ID." : "Invalid MPN ID"))
    #expect(!refused.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{1B}" })
    #expect(try account(journey).name == "mpn_none")
  }

  @Test(arguments: ["", "10000", "\u{202E}x"])
  func `the name of a tenant is a name`(text: String) throws {
    let journey = try journey()
    let text = text == "10000" ? String(repeating: "x", count: 10_000) : text
    let asked = try screen(
      journey,
      ["m"] + typing("me@northwind.com") + ["Enter", "Tab", "Enter", "paste:\(text)", "Enter"])
    #expect(
      asked.contains("Whose is northwind.com?") && asked.contains("1 to 200 characters")
        || asked.contains("U+202E"))
    #expect(try account(journey).name == "work_email")
  }

  // MARK: - A directory that is slow, or fails

  /// A directory that answers when it is let, or fails.
  private final class Slow: Directory {
    let failure: DirectoryFailure?
    init(failure: DirectoryFailure? = nil) { self.failure = failure }

    func owner(
      of domain: DomainName, isCancelled: @Sendable () -> Bool
    ) throws(DirectoryFailure) -> DomainFinding {
      if let failure { throw failure }
      while !isCancelled() { sched_yield() }
      throw .canceled
    }

    func membership(
      _ id: MPNID, isCancelled: @Sendable () -> Bool
    ) throws(DirectoryFailure) -> MembershipFinding { .unknown }

    func domains(
      of tenant: Tenant, isCancelled: @Sendable () -> Bool
    ) throws(DirectoryFailure) -> [DomainName] { [] }
  }

  @Test func `a directory that never answers is given up by Esc, and nothing is lost`() throws {
    var journey = try journey()
    journey.directory = Slow()
    // The two keys come at once: nothing waits for the answer.
    let frames = try journey.frames(["m", "Enter+Escape"])
    #expect(frames.last?.joined().contains("Stopped. Nothing was changed.") == true)
    #expect(try account(journey).name == "work_email")
  }

  @Test func `a directory that fails says why, and the address stays`() throws {
    var journey = try journey()
    journey.directory = Slow(failure: .unavailable("The directory is closed today."))
    let screen = try screen(journey, ["m"] + typing("me@contoso.com") + ["Enter"])
    #expect(screen.contains("The directory is closed today."))
    #expect(screen.contains("me@contoso.com"))
    #expect(try account(journey).name == "work_email")
  }
}
