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
  /// Takes a publisher away that has no offers, with all that is kept for it.
  ///
  /// - Throws: it has offers, which have histories of their own; or the deck can't be written.
  package func remove(publisher id: String) throws(StoreFailure) {
    do {
      try writing { writing in
        let owner = try writing.publisher(id)
        let offers =
          try Int.fetchOne(
            writing.db, sql: "SELECT count(*) FROM offers WHERE publisher = ?",
            arguments: [owner.number]) ?? 0
        guard offers == 0 else {
          throw StoreFailure.changedSince(
            "The publisher \(id) has offers (\(offers)), whose history would be lost; it stays.")
        }
        writing.change()
        // Entries that undo others go before those.
        for table in PublisherTable.parts {
          try writing.db.execute(
            sql: "DELETE FROM \(table) WHERE publisher = ?", arguments: [owner.number])
        }
        try writing.db.execute(
          sql: "DELETE FROM history WHERE publisher = ? AND undoes IS NOT NULL",
          arguments: [owner.number])
        try writing.db.execute(
          sql: "DELETE FROM history WHERE publisher = ?", arguments: [owner.number])
        try writing.db.execute(
          sql: "DELETE FROM publishers WHERE number = ?", arguments: [owner.number])
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
    let record = try PublisherTable.insert(db, publisher.atDeckResolution)
    try HistoryTable.insert(
      db,
      HistoryEntry(
        at: moment, by: actor, publisher: publisher.id, kind: "added", source: source),
      publisher: record.number)
    return record
  }
}
