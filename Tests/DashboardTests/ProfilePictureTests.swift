// Pictures of the profile and the users of an account.

import Foundation
import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `A picture of a publisher` {
  private func profile(_ columns: Int, _ rows: Int, keys: String...) -> TestDashboard {
    var publisher = Sample.contoso
    publisher.ticks["sign-in"] = Tick(at: Sample.now, by: "owner")
    publisher.legalEntities = ["Contoso Ltd (Europe)"]
    var desk = TestDashboard(publishers: [publisher], size: (columns, rows))
    desk.press("P")
    desk.send(
      .account(
        .profiled(
          "contoso",
          ProfileFindings(
            entities: [
              LegalEntity(name: "Contoso Inc", offers: 2, isListed: false),
              LegalEntity(name: "Contoso Ltd (Europe)", offers: 1),
            ], users: Sample.people,
            history: [
              HistoryEntry(
                at: Sample.now, by: "owner", publisher: "contoso", kind: "tick",
                subject: "sign-in"),
              HistoryEntry(at: Sample.now, by: "owner", publisher: "contoso", kind: "added"),
            ]))))
    for key in keys { desk.press(key) }
    return desk
  }

  private func users(_ columns: Int, _ rows: Int) -> TestDashboard {
    var desk = TestDashboard(
      publishers: [Sample.contoso(after: .observeMigrated)], size: (columns, rows))
    desk.press("U")
    desk.send(.account(.users("contoso", Sample.people)))
    desk.press("Down")
    return desk
  }

  private func box(_ title: String, _ desk: TestDashboard) -> [String] { desk.box(title) }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }

  @Test func `of the profile has the account at 80x24`() {
    #expect(
      box("Contoso Ltd ·", profile(80, 24))
        == lines(
          """
          ┌▸Contoso Ltd · contoso ───────────────────────────────────────────── 2 of 34 ─┐
          │ Account                                                                      │
          │   Name                Contoso Ltd                                            │
          │   Your role in CPP    owner                                                  │
          │   Owners in CPP       owner@contoso.com                                      │
          │   Sign-in to CPP      owner@contoso.com                                      │
          │   Microsoft account   no                                                     │
          │   Work email          not set                                                │
          │   MPN ID              not set                                                │
          │   Migration           action required; missing: work email, MPN ID           │
          │   Users               6 users, sync after migration                          │
          │ Account steps (for all offers)                                               │
          │   ✓ Sign in as Manager  20 Sep 2019, owner                                   │
          │ Legal entities                                                               │
          │   Contoso Inc  used by 2 offers, not in this list                            │
          │   Contoso Ltd (Europe)  1 offer                                              │
          │   Add a legal entity…                                                        │
          │ History                                                                      │
          │                                                                              │
          │ Enter edit  Esc back  Tab panel  u undo  m migrate  U users  h history       │
          └──────────────────────────────────────────────────────────────────────────────┘
          """))
  }

  @Test func `of the profile has everything at 120x36`() {
    #expect(
      box("Contoso Ltd ·", profile(120, 36))
        == lines(
          """
          ┌▸Contoso Ltd · contoso ───────────────────────────────────────────────────────────────────────────────────── 2 of 34 ─┐
          │ Account                                                         About the migration                                  │
          │   Name                Contoso Ltd                                 Offers moved to Partner Center so that the public  │
          │   Your role in CPP    owner                                       and the seller catalog show the same content.      │
          │   Owners in CPP       owner@contoso.com                           Have ready: a work email of the company your MPN   │
          │   Sign-in to CPP      owner@contoso.com                           ID is registered to, and the MPN ID. Until the     │
          │   Microsoft account   no                                          account has migrated, work in Partner Center is    │
          │   Work email          not set                                     only recorded manually.                            │
          │   MPN ID              not set                                   Help                                                 │
          │   Migration           action required; missing: work email, M…    Join the Microsoft Partner Network to get an MPN … │
          │   Users               6 users, sync after migration               About Microsoft Partner Network membership  https… │
          │ Account steps (for all offers)                                    Profile with your MPN ID in Partner Center  https… │
          │   ✓ Sign in as Manager  20 Sep 2019, owner                        Partner Membership Center  https://partners.micro… │
          │ Legal entities                                                    Partner Membership Center migration support  http… │
          │   Contoso Inc  used by 2 offers, not in this list                 Account settings in Partner Center  https://partn… │
          │   Contoso Ltd (Europe)  1 offer                                   Users in Partner Center  https://partner.microsof… │
          │   Add a legal entity…                                             Manage your account in Partner Center  https://do… │
          │ History                                                           ISV Resource Hub (ISV benefits)  https://partner.… │
          │   20 Sep 2019  Done: Sign in as Manager  owner                    Account migration guide  https://docs.microsoft.c… │
          │   20 Sep 2019  Added  owner                                                                                          │
          │   Full history…                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │ Enter edit  Esc back  Tab panel  u undo  m migrate  U users  h history  ? help                                       │
          └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
          """))
  }

  @Test func `of where to find help has the pages of the guide`() {
    #expect(
      box("Contoso Ltd ·", profile(80, 24, keys: "G"))
        == lines(
          """
          ┌▸Contoso Ltd · contoso ──────────────────────────────────────────── 34 of 34 ─┐
          │ About the migration                                                          │
          │   Offers moved to Partner Center so that the public and the seller catalog   │
          │   show the same content.                                                     │
          │   Have ready: a work email of the company your MPN ID is registered to, and  │
          │   the MPN ID. Until the account has migrated, work in Partner Center is only │
          │   recorded manually.                                                         │
          │ Help                                                                         │
          │   Join the Microsoft Partner Network to get an MPN ID  https://signup.micro… │
          │   About Microsoft Partner Network membership  https://partner.microsoft.com… │
          │   Profile with your MPN ID in Partner Center  https://partner.microsoft.com… │
          │   Partner Membership Center  https://partners.microsoft.com/partnerprogram/… │
          │   Partner Membership Center migration support  https://partner.microsoft.co… │
          │   Account settings in Partner Center  https://partner.microsoft.com/dashboa… │
          │   Users in Partner Center  https://partner.microsoft.com/dashboard/account/… │
          │   Manage your account in Partner Center  https://docs.microsoft.com/azure/m… │
          │   ISV Resource Hub (ISV benefits)  https://partner.microsoft.com/isv-resour… │
          │   Account migration guide  https://docs.microsoft.com/azure/marketplace/par… │
          │                                                                              │
          │ Enter open  Esc back  Tab panel  u undo  m migrate  U users  h history       │
          └──────────────────────────────────────────────────────────────────────────────┘
          """))
  }

  @Test func `of the users has each standing in a word at 80x24`() {
    #expect(
      box("Users of", users(80, 24))
        == lines(
          """
          ┌▸Users of Contoso Ltd ─────────────────────────────────────────────── 2 of 6 ─┐
          │ Address               CPP                 Partner Center    Sync             │
          │ builds@contoso.com                        Developer, 16 Sep waiting 4 d      │
          │ help@xn--cntoso-wqf.… Contributor, 31 Aug Developer, 16 Sep in both          │
          │ left@contoso.com      Contributor, 31 Aug                   only in CPP      │
          │ money@contoso.com                         Financial contri… as expected      │
          │ owner@contoso.com     Owner, 31 Aug       Manager, 16 Sep   in both          │
          │ tests@contoso.com     Owner, 31 Aug       Developer, 16 Sep roles differ     │
          │                                                                              │
          │                                                                              │
          │                                                                              │
          │                                                                              │
          │                                                                              │
          │                                                                              │
          │                                                                              │
          │                                                                              │
          │                                                                              │
          │                                                                              │
          │ help@cоntoso.com  In ASCII: help@xn--cntoso-wqf.com; The domain mixes Latin… │
          │ a add  Enter role  x remove  I import  u undo  o open  ? help  Esc back      │
          └──────────────────────────────────────────────────────────────────────────────┘
          """))
  }

  @Test func `of the users has both portals in full at 120x36`() {
    #expect(
      box("Users of", users(120, 36))
        == lines(
          """
          ┌▸Users of Contoso Ltd ─────────────────────────────────────────────────────────────────────────────────────── 2 of 6 ─┐
          │ Name        Address                   CPP                 Partner Center        Sync                                 │
          │ Builds      builds@contoso.com                            Developer, 16 Sep     waiting for CPP since 16 Sep 2019    │
          │             help@xn--cntoso-wqf.com   Contributor, 31 Aug Developer, 16 Sep     in both                              │
          │ Left        left@contoso.com          Contributor, 31 Aug                       only in CPP                          │
          │ Money       money@contoso.com                             Financial contributor only in Partner Center, as expected  │
          │ Owner       owner@contoso.com         Owner, 31 Aug       Manager, 16 Sep       in both                              │
          │ Tests       tests@contoso.com         Owner, 31 Aug       Developer, 16 Sep     roles differ: CPP should have contr… │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │                                                                                                                      │
          │ help@cоntoso.com  In ASCII: help@xn--cntoso-wqf.com; The domain mixes Latin and Cyrillic letters, some of which loo… │
          │ a add  Enter role  x remove  I import  u undo  o open  ? help  Esc back                                              │
          └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
          """))
  }
}
