// Pictures of the profile and the users of an account.

import Foundation
import Lifecycle
import Terminal
import Testing

@testable import Dashboard

@Suite struct `A picture of a publisher` {
  private func profile(_ columns: Int, _ rows: Int, keys: String...) -> Desk {
    var publisher = Sample.contoso
    publisher.ticks["sign-in"] = Tick(at: Sample.now, by: "owner")
    publisher.legalEntities = ["Contoso Ltd (Europe)"]
    var desk = Desk(publishers: [publisher], size: (columns, rows))
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

  private func users(_ columns: Int, _ rows: Int) -> Desk {
    var desk = Desk(publishers: [Sample.contoso(after: .observeMigrated)], size: (columns, rows))
    desk.press("U")
    desk.send(.account(.users("contoso", Sample.people)))
    desk.press("Down")
    return desk
  }

  private func box(_ title: String, _ desk: Desk) -> [String] { desk.box(title) }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }

  @Test func `of the profile has the account at 80x24`() {
    #expect(
      box("Contoso Ltd ·", profile(80, 24))
        == lines(
          """
          ┌▸Contoso Ltd · contoso ─────────────────────────────────────────── 2 of 29 ─┐
          │ Profile                                                                    │
          │   Name                Contoso Ltd                                          │
          │   Your role in CPP    owner                                                │
          │   Owners in CPP       owner@contoso.com                                    │
          │   Sign-in to CPP      owner@contoso.com                                    │
          │   Microsoft account   no                                                   │
          │   Work email          not known                                            │
          │   MPN ID              not known                                            │
          │   Migration           action required; missing: a work email and an MPN ID │
          │   Users               6 people, 3 differ                                   │
          │ Account-wide steps                                                         │
          │   ✓ Sign in as Manager  owner, 20 Sep 2019                                 │
          │ Legal entities                                                             │
          │   Contoso Inc  named by 2 offers, not listed                               │
          │   Contoso Ltd (Europe)  1 offer                                            │
          │   Add a legal entity…                                                      │
          │                                                                            │
          │ Enter change  Esc back  u undo  m migrate  U users  h history  ? help      │
          └────────────────────────────────────────────────────────────────────────────┘
          """))
  }

  @Test func `of the profile has everything at 120x36`() {
    #expect(
      box("Contoso Ltd ·", profile(120, 36))
        == lines(
          """
          ┌▸Contoso Ltd · contoso ───────────────────────────────────────────────────────────────── 2 of 29 ─┐
          │ Profile                                                                                          │
          │   Name                Contoso Ltd                                                                │
          │   Your role in CPP    owner                                                                      │
          │   Owners in CPP       owner@contoso.com                                                          │
          │   Sign-in to CPP      owner@contoso.com                                                          │
          │   Microsoft account   no                                                                         │
          │   Work email          not known                                                                  │
          │   MPN ID              not known                                                                  │
          │   Migration           action required; missing: a work email and an MPN ID                       │
          │   Users               6 people, 3 differ                                                         │
          │ Account-wide steps                                                                               │
          │   ✓ Sign in as Manager  owner, 20 Sep 2019                                                       │
          │ Legal entities                                                                                   │
          │   Contoso Inc  named by 2 offers, not listed                                                     │
          │   Contoso Ltd (Europe)  1 offer                                                                  │
          │   Add a legal entity…                                                                            │
          │ History                                                                                          │
          │   20 Sep 2019  Done: Sign in as Manager  owner                                                   │
          │   20 Sep 2019  Added  owner                                                                      │
          │   All that happened…                                                                             │
          │ Where to find help                                                                               │
          │   Join the Microsoft Partner Network, for an MPN ID  https://signup.microsoft.com/signup?sku=St… │
          │   What a membership is  https://partner.microsoft.com/en-US/membership                           │
          │   The profile in Partner Center with the MPN ID  https://partner.microsoft.com/pcv/accountsetti… │
          │   Partner Membership Center  https://partners.microsoft.com/partnerprogram/Welcome.aspx          │
          │   Support for memberships that have to move  https://partner.microsoft.com/support?issueid=100-… │
          │   Benefits for software vendors  https://partner.microsoft.com/isv-resource-hub                  │
          │   Account settings in Partner Center  https://partner.microsoft.com/dashboard/account/v3/accoun… │
          │                                                                                                  │
          │ Enter change  Esc back  u undo  m migrate  U users  h history  ? help                            │
          └──────────────────────────────────────────────────────────────────────────────────────────────────┘
          """))
  }

  @Test func `of where to find help has the pages of the guide`() {
    #expect(
      box("Contoso Ltd ·", profile(80, 24, keys: "G"))
        == lines(
          """
          ┌▸Contoso Ltd · contoso ────────────────────────────────────────── 29 of 29 ─┐
          │   Contoso Inc  named by 2 offers, not listed                               │
          │   Contoso Ltd (Europe)  1 offer                                            │
          │   Add a legal entity…                                                      │
          │ History                                                                    │
          │   20 Sep 2019  Done: Sign in as Manager  owner                             │
          │   20 Sep 2019  Added  owner                                                │
          │   All that happened…                                                       │
          │ Where to find help                                                         │
          │   Join the Microsoft Partner Network, for an MPN ID  https://signup.micro… │
          │   What a membership is  https://partner.microsoft.com/en-US/membership     │
          │   The profile in Partner Center with the MPN ID  https://partner.microsof… │
          │   Partner Membership Center  https://partners.microsoft.com/partnerprogra… │
          │   Support for memberships that have to move  https://partner.microsoft.co… │
          │   Benefits for software vendors  https://partner.microsoft.com/isv-resour… │
          │   Account settings in Partner Center  https://partner.microsoft.com/dashb… │
          │   Users in Partner Center  https://partner.microsoft.com/dashboard/accoun… │
          │                                                                            │
          │ Enter open  Esc back  u undo  m migrate  U users  h history  ? help        │
          └────────────────────────────────────────────────────────────────────────────┘
          """))
  }

  @Test func `of the users has each standing in a word at 80x24`() {
    #expect(
      box("Users of", users(80, 24))
        == lines(
          """
          ┌▸Users of Contoso Ltd ───────────────────────────────────────────── 2 of 6 ─┐
          │ Address               CPP                Partner Center   Together         │
          │ builds@contoso.com                       Developer        waiting 4 d      │
          │ help@xn--cntoso-wqf.… Contributor        Developer        in both          │
          │ left@contoso.com      Contributor                         only in CPP      │
          │ money@contoso.com                        Financial contr… as expected      │
          │ owner@contoso.com     Owner, 31 Aug      Manager, 16 Sep  in both          │
          │ tests@contoso.com     Owner, 31 Aug      Developer        roles differ     │
          │                                                                            │
          │ help@cоntoso.com  In ASCII: help@xn--cntoso-wqf.com; The domain mixes Lat… │
          │ a add  Enter role  x remove  I import  u undo  o open  ? help  Esc back    │
          └────────────────────────────────────────────────────────────────────────────┘
          """))
  }

  @Test func `of the users has both portals in full at 120x36`() {
    #expect(
      box("Users of", users(120, 36))
        == lines(
          """
          ┌▸Users of Contoso Ltd ───────────────────────────────────────────────────────────────────────────────────── 2 of 6 ─┐
          │ Name        Address                   CPP                 Partner Center       Together                            │
          │ Builds      builds@contoso.com                            Developer, 16 Sep    waiting for CPP since 16 Sep 2019   │
          │             help@xn--cntoso-wqf.com   Contributor, 31 Aug Developer, 16 Sep    in both                             │
          │ Left        left@contoso.com          Contributor, 31 Aug                      only in CPP                         │
          │ Money       money@contoso.com                             Financial contribut… only in Partner Center, as expected │
          │ Owner       owner@contoso.com         Owner, 31 Aug       Manager, 16 Sep      in both                             │
          │ Tests       tests@contoso.com         Owner, 31 Aug       Developer, 16 Sep    roles differ: CPP should have cont… │
          │                                                                                                                    │
          │ help@cоntoso.com  In ASCII: help@xn--cntoso-wqf.com; The domain mixes Latin and Cyrillic letters, some of which l… │
          │ a add  Enter role  x remove  I import  u undo  o open  ? help  Esc back                                            │
          └────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
          """))
  }
}
