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
    try journey.store.learn(
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
    try #require(try journey.store.publishers().first).account
  }

  /// Clears the field, and types.
  private func typing(_ text: String) -> [String] { ["C-u", "paste:\(text)"] }

  @discardableResult
  private func screen(_ journey: Journey, _ keys: [String]) throws -> String {
    try journey.frames(keys).last?.joined(separator: "\n") ?? ""
  }

  @Test func `with the sign-in address and a new MPN ID, to the end`() throws {
    let journey = try journey()
    #expect(try journey.screen().contains("[m] start (2 missing)"))
    let asked = try journey.screen("m", "Enter")
    #expect(asked.contains("The account has no Microsoft Partner Network ID"))
    #expect(asked.contains("Join the Microsoft Partner Network"))
    #expect(try account(journey).name == "mpn_none")
    let review = try screen(journey, ["m"] + typing("1234567") + ["Enter", "Enter"])
    #expect(review.contains("A last look") && review.contains("Contoso Group (t1)"))
    let done = try journey.screen("m", "Enter")
    #expect(done.contains("The account has migrated"))
    #expect(try account(journey).migratedAt == journey.clock.now || account(journey).isMigrated)
    #expect(try journey.screen().contains("has moved: its settings are in Partner Center"))
    #expect(
      try journey.store.accountHistory(of: "contoso", limit: 1).first?.kind == "migrated")
  }

  @Test func `with the valid MPN ID of the profile, which is kept`() throws {
    let journey = try journey(mpnID: "1234567")
    #expect(try journey.screen("m", "Enter").contains("is valid and is kept"))
    try journey.screen("m", "Enter", "Enter", "Enter")
    #expect(try account(journey).isMigrated && account(journey).mpnID == "1234567")
  }

  @Test func `not with a Microsoft account`() throws {
    let journey = try journey(mpnID: "1234567", isPersonal: true)
    let refused = try journey.screen("m", "Enter")
    #expect(refused.contains("is the address of a Microsoft account"))
    #expect(try account(journey).name == "work_email")
    #expect(
      try screen(journey, ["m"] + typing("me@mail.example") + ["Enter"])
        .contains("me@mail.example is a personal address"))
    try screen(journey, ["m"] + typing("second@contoso.com") + ["Enter"])
    #expect(try account(journey).name == "mpn_valid")
  }

  @Test func `not with an address of another tenant than the MPN ID's, which is named`() throws {
    let journey = try journey(mpnID: "1234567")
    let refused = try screen(journey, ["m"] + typing("me@fabrikam.com") + ["Enter"])
    #expect(refused.contains("The MPN ID 1234567 is registered to Contoso Group (t1), and"))
    #expect(refused.contains("Fabrikam Inc (t2)") && refused.contains("give an address of"))
    #expect(try account(journey).name == "work_email")
  }

  @Test func `not with an invalid MPN ID, nor one of another tenant`() throws {
    let journey = try journey(mpnID: "3456789")
    #expect(try journey.screen("m", "Enter").contains("The MPN ID 3456789 is invalid"))
    let refused = try screen(journey, ["m"] + typing("7654321") + ["Enter"])
    #expect(refused.contains("7654321 is registered to Fabrikam Inc (t2)"))
    #expect(try account(journey).name == "mpn_invalid")
  }

  @Test func `from Partner Membership Center only once that is confirmed`() throws {
    let journey = try journey(mpnID: "2345678")
    let asked = try journey.screen("m", "Enter")
    #expect(asked.contains("created in Partner Membership"))
    #expect(asked.contains("Open: Partner Membership Center"))
    try journey.screen("m", "Enter", "Enter", "Enter")
    #expect(try account(journey).isMigrated)
  }

  @Test func `with what no directory knows said by hand, and marked`() throws {
    let journey = try journey()
    let unknown = try screen(journey, ["m"] + typing("me@northwind.com") + ["Enter"])
    #expect(unknown.contains("does not know whose tenant northwind.com is"))
    try screen(
      journey,
      ["m"] + typing("me@northwind.com") + ["Enter", "Tab", "Enter", "text:Northwind", "Enter"])
    #expect(try account(journey).email?.assurance == .byHand)
    let byHand = try screen(
      journey, ["m"] + typing("55") + ["Enter", "Tab", "Enter", "Enter", "Enter"])
    #expect(byHand.contains("unverified"))
    #expect(try account(journey).name == "review")
    try journey.screen("m", "Enter")
    #expect(try account(journey).isUnverified)
  }

  @Test func `whoever is no Owner is told who can`() throws {
    let journey = try journey(role: .contributor)
    #expect(try journey.screen().contains("Only an Owner can move this account: owner@contoso.com"))
    #expect(try journey.screen("m").contains("ask owner@contoso.com"))
    #expect(try account(journey).underlying.name == "action_required")
  }

  @Test(arguments: [
    ("", "an address is needed here"), ("owner", "the @ between"), ("own er@contoso.com", "blank"),
    (String(repeating: "a", count: 10_000), "far longer"), ("a@contoso", "ending"),
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
    #expect(try journey.store.drafts(of: "contoso") == [.workEmail: "half@cont"])
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
      throw .cancelled
    }

    func membership(
      _ id: MPNID, isCancelled: @Sendable () -> Bool
    ) throws(DirectoryFailure) -> MembershipFinding { .unknown }
  }

  @Test func `a directory that never answers is given up by Esc, and nothing is lost`() throws {
    var journey = try journey()
    journey.directory = Slow()
    // The two keys come at once: nothing waits for the answer.
    let frames = try journey.frames(["m", "Enter+Escape"])
    #expect(frames.last?.joined().contains("The question was given up") == true)
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

@Suite struct `The profile and the users` {
  private func journey() throws -> Journey { try Journey([Journey.offer()]) }

  @Test func `a step of the account is done on the profile, and undone from an offer`() throws {
    let journey = try journey()
    let rows = Array(repeating: "Down", count: 13)
    try journey.frames(["P"] + rows + ["Enter"])
    let step = try #require(try journey.store.publishers().first?.ticks.keys.first)
    #expect(try journey.screen("P").contains("tester, 20 Sep 2019"))
    try journey.frames(["P"] + rows + ["x"])
    #expect(try journey.store.publishers().first?.ticks.isEmpty == true)
    try journey.frames(["P", "u"])
    #expect(try journey.store.publishers().first?.ticks.keys.first == step)
  }

  @Test func `a field of the profile is corrected, or refused with what is wrong`() throws {
    let journey = try journey()
    try journey.frames(["P", "Enter", "C-u", "text:Contoso AG", "Enter"])
    #expect(try journey.store.publishers().first?.name == "Contoso AG")
    let refused = try journey.screen("P", "Down", "Down", "Enter", "C-u", "text:nobody", "Enter")
    #expect(refused.contains("Owners in CPP: the @"))
    #expect(try journey.store.publishers().first?.owners == ["owner@contoso.com"])
    try journey.screen("P", "u")
    #expect(try journey.store.publishers().first?.name == "Contoso Ltd")
  }

  @Test func `users are added, changed and removed, and the last Manager stays`() throws {
    let journey = try journey()
    let added = try journey.screen(
      "U", "a", "text:Ann <ann@contoso.com>", "Enter", "2")
    #expect(added.contains("Ann") && added.contains("waiting for CPP since 20 Sep 2019"))
    let refused = try journey.screen("U", "x", "y")
    #expect(refused.contains("is the last who can manage the account"))
    try journey.screen("U", "a", "text:bob@contoso.com", "Enter", "1")
    try journey.screen("U", "x", "y")
    #expect(
      try journey.store.users(of: "contoso").sorted.map(\.address.text) == ["bob@contoso.com"])
    try journey.screen("U", "u")
    #expect(try journey.store.users(of: "contoso").people.count == 2)
  }

  @Test func `one's own access goes only after a second yes`() throws {
    let journey = try journey()
    try journey.screen("U", "a", "text:owner@contoso.com", "Enter", "1")
    try journey.screen("U", "a", "text:zoe@contoso.com", "Enter", "2")
    let told = try journey.screen("U", "x", "y")
    #expect(told.contains("Your own access"))
    #expect(try journey.store.users(of: "contoso").people.count == 2)
    try journey.screen("U", "x", "y", "y")
    #expect(try journey.store.users(of: "contoso").people.count == 1)
  }

  @Test func `a portal's list of users is imported, or refused with each mistake and its line`()
    throws
  {
    let journey = try journey()
    let home = try Program()
    try home.file("cpp.csv", "address,role,since\nann@contoso.com,owner,2019-09-01\n")
    try home.file("bad.csv", "address,role\nann@contoso.com,boss\nnobody,owner\n")
    let path = home.path("cpp.csv")
    let imported = try journey.screen("U", "I", "1", "paste:\(path)", "Enter")
    #expect(imported.contains("ann@contoso.com") && imported.contains("only in CPP"))
    #expect(imported.contains("1 added, 0 changed, 0 same"))
    #expect(try journey.screen("U", "I", "1", "Up").contains("cpp.csv"), "it is called back")
    let refused = try journey.screen("U", "I", "2", "paste:\(home.path("bad.csv"))", "Enter")
    #expect(refused.contains("bad.csv:2:17:") && refused.contains("bad.csv:3:1:"))
    for text in ["", home.path("none.csv"), String(repeating: "x", count: 10_000), "\u{202E}x"] {
      let screen = try journey.screen("U", "I", "1", "C-u", "paste:\(text)", "Enter")
      #expect(screen.contains(text.isEmpty ? "Type the path" : "Nothing was imported"))
      #expect(!screen.contains("\u{202E}"))
    }
    #expect(try journey.store.users(of: "contoso").people.count == 1)
  }

  @Test func `a step of the profile is undone from an offer, which says for whom`() throws {
    let journey = try journey()
    try journey.store.set(
      "addendum", isDone: true, ofAccount: "contoso", at: journey.clock.now, by: "ann")
    let screen = try journey.screen("u")
    #expect(screen.contains("“Accept the ISV addendum” is not done any more, for all offers of"))
    #expect(try journey.store.publishers().first?.ticks.isEmpty == true)
    #expect(try journey.screen("u").contains("Nothing to undo"))
  }

  @Test func `legal entities are kept on the profile, and chosen for an offer`() throws {
    let journey = try journey()
    // Below the fields, the two lines of the account and the five steps.
    let toEntities = ["P"] + Array(repeating: "Down", count: 14)
    try journey.frames(toEntities + ["Enter", "text:Contoso AG", "Enter"])
    #expect(try journey.store.publishers().first?.legalEntities == ["Contoso AG"])
    let fields = ["E", "G", "Up", "Enter"]
    let menu = try journey.frames(fields).last?.joined(separator: "\n") ?? ""
    #expect(menu.contains("Contoso AG") && menu.contains("Another one"))
    try journey.frames(fields + ["1"])
    #expect(try journey.offer().facts[.legalEntity] == "Contoso AG")
    let refused = try journey.frames(toEntities + ["x", "y"]).last?.joined(separator: "\n") ?? ""
    #expect(refused.contains("can't be removed while offers name it: fleet"))
    try journey.frames(toEntities + ["Enter", "C-u", "text:Contoso Ltd", "Enter"])
    #expect(try journey.offer().facts[.legalEntity] == "Contoso Ltd")
    try journey.frames(["P", "u"])
    #expect(try journey.offer().facts[.legalEntity] == "Contoso AG")
    try journey.frames(fields + ["3", "text:Contoso KG", "Enter"])
    #expect(try journey.store.legalEntities(of: "contoso").map(\.name).contains("Contoso AG"))
  }

  @Test(arguments: [
    "", "10000", "a\u{0}b\u{1B}[2J", "\u{202E}moc.osotnoc", "соntoso ltd\u{200B}",
  ]) func `each field takes hostile text without harm, and says what is wrong`(text: String) throws
  {
    let journey = try journey()
    let text = text == "10000" ? String(repeating: "x", count: 10_000) : text
    let before = try journey.store.publishers()
    for field in 0..<9 {
      let down = Array(repeating: "Down", count: field)
      let keys = ["P"] + down + ["Enter", "C-u", "paste:\(text)", "Enter"]
      let screen = try journey.frames(keys).last?.joined(separator: "\n") ?? ""
      #expect(!screen.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{1B}" })
    }
    try journey.frames(["U", "a", "paste:\(text)", "Enter"])
    #expect(try journey.store.users(of: "contoso").people.isEmpty)
    let after = try #require(try journey.store.publishers().first)
    #expect(after.owners == before[0].owners || text.isEmpty)
    #expect(after.name == before[0].name || after.name.count <= 200)
    #expect(try journey.store.integrityProblems() == [])
  }
}
