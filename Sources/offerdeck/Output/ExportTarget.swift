// Where an export goes: standard output, or a file that appears only when it is whole.

import Foundation

/// A file, or standard output, that is written piece by piece.
final class ExportTarget {
  private let path: String?
  private let temporary: String
  private let descriptor: Int32
  private var buffer: WriteBuffer

  /// A target; nil is standard output. A file is written under another name beside it first, and
  /// nobody but the user can read it.
  init(_ path: String?) throws(Failure) {
    self.path = path
    temporary = (path ?? "") + ".part-\(getpid())"
    descriptor =
      path == nil ? -1 : open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    buffer = WriteBuffer(descriptor)
    if let path, descriptor < 0 {
      throw Failure(
        .cannotCreate, "\(path) can't be created: \(String(cString: strerror(errno))).")
    }
  }

  /// Writes what `body` puts, as a whole or not at all.
  ///
  /// - Throws: whatever `body` throws, or that the file can't be written.
  static func write(
    to path: String?, _ body: (_ put: @escaping (String) throws -> Void) throws -> Void
  ) throws {
    let target = try ExportTarget(path)
    do {
      try body { try target.put($0) }
      try target.finish()
    } catch {
      target.abandon()
      throw error
    }
  }

  /// Writes a text as a whole or not at all.
  static func write(_ text: String, to path: String?) throws {
    try write(to: path) { put in try put(text) }
  }

  /// Takes a piece.
  func put(_ text: String) throws(Failure) {
    guard let path else { return Output.raw(text) }
    buffer.put(text)
    try check(path)
  }

  /// Writes what is left, and gives the file its name.
  func finish() throws(Failure) {
    guard let path else { return }
    buffer.flush()
    try check(path)
    guard fsync(descriptor) == 0, rename(temporary, path) == 0 else {
      throw Failure(.cannotCreate, "\(path) can't be written: \(String(cString: strerror(errno))).")
    }
    close(descriptor)
  }

  /// Takes away what was begun.
  func abandon() {
    guard path != nil else { return }
    close(descriptor)
    unlink(temporary)
  }

  private func check(_ path: String) throws(Failure) {
    if buffer.code != 0 {
      throw Failure(.inputOutput, "\(path) can't be written: \(buffer.reason).")
    }
  }
}
