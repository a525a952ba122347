// Waits for something to happen to the files of a folder, without ever waking in vain: inotify(7).

import Foundation

/// What happens to the files of a folder.
///
/// Unchecked: the descriptors are fixed, and closed when nobody uses them any more.
package final class FolderEvents: @unchecked Sendable {
  private let events: Int32
  /// A pipe: what is written to one end is there to be read at the other, which ends the waiting.
  private let ending: (read: Int32, write: Int32)

  /// What happens to a file.
  package enum Kind: Sendable {
    /// It is written to, or made: a deck, which is never done being written.
    case written
    /// It is as it is meant to be now: somebody closed it after writing, or put it in place, or took
    /// it away.
    case settled
    /// It is made: a folder that is waited for.
    case made

    fileprivate var mask: UInt32 {
      switch self {
      case .written: UInt32(IN_MODIFY | IN_CREATE | IN_MOVED_TO)
      case .settled: UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE) | Self.gone
      case .made: UInt32(IN_CREATE | IN_MOVED_TO) | Self.gone
      }
    }

    /// The folder itself went elsewhere.
    private static let gone = UInt32(IN_DELETE_SELF | IN_MOVE_SELF)
  }

  /// Begins to watch the folder of a deck; nil where the system has no watches left.
  convenience init?(ofDeckAt path: String) {
    self.init(folder: DatabaseFile.folder(of: path), for: .written)
  }

  /// Begins to watch a folder; nil where there is none, or the system has no watches left.
  package init?(folder: String, for kind: Kind) {
    var ends: [Int32] = [-1, -1]
    _ = pipe(&ends)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    ending = (ends[0], ends[1])
    events = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    guard events >= 0, ending.read >= 0,
      inotify_add_watch(events, folder, kind.mask) >= 0
    else { return nil }
  }

  deinit {
    for descriptor in [events, ending.read, ending.write] where descriptor >= 0 {
      Foundation.close(descriptor)
    }
  }

  /// How a wait ended.
  package enum Outcome: Sendable {
    case happened
    case elapsed
    case ended
  }

  /// Waits until something happens, for so many milliseconds at most; without end where nil.
  package func wait(milliseconds: Int32?) -> Outcome {
    var waited = [
      pollfd(fd: events, events: Int16(POLLIN), revents: 0),
      pollfd(fd: ending.read, events: Int16(POLLIN), revents: 0),
    ]
    while poll(&waited, 2, milliseconds ?? -1) < 0 {
      guard errno == EINTR else { return .ended }
    }
    if waited[1].revents != 0 { return .ended }
    guard waited[0].revents != 0 else { return .elapsed }
    // Which file it was does not matter: whoever waits looks for what changed.
    var bytes = [UInt8](repeating: 0, count: 4_096)
    while read(events, &bytes, bytes.count) > 0 {}
    return .happened
  }

  /// Waits until it is ended, for so many milliseconds at most.
  ///
  /// - Returns: it was ended.
  package func pause(milliseconds: Int32) -> Bool {
    var waited = pollfd(fd: ending.read, events: Int16(POLLIN), revents: 0)
    return poll(&waited, 1, milliseconds) > 0
  }

  /// Ends every wait, now and later.
  package func end() {
    _ = write(ending.write, [1], 1)
  }
}
