// Follows the symbolic links at the end of a path, so that an export replaces what they point to
// and not the links.

import Foundation

/// The system's number for what went wrong, as in `errno`.
struct SystemError: Error {
  let code: Int32

  /// What went wrong in the last call.
  init(code: Int32 = errno) { self.code = code }
}

/// The path of a file that will be written, after all links. The file need not exist.
struct OutputPath {
  /// The path without links at its end.
  let text: String
  /// The number of the open file that the path names, as `/dev/stdout` and `/dev/fd/3` do.
  let descriptor: Int32?
  /// The file's status; nil if there is none yet.
  let status: stat?

  /// The most links that are followed, as many as the kernel follows.
  private static let linkLimit = 40

  /// Follows the links of a path.
  init(_ path: String) throws(SystemError) {
    var text = path
    var number = Self.descriptor(of: text)
    for count in 0... {
      guard number == nil, let target = try Self.target(of: text) else { break }
      guard count < Self.linkLimit else { throw SystemError(code: ELOOP) }
      text = target.hasPrefix("/") ? target : Self.folder(of: text) + target
      number = Self.descriptor(of: text)
    }
    var status = stat()
    let isThere = number == nil && stat(text, &status) == 0
    if isThere, status.st_mode & S_IFMT == S_IFDIR { throw SystemError(code: EISDIR) }
    self.text = text
    descriptor = number
    self.status = isThere ? status : nil
  }

  /// The part of a path up to its last slash; empty if it has none.
  private static func folder(of path: String) -> String {
    String(path[..<(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)])
  }

  /// The folder that a file or a folder is in. (Foundation's `deletingLastPathComponent` crashes on a
  /// path of one letter.)
  static func parent(of path: String) -> String {
    let name = path.lastIndex { $0 != "/" }.map { path[...$0] } ?? path[...]
    guard let slash = name.lastIndex(of: "/") else { return path.hasPrefix("/") ? "/" : "." }
    let folder = name[..<slash]
    return folder.lastIndex { $0 != "/" }.map { String(folder[...$0]) } ?? "/"
  }

  /// The path of another file in the folder of this one.
  func sibling(named name: String) -> String { Self.folder(of: text) + name }

  /// Where a link points; nil for what is no link.
  private static func target(of path: String) throws(SystemError) -> String? {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return nil }
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &bytes, bytes.count)
    guard count >= 0 else { throw SystemError() }
    return String(decoding: bytes.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func descriptor(of path: String) -> Int32? {
    switch path {
    case "/dev/stdin": return STDIN_FILENO
    case "/dev/stdout": return STDOUT_FILENO
    case "/dev/stderr": return STDERR_FILENO
    default: break
    }
    for folder in ["/dev/fd/", "/proc/self/fd/", "/proc/\(getpid())/fd/"]
    where path.hasPrefix(folder) {
      return Int32(path.dropFirst(folder.count))
    }
    return nil
  }
}
