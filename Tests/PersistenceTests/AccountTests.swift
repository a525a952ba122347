// Accounts in the deck: the rule runs on the row as it is, two terminals do not cross, and what was
// done is undone.

import Foundation
import Lifecycle
import Testing

@testable import Persistence

struct AccountTests {
  private let folder: Folder
  private let store: Store
  private static let tenant = Tenant(id: "contoso.com", name: "Contoso")
  private static let email = AccountEvent.workEmail(
    "owner@contoso.com", domain: .tenant(tenant, .verified), registered: nil)

  init() throws {
    folder = try Folder()
    store = try folder.store()
    try store.publishers.add(
      Publisher(id: "contoso", name: "Contoso", owners: ["owner@contoso.com"]), at: Sample.now,
      by: "ann")
  }

  @discardableResult
  private func apply(
    _ events: AccountEvent..., expecting expected: Account? = nil
  ) throws -> Publisher? {
    var publisher: Publisher?
    for event in events {
      publisher = try store.accounts.apply(
        event, to: "contoso", expecting: expected, at: Sample.now, by: "ann")
    }
    return publisher
  }

  private func account() throws -> Account {
    try #require(try store.publishers.all().first).account
  }

  @Test func `a migration that was left is there when the deck is opened again`() throws {
    try apply(.begin)
    store.close()
    let again = try folder.store()
    #expect(try again.publishers.all().first?.account.name == "work_email")
  }

  @Test func `every state comes back as it was written`() throws {
    for state in AccountExploration(from: AccountExploration.starts).states {
      var publisher = state
      publisher.name = "Contoso Ltd"
      try store.writing { writing in
        let known = try writing.publisher("contoso")
        try writing.update(
          PublisherRecord(number: known.number, publisher: publisher), from: known.publisher)
      }
      #expect(try account() == state.account)
    }
  }

  @Test func `begun in two terminals at once, the second is told and nothing is lost`() throws {
    let other = try folder.store()
    let seen = try #require(try apply(.begin)).account
    #expect(
      try other.accounts.apply(.begin, to: "contoso", at: Sample.now, by: "bob").account == seen)
    try apply(Self.email, expecting: seen)
    #expect(throws: AccountRefusal.changedMeanwhile) {
      try other.accounts.apply(
        .workEmail("second@contoso.com", domain: .tenant(Self.tenant, .verified), registered: nil),
        to: "contoso", expecting: seen, at: Sample.now, by: "bob")
    }
    #expect(try account().workEmail == "owner@contoso.com")
  }

  @Test func `a refusal writes nothing`() throws {
    let before = try store.history.entries(publisher: "contoso", limit: 99)
    #expect(throws: AccountRefusal.notBegun) { try apply(.complete) }
    #expect(try store.history.entries(publisher: "contoso", limit: 99) == before)
  }

  @Test func `each event is undone in its turn`() throws {
    try apply(
      .begin, Self.email,
      .membership("1234567", .valid(Self.tenant, .verified)), .acceptMembership, .complete)
    var names = [try account().name]
    while try store.history.undo(accountOf: "contoso", at: Sample.now, by: "ann").isEmpty == false {
      names.append(try account().name)
    }
    #expect(
      names == ["migrated", "review", "mpn_valid", "mpn_none", "work_email", "action_required"])
    #expect(try store.integrity.problems() == [])
  }

  @Test func `a migration does the account steps that it implies, for the rows of all offers`()
    throws
  {
    var playbook = Sample.playbook
    playbook.tracks = [
      Track(
        id: "published", title: "Published",
        steps: [Step(id: "profile", title: "Profile", kind: .account, impliedBy: .membership)])
    ]
    let deck = try folder.store(playbooks: [playbook])
    try deck.offers.add(Sample.offer("fleet", track: "published"), at: Sample.now, by: "ann")
    func met() throws -> Int {
      try deck.statistics.tally().groups.filter { $0.key.met != 0 }.values.reduce(0, +)
    }
    #expect(try met() == 0)
    for event in [
      .begin, Self.email, .membership("1234567", .valid(Self.tenant, .verified)),
    ] as [AccountEvent] {
      try deck.accounts.apply(event, to: "contoso", at: Sample.now, by: "ann")
    }
    #expect(try met() == 1)
    #expect(try deck.integrity.problems() == [])
    try deck.history.undo(accountOf: "contoso", at: Sample.now, by: "ann")
    #expect(try met() == 0)
    #expect(try deck.integrity.problems() == [])
  }

  @Test func `an account step is done and undone from the account or an offer`() throws {
    let offer = Sample.offer("fleet", track: "published")
    try store.offers.add(offer, at: Sample.now, by: "ann")
    try store.accounts.set("billing", isDone: true, of: "contoso", at: Sample.now, by: "ann")
    #expect(try store.publishers.all().first?.ticks.keys.sorted() == ["billing"])
    try store.offers.apply([.untick(step: "billing")], to: offer.key, at: Sample.now, by: "bob")
    #expect(try store.publishers.all().first?.ticks.isEmpty == true)
    try store.offers.apply([.tick(step: "enrolled")], to: offer.key, at: Sample.now, by: "bob")
    #expect(
      try store.history.undo(accountOf: "contoso", at: Sample.now, by: "ann").first?.undoes != nil)
    #expect(try store.publishers.all().first?.ticks.isEmpty == true)
    #expect(
      try store.history.undo(offer.key, at: Sample.now, by: "bob").first?.subject == "billing")
    #expect(try store.publishers.all().first?.ticks.keys.sorted() == ["billing"])
    #expect(try store.integrity.problems() == [])
  }
}

