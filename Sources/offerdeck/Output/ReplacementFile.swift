// A file that appears, or replaces the one of its name, only when it is complete. Until then it has
// no name (O_TMPFILE), so that nothing stays behind if the program is killed.

import Foundation
import Synchronization

/// The new content of a file.
struct ReplacementFile {
  /// Where the content is written.
  let descriptor: Int32
  private let path: OutputPath
  /// The name it has meanwhile on file systems that keep no nameless files; nil on others.
  private let temporary: String?

  /// Begins a file. One that exists keeps its mode and, if permitted, its owner.
  init(_ path: OutputPath, isPrivate: Bool) throws(SystemError) {
    self.path = path
    // A rename would succeed even over a file that the user has made read-only.
    if path.status != nil, access(path.text, W_OK) != 0 { throw SystemError() }
    let mode: mode_t = isPrivate ? 0o600 : 0o666
    let flags = O_WRONLY | O_CLOEXEC | Self.temporaryFlag
    let nameless = open(path.sibling(named: "."), flags, mode)
    if nameless >= 0, access(Self.link(to: nameless), F_OK) == 0 {
      descriptor = nameless
      temporary = nil
    } else {
      if nameless >= 0 { close(nameless) }
      let name = Self.unusedName(beside: path)
      descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
      guard descriptor >= 0 else { throw SystemError() }
      temporary = name
      if !isPrivate { Leftover.shared.watch(name) }
    }
    if let status = path.status, !isPrivate {
      // Only root can give a file away; for others the mode is what can be kept.
      _ = fchown(descriptor, status.st_uid, status.st_gid)
      fchmod(descriptor, status.st_mode & 0o7777)
    }
  }

  /// Puts the file in its place.
  func commit() throws(SystemError) {
    do throws(SystemError) {
      guard fsync(descriptor) == 0 else { throw SystemError() }
      if let temporary {
        guard rename(temporary, path.text) == 0 else { throw SystemError() }
        Leftover.shared.watch(nil)
      } else {
        try nameIt()
      }
    } catch {
      discard()
      throw error
    }
    close(descriptor)
  }

  /// Leaves the file of that name as it was.
  func discard() {
    close(descriptor)
    if let temporary {
      unlink(temporary)
      Leftover.shared.watch(nil)
    }
  }

  /// Gives a nameless file its name. A link can't replace a file, so one that exists is replaced
  /// by a rename.
  private func nameIt() throws(SystemError) {
    let own = Self.link(to: descriptor)
    if path.status == nil {
      if linkat(AT_FDCWD, own, AT_FDCWD, path.text, AT_SYMLINK_FOLLOW) == 0 { return }
      guard errno == EEXIST else { throw SystemError() }
    }
    let name = Self.unusedName(beside: path)
    guard linkat(AT_FDCWD, own, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 else { throw SystemError() }
    guard rename(name, path.text) == 0 else {
      let error = SystemError()
      unlink(name)
      throw error
    }
  }

  /// `O_TMPFILE`, which is a macro that Swift does not import.
  private static let temporaryFlag: Int32 = 0o20_000_000 | O_DIRECTORY

  private static func link(to descriptor: Int32) -> String { "/proc/self/fd/\(descriptor)" }

  /// A name that no earlier export can have left, and that fits however long the file's own is.
  private static func unusedName(beside path: OutputPath) -> String {
    path.sibling(named: ".offerdeck-\(String(UInt64.random(in: .min ... .max), radix: 36))")
  }
}

/// The unfinished file that a signal has to remove, on file systems that keep no nameless files.
private final class Leftover: Sendable {
  static let shared = Leftover()

  /// The address of the path, which the signal handler reads; 0 if there is none.
  private let path = Atomic<UInt>(0)

  /// Watches a file instead of the one before; nil watches none.
  func watch(_ name: String?) {
    let new = name.map { UInt(bitPattern: strdup($0)) } ?? 0
    let old = path.exchange(new, ordering: .acquiringAndReleasing)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number, name == nil ? SIG_DFL : Self.remove)
    }
    free(UnsafeMutableRawPointer(bitPattern: old))
  }

  private static let remove: @convention(c) (Int32) -> Void = { number in
    let address = Leftover.shared.path.load(ordering: .acquiring)
    if let path = UnsafePointer<CChar>(bitPattern: address) { unlink(path) }
    signal(number, SIG_DFL)
    raise(number)
  }
}
