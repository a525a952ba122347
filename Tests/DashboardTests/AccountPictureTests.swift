// Pictures of the pages of an account, as people see them: the first thing that a publisher meets.

import Foundation
import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `A picture of an account` {
  private let mismatch: AccountRefusal
  private let unconfirmed = MembershipFinding.unconfirmed(Sample.contosoTenant, .verified)
  private let byHand = Sample.workEmail(.valid(Sample.contosoTenant, .byHand))

  init() throws {
    mismatch = .tenantMismatch(
      try EmailAddress("me@fabrikam.com"), found: Sample.fabrikamTenant,
      wanted: RegisteredTenant(
        Sample.contosoTenant, domains: [try DomainName("contoso.com")]), try MPNID("1234567"))
  }

  private func wizard(
    _ publisher: Publisher, refused: AccountRefusal? = nil, keys: String..., columns: Int = 80,
    rows: Int = 24
  ) -> TestDashboard {
    var desk = TestDashboard(publishers: [publisher], size: (columns, rows))
    desk.press("m")
    for key in keys { desk.press(key) }
    if let refused { desk.send(.account(.answered(.refused(refused), number: nil))) }
    return desk
  }

  private func box(_ title: String, _ desk: TestDashboard) -> [String] { desk.box(title) }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }

  @Test func `of the first page asks for the work email`() {
    #expect(
      box("Migrate", wizard(Sample.contoso(after: .begin)))
        == lines(
          """
          ┌▸Migrate Contoso Ltd ──────────────────────────────────────────────── 1 of 3 ─┐
          │ ▸ Work email   · MPN ID   · Review                                           │
          │                                                                              │
          │ Usually the email you sign in to Cloud Partner Portal with. If that is a     │
          │ Microsoft account, enter a work email from the tenant your MPN ID is         │
          │ registered to.                                                               │
          │ Have ready: a work email of the company your MPN ID is registered to, and    │
          │ the MPN ID.                                                                  │
          │ No MPN ID is known yet, so the email is checked on the next page, against    │
          │ the MPN ID you enter there. No MPN ID? Join below, and make a note of it.    │
          │                                                                              │
          │ Work email                                                                   │
          │ owner@contoso.com                                                            │
          │   Continue                                                                   │
          │   Save and close                                                             │
          │   Join the Microsoft Partner Network to get an MPN ID                        │
          │   About Microsoft Partner Network membership                                 │
          │   Account migration guide                                                    │
          │                                                                              │
          │ Enter continue  Tab next  Up history  Esc save and close  F1 help            │
          └──────────────────────────────────────────────────────────────────────────────┘
          """))
  }

  @Test func `of a text that is no address says why below the field`() {
    #expect(
      box("Migrate", wizard(Sample.contoso(after: .begin), keys: "C-u", "x", "Tab"))
        == lines(
          """
          ┌▸Migrate Contoso Ltd ──────────────────────────────────────────────── 1 of 3 ─┐
          │ ▸ Work email   · MPN ID   · Review                                           │
          │                                                                              │
          │ Usually the email you sign in to Cloud Partner Portal with. If that is a     │
          │ Microsoft account, enter a work email from the tenant your MPN ID is         │
          │ registered to.                                                               │
          │ Have ready: a work email of the company your MPN ID is registered to, and    │
          │ the MPN ID.                                                                  │
          │ No MPN ID is known yet, so the email is checked on the next page, against    │
          │ the MPN ID you enter there. No MPN ID? Join below, and make a note of it.    │
          │                                                                              │
          │ Work email                                                                   │
          │ x                                                                            │
          │ Invalid work email: the @ between name and domain is missing.                │
          │ ▸ Continue                                                                   │
          │   Save and close                                                             │
          │   Join the Microsoft Partner Network to get an MPN ID                        │
          │   About Microsoft Partner Network membership                                 │
          │   Account migration guide                                                    │
          │ Enter choose  Tab next  Esc save and close  F1 help                          │
          └──────────────────────────────────────────────────────────────────────────────┘
          """))
  }

  @Test func `of a tenant mismatch names both tenants`() {
    #expect(
      box("Migrate", wizard(Sample.contoso(after: .begin), refused: mismatch))
        == lines(
          """
          ┌▸Migrate Contoso Ltd ──────────────────────────────────────────────── 1 of 3 ─┐
          │ Usually the email you sign in to Cloud Partner Portal with. If that is a     │
          │ Microsoft account, enter a work email from the tenant your MPN ID is         │
          │ registered to.                                                               │
          │ Have ready: a work email of the company your MPN ID is registered to, and    │
          │ the MPN ID.                                                                  │
          │ No MPN ID is known yet, so the email is checked on the next page, against    │
          │ the MPN ID you enter there. No MPN ID? Join below, and make a note of it.    │
          │                                                                              │
          │ Work email                                                                   │
          │ owner@contoso.com                                                            │
          │ me@fabrikam.com is in Fabrikam Inc, but MPN ID 1234567 is registered to      │
          │ Contoso Group. Enter an @contoso.com address.                                │
          │   Continue                                                                   │
          │   Save and close                                                             │
          │   Join the Microsoft Partner Network to get an MPN ID                        │
          │   About Microsoft Partner Network membership                                 │
          │   Account migration guide                                                    │
          │                                                                              │
          │ Enter continue  Tab next  Up history  Esc save and close  F1 help            │
          └──────────────────────────────────────────────────────────────────────────────┘
          """))
  }

  @Test func `of an account without an MPN ID leads to the sign-up`() {
    #expect(
      box("Migrate", wizard(Sample.contoso(after: .begin, Sample.workEmail())))
        == lines(
          """
          ┌▸Migrate Contoso Ltd ──────────────────────────────────────────────── 2 of 3 ─┐
          │ ✓ Work email   ▸ MPN ID   · Review                                           │
          │                                                                              │
          │ owner@contoso.com is in Contoso Group.                                       │
          │ Enter the MPN ID of Contoso Group: it must be registered to the same tenant  │
          │ as your work email. If your company has none, join the Microsoft Partner     │
          │ Network below, make a note of your MPN ID, and enter it.                     │
          │                                                                              │
          │ MPN ID                                                                       │
          │                                                                              │
          │                                                                              │
          │                                                                              │
          │                                                                              │
          │                                                                              │
          │   Continue                                                                   │
          │   Join the Microsoft Partner Network to get an MPN ID                        │
          │   Back                                                                       │
          │                                                                              │
          │                                                                              │
          │ Enter continue  Tab next  Up history  Esc save and close  F1 help            │
          └──────────────────────────────────────────────────────────────────────────────┘
          """))
  }

  @Test func `of a membership from Partner Membership Center has its pages`() {
    #expect(
      box(
        "Migrate",
        wizard(Sample.contoso(after: .begin, Sample.workEmail(unconfirmed), mpnID: "2345678")))
        == lines(
          """
          ┌▸Migrate Contoso Ltd ──────────────────────────────────────────────── 2 of 3 ─┐
          │ ✓ Work email   ▸ MPN ID   · Review                                           │
          │                                                                              │
          │ owner@contoso.com is in Contoso Group.                                       │
          │ MPN ID 2345678 was created in Partner Membership Center. Sign in to Partner  │
          │ Center: if you see a profile with this ID, confirm it. If not, follow the    │
          │ prompts in Partner Membership Center first.                                  │
          │                                                                              │
          │ MPN ID                                                                       │
          │ 2345678                                                                      │
          │ ▸ I see the profile with this MPN ID in Partner Center                       │
          │   Profile with your MPN ID in Partner Center                                 │
          │   Partner Membership Center                                                  │
          │   Partner Membership Center migration support                                │
          │   Continue                                                                   │
          │   Back                                                                       │
          │                                                                              │
          │                                                                              │
          │                                                                              │
          │ Enter choose  Tab next  Esc save and close  F1 help                          │
          └──────────────────────────────────────────────────────────────────────────────┘
          """))
  }

  @Test func `of the review has all that was given`() {
    #expect(
      box(
        "Migrate",
        wizard(Sample.contoso(after: .begin, byHand, .acceptMembership, mpnID: "1234567")))
        == lines(
          """
          ┌▸Migrate Contoso Ltd ──────────────────────────────────────────────── 3 of 3 ─┐
          │ ✓ Work email   ✓ MPN ID   ▸ Review                                           │
          │                                                                              │
          │ Review, then migrate. From then on you manage users and settings in Partner  │
          │ Center; changes sync back to Cloud Partner Portal.                           │
          │                                                                              │
          │ Publisher   Contoso Ltd (contoso)                                            │
          │ Work email  owner@contoso.com                                                │
          │ Tenant      Contoso Group (t1)                                               │
          │ MPN ID      1234567  unverified, entered manually                            │
          │                                                                              │
          │ ▸ Migrate                                                                    │
          │   Back                                                                       │
          │                                                                              │
          │                                                                              │
          │                                                                              │
          │                                                                              │
          │                                                                              │
          │                                                                              │
          │ Enter choose  Tab next  Esc save and close  F1 help                          │
          └──────────────────────────────────────────────────────────────────────────────┘
          """))
  }

  @Test func `of a migrated account says where its settings are`() {
    var desk = wizard(Sample.contoso(after: .begin, byHand, .acceptMembership, mpnID: "1234567"))
    desk.publishers = [Sample.contoso(after: .observeMigrated)]
    desk.send(.account(.answered(.changed(desk.publishers[0]), number: nil)))
    #expect(
      box("Migrate", desk)
        == lines(
          """
          ┌▸Migrate Contoso Ltd ────────────────────────────────────────────────── done ─┐
          │ ✓ Work email   ✓ MPN ID   ✓ Review                                           │
          │                                                                              │
          │ Account migrated. You now manage users and settings in Partner Center;       │
          │ changes sync back to Cloud Partner Portal.                                   │
          │                                                                              │
          │ ▸ Close                                                                      │
          │   Account settings in Partner Center                                         │
          │   Users in Partner Center                                                    │
          │   Manage your account in Partner Center                                      │
          │                                                                              │
          │                                                                              │
          │                                                                              │
          │                                                                              │
          │                                                                              │
          │                                                                              │
          │                                                                              │
          │                                                                              │
          │                                                                              │
          │ Enter choose  Tab next  Esc close  F1 help                                   │
          └──────────────────────────────────────────────────────────────────────────────┘
          """))
  }

  @Test(arguments: [(80, 24), (120, 36)])
  func `of the banner says what is missing, where one is, and who can`(columns: Int, rows: Int) {
    func banner(_ publisher: Publisher) -> String {
      let desk = TestDashboard(publishers: [publisher], size: (columns, rows))
      return desk.picture(of: desk.model.layout.banner).joined()
    }
    let start = banner(Sample.contoso)
    #expect(start.contains("Missing: work email, MPN ID.") && start.hasSuffix("[m] migrate"))
    let begun = banner(Sample.contoso(after: .begin, Sample.workEmail()))
    #expect(begun.contains("Missing: MPN ID.") && begun.hasSuffix("[m] continue"))
    let last = banner(Sample.contoso(after: .begin, byHand, .acceptMembership, mpnID: "1"))
    #expect(last.contains("Ready for review.") && last.hasSuffix("[m] continue"))
    let moved = banner(Sample.contoso(after: .observeMigrated))
    #expect(moved.contains("Account migrated. Manage") && moved.hasSuffix("[m] manage"))
    let other = banner(Sample.contoso(after: .loseOwnership))
    #expect(
      other == " Only an Owner can migrate this account. Owners: owner@contoso.com.")
    #expect(
      banner(Sample.contoso(after: .observeMigrated, .loseOwnership))
        .contains("Managed by its Owners: owner@contoso.com."))
  }
}
