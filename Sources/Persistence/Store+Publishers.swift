// Publishers: who they are, and what was done once for all of their offers.

package import Foundation
import GRDB
package import Lifecycle

extension Store {
  /// All publishers, by name.
  package func publishers() throws(StoreFailure) -> [Publisher] {
    try reading { db in try PublisherTable.fetchAll(db, leavingOut: damage).map(\.publisher) }
  }

  /// Adds a publisher. Of several programs that add the same one at once, one does.
  ///
  /// - Throws: the deck already has the publisher; the publisher has no ID; or the deck can't be
  ///   written.
  package func add(
    _ publisher: Publisher, at moment: Date, by actor: String
  ) throws(StoreFailure) {
    do {
      try writing { writing in
        if let known = try PublisherTable.fetch(writing.db, publisher.id, ignoringCase: true) {
          throw StoreFailure.knownPublisher(known.publisher.id)
        }
        _ = try writing.add(publisher, at: moment, by: actor, source: .hand)
      }
    } catch { throw StoreFailure(error, path: path) }
  }
}

extension Store {
  /// Removes a publisher that has no offers, with its users. Its history stays.
  ///
  /// - Throws: it has offers; or the deck can't be written.
  package func remove(
    publisher id: String, at moment: Date, by actor: String
  ) throws(StoreFailure) {
    do {
      try writing { writing in
        let owner = try writing.publisher(id)
        let people = try UserTable.fetch(writing.db, publisher: owner.number)
        try writing.remove(owner)
        try writing.record(
          HistoryEntry(at: moment, by: actor, publisher: id, kind: "removed"),
          AccountUsers().changes(from: people, publisher: id)
            + [Change(.publisher(id), from: owner.publisher.fields, to: [:])].compactMap { $0 },
          .account, publisher: owner.number)
      }
    } catch { throw StoreFailure(error, path: path) }
    dropDrafts(of: id)
  }
}

extension Writing {
  /// Adds a publisher, with an entry in the history.
  func add(
    _ publisher: Publisher, at moment: Date, by actor: String, source: Source
  ) throws -> PublisherRecord {
    guard !publisher.id.isEmpty else {
      throw StoreFailure.unacceptable("A publisher needs an ID; give the one from the portal.")
    }
    change()
    let record = try insert(publisher.atDeckResolution)
    try self.record(
      HistoryEntry(
        at: moment, by: actor, publisher: publisher.id, kind: "added", source: source),
      [Change(.publisher(publisher.id), from: [:], to: record.publisher.fields)]
        .compactMap { $0 }, .account, publisher: record.number)
    return record
  }
}

extension Publisher {
  /// The changes that lead from another form of the publisher to this one.
  func changes(from before: Publisher) -> [Change] {
    [Change(.publisher(id), from: before.fields, to: fields)].compactMap { $0 }
  }
}
