// Bytes in pieces, from memory or from a file, so that a large file is never held whole.

import Foundation

/// A file that can't be opened or read, as the system says.
package struct FileFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file.
  package let path: String
  /// The system's number for what is wrong: `ENOENT`, `EACCES`, `EIO` and so on.
  package let code: Int32

  /// A failure of a file, by the system's number.
  package init(path: String, code: Int32) {
    self.path = path
    self.code = code
  }

  /// What is wrong, in one sentence.
  package var description: String { "\(path): \(reason)" }

  /// What is wrong, without the file's name.
  package var reason: String {
    switch code {
    case ECANCELED: "the import was canceled"
    case ENOTTY: "it is a terminal; give the path of a file"
    default: "the file can't be read: \(String(cString: strerror(code)))"
    }
  }
}

/// How the reader of a file learns that nobody waits for it any more. What a person names can be a
/// pipe that nobody writes to.
package enum ReadingScope {
  /// Asked before each piece that is read, and again and again while there is nothing to read.
  ///
  /// - Parameter isWaiting: there is nothing to read.
  /// - Returns: whether to give up.
  package typealias Cancellation = @Sendable (_ isWaiting: Bool) -> Bool

  /// Whoever reads now can be asked to give up; nil for a command, which signals end.
  @TaskLocal package static var isCancelled: Cancellation?
}

/// Bytes that are read from the front, once.
final class ByteSource {
  /// How many bytes are asked for at once.
  static let pieceSize = 1 << 18

  private let path: String
  private let descriptor: Int32?
  private var pending: ArraySlice<UInt8>

  /// Bytes in memory.
  init(_ bytes: some Sequence<UInt8>, path: String) {
    pending = ArraySlice(bytes)
    descriptor = nil
    self.path = path
  }

  /// The bytes of a file.
  convenience init(path: String) throws(FileFailure) {
    // Opening a pipe waits for whoever writes to it.
    let canWait = ReadingScope.isCancelled == nil
    let descriptor = open(
      path, O_RDONLY | O_CLOEXEC | (canWait ? 0 : O_NONBLOCK | O_NOCTTY))
    guard descriptor >= 0 else { throw FileFailure(path: path, code: errno) }
    if !canWait && isatty(descriptor) == 1 {
      // Its keys belong to the dashboard.
      close(descriptor)
      throw FileFailure(path: path, code: ENOTTY)
    }
    self.init(descriptor: descriptor, path: path)
  }

  /// The bytes of a file that was opened, which is closed with this.
  init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
    pending = []
  }

  deinit {
    if let descriptor { _ = close(descriptor) }
  }

  /// The first bytes, which stay in place: as many as one piece has.
  func peek() throws(FileFailure) -> ArraySlice<UInt8> {
    if pending.isEmpty { pending = try read() }
    return pending
  }

  /// The next bytes; empty at the end.
  func next() throws(FileFailure) -> ArraySlice<UInt8> {
    guard pending.isEmpty else {
      defer { pending = [] }
      return pending
    }
    return try read()
  }

  /// All bytes that are left; nil where there are more than that.
  func whole(limit: Int) throws(FileFailure) -> [UInt8]? {
    // A file that says how large it is need not be read to find out.
    var status = stat()
    if let descriptor, fstat(descriptor, &status) == 0, status.st_size > limit { return nil }
    var bytes: [UInt8] = []
    while true {
      let piece = try next()
      if piece.isEmpty { return bytes }
      guard bytes.count + piece.count <= limit else { return nil }
      bytes.append(contentsOf: piece)
    }
  }

  private func read() throws(FileFailure) -> ArraySlice<UInt8> {
    guard let descriptor else { return [] }
    if let isCancelled = ReadingScope.isCancelled {
      var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      var isWaiting = false
      repeat {
        if isCancelled(isWaiting) { throw FileFailure(path: path, code: ECANCELED) }
        isWaiting = poll(&ready, 1, 100) == 0
      } while isWaiting
    }
    var code: Int32 = 0
    let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, count in
      var result = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
      while result < 0, errno == EINTR {
        result = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
      }
      if result < 0 { code = errno }
      count = max(0, result)
    }
    guard code == 0 else { throw FileFailure(path: path, code: code) }
    return piece[...]
  }
}
