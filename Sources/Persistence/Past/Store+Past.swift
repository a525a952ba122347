// The deck as it was at a past moment: a copy in which all that happened later is unwound, so that
// everything that can be asked of a deck can be asked of its past.

package import Foundation
import GRDB

extension Store {
  /// The deck as it was at a moment; nil where the history holds nothing later, so that the deck
  /// itself shows it. Nothing can be written to it.
  ///
  /// What the history can't bring back is told by `gaps`. The directory is shown as it is now: what
  /// is known of domains has no history.
  ///
  /// Takes a copy of the deck, in a file without a name that goes with the last who holds it, so
  /// that even a killed program leaves nothing behind. Further back, the same copy is unwound
  /// further: who holds the deck of a later moment sees it go back too. In a large deck this takes
  /// seconds.
  package func past(at moment: Date) throws(StoreFailure) -> Store? {
    do {
      return try rewinder.withCopy { copy in
        let (generation, isPast) = try reading(over: .walk) { db in
          (try Self.generation(db), try LaterEntries.exist(after: moment, db))
        }
        guard isPast else { return nil }
        if copy?.generation != generation || copy.map({ $0.moment < moment }) ?? true {
          copy = nil
          copy = Rewinder.Copy(
            connections: try copied(), generation: generation, moment: .distantFuture,
            gaps: PastGaps())
        }
        guard var going = copy else { return nil }
        if going.moment > moment {
          // A copy that was half unwound must not be shown.
          copy = nil
          try going.unwind(to: moment, shelf)
          copy = going
        }
        return Store(self, at: moment, gaps: going.gaps, in: going.connections)
      }
    } catch { throw StoreFailure(error, path: path) }
  }

  /// A copy of the deck's file, without a name.
  private func copied() throws -> Connections {
    let folder = try TemporaryFolder()
    let connections = Connections(
      try DatabaseFile("\(folder.path)/deck.sqlite", for: .unwinding))
    let change = try connections.queue(.change)
    try change.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
    // The names go before anything is written: what has none can't be left behind.
    try connections.openAll()
    folder.remove()
    try readingThrough { source in
      try change.writeWithoutTransaction { try source.backup(to: $0) }
    }
    return connections
  }
}

extension Rewinder.Copy {
  /// Takes the copy back to a moment.
  fileprivate mutating func unwind(to moment: Date, _ shelf: Shelf) throws {
    let found = try connections.queue(.change).writeWithoutTransaction { db in
      try Writing(db: db, shelf: shelf).transaction(isKept: true) { writing in
        try Unwinding(writing).run(to: moment)
      }
    }
    self.moment = moment
    gaps.userLists += found.userLists
    gaps.undos += found.undos
  }
}
