// Opens the deck's file: makes sure that it is ours before anything is written to it, and that
// nobody else can read it.

import Foundation
import GRDB

/// The file of a deck.
struct DatabaseFile: Sendable {
  /// What SQLite may keep of the file in memory, as its `cache_size` takes it: one megabyte. The
  /// system's own cache has the file anyway.
  static let cacheSize = -1_024
  /// What it may keep while very much is written: sixteen megabytes.
  static let largeCacheSize = -16_384
  /// Seconds that a writer waits for another.
  private static let patience: TimeInterval = 5

  /// What a file is opened for.
  enum Use {
    /// A deck is read, and never written.
    case reading
    /// A deck is read and written.
    case keeping
    /// A deck that is thrown away when it is closed.
    case trial
    /// A copy of a deck is taken back to an earlier state, and thrown away.
    case unwinding
  }

  /// Where it is.
  let path: String
  private let use: Use
  private var isReadOnly: Bool { use == .reading }

  /// The file at a path; created, with its folder, unless it is only read.
  ///
  /// - Throws: the file is none of ours, or can't be created.
  init(_ path: String, for use: Use) throws {
    self.path = path
    self.use = use
    try Self.checkName(path)
    let isNew = access(path, F_OK) != 0 && [ENOENT, ENOTDIR].contains(errno)
    if isNew {
      if isReadOnly { throw StoreFailure.missing(path: path) }
      try Self.create(path)
    } else {
      try Self.check(path)
    }
    if isReadOnly { return }
    if access(path, W_OK) != 0 || access(Self.folder(of: path), W_OK) != 0 {
      throw StoreFailure.readOnly(path: path)
    }
    try Self.unlock(path)
  }

  /// SQLite takes some names for something else: a deck in memory, a URI with options, a temporary
  /// file. Nothing would be kept, or not where it seems.
  private static func checkName(_ path: String) throws(StoreFailure) {
    guard path.isEmpty || path == ":memory:" || path.lowercased().hasPrefix("file:") else { return }
    throw .notAFileName(path)
  }

  /// Makes the log and its index writable. SQLite gives them the permissions of the deck when it makes
  /// them, so that those of a deck that was write-protected then would lock out everybody for ever.
  private static func unlock(_ path: String) throws(StoreFailure) {
    var deck = stat()
    guard stat(path, &deck) == 0 else { throw StoreFailure(opening: path, errno) }
    for file in [path + "-wal", path + "-shm"]
    where access(file, F_OK) == 0 && access(file, R_OK | W_OK) != 0 {
      if chmod(file, deck.st_mode & 0o666) != 0 || access(file, R_OK | W_OK) != 0 {
        throw .readOnly(path: file)
      }
    }
  }

  /// Makes sure that there is a deck to open.
  ///
  /// - Throws: `missing`, or why the file can't be opened.
  static func expect(_ path: String) throws {
    try checkName(path)
    if try version(path) == nil { throw StoreFailure.missing(path: path) }
  }