struct AccountDirectoryTests {
  private let folder: Folder
  private let store: Store
  private static let contoso = Tenant(id: "t1", name: "Contoso")
  private static let fabrikam = Tenant(id: "t2", name: "Fabrikam")

  init() throws {
    folder = try Folder()
    store = try folder.store()
  }

  private func owner(_ domain: String) throws -> DomainFinding {
    try store.directory.owner(of: try DomainName(domain)) { false }
  }

  @Test func `the directory answers what it was told, and no more`() throws {
    try store.directory.learn(
      [
        .domain(try DomainName("contoso.com"), Self.contoso),
        .domain(try DomainName("bücher.de"), Self.contoso),
        .domain(try DomainName("mail.example"), nil),
        .membership(try MPNID("1"), .valid, Self.contoso),
        .membership(try MPNID("2"), .unconfirmed, Self.contoso),
        .membership(try MPNID("3"), .invalid, nil),
      ], .verified, at: Sample.now, by: "ann")
    #expect(try owner("CONTOSO.com") == .tenant(Self.contoso, .verified))
    #expect(try owner("mail.contoso.com") == .tenant(Self.contoso, .verified))
    #expect(try owner("xn--bcher-kva.de") == .tenant(Self.contoso, .verified))
    #expect(try owner("mail.example") == .personal)
    #expect(try owner("notcontoso.com") == .unknown)
    let findings = try ["1", "2", "3", "4"].map {
      try store.directory.membership(try MPNID($0)) { false }
    }
    #expect(
      findings == [
        .valid(Self.contoso, .verified), .unconfirmed(Self.contoso, .verified), .invalid, .unknown,
      ])
    #expect(try store.directory.entries().count == 6)
    #expect(throws: DirectoryFailure.canceled) {
      try store.directory.owner(of: try DomainName("contoso.com")) { true }
    }
  }

  @Test func `what a person says never stands above what a directory said`() throws {
    let domain = try DomainName("contoso.com")
    #expect(
      try store.directory.learn(
        [.domain(domain, Self.fabrikam)], .byHand, at: Sample.now, by: "ann"
      ).added
        == 1)
    #expect(try owner("contoso.com") == .tenant(Self.fabrikam, .byHand))
    #expect(
      try store.directory.learn(
        [.domain(domain, Self.contoso)], .verified, at: Sample.now, by: "ann"
      ).changed
        == 1)
    #expect(
      try store.directory.learn(
        [.domain(domain, Self.fabrikam)], .byHand, at: Sample.now, by: "ann"
      ).same
        == 1)
    #expect(try owner("contoso.com") == .tenant(Self.contoso, .verified))
  }

  @Test func `what it learns stands in the history of each account that it answers for`() throws {
    try store.publishers.add(Sample.publisher, at: Sample.now, by: "ann")
    try store.publishers.add(Publisher(id: "fabrikam", name: "Fabrikam"), at: Sample.now, by: "ann")
    func past(_ id: String) throws -> [String] {
      try store.history.entries(ofAccount: id, limit: 9).map { $0.sentence() }
    }
    let domain = DirectoryEntry.domain(try DomainName("contoso.com"), Self.contoso)
    try store.directory.learn([domain], .verified, named: "d.csv", at: Sample.now, by: "ann")
    #expect(try past("fabrikam") == ["Directory d.csv: 1 added, 0 changed", "Added"])
    try store.directory.learn([domain], .byHand, for: "contoso", at: Sample.now, by: "ann")
    #expect(try past("contoso").count == 2, "nothing new was said")
    try store.directory.learn(
      [.membership(try MPNID("5"), .valid, Self.contoso)], .byHand, for: "contoso",
      at: Sample.now, by: "ann")
    #expect(try past("contoso").first == "Directory MPN ID 5 is valid, of Contoso")
    #expect(try past("fabrikam").count == 2)
    try store.directory.learn(
      [.domain(try DomainName("x.com"), nil)], .verified, isDryRun: true, at: Sample.now, by: "ann")
    #expect(try past("fabrikam").count == 2)
  }

  @Test func `several fields are corrected at once or not at all, and undone at once`() throws {
    try store.publishers.add(Publisher(id: "contoso", name: "Contoso"), at: Sample.now, by: "ann")
    let before = try store.publishers.all()
    #expect {
      try store.accounts.set(
        [(.name, ""), (.mpnID, "abc"), (.signIn, "owner@contoso.com")], of: "contoso",
        at: Sample.now, by: "ann")
    } throws: { error in
      (error as? AccountRefusals)?.all.count == 2
    }
    #expect(try store.publishers.all() == before)
    try store.accounts.set(
      [(.name, "Contoso Ltd"), (.mpnID, "12")], of: "contoso", at: Sample.now, by: "ann")
    #expect(
      try store.history.entries(ofAccount: "contoso", limit: 1).first?.sentence()
        == "Edited Name: Contoso Ltd; MPN ID: 12")
    #expect(
      try store.history.undo(accountOf: "contoso", at: Sample.now, by: "ann").isEmpty == false)
    #expect(try store.publishers.all() == before)
  }

  @Test func `people come back as they were written, and changes of them are undone`() throws {
    try store.publishers.add(Sample.publisher, at: Sample.now, by: "ann")
    let address = try EmailAddress("用户@例子.中国")
    try store.publishers.see(
      [SeenUser(address: address, name: "User", cpp: .owner)], in: .cpp, of: "contoso",
      named: "cpp.csv", at: Sample.now, by: "ann")
    let before = try store.publishers.users(of: "contoso")
    let add = UserChange.add(address, name: "", .manager)
    #expect(throws: UserRefusal.notMigrated) {
      try store.publishers.apply(add, toUsersOf: "contoso", at: Sample.now, by: "ann")
    }
    #expect(try store.publishers.users(of: "contoso") == before)
    try store.accounts.apply(.observeMigrated, to: "contoso", at: Sample.now, by: "ann")
    let after = try store.publishers.apply(
      .add(address, name: "", .manager), toUsersOf: "contoso", at: Sample.later(9), by: "ann")
    #expect(after.sorted.first?.standing(isSynced: true) == .both)
    #expect(try store.publishers.users(of: "contoso") == after)
    #expect(
      try store.history.undo(accountOf: "contoso", at: Sample.later(10), by: "ann").isEmpty == false
    )
    #expect(try store.publishers.users(of: "contoso") == before)
    #expect(throws: UserRefusal.unknown(address)) {
      try store.publishers.apply(.remove(address), toUsersOf: "contoso", at: Sample.now, by: "ann")
    }
  }
}
