// Files that people write: themes, playbooks, the configuration. They are small, and read as a
// whole or not at all; one that is no such file is refused unread.

import Foundation
import Lifecycle

/// Reads files that people write.
package enum SmallFile {
  /// The text of a file.
  ///
  /// - Parameter isGiven: A person named this very file, so that a pipe or `-` is read too. What
  ///   is found in a folder must be a regular file.
  /// - Throws: `FileFailure` if it can't be opened or read; `FileMistakes` if it is too large, no
  ///   text, not a regular file, or changed while it was read.
  package static func text(at path: String, isGiven: Bool = false) throws -> String {
    if isGiven { return try text(of: ByteSource(path: path)) }
    // A pipe would keep the reader waiting for whoever writes to it.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      let code = errno
      // A file that is not there is often nothing to speak of; a link to one is a mistake.
      if code == ENOENT,
        let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path)
      {
        throw mistake(
          "the link points to \(target.inQuotes), which does not exist; fix or remove it", path)
      }
      throw FileFailure(path: path, code: code)
    }
    let before = status(of: descriptor)
    guard before.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw before.st_mode & S_IFMT == S_IFDIR
        ? FileFailure(path: path, code: EISDIR) as any Error
        : mistake("not a regular file", path)
    }
    defer { close(descriptor) }
    let text = try text(of: ByteSource(descriptor: dup(descriptor), path: path))
    let after = status(of: descriptor)
    guard before.st_size == after.st_size, before.st_mtim.tv_sec == after.st_mtim.tv_sec,
      before.st_mtim.tv_nsec == after.st_mtim.tv_nsec
    else { throw mistake("the file changed while it was read; try again", path) }
    return text
  }

  private static func text(of source: ByteSource) throws -> String {
    guard let bytes = try source.whole(limit: YamlDocument.sizeLimit) else {
      throw mistake("the file exceeds the 1 MiB limit", source.name)
    }
    if let foreign = ForeignContent(bytes[...]) {
      throw mistake("this is \(foreign.what) and not YAML; give a YAML file", source.name)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let fault = EncodingFault(in: bytes)
      throw FileMistakes([
        Mistake(
          sentence: fault.sentence, file: source.name, line: fault.line, column: fault.column)
      ])
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