  /// A connection to it.
  func connection() throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = isReadOnly
    configuration.busyMode = .timeout(Self.patience)
    // Events outlive what they are about, and whether anything refers to a row that goes would be
    // looked for among all offers, each time. `integrityFindings` looks at the rest.
    configuration.foreignKeysEnabled = false
    configuration.prepareDatabase { [use] db in
      db.add(function: WordSearch.function)
      db.add(function: WordSearch.beginning)
      try db.execute(sql: "PRAGMA cache_size = \(Self.cacheSize)")
      // Sorting a million keys for an index is done on a second core.
      try db.execute(sql: "PRAGMA threads = 2")
      guard use != .reading else { return }
      // A change that was confirmed survives a power failure: the disk has the log before the program
      // says so. That costs a few milliseconds, off the loop, for what people do one at a time.
      try db.execute(sql: "PRAGMA synchronous = \(use == .keeping ? "FULL" : "OFF")")
      try db.execute(sql: "PRAGMA secure_delete = OFF")
      // The log is cut back to this after a large import.
      try db.execute(sql: "PRAGMA journal_size_limit = 4194304")
    }
    guard isReadOnly else {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try checkSchema(queue)
      return queue
    }
    return try Self.reading(path) { address in
      let queue = try DatabaseQueue(path: address, configuration: configuration)
      // Only reading tells whether the log can be read.
      try checkSchema(queue)
      return queue
    }
  }

  /// Makes sure that the file has tables and indexes alone. A view in the place of a table, a trigger or
  /// a computed column could run for ever, and no deck of ours has any.
  private func checkSchema(_ queue: DatabaseQueue) throws {
    let isForeign = try queue.unsafeRead { db in
      try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (SELECT 1 FROM sqlite_master
            WHERE type NOT IN ('table', 'index') OR type = 'table' AND sql NOT LIKE 'CREATE TABLE%')
          """) == true
        || Bool.fetchOne(
          db,
          sql: """
            SELECT EXISTS (SELECT 1 FROM sqlite_master t, pragma_table_xinfo(t.name) c
              WHERE t.type = 'table' AND c.hidden IN (2, 3))
            """) == true
    }
    if isForeign { throw StoreFailure.notADeck(path: path) }
  }

  /// Opens a file for reading. In a folder that can't be written to, and on a full disk, SQLite can't
  /// keep its index of the log: if there is no log, the file may be taken as one that nobody changes.
  private static func reading<Value>(_ path: String, _ open: (String) throws -> Value) throws
    -> Value
  {
    do {
      return try open(path)
    } catch let error as DatabaseError
      where [.SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_IOERR, .SQLITE_FULL]
      .contains(error.resultCode) && hasNoLog(path) && access(path, R_OK) == 0
    {
      let allowed = CharacterSet(charactersIn: "/-_.~").union(.alphanumerics)
      let escaped = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
      return try open("file:\(escaped)?immutable=1")
    }
  }

  /// The log is missing or empty: SQLite may have made it just now, and found no room for more.
  private static func hasNoLog(_ path: String) -> Bool {
    var status = stat()
    return stat(path + "-wal", &status) == 0 ? status.st_size == 0 : errno == ENOENT
  }

  // MARK: - Creating

  /// SQLite gives its log files the permissions of the database, so these hold for all of them.
  private static func create(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: folder(of: path), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch let error as CocoaError {
      let cause = error.userInfo[NSUnderlyingErrorKey] as? POSIXError
      throw StoreFailure.cannotCreate(
        path: path, reason: cause.map { reason($0.code.rawValue) } ?? "its folder can't be made")
    }
    let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StoreFailure.cannotCreate(path: path, reason: reason(errno))
    }
    // Whatever the umask says: nobody could open the file again.
    fchmod(descriptor, 0o600)
    Foundation.close(descriptor)
  }

  /// The folder that a file is in.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

  // MARK: - Checking

  /// Makes sure that the file is a deck that we know, or empty. Only reads.
  private static func check(_ path: String) throws {
    _ = try version(path)
  }

  /// The version of a file that is a deck that we know, or empty (0); nil where there is none.
  /// Only reads.
  static func version(_ path: String) throws -> Int? {
    guard access(path, F_OK) == 0 else {
      if [ENOENT, ENOTDIR].contains(errno) { return nil }
      throw StoreFailure(opening: path, errno)
    }
    guard let header = try header(path) else { return 0 }
    guard header.isDatabase else { throw StoreFailure.notADeck(path: path) }
    if header.applicationID == Schema.applicationID && header.version == Schema.version {
      return header.version
    }
    // What is in the log counts more than what is in the file, and only SQLite reads that.
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(patience)
    let said = try reading(path) { address in
      let queue = try DatabaseQueue(path: address, configuration: configuration)
      defer { try? queue.close() }
      return try queue.read { db in
        (
          mark: try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
          version: try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0,
          // A program that makes a deck right now has made the migrator's table alone.
          tables: try Int.fetchOne(
            db, sql: "SELECT count(*) FROM sqlite_master WHERE tbl_name <> 'grdb_migrations'") ?? 0
        )
      }
    }
    if said == (0, 0, 0) { return 0 }
    guard said.mark == Schema.applicationID else { throw StoreFailure.notADeck(path: path) }
    if said.version > Schema.version {
      throw StoreFailure.newerSchema(path: path, found: said.version, known: Schema.version)
    }
    return said.version
  }

  /// What the first bytes say (https://www.sqlite.org/fileformat2.html, section 1.3); nil where
  /// the file is empty.
  private static func header(
    _ path: String
  ) throws -> (isDatabase: Bool, applicationID: Int32, version: Int)? {
    var status = stat()
    guard stat(path, &status) == 0 else { throw StoreFailure(opening: path, errno) }
    // Anything but a file could keep the reader waiting forever.
    guard status.st_mode & S_IFMT == S_IFREG else { throw StoreFailure.notADeck(path: path) }
    let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw StoreFailure(opening: path, errno) }
    defer { Foundation.close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = read(descriptor, &bytes, bytes.count)
    if count == 0 { return nil }
    guard count == bytes.count, bytes.starts(with: Array("SQLite format 3\0".utf8)) else {
      return (false, 0, 0)
    }
    func number(_ offset: Int) -> UInt32 {
      bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
    return (true, Int32(bitPattern: number(68)), Int(number(60)))
  }
}
