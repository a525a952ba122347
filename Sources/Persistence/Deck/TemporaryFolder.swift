// Folders for decks that are thrown away. A program that is killed can't throw its own away, so the
// next one does: whoever uses such a folder holds a lock on it, which ends with the program.

import Foundation
import Synchronization

/// A folder of this user's alone, for one deck.
final class TemporaryFolder: Sendable {
  private static let prefix = "offerdeck-deck-"

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
    var made: (String, Int32)?
    // Another program can take a folder for abandoned before it is locked here.
    while made == nil { made = try Self.make(pattern) }
    guard let made else { preconditionFailure("A folder was made, or a reason thrown.") }
    path = made.0
    descriptor = Mutex(made.1)
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
      throw .cannotCreate(path: pattern, reason: String(cString: strerror(errno)))
    }
    let path = String(decoding: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return lock(path, waits: true).map { (path, $0) }
  }

  /// Locks a folder; nil where that can't be, or it is not there any more.
  private static func lock(_ path: String, waits: Bool) -> Int32? {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    var (held, named) = (stat(), stat())
    let isLocked =
      flock(descriptor, LOCK_EX | (waits ? 0 : LOCK_NB)) == 0 && fstat(descriptor, &held) == 0
      && lstat(path, &named) == 0 && held.st_ino == named.st_ino && held.st_uid == getuid()
    if isLocked { return descriptor }
    close(descriptor)
    return nil
  }

  /// Removes what programs left behind that were killed.
  private static func removeAbandoned(in parent: String, names length: Int) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    for name in names where name.hasPrefix(prefix) && name.utf8.count == length {
      let path = parent + name
      guard let descriptor = lock(path, waits: false) else { continue }
      let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      // Nothing but what a deck consists of: a folder of another kind is not ours to remove.
      if files.allSatisfy({ $0.hasPrefix("deck.sqlite") }) {
        try? FileManager.default.removeItem(atPath: path)
      }
      close(descriptor)
    }
  }
}
