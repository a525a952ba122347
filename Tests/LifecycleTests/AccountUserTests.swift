// The people of an account: what is waited for, what is in conflict, and who can't go.

import Foundation
import Lifecycle
import Testing

@Suite struct `The users of an account` {
  private static func date(_ day: Double) -> Date { Date(timeIntervalSince1970: day * 86_400) }

  private func address(_ text: String) throws -> EmailAddress { try EmailAddress(text) }

  private func users() throws -> AccountUsers {
    AccountUsers()
      .seeing(
        [
          SeenUser(address: try address("ann@contoso.com"), name: "Ann", cpp: .owner),
          SeenUser(address: try address("bob@contoso.com"), name: "Bob", cpp: .contributor),
        ], in: .cpp, at: Self.date(1)
      )
      .seeing(
        [
          SeenUser(address: try address("Ann@Contoso.com"), center: .manager),
          SeenUser(address: try address("cas@contoso.com"), center: .developer),
          SeenUser(address: try address("eve@contoso.com"), center: .marketer),
        ], in: .partnerCenter, at: Self.date(2))
  }

  private func standing(_ users: AccountUsers, _ text: String) throws -> UserStanding? {
    users.people[try address(text).key]?.standing(isSynced: true)
  }

  private func apply(
    _ change: UserChange, to users: AccountUsers, isConfirmed: Bool = false
  ) throws -> AccountUsers {
    try users.applying(
      change, in: .migrated(Account.Completion(at: Self.date(1))), at: Self.date(5),
      own: [try address("ann@contoso.com")], isConfirmed: isConfirmed)
  }

  @Test func `are held side by side, whatever the case of their letters`() throws {
    let users = try users()
    #expect(users.people.count == 4)
    #expect(try standing(users, "ANN@contoso.com") == .both)
    #expect(try standing(users, "bob@contoso.com") == .onlyCPP)
    #expect(try standing(users, "cas@contoso.com") == .waiting(since: Self.date(2)))
    #expect(try standing(users, "eve@contoso.com") == .onlyPartnerCenter)
  }

  @Test func `who changed in Partner Center are waited for, until the other list shows it`() throws
  {
    var users = try apply(
      .add(try address("bob@contoso.com"), name: "", .manager), to: try users())
    #expect(try standing(users, "bob@contoso.com") == .waiting(since: Self.date(5)))
    users = try apply(.remove(try address("cas@contoso.com")), to: users)
    #expect(try standing(users, "cas@contoso.com") == nil)
    users = try apply(.remove(try address("ann@contoso.com")), to: users, isConfirmed: true)
    #expect(try standing(users, "ann@contoso.com") == .waiting(since: Self.date(5)))
    let synced = users.seeing(
      [SeenUser(address: try address("BOB@contoso.com"), cpp: .owner)], in: .cpp, at: Self.date(9))
    #expect(try standing(synced, "bob@contoso.com") == .both)
    #expect(try standing(synced, "ann@contoso.com") == nil)
    #expect(synced.people.values.allSatisfy { !$0.standing(isSynced: true).isDifference })
  }

  @Test func `whose roles differ with nothing to wait for are in conflict`() throws {
    let users = try users().seeing(
      [
        SeenUser(address: try address("ann@contoso.com"), cpp: .contributor),
        SeenUser(address: try address("bob@contoso.com"), cpp: .contributor),
      ], in: .cpp, at: Self.date(3))
    #expect(try standing(users, "ann@contoso.com") == .rolesDiffer(expected: .owner))
  }

  @Test func `keep the last who can manage them, removed or made less`() throws {
    let ann = try address("ann@contoso.com")
    for change in [UserChange.remove(ann), .setRole(ann, .developer)] {
      #expect(throws: UserRefusal.lastManager(ann)) {
        try apply(change, to: try users(), isConfirmed: true)
      }
    }
  }

  @Test func `do not lock themselves out without being told`() throws {
    let ann = try address("ann@contoso.com")
    let users = try apply(
      .add(try address("dee@contoso.com"), name: "Dee", .owner), to: try users())
    #expect(throws: UserRefusal.ownAccess(ann)) { try apply(.remove(ann), to: users) }
    #expect(throws: UserRefusal.ownAccess(ann)) { try apply(.setRole(ann, .marketer), to: users) }
    _ = try apply(.setRole(ann, .owner), to: users)
    _ = try apply(.remove(ann), to: users, isConfirmed: true)
  }

  @Test func `are added once and changed only where they are`() throws {
    let (ann, bob) = (try address("ann@contoso.com"), try address("bob@contoso.com"))
    #expect(throws: UserRefusal.known(ann)) {
      try apply(.add(try address("ANN@CONTOSO.COM"), name: "", .developer), to: try users())
    }
    #expect(throws: UserRefusal.unknown(bob)) { try apply(.remove(bob), to: try users()) }
    #expect(throws: UserRefusal.unknown(bob)) { try apply(.setRole(bob, .owner), to: try users()) }
  }

  @Test func `that stand twice in a list are one, with the greater role`() throws {
    let users = AccountUsers().seeing(
      [
        SeenUser(address: try address("ann@contoso.com"), center: .marketer),
        SeenUser(address: try address("ANN@contoso.com"), name: "Ann", center: .manager),
      ], in: .partnerCenter, at: Self.date(1))
    #expect(users.sorted.map(\.center) == [.manager] && users.sorted.map(\.name) == ["Ann"])
  }
}
