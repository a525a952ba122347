// The deck: a file that remembers publishers, offers and their history.

package import Foundation
import GRDB
package import Lifecycle

/// Remembers publishers, offers and their history in a file.
///
/// All of it can be used from every thread. Reading never waits for writing; writing waits for
/// other writers, here and in other processes, for some seconds.
package final class Store: Sendable {
  /// The deck file.
  package let path: String
  /// Nothing can be written.
  package let isReadOnly: Bool
  /// The past moment at which the deck is shown; nil where it is shown as it is.
  package let moment: Date?
  /// The deck as it is, of which this is the past; nil where this is it.
  package let present: Store?
  /// What the history could not bring back of that moment.
  package let gaps: PastGaps
  /// The copy of the deck that was made before an earlier version of it was migrated; nil if it
  /// already had the current version.
  package let backup: String?

  /// What the person types into this deck's fields.
  let privateFile: PrivateFile
  /// Damaged rows that were left out of what was read.
  package let damage: DamageLog

  let shelf: Shelf
  let places = PlaceMemory()
  let rewinder = Rewinder()
  private let connections: Connections
  private let temporaryFolder: TemporaryFolder?
  private let ownWrites = OwnWrites()

  /// Opens the deck at a path, and creates it and its folder where there is none.
  ///
  /// Where a playbook has changed since the deck was last open, what follows from it is computed
  /// anew, except in a deck that is only read.
  ///
  /// - Parameter privateFile: what the person types; beside the deck if nil.
  /// - Throws: the file can't be opened or created, or is none of ours.
  package convenience init(
    at path: String, playbooks: [Playbook], isReadOnly: Bool = false,
    privateFile: PrivateFile? = nil
  ) throws(StoreFailure) {
    try self.init(
      at: path, playbooks: playbooks, isReadOnly: isReadOnly, privateFile: privateFile,
      temporaryFolder: nil)
  }

  /// Makes sure that there is a deck at a path, without opening it.
  ///
  /// - Throws: `missing`, or why the file can't be opened.
  package static func expect(at path: String) throws(StoreFailure) {
    do { try DatabaseFile.expect(path) } catch { throw StoreFailure(error, path: path) }
  }

  /// A new deck that is thrown away when it is closed.
  package static func temporary(playbooks: [Playbook]) throws(StoreFailure) -> Store {
    let folder = try TemporaryFolder()
    return try Store(
      at: "\(folder.path)/deck.sqlite", playbooks: playbooks, isReadOnly: false,
      privateFile: nil, temporaryFolder: folder)
  }

  private init(
    at path: String, playbooks: [Playbook], isReadOnly: Bool, privateFile: PrivateFile?,
    temporaryFolder: TemporaryFolder?
  ) throws(StoreFailure) {
    self.path = path
    self.isReadOnly = isReadOnly
    self.temporaryFolder = temporaryFolder
    moment = nil
    present = nil
    damage = DamageLog()
    gaps = PastGaps()
    self.privateFile = privateFile ?? PrivateFile(path: "\(path).private")
    shelf = Shelf(playbooks)
    do {
      let modernized =
        isReadOnly ? try Self.modernize(path, playbooks, privateFile, leavingOut: damage) : nil
      connections = Connections(
        try DatabaseFile(
          path, for: isReadOnly ? .reading : temporaryFolder == nil ? .keeping : .trial))
      backup = isReadOnly ? modernized : try Self.migrate(connections, path, leavingOut: damage)
      if isReadOnly {
        // A file that is not a deck is refused before anything is printed.
        _ = try connections.queue(.window)
      } else {
        try takePlaybooks()
        try typed.moveFromDeck()
      }
    } catch {
      throw StoreFailure(error, path: path)
    }
  }

  /// A deck as it was at a past moment, in a copy that was taken back to it.
  init(_ present: Store, at moment: Date, gaps: PastGaps, in copy: Connections) {
    path = present.path
    self.present = present
    damage = present.damage
    isReadOnly = true
    self.moment = moment
    self.gaps = gaps
    backup = nil
    privateFile = present.privateFile
    shelf = present.shelf
    connections = copy
    temporaryFolder = nil
  }

  /// A copy of a deck that can be written to and goes when it is closed.
  init(trialOf deck: Store, in copy: Connections) {
    path = deck.path
    present = nil
    damage = deck.damage
    isReadOnly = false
    moment = nil
    gaps = PastGaps()
    backup = nil
    // No file has this name: what is typed belongs to the deck, and a trial must not forget it.
    privateFile = PrivateFile(path: "")
    shelf = deck.shelf
    connections = copy
    temporaryFolder = nil
  }

  deinit { close() }

  /// Closes the file; nothing can be asked of the store afterward. Also done when it goes. A deck
  /// of the past goes with the last who holds it, be it the deck that it is the past of.
  package func close() {
    rewinder.forget()
    guard moment == nil else { return }
    connections.close()
    temporaryFolder?.remove()
  }

  // MARK: - Repositories

  /// Its offers, one by one.
  package var offers: OfferRepository { OfferRepository(deck: self) }
  /// The lists of its offers.
  package var lists: ListRepository { ListRepository(deck: self) }
  /// Its publishers, with their legal entities and people.
  package var publishers: PublisherRepository { PublisherRepository(deck: self) }
  /// The accounts of its publishers.
  package var accounts: AccountRepository { AccountRepository(deck: self) }
  /// What is known of tenants, domains and MPN IDs.
  package var directory: DirectoryRepository { DirectoryRepository(deck: self) }
  /// What happened, with undo and redo.
  package var history: HistoryRepository { HistoryRepository(deck: self) }
  /// What all of its offers say together.
  package var statistics: StatisticsRepository { StatisticsRepository(deck: self) }
  /// What it takes from files.
  package var imports: ImportRepository { ImportRepository(deck: self) }
  /// Everything in it.
  package var exports: ExportRepository { ExportRepository(deck: self) }
  /// What is wrong with it.
  package var integrity: IntegrityRepository { IntegrityRepository(deck: self) }
  /// What a person typed into its fields.
  package var typed: TypedTextRepository { TypedTextRepository(deck: self) }

  // MARK: - Transactions

  /// Reads from one state of the deck.
  func reading<Value>(
    over purpose: Connections.Purpose = .window, _ body: (Database) throws -> Value
  ) throws(StoreFailure) -> Value {
    do {
      return try connections.read(over: purpose, body)
    } catch { throw StoreFailure(error, path: path) }
  }

  /// Reads what can take long from one state of the deck; what `body` throws of its own goes
  /// through.
  func readingThrough<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do { return try connections.read(over: .walk, body) } catch let error as DatabaseError {
      throw StoreFailure(error, path: path)
    } catch let error as DamagedRow {
      throw StoreFailure(error, path: path)
    }
  }

  /// Writes all that `body` does, or none of it where it throws or `isKept` says no.
  ///
  /// - Parameter isLarge: much may be written, so that more memory is taken meanwhile.
  func writing<Value>(
    isKept: Bool = true, isLarge: Bool = false, _ body: (Writing) throws -> Value
  ) throws(StoreFailure) -> Value {
    do { return try writingThrough(isKept: isKept, isLarge: isLarge, body) } catch {
      throw StoreFailure(error, path: path)
    }
  }

  /// Writes as `writing` does; what `body` throws of its own, such as a refusal, goes through.
  func writingThrough<Value>(
    isKept: Bool = true, isLarge: Bool = false, _ body: (Writing) throws -> Value
  ) throws -> Value {
    try expectWritable()
    do {
      // A trial keeps nobody waiting: it is made on a copy.
      if !isKept, temporaryFolder == nil { return try trying(body) }
      return try ownWrites.withLock { count in
        try connections.queue(.change).writeWithoutTransaction { db in
          if isLarge { try db.execute(sql: "PRAGMA cache_size = \(DatabaseFile.largeCacheSize)") }
          defer {
            if isLarge { try? db.execute(sql: "PRAGMA cache_size = \(DatabaseFile.cacheSize)") }
          }
          let writing = Writing(db: db, shelf: shelf, damage: damage)
          let value = try writing.transaction(isKept: isKept, body)
          if isKept && writing.hasChanged { count += 1 }
          return value
        }
      }
    } catch let error as DatabaseError {
      throw StoreFailure(error, path: path)
    } catch let error as DamagedRow {
      throw StoreFailure(error, path: path)
    }
  }

  /// Makes sure that something can be written: it is asked before a long file is read.
  func expectWritable() throws(StoreFailure) {
    if moment != nil { throw .past }
    if isReadOnly { throw .readOnly(path: path) }
  }

  /// What `body` would do, on a copy of the deck that goes afterward.
  private func trying<Value>(_ body: (Writing) throws -> Value) throws -> Value {
    let copy = try copied()
    return try copy.queue(.change).writeWithoutTransaction { db in
      try Writing(db: db, shelf: shelf, damage: damage).transaction(isKept: false, body)
    }
  }

  /// Whether the deck's log has something in it: the deck was not closed, or another program has it
  /// open. Asked before it is opened.
  package static func wasLeftOpen(at path: String) -> Bool {
    var status = stat()
    return stat(path + "-wal", &status) == 0 && status.st_size > 0
  }

  /// How many transactions other programs, or other stores, wrote to the deck since it was made.
  func foreignWrites() throws(StoreFailure) -> Int64 {
    do {
      return try ownWrites.withLock { count in
        try connections.read(over: .window) { try Self.generation($0) } &- count
      }
    } catch { throw StoreFailure(error, path: path) }
  }

  /// The number of the deck's state: it is another one after every change.
  package func state() throws(StoreFailure) -> Int64 { try reading { try Self.generation($0) } }

  /// The same, in a transaction.
  static func generation(_ db: Database) throws -> Int64 {
    try Int64.fetchOne(try db.cachedStatement(sql: "SELECT generation FROM deck")) ?? 0
  }

  /// Does what can't be done in a transaction.
  func unsafelyWriting(_ body: (Database) throws -> Void) throws {
    try connections.queue(.change).writeWithoutTransaction(body)
  }

  /// Gives memory and disk space back after much was written.
  func tidy() {
    try? connections.queue(.change).writeWithoutTransaction { db in
      _ = try db.checkpoint(.truncate)
      db.releaseMemory()
    }
  }
}
