// What a person types, in a file of their own outside the deck: before it is sent, and to be called
// back another day. A deck can be copied, shared and exported; this stays.

import Foundation
import Lifecycle
import Synchronization

/// Keeps drafts and the history of fields in one small file.
///
/// Several programs can use it at once: each change is read, made and written under a lock on the
/// file, with one write, so that a kill leaves it as it was before or after.
package final class PrivateFile: Sendable {
  /// Where it is.
  package let path: String
  /// The most that is read of it, in bytes.
  private static let limit = 4 << 20
  private static let version = 1

  /// The file at a path; it is made when there is something to keep.
  package init(path: String) { self.path = path }

  /// The file for a deck in a folder of private files: its name follows from the deck's path.
  package convenience init(in folder: String, deck: String) {
    self.init(path: "\(folder)/\(Self.name(ofDeck: deck)).json")
  }

  /// A name for what is kept about a deck: 64 bits of its resolved path, by FNV-1a.
  package static func name(ofDeck path: String) -> String {
    let url = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath()
    let hash = url.path.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return String(hash, radix: 16)
  }

  /// What the file has in it. The keys are permanent.
  struct Content: Codable, Equatable {
    var version = PrivateFile.version
    /// What is typed into fields of a migration and was not taken yet: by publisher, then field.
    var drafts: [String: [String: String]] = [:]
    /// What was typed into fields, by field, the latest last.
    var typed: [String: [String]] = [:]

    /// Adds a text to those of a field, as the latest, and forgets the earliest of many.
    mutating func add(_ text: String, to field: String) {
      var texts = typed[field, default: []].filter { $0 != text }
      texts.append(text)
      typed[field] = texts.suffix(TypedField.limit)
    }
  }

  /// What is in the file; nothing if there is none, or none that can be read.
  func read() -> Content {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else { return Content() }
    defer { close(descriptor) }
    return Self.content(descriptor).content
  }

  /// Changes what is in the file.
  ///
  /// - Throws: the file can't be made or written, or a later version of the program wrote it.
  func change(_ body: (inout Content) -> Void) throws(StoreFailure) {
    let folder = DatabaseFile.folder(of: path)
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
    guard descriptor >= 0, flock(descriptor, LOCK_EX) == 0 else { throw failure() }
    // Closing it gives the lock back.
    defer { close(descriptor) }
    let (before, size) = Self.content(descriptor)
    guard before.version <= Self.version else {
      throw .unacceptable("\(path) was written by a newer offerdeck; install the newer version.")
    }
    var after = before
    body(&after)
    guard after != before else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard var bytes = try? encoder.encode(after) else {
      preconditionFailure("Dictionaries of strings can be written as JSON.")
    }
    // Spaces where there was more, so that one write is all that it takes.
    bytes.append(contentsOf: repeatElement(0x20, count: max(0, size - bytes.count - 1)))
    bytes.append(0x0A)
    let written = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    guard written == bytes.count else { throw failure() }
  }

  private func failure() -> StoreFailure {
    errno == ENOSPC || errno == EDQUOT
      ? .full(path: path)
      : .cannotCreate(path: path, reason: String(cString: strerror(errno)))
  }

  private static func content(_ descriptor: Int32) -> (content: Content, size: Int) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      (1...limit).contains(Int(status.st_size))
    else { return (Content(), 0) }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    let count = pread(descriptor, &bytes, bytes.count, 0)
    let content = try? JSONDecoder().decode(Content.self, from: Data(bytes.prefix(max(0, count))))
    return (content ?? Content(), bytes.count)
  }
}
