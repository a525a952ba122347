// The guide's sentences about the account, one test for each, named after it. The same branches in a
// real terminal are in `MigrationTerminalTests`.

import Foundation
import Lifecycle
import Persistence
import Terminal
import Testing

@testable import offerdeck

@Suite struct `The guide on accounts` {
  private static let contoso = Tenant(id: "t1", name: "Contoso Group")
  private static let fabrikam = Tenant(id: "t2", name: "Fabrikam Inc")

  /// A deck with one account, and a directory of two companies.
  private func journey(
    mpnID: String? = nil, isMicrosoftAccount: Bool = false, signIn: String = "owner@contoso.com",
    role: PortalRole = .owner, track: String = "draft"
  ) throws -> Journey {
    var publisher = Publisher(
      id: "contoso", name: "Contoso Ltd", role: role, owners: ["owner@contoso.com"],
      signIn: signIn, mpnID: mpnID)
    publisher.hasMicrosoftAccount = isMicrosoftAccount
    let journey = try Journey([Journey.offer(track: track)], publishers: [publisher])
    try journey.store.directory.learn(
      [
        .domain(try DomainName("contoso.com"), Self.contoso),
        .domain(try DomainName("contoso.de"), Self.contoso),
        .domain(try DomainName("fabrikam.com"), Self.fabrikam),
        .domain(try DomainName("mail.example"), nil),
        .membership(try MPNID("1234567"), .valid, Self.contoso),
        .membership(try MPNID("2345678"), .unconfirmed, Self.contoso),
        .membership(try MPNID("3456789"), .invalid, nil),
        .membership(try MPNID("7654321"), .valid, Self.fabrikam),
      ], .verified, at: journey.clock.now, by: "test")
    return journey
  }

  private func migrated() throws -> Journey {
    let journey = try journey(mpnID: "1234567")
    try journey.store.accounts.apply(
      .observeMigrated, to: "contoso", at: journey.clock.now, by: "test")
    return journey
  }

  private func account(_ journey: Journey) throws -> Account {
    try #require(try journey.store.publishers.all().first).account
  }

  private func typing(_ text: String) -> [String] { ["C-u", "paste:\(text)"] }

