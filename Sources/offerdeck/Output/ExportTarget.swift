// Where an export goes: standard output, or a file that appears only when it is whole.

import Foundation

/// A file, or standard output, that is written piece by piece.
final class ExportTarget {
  private let path: String?
  private let temporary: String
  private let handle: FileHandle
  private var pending = Data()

  /// A target; nil is standard output. A file is written under another name beside it first, and
  /// nobody but the user can read it.
  init(_ path: String?) throws(Failure) {
    self.path = path
    temporary = (path ?? "") + ".part-\(getpid())"
    guard let path else {
      handle = .standardOutput
      return
    }
    guard
      FileManager.default.createFile(
        atPath: temporary, contents: nil, attributes: [.posixPermissions: 0o600]),
      let opened = FileHandle(forWritingAtPath: temporary)
    else {
      throw Failure(
        .cannotCreate, "\(path) can't be created: \(String(cString: strerror(errno))).")
    }
    handle = opened
  }

  /// Takes a piece.
  func put(_ text: String) throws(Failure) {
    pending.append(contentsOf: text.utf8)
    if pending.count > 1 << 16 { try flush() }
  }

  /// Writes what is left, and gives the file its name.
  func finish() throws(Failure) {
    try flush()
    guard let path else { return }
    try? handle.close()
    guard rename(temporary, path) == 0 else {
      throw Failure(.cannotCreate, "\(path) can't be written: \(String(cString: strerror(errno))).")
    }
  }

  /// Takes away what was begun.
  func abandon() {
    guard path != nil else { return }
    try? handle.close()
    unlink(temporary)
  }

  private func flush() throws(Failure) {
    do {
      try handle.write(contentsOf: pending)
    } catch {
      throw Failure(
        .inputOutput,
        "\(path ?? "Standard output") can't be written: \(error.localizedDescription).")
    }
    pending.removeAll(keepingCapacity: true)
  }
}
