// Every decision is made inside the transaction that writes it: of two programs that decide the same at
// once, one decides, and the other decides on what that one wrote.

import Foundation
import Lifecycle
import Testing

@testable import Persistence

@Suite struct `Of two programs that decide at once` {
  /// Something that only one of two can do.
  struct Decision: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// What was there before.
    var prepare: @Sendable (Store) throws -> Void = { _ in }
    /// Whether it was done: the other finds it done already, and changes nothing or is refused.
    let decide: @Sendable (Store) throws -> Bool
  }

  private static let key = Sample.key("fleet")
  private static let address = "new@contoso.com"

  /// Does something in a way that a refusal counts as not done.
  private static func isDone(_ body: () throws -> Void) -> Bool { (try? body()) != nil }

  /// Does something, and tells whether it wrote an entry: its own name says whose that is.
  private static func isWritten(
    _ store: Store, _ body: (String) throws -> Void
  ) throws -> Bool {
    let actor = UUID().uuidString
    try body(actor)
    return try store.history.entries(limit: .max).contains { $0.by == actor }
  }

  static let decisions = [
    Decision(testDescription: "adding an offer") { store in
      isDone { try store.offers.add(Sample.offer("new"), at: Sample.now, by: "ann") }
    },
    Decision(testDescription: "adding a publisher") { store in
      isDone {
        try store.publishers.add(Publisher(id: "new", name: "New"), at: Sample.now, by: "ann")
      }
    },
    Decision(testDescription: "removing a publisher") { store in
      try store.publishers.add(Publisher(id: "new", name: "New"), at: Sample.now, by: "ann")
    } decide: { store in
      isDone { try store.publishers.remove("new", at: Sample.now, by: "ann") }
    },
    Decision(testDescription: "a step of an offer") { store in
      try isWritten(store) { actor in
        try store.offers.apply(
          [.answer(step: "type", value: "yes")], to: key, at: Sample.now, by: actor)
      }
    },
    Decision(testDescription: "a step of many offers") { store in
      try isWritten(store) { actor in
        _ = try store.offers.apply(
          [.answer(step: "type", value: "yes")], to: [key], at: Sample.now, by: actor)
      }
    },
    Decision(testDescription: "a step of an account") { store in
      try isWritten(store) { actor in
        try store.accounts.set("billing", isDone: true, of: "contoso", at: Sample.now, by: actor)
      }
    },
    Decision(testDescription: "the profile of an account") { store in
      try isWritten(store) { actor in
        try store.accounts.set([(.name, "Another")], of: "contoso", at: Sample.now, by: actor)
      }
    },
    Decision(testDescription: "the migration of an account") { store in
      isDone {
        try store.accounts.apply(
          .begin, to: "contoso", expecting: Sample.publisher.account, at: Sample.now, by: "ann")
      }
    },
    Decision(testDescription: "a legal entity") { store in
      isDone {
        let change = EntityChange.add("Contoso AG")
        try store.publishers.apply(change, toEntitiesOf: "contoso", at: Sample.now, by: "ann")
      }
    },
    Decision(testDescription: "a user") { store in
      try store.accounts.apply(.observeMigrated, to: "contoso", at: Sample.now, by: "ann")
    } decide: { store in
      isDone {
        let change = UserChange.add(try EmailAddress(address), name: "New", .developer)
        try store.publishers.apply(change, toUsersOf: "contoso", at: Sample.now, by: "ann")
      }
    },
    Decision(testDescription: "a list of users") { store in
      let list = [SeenUser(address: try EmailAddress(address), center: .manager)]
      return try store.publishers.see(
        list, in: .partnerCenter, of: "contoso", named: "users.csv", at: Sample.now, by: "ann"
      ).report.added == 1
    },
    Decision(testDescription: "a domain") { store in
      let entry = DirectoryEntry.domain(
        try DomainName("contoso.com"), Tenant(id: "t", name: "Contoso"))
      return try store.directory.learn([entry], .byHand, at: Sample.now, by: "ann").added == 1
    },
    Decision(testDescription: "an import") { store in
      try store.imports.take(
        .csv, named: "o.csv", publisher: "fabrikam", at: Sample.now, by: "ann"
      ) { take in
        for number in 0..<20 { try take(Sighting(offer: "f\(number)", line: number + 2)) }
      }.added == 20
    },
    Decision(testDescription: "an export that is imported") { store in
      let publisher = Publisher(id: "northwind", name: "Northwind")
      return try store.imports.restore(named: "d.json", at: Sample.now, by: "ann") { take in
        try take(.publisher(publisher))
        try take(.offer(Sample.offer("n", of: "northwind")))
      }.added == 1
    },
    Decision(testDescription: "undo") { store in
      try store.offers.apply([.tick(step: "review")], to: key, at: Sample.now, by: "ann")
    } decide: { store in
      try store.history.undo(at: Sample.now, by: "bob").contains { $0.detail == "tick" }
    },
    Decision(testDescription: "undo of an offer") { store in
      try store.offers.apply([.tick(step: "review")], to: key, at: Sample.now, by: "ann")
    } decide: { store in
      try !store.history.undo(key, at: Sample.now, by: "bob").isEmpty
    },
    Decision(testDescription: "undo of an account") { store in
      try store.accounts.set("billing", isDone: true, of: "contoso", at: Sample.now, by: "ann")
    } decide: { store in
      try !store.history.undo(accountOf: "contoso", at: Sample.now, by: "bob").isEmpty
    },
    Decision(testDescription: "redo") { store in
      try store.offers.apply([.tick(step: "review")], to: key, at: Sample.now, by: "ann")
      try store.history.undo(at: Sample.now, by: "ann")
    } decide: { store in
      try !store.history.redo(at: Sample.now, by: "bob").isEmpty
    },
  ]

  /// Lets two programs do something at the same time, each with its own connections.
  private func together<Value: Sendable>(
    _ deck: String, _ bodies: [@Sendable (Store) throws -> Value]
  ) async throws -> [Value] {
    try await withThrowingTaskGroup(of: Value.self) { group in
      for body in bodies {
        group.addTask {
          let store = try Store(at: deck, playbooks: [Sample.playbook])
          defer { store.close() }
          return try body(store)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  @Test(arguments: decisions) func `one does`(decision: Decision) async throws {
    for round in 0..<6 {
      let folder = try Folder()
      let store = try folder.store(with: [Sample.offer("fleet")])
      try decision.prepare(store)
      let done = try await together(folder.deck, [decision.decide, decision.decide])
      #expect(done.count { $0 } == 1, "\(round)")
      #expect(try store.integrity.problems() == [], "\(round)")
    }
  }

  @Test func `a publisher is removed, or gets an offer`() async throws {
    for round in 0..<12 {
      let folder = try Folder()
      let store = try folder.store(with: [])
      let remove: @Sendable (Store) throws -> Bool = { store in
        Self.isDone { try store.publishers.remove("contoso", at: Sample.now, by: "ann") }
      }
      let add: @Sendable (Store) throws -> Bool = { store in
        Self.isDone { try store.offers.add(Sample.offer("new"), at: Sample.now, by: "bob") }
      }
      let done = try await together(
        folder.deck, round.isMultiple(of: 2) ? [remove, add] : [add, remove])
      #expect(done.count { $0 } == 1, "\(round)")
      #expect(try store.integrity.problems() == [], "\(round)")
    }
  }

  @Test func `a tenant that a person names is the one that the directory has by then`() throws {
    let folder = try Folder()
    let (store, other) = (try folder.store(with: []), try folder.store())
    let meant = DirectoryEntry.domain(
      try DomainName("contoso.com"), Tenant(id: "Contoso", name: "Contoso"))
    // Between the two, another program learns who that is.
    try other.directory.learn(
      [.membership(try MPNID("1234567"), .valid, Tenant(id: "t-1", name: "Contoso"))], .verified,
      at: Sample.now, by: "ann")
    try store.directory.learn([meant], .byHand, at: Sample.now, by: "bob")
    #expect(Set(try store.directory.entries().compactMap { $0.entry.tenant?.id }) == ["t-1"])
  }
}
