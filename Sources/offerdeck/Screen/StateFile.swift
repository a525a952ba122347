// A small file in the state folder: what makes the next start nicer, and what nothing depends on.

import Foundation

/// A file that is read and written as a whole. One that is missing or damaged is empty.
struct StateFile: Sendable {
  /// Where it is.
  let path: String
  /// The most that is read of it, in bytes.
  private static let limit = 1 << 14

  /// What is in it, as far as it is not too much; empty where it can't be read.
  var text: String {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: Self.limit)
    let count = read(file, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }

  /// Writes a text beside it, and then in its place, so that a reader finds one or the other, whole.
  ///
  /// - Returns: why it could not be written, as the system says; nil if it was.
  @discardableResult
  func write(_ text: String) -> String? {
    try? FileManager.default.createDirectory(
      atPath: OutputPath.parent(of: path), withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    let beside = path + ".\(getpid())"
    let file = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { return String(cString: strerror(errno)) }
    let bytes = Array(text.utf8)
    let count = Foundation.write(file, bytes, bytes.count)
    let code = count < 0 ? errno : count < bytes.count ? ENOSPC : 0
    close(file)
    if code == 0 && rename(beside, path) == 0 { return nil }
    let reason = String(cString: strerror(code == 0 ? errno : code))
    unlink(beside)
    return reason
  }

  /// Takes it away.
  ///
  /// - Returns: why it is still there, as the system says; nil if it is gone.
  func remove() -> String? {
    unlink(path) == 0 || errno == ENOENT ? nil : String(cString: strerror(errno))
  }
}
