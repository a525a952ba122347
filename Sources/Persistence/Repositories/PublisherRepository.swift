// Publishers: who they are, their legal entities, and the people of their accounts. Every rule runs in
// the write transaction, on the rows as they are then.

package import Foundation
import GRDB
package import Lifecycle

/// The publishers of a deck, with their legal entities and people.
package struct PublisherRepository {
  let deck: Store

  /// All publishers, by name.
  package func all() throws(StoreFailure) -> [Publisher] {
    try deck.reading { db in
      try PublisherTable.fetchAll(db, leavingOut: deck.damage).map(\.publisher)
    }
  }

  /// A publisher; nil where the deck has none.
  package func find(_ id: String) throws(StoreFailure) -> Publisher? {
    try deck.reading { db in try PublisherTable.fetch(db, id)?.publisher }
  }

  /// Adds a publisher. Of several programs that add the same one at once, one does.
  ///
  /// - Throws: the deck already has the publisher; the publisher has no ID; or the deck can't be
  ///   written.
  package func add(
    _ publisher: Publisher, at moment: Date, by actor: String
  ) throws(StoreFailure) {
    try deck.writing { writing in
      if let known = try PublisherTable.fetch(writing.db, publisher.id, ignoringCase: true) {
        throw StoreFailure.knownPublisher(known.publisher.id)
      }
      _ = try writing.add(publisher, at: moment, by: actor, source: .hand)
    }
  }

  /// Removes a publisher that has no offers, with its users. Its history stays.
  ///
  /// - Throws: it has offers; or the deck can't be written.
  package func remove(_ id: String, at moment: Date, by actor: String) throws(StoreFailure) {
    try deck.writing { writing in
      let owner = try writing.publisher(id)
      let people = try UserTable.fetch(writing.db, publisher: owner.number)
      try writing.remove(owner)
      try writing.record(
        HistoryEntry(at: moment, by: actor, publisher: id, kind: "removed"),
        AccountUsers().changes(from: people, publisher: id)
          + [Change(.publisher(id), from: owner.publisher.fields, to: [:])].compactMap { $0 },
        .account, publisher: owner.number)
    }
    deck.typed.dropDrafts(of: id)
  }

  // MARK: - Legal entities

  /// The legal entities of a publisher, those that most offers name first.
  package func legalEntities(of id: String) throws(StoreFailure) -> [LegalEntity] {
    try deck.reading(over: .walk) { db in
      guard let owner = try PublisherTable.fetch(db, id) else {
        throw StoreFailure.unknownPublisher(id)
      }
      return try EntityTable.fetch(db, owner)
    }
  }

  /// Changes the legal entities of a publisher, and with a name the offers that have it.
  ///
  /// - Returns: the entities afterward.
  /// - Throws: an `EntityRefusal` where that can't be done, a `StoreFailure` where the deck can't
  ///   be written.
  @discardableResult
  package func apply(
    _ change: EntityChange, toEntitiesOf id: String, at moment: Date, by actor: String
  ) throws -> [LegalEntity] {
    try deck.writingThrough { writing in
      let owner = try writing.publisher(id)
      let before = owner.publisher
      let named = try EntityTable.named(writing.db, owner.number)
      let (after, known, new) = try before.applying(change, named: named) { name in
        (try? EntityTable.offers(writing.db, owner.number, naming: name, limit: 5)) ?? []
      }
      if after == before && new == known { return try EntityTable.fetch(writing.db, owner) }
      let record = PublisherRecord(number: owner.number, publisher: after)
      try writing.update(record, from: before)
      var changes = after.changes(from: before)
      if let new, new != known {
        // Usually none: another entity of that name is refused.
        let others = try EntityTable.offers(
          writing.db, owner.number, naming: new, limit: .max)
        changes.append(.renaming(publisher: id, from: known, to: new, others: Set(others)))
        try writing.rename(entity: known, to: new, of: record)
      }
      try writing.record(
        HistoryEntry(
          at: moment, by: actor, publisher: id, kind: change.name, subject: known, detail: new),
        changes, .account, publisher: owner.number)
      return try EntityTable.fetch(writing.db, record)
    }
  }

  // MARK: - People

  /// The people of an account.
  package func users(of id: String) throws(StoreFailure) -> AccountUsers {
    try deck.reading { db in
      guard let owner = try PublisherTable.fetch(db, id) else {
        throw StoreFailure.unknownPublisher(id)
      }
      return try UserTable.fetch(db, publisher: owner.number, leavingOut: deck.damage)
    }
  }

  /// Does something to the people of an account.
  ///
  /// - Parameter isConfirmed: the person knows that it is their own access.
  /// - Returns: the people afterward.
  /// - Throws: a `UserRefusal` where the rules say no, a `StoreFailure` where the deck does.
  @discardableResult
  package func apply(
    _ change: UserChange, toUsersOf id: String, isConfirmed: Bool = false, at moment: Date,
    by actor: String
  ) throws -> AccountUsers {
    try deck.writingThrough { writing in
      let owner = try writing.publisher(id)
      let before = try UserTable.fetch(writing.db, publisher: owner.number)
      let own = [owner.publisher.signIn, owner.publisher.workEmail, actor]
        .compactMap { $0.flatMap { try? EmailAddress($0) } }
      let after = try before.applying(
        change, in: owner.publisher.account, at: moment.atDeckResolution, own: own,
        isConfirmed: isConfirmed)
      guard after != before else { return after }
      try UserTable.update(writing.db, from: before, to: after, publisher: owner.number)
      try writing.record(
        HistoryEntry(
          at: moment, by: actor, publisher: id, kind: change.name, subject: change.address.text,
          detail: change.detail),
        after.changes(from: before, publisher: id), .account, publisher: owner.number)
      return after
    }
  }

  /// Takes the whole list of a portal. A list that says nothing new writes nothing.
  ///
  /// - Parameter file: the name of the file, for the history.
  /// - Returns: the people afterward, and how many of them were added, changed and the same.
  @discardableResult
  package func see(
    _ list: [SeenUser], in portal: UserPortal, of id: String, named file: String,
    isDryRun: Bool = false, at moment: Date, by actor: String
  ) throws(StoreFailure) -> (users: AccountUsers, report: DirectoryReport) {
    try deck.writing(isKept: !isDryRun) { writing in
      let owner = try writing.publisher(id)
      let before = try UserTable.fetch(writing.db, publisher: owner.number)
      let after = before.seeing(
        list.map(\.atDeckResolution), in: portal, at: moment.atDeckResolution)
      var report = DirectoryReport()
      for key in Set(before.people.keys).union(after.people.keys) {
        if before.people[key] == nil {
          report.added += 1
        } else if before.people[key] == after.people[key] {
          report.same += 1
        } else {
          report.changed += 1
        }
      }
      guard after != before else { return (after, report) }
      try UserTable.update(writing.db, from: before, to: after, publisher: owner.number)
      try writing.record(
        HistoryEntry(
          at: moment, by: actor, publisher: id, kind: "users_seen", subject: portal.title,
          detail: file),
        after.changes(from: before, publisher: id), .account, publisher: owner.number)
      return (after, report)
    }
  }
}

extension Publisher {
  /// The changes that lead from another form of the publisher to this one.
  func changes(from before: Publisher) -> [Change] {
    [Change(.publisher(id), from: before.fields, to: fields)].compactMap { $0 }
  }
}

extension SeenUser {
  /// The person with their date at the resolution of the deck.
  fileprivate var atDeckResolution: SeenUser {
    var rounded = self
    rounded.since = since?.atDeckResolution
    return rounded
  }
}
