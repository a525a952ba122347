// Waits for something to happen to the deck's files, without ever waking in vain: inotify(7).

import Foundation

/// What happens to the files of a deck.
///
/// Unchecked: the descriptors are fixed, and closed when nobody uses them any more.
final class FolderEvents: @unchecked Sendable {
  private let events: Int32
  /// A pipe: what is written to one end is there to be read at the other, which ends the waiting.
  private let ending: (read: Int32, write: Int32)

  /// Begins to watch the folder of a deck; nil where the system has no watches left.
  init?(ofDeckAt path: String) {
    let folder = (path as NSString).deletingLastPathComponent
    var ends: [Int32] = [-1, -1]
    _ = pipe(&ends)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    ending = (ends[0], ends[1])
    events = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    guard events >= 0, ending.read >= 0,
      inotify_add_watch(
        events, folder.isEmpty ? "." : folder, UInt32(IN_MODIFY | IN_CREATE | IN_MOVED_TO)) >= 0
    else { return nil }
  }

  deinit {
    for descriptor in [events, ending.read, ending.write] where descriptor >= 0 {
      Foundation.close(descriptor)
    }
  }

  /// How a wait ended.
  enum Outcome {
    case happened
    case elapsed
    case ended
  }

  /// Waits until something happens, for so many milliseconds at most; without end where nil.
  func wait(milliseconds: Int32?) -> Outcome {
    var waited = [
      pollfd(fd: events, events: Int16(POLLIN), revents: 0),
      pollfd(fd: ending.read, events: Int16(POLLIN), revents: 0),
    ]
    while poll(&waited, 2, milliseconds ?? -1) < 0 {
      guard errno == EINTR else { return .ended }
    }
    if waited[1].revents != 0 { return .ended }
    guard waited[0].revents != 0 else { return .elapsed }
    // Which file it was does not matter: the deck itself tells whether it changed.
    var bytes = [UInt8](repeating: 0, count: 4_096)
    while read(events, &bytes, bytes.count) > 0 {}
    return .happened
  }

  /// Waits until it is ended, for so many milliseconds at most.
  ///
  /// - Returns: it was ended.
  func pause(milliseconds: Int32) -> Bool {
    var waited = pollfd(fd: ending.read, events: Int16(POLLIN), revents: 0)
    return poll(&waited, 1, milliseconds) > 0
  }

  /// Ends every wait, now and later.
  func end() {
    _ = write(ending.write, [1], 1)
  }
}
