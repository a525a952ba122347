// Files that people write: themes, playbooks, the configuration. They are small, and read as a
// whole or not at all; one that is no such file is refused unread.

import Foundation

/// Reads files that people write.
package enum SmallFile {
  /// The text of a file.
  ///
  /// - Throws: `FileFailure` where it can't be opened or read; `FileMistakes` where it is none that
  ///   a person wrote: too large, no text, no ordinary file, or changed while it was read.
  package static func text(at path: String) throws -> String {
    // A pipe would keep the reader waiting for whoever writes to it.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileFailure(path: path, code: errno) }
    let before = status(of: descriptor)
    guard before.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw before.st_mode & S_IFMT == S_IFDIR
        ? FileFailure(path: path, code: EISDIR) as any Error
        : mistake("this is no ordinary file", path)
    }
    let source = ByteSource(descriptor: descriptor, path: path)
    guard let bytes = try source.whole(limit: YamlDocument.sizeLimit) else {
      throw mistake("the file is larger than 1 MiB, which no file of this kind is", path)
    }
    let after = status(of: descriptor)
    guard before.st_size == after.st_size, before.st_mtim.tv_sec == after.st_mtim.tv_sec,
      before.st_mtim.tv_nsec == after.st_mtim.tv_nsec, bytes.count == Int(after.st_size)
    else { throw mistake("the file was written to while it was read; try again", path) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw mistake("the file is not UTF-8", path)
    }
    return text
  }

  private static func status(of descriptor: Int32) -> stat {
    var status = stat()
    fstat(descriptor, &status)
    return status
  }

  private static func mistake(_ sentence: String, _ path: String) -> FileMistakes {
    FileMistakes([Mistake(sentence: sentence, file: path, line: 1, column: 1)])
  }
}
