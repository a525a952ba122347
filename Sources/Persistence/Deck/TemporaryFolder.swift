// Folders for decks that are thrown away. A program that is killed can't throw its own away, so the
// next one does: whoever uses such a folder holds a lock on it, which ends with the program.

import Foundation
import Synchronization

/// A folder of this user's alone, for one deck.
final class TemporaryFolder: Sendable {
  private static let prefix = "offerdeck-deck-"
  /// Folders that are made before giving up.
  private static let tries = 8

  /// Where it is.
  let path: String
  /// Holds the lock; nil when the folder is gone.
  private let descriptor: Mutex<Int32?>

  /// A new folder, and those gone that nobody uses any more.
  ///
  /// - Parameter parent: In which folder; the system's own for such without it.
  init(in parent: String = NSTemporaryDirectory()) throws(StoreFailure) {
    let place = parent.hasSuffix("/") ? parent : parent + "/"
    let pattern = place + Self.prefix + "XXXXXX"
    Self.removeAbandoned(in: place, names: pattern.utf8.count - place.utf8.count)
    // Another program can take a folder for abandoned before it is locked here.
    for _ in 0..<Self.tries {
      guard let made = try Self.make(pattern) else { continue }
      path = made.0
      descriptor = Mutex(made.1)
      return
    }
    throw .noTemporaryFolder(path: pattern, reason: "other programs remove it")
  }

  deinit { remove() }

  /// Throws the folder away, with all that is in it. Also done when this goes.
  func remove() {
    descriptor.withLock { held in
      guard let descriptor = held else { return }
      try? FileManager.default.removeItem(atPath: path)
      close(descriptor)
      held = nil
    }
  }

  private static func make(_ pattern: String) throws(StoreFailure) -> (String, Int32)? {
    var bytes = pattern.utf8CString
    let isMade = bytes.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { mkdtemp($0) != nil } ?? false
    }
    guard isMade else {
      throw .noTemporaryFolder(path: pattern, reason: String(cString: strerror(errno)))
    }
    let path = String(decoding: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // Whatever the umask says: a folder that nobody can open is of no use.
    chmod(path, 0o700)
    do {
      return try lock(path, waits: true).map { (path, $0) }
    } catch {
      // What can't be locked now can't be locked the next time either.
      rmdir(path)
      throw .noTemporaryFolder(path: path, reason: error.reason)
    }
  }

  /// Why a folder can't be locked, as the system says.
  private struct LockFailure: Error {
    let reason: String
  }

  /// Locks a folder; nil if it is not there any more, or in use and not waited for.
  private static func lock(_ path: String, waits: Bool) throws(LockFailure) -> Int32? {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw LockFailure(reason: String(cString: strerror(errno)))
    }
    guard flock(descriptor, LOCK_EX | (waits ? 0 : LOCK_NB)) == 0 else {
      let code = errno
      close(descriptor)
      if code == EWOULDBLOCK { return nil }
      throw LockFailure(reason: "it can't be locked: \(String(cString: strerror(code)))")
    }
    var (held, named) = (stat(), stat())
    let isStillThere =
      fstat(descriptor, &held) == 0 && lstat(path, &named) == 0 && held.st_ino == named.st_ino
      && held.st_uid == getuid()
    if isStillThere { return descriptor }
    close(descriptor)
    return nil
  }

  /// Removes what programs left behind that were killed.
  private static func removeAbandoned(in parent: String, names length: Int) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    for name in names where name.hasPrefix(prefix) && name.utf8.count == length {
      let path = parent + name
      guard let descriptor = try? lock(path, waits: false) else { continue }
      let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      // Nothing but what a deck consists of: a folder of another kind is not ours to remove.
      if files.allSatisfy({ $0.hasPrefix("deck.sqlite") }) {
        try? FileManager.default.removeItem(atPath: path)
      }
      close(descriptor)
    }
  }
}