  /// The last frame, with its lines joined so that wrapped sentences can be looked for.
  private func prose(_ journey: Journey, _ keys: [String]) throws -> String {
    let lines = try journey.frames(keys).last ?? []
    return lines.map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "│ ")) }
      .joined(separator: " ")
  }

  // MARK: - Account migration process

  @Test(arguments: [["P"], ["U"], ["P", "h"], ["P", "m"], ["m"], ["h"]])
  func `a banner is shown on the Publisher Profile page, and on every other page`(
    keys: [String]
  ) throws {
    for size in [(80, 24), (120, 36), (200, 60)] {
      let journey = try journey()
      let frame = try #require(
        try journey.frames(keys, size: .init(columns: size.0, rows: size.1)).last)
      #expect(frame[1].contains("ot migrated") && frame[1].contains("Missing: work email, MPN ID."))
    }
  }

  @Test func `Esc leads from a page back to the same place`() throws {
    let journey = try journey()
    let before = try journey.screen("Tab", "Down")
    for page in ["P", "U", "h"] {
      #expect(try journey.screen("Tab", "Down", page, "Escape") == before, "\(page)")
    }
  }

  @Test func `a user who is no Owner sees no banner, but who can migrate`() throws {
    let journey = try journey(role: .contributor)
    let screen = try journey.screen()
    #expect(screen.contains("Only an Owner can migrate this account. Owners: owner@contoso.com."))
    #expect(!screen.contains("[m]"))
    #expect(try journey.screen("m").contains("Ask owner@contoso.com."))
  }

  @Test func `your account has already been migrated, and you manage its settings there`() throws {
    let journey = try migrated()
    let screen = try journey.screen()
    #expect(screen.contains("Account migrated. Manage account settings in Partner Center."))
    #expect(screen.contains("[m] manage"))
    // The key opens the page: where there is no browser, its address is shown.
    #expect(try journey.screen("m").contains("partner.microsoft.com/dashboard/account"))
  }

  @Test func `you need to take further actions: the banner names them`() throws {
    #expect(try journey().screen().contains("Missing: work email, MPN ID."))
    #expect(try journey(mpnID: "1234567").screen().contains("Missing: work email."))
  }

  @Test func `of several accounts the banner says whose it is, and how many more there are`() throws
  {
    let journey = try Journey(
      publishers: [
        Publisher(id: "contoso", name: "Contoso Ltd"),
        Publisher(id: "fabrikam", name: "Fabrikam Inc"),
        Publisher(id: "northwind", name: "Northwind", migratedAt: Date(timeIntervalSince1970: 0)),
      ])
    let banner = try #require(try journey.frames([]).last)[1]
    #expect(banner.contains("Contoso Ltd: ") && banner.contains("1 more not migrated."))
    #expect(banner.contains("Missing: work email, MPN ID."))
    let narrow = try #require(
      try journey.frames([], size: .init(columns: 80, rows: 24)).last)[1]
    #expect(narrow.contains("Contoso Ltd: not migrated.") && narrow.contains("1"))
  }

  // MARK: - Your account has been migrated to Partner Center

  @Test func `account management will happen in Partner Center: users, once it has migrated`()
    throws
  {
    let sentence =
      "This account has not migrated. You can manage users in Partner Center only after"
    let journey = try journey()
    #expect(try journey.screen("U", "a").contains(sentence))
    #expect(try journey.store.publishers.users(of: "contoso").people.isEmpty)
    let said = try journey.talk(["users", "add", "back"])
    #expect(said.joined().contains { $0.contains(sentence) })
    let program = try Program()
    try program.expect("publisher", "add", "contoso", "--name", "Contoso Ltd")
    for change in [["add", "ann@contoso.com"], ["remove", "ann@contoso.com"]] {
      let result = try program.finish(program.start(["users"] + change))
      #expect(result.code == 2 && result.errors.contains(sentence), "\(result.errors)")
    }
  }

  @Test func `a Partner Center list before migration is kept, with a plain warning`() throws {
    let program = try Program()
    try program.expect("publisher", "add", "contoso", "--name", "Contoso Ltd")
    try program.file("list.csv", "address,role\nann@contoso.com,owner\n")
    try program.file("center.csv", "address,role\nbob@contoso.com,developer\n")
    let cpp = try program.run("users", "import", "--portal", "cpp", "list.csv")
    #expect(cpp.code == 0 && cpp.errors == "")
    let center = try program.run("users", "import", "--portal", "partner-center", "center.csv")
    #expect(center.code == 0)
    #expect(
      center.errors.contains(
        "warning: This account has not migrated. The list is kept, but users sync only after"))
    // Nothing syncs yet, so nothing differs.
    let compared = try program.run("users", "compare")
    #expect(compared.code == 0)
    #expect(try !program.expect("users").contains("waiting"))
  }

  @Test func `changes such as user addition will be synced back to CPP`() throws {
    let journey = try migrated()
    let added = try journey.screen("U", "a", "text:ann@contoso.com", "Enter", "2")
    #expect(added.contains("waiting for CPP since 20 Sep 2019"))
  }

  // MARK: - You have not yet migrated your account to Partner Center

  @Test func `click on the banner to initiate your account migration process`() throws {
    #expect(try journey().screen("S-Tab", "Enter").contains("Migrate Contoso Ltd"))
    #expect(try journey().screen("m").contains("1 of 3"))
    #expect(try journey().screen("P", "m").contains("1 of 3"))
  }

  @Test func `in most cases, sign in with the email address that you use to sign into CPP`() throws
  {
    let journey = try journey(mpnID: "1234567")
    let page = try prose(journey, ["m"])
    #expect(page.contains("Usually the email you sign in to Cloud Partner Portal with."))
    try journey.screen("m", "Enter")
    #expect(try account(journey).email?.address.text == "owner@contoso.com")
  }

  @Test func `if the CPP account is a Microsoft account, enter a valid work email`() throws {
    let journey = try journey(mpnID: "1234567", isMicrosoftAccount: true)
    // The address that must be refused is not suggested.
    try journey.screen("m", "Enter")
    #expect(try account(journey).name == "work_email")
    let refused = try prose(journey, ["m"] + typing("owner@contoso.com") + ["Enter"])
    #expect(
      refused.contains(
        "owner@contoso.com is a Microsoft account. Enter an @contoso.com or @contoso.de address, "
          + "from the tenant your MPN ID is registered to (Contoso Group)."))
    try journey.frames(["m"] + typing("work@contoso.de") + ["Enter"])
    #expect(try account(journey).name == "mpn_valid")
  }

  @Test(arguments: ["me@mail.example", "me@fabrikam.com"])
  func `an address that must be refused is never suggested, and the next best one is`(
    signIn: String
  ) throws {
    let journey = try journey(mpnID: "1234567", signIn: signIn)
    try journey.screen("m", "Enter")
    #expect(try account(journey).email?.address.text == "owner@contoso.com")
  }

  @Test func `tenant mismatch: the error names the tenant, and the addresses to enter`() throws {
    let journey = try journey(mpnID: "1234567")
    let refused = try prose(journey, ["m"] + typing("me@fabrikam.com") + ["Enter"])
    let sentence =
      "me@fabrikam.com is in Fabrikam Inc, but MPN ID 1234567 is registered to Contoso Group. Enter "
      + "an @contoso.com or @contoso.de address."
    #expect(refused.contains(sentence))
    let said = try journey.talk(["migrate", "me@fabrikam.com"])
    #expect(said.joined().contains(sentence))
    #expect(try account(journey).name == "work_email")
  }

  @Test func `without an MPN ID an address is not taken silently: it says what is checked when`()
    throws
  {
    let journey = try journey()
    #expect(
      try prose(journey, ["m"]).contains(
        "No MPN ID is known yet, so the email is checked on the next page"))
    let taken = try prose(journey, ["m"] + typing("me@fabrikam.com") + ["Enter"])
    #expect(taken.contains("me@fabrikam.com is in Fabrikam Inc."))
    #expect(taken.contains("must be registered to the same tenant as your work email"))
    let refused = try prose(journey, ["m"] + typing("1234567") + ["Enter"])
    #expect(
      refused.contains(
        "MPN ID 1234567 is registered to Contoso Group, but me@fabrikam.com is in Fabrikam Inc. "
          + "Enter an MPN ID of Fabrikam Inc, or go back and enter an @contoso.com or @contoso.de "
          + "address."))
  }

  @Test
  func `an account without an MPN ID, or with an invalid one, signs up as part of the process`()
    throws
  {
    let none = try prose(try journey(), ["m", "Enter"])
    #expect(none.contains("join the Microsoft Partner Network below, make a note of your MPN ID"))
    let journey = try journey(mpnID: "3456789")
    let invalid = try prose(journey, ["m", "Enter"])
    #expect(invalid.contains("MPN ID 3456789 is invalid."))
    #expect(invalid.contains("Join the Microsoft Partner Network to get an MPN ID"))
    // The invalid ID is not suggested again.
    #expect(try prose(journey, ["m", "Enter"]).contains("No MPN ID."))
    try journey.frames(["m"] + typing("1234567") + ["Enter", "Enter", "Enter", "y"])
    #expect(try account(journey).mpnID == "1234567" && account(journey).isMigrated)
  }

  @Test func `a migration is confirmed by a yes, which names the account`() throws {
    let journey = try journey(mpnID: "1234567")
    let asked = try journey.screen("m", "Enter", "Enter", "Enter")
    #expect(asked.contains("Migrate Contoso Ltd?"))
    #expect(try account(journey).name == "review")
  }

  // MARK: - Sign up for Microsoft Partner Network program

  @Test func `have the MPN ID handy, and make a note of a new one`() throws {
    let page = try prose(try journey(), ["m"])
    #expect(
      page.contains(
        "Have ready: a work email of the company your MPN ID is registered to, and the MPN ID."))
    #expect(page.contains("make a note of it"))
  }

  @Test func `join here, membership and ISV Resource Hub are links on the profile`() throws {
    let journey = try journey()
    let profile = try journey.screen("P")
    for title in [
      "Join the Microsoft Partner Network", "About Microsoft Partner Network membership",
      "ISV Resource Hub", "Account settings in Partner Center", "Users in Partner Center",
      "Partner Membership Center migration support", "Account migration guide",
    ] { #expect(profile.contains(title), "\(title)") }
    let spoken = try journey.talk(["profile", "more", "more"]).joined()
    for address in [
      "https://signup.microsoft.com/signup?", "https://partner.microsoft.com/en-US/membership",
      "https://partner.microsoft.com/isv-resource-hub",
      "https://partner.microsoft.com/support?issueid=100-0077",
      "https://partners.microsoft.com/partnerprogram/Welcome.aspx",
    ] { #expect(spoken.contains { $0.contains(address) }, "\(address)") }
  }

  // MARK: - Move Dynamics 365-based solutions to Partner Center

  @Test func `the move ensures the same content is available to both public and seller catalogs`()
    throws
  {
    #expect(
      try prose(try journey(), ["P", "size:80x50"]).contains(
        "Offers moved to Partner Center so that the public and the seller catalog show the same "
          + "content."))
  }

  @Test
  func `PMC: if you see a profile with your MPN ID, you are ready; if not, follow the prompts`()
    throws
  {
    let journey = try journey(mpnID: "2345678", track: "published")
    let first = try #require(journey.playbooks.first?.track("published")?.steps.first)
    #expect(first.title == "Check the MPN profile in Partner Center")
    #expect(first.help.contains("a profile screen with your MPN ID means that you are ready"))
    #expect(first.help.contains("follow the prompts in Partner Membership Center first"))
    #expect(
      first.furtherLinks.map(\.link.text) == [
        "https://partners.microsoft.com/partnerprogram/Welcome.aspx",
        "https://partner.microsoft.com/support?issueid=100-0077",
      ])
    let asked = try prose(journey, ["m", "Enter"])
    #expect(asked.contains("MPN ID 2345678 was created in Partner Membership Center."))
    #expect(asked.contains("follow the prompts in Partner Membership Center first"))
    #expect(asked.contains("Partner Membership Center migration support"))
    try journey.frames(["m", "Enter"])
    #expect(try account(journey).name == "mpn_valid")
    // Confirmed in the wizard, the step of all offers is done.
    #expect(try journey.store.publishers.all().first?.hasDone(first) == true)
    #expect(try journey.store.integrity.problems() == [])
  }

  @Test func `nobody in the sample is not migrated above a checked membership`() throws {
    let sample = DemoOffers(zone: .gmt)
    let step = try #require(Demo.playbooks.first?.track("published")?.steps.first)
    for publisher in sample.publishers where publisher.mpnID == nil {
      #expect(!publisher.hasDone(step))
    }
  }

  @Test func `work in Partner Center before migration is recorded manually, with a warning`() throws
  {
    let journey = try Journey([Journey.offer(stage: .certified, facts: [.typeRight: "yes"])])
    let sentence = "The account of Contoso Ltd has not migrated to Partner Center. This is recorded"
    let asked = try prose(journey, ["e", "text:", "Escape"])
    #expect(!asked.contains(sentence))
    let said = try journey.talk(["events revise", "yes", "history"])
    #expect(said[1].contains { $0.contains(sentence) })
    #expect(said.joined().contains { $0.contains("Recorded manually: account not migrated.") })
    #expect(said.joined().contains { $0.contains("recorded manually") && $0.contains("Revise") })
    let ticked = try journey.screen(
      "P", "Down", "Down", "Down", "Down", "Down", "Down", "Down", "Down",
      "Down", "Down", "Enter")
    #expect(ticked.contains("recorded manually") || ticked.contains("Recorded manually"))
  }

  @Test func `on the command line the warning goes to standard error, and marks the history`()
    throws
  {
    let program = try Program.withOffers(on: "2019-01-01")
    let result = try program.run("advance", "fleet", "--step", "enrolled")
    #expect(result.code == 0)
    #expect(
      result.errors.contains("warning: The account of")
        && result.errors.contains("recorded manually"))
    #expect(try program.expect("history", "fleet").contains("(recorded manually)"))
    #expect(try program.expect("history", "fleet", "--json").contains("true"))
    let asked = try program.run("advance", "fleet", "--step", "in-appsource", "--answer", "yes")
    #expect(asked.code == 0 && asked.errors == "", "AppSource is not Partner Center")
    let help = try program.expect("check", "--help").split(whereSeparator: \.isWhitespace)
    #expect(help.joined(separator: " ").contains("can only be recorded manually"))
  }

  // MARK: - Additional Resources, Next steps

  @Test func `the community call, support ticket and Microsoft Support are seen at 120x36`() throws
  {
    let profile = try journey().screen("P")
    #expect(profile.contains("Weekly Dynamics ISV community call"))
    #expect(profile.contains("Support ticket for publishing"))
    #expect(profile.contains("Microsoft Support for wrong offer type"))
    let spoken = try journey().talk(["profile", "more", "more"]).joined()
    for address in [
      "https://aka.ms/DynamicsISV-CommunityCall", "https://aka.ms/MarketplacePublisherSupport",
      "https://aka.ms/migrationoffertype",
    ] { #expect(spoken.contains { $0.contains(address) }, "\(address)") }
  }

  @Test func `next: manage your Commercial Marketplace account in Partner Center`() throws {
    let spoken = try journey().talk(["profile", "more", "more"]).joined()
    #expect(spoken.contains { $0.contains("/partner-center-portal/manage-account") })
    #expect(try journey().screen("P").contains("Manage your account in Partner Center"))
  }
}
