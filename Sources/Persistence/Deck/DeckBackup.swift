// A copy of the deck's file beside it, made before the file is migrated to a new version.

import Foundation
import GRDB

/// Copies a deck before it is migrated.
enum DeckBackup {
  /// Copies a deck into a new file beside it: `deck.sqlite.backup-v3`, or the same with a number if
  /// that name is taken. The file gets its name once all of it is on the disk.
  ///
  /// - Parameter version: the version of the deck.
  /// - Returns: the path of the copy.
  /// - Precondition: the caller holds the deck's write lock, so that nobody else makes one.
  static func make(of path: String, version: Int) throws -> String {
    let name = "\(path).backup-v\(version)"
    // A program that was killed can have left one; only who holds the lock makes one.
    let part = "\(name).part"
    for suffix in ["", "-journal", "-wal", "-shm"] { unlink(part + suffix) }
    do {
      try copy(path, to: part)
      return try publish(part, as: name)
    } catch {
      for suffix in ["", "-journal"] { unlink(part + suffix) }
      throw error
    }
  }

  private static func copy(_ path: String, to part: String) throws {
    var status = stat()
    let mode = stat(path, &status) == 0 ? status.st_mode & 0o777 : 0o600
    let descriptor = open(part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    guard descriptor >= 0 else { throw failure(part) }
    defer { close(descriptor) }
    var configuration = Configuration()
    configuration.readonly = true
    let source = try DatabaseQueue(path: path, configuration: configuration)
    defer { try? source.close() }
    do {
      let target = try DatabaseQueue(path: part)
      defer { try? target.close() }
      try source.backup(to: target)
    } catch { throw StoreFailure(error, path: part) }
    guard fsync(descriptor) == 0 else { throw failure(part) }
  }

  private static func publish(_ part: String, as name: String) throws -> String {
    for number in 1... {
      let path = number == 1 ? name : "\(name)-\(number)"
      // A link is never made over a file that is there.
      if link(part, path) == 0 {
        unlink(part)
      } else if errno == EEXIST || access(path, F_OK) == 0 {
        continue
      } else if rename(part, path) != 0 {
        // File systems without links have this way only.
        throw failure(path)
      }
      let folder = open(DatabaseFile.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      if folder >= 0 {
        fsync(folder)
        close(folder)
      }
      return path
    }
    preconditionFailure("The numbers never end.")
  }

  private static func failure(_ path: String) -> StoreFailure {
    errno == ENOSPC || errno == EDQUOT
      ? .full(path: path)
      : .cannotCreate(path: path, reason: String(cString: strerror(errno)))
  }
}
