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
        let generation = try reading(over: .walk) { try Self.generation($0) }
        guard try isLater(than: moment) else { return nil }
        let known = copy.flatMap { copy in
          copy.generation == generation && copy.moment >= moment ? copy : nil
        }
        // A copy that is half unwound must not be shown, and of two one is enough.
        copy = nil
        var going = try known ?? Rewinder.Copy(copied(), generation: generation)
        if going.moment > moment { try unwind(&going, to: moment) }
        copy = going
        return Store(self, at: moment, gaps: going.gaps, in: going.connections)
      }
    } catch { throw StoreFailure(error, path: path) }
  }

  /// A copy in which things can be tried: it goes when it is closed, and the deck stays as it is. No
  /// other program waits meanwhile.
  ///
  /// - Throws: the copy can't be written.
  package func trial() throws(StoreFailure) -> Store {
    do { return Store(trialOf: self, in: try copied()) } catch {
      throw StoreFailure(error, path: path)
    }
  }

  /// Whether the history holds anything later than a moment.
  func isLater(than moment: Date) throws -> Bool {
    try reading(over: .walk) { try LaterEntries.exist(after: moment, $0) }
  }

  /// A copy of the deck's file, without a name.
  func copied() throws -> Connections {
    let folder = try TemporaryFolder()
    let connections = Connections(
      try DatabaseFile("\(folder.path)/deck.sqlite", for: .unwinding))
    do {
      let change = try connections.queue(.change)
      try change.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
      // The names go before anything is written: what has none can't be left behind.
      try connections.openAll()
      folder.remove()
      try readingThrough { source in
        try change.writeWithoutTransaction { copy in
          // Not the deck is full, or can't be written.
          do { try source.backup(to: copy) } catch let error as DatabaseError
            where [.SQLITE_FULL, .SQLITE_IOERR].contains(error.resultCode)
          {
            throw StoreFailure.fullTemporary(folder: NSTemporaryDirectory())
          }
        }
      }
      return connections
    } catch let error as DatabaseError
      where [.SQLITE_FULL, .SQLITE_IOERR].contains(error.resultCode)
    {
      throw StoreFailure.fullTemporary(folder: NSTemporaryDirectory())
    } catch { throw StoreFailure(error, path: folder.path) }
  }

  /// Takes a copy back to a moment.
  func unwind(_ copy: inout Rewinder.Copy, to moment: Date) throws {
    let gaps: PastGaps
    do {
      gaps = try copy.connections.queue(.change).writeWithoutTransaction { db in
        try Writing(db: db, shelf: shelf, damage: damage).transaction(isKept: true) { writing in
          try Unwinding(writing).run(to: moment)
        }
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_FULL {
      throw StoreFailure.fullTemporary(folder: NSTemporaryDirectory())
    }
    copy.moment = moment
    copy.gaps.userLists += gaps.userLists
    copy.gaps.undos += gaps.undos
  }
}
