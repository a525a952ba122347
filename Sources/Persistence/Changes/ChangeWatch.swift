// Tells when another program has changed the deck. An idle deck wakes nobody: the system tells that
// the files were written to, and the deck's generation then decides whether there is anything new.

import Foundation

/// Calls a closure after others' commits, until it goes.
package final class ChangeWatch: Sendable {
  private let events: FolderEvents?

  /// Begins to watch.
  init(_ store: Store, _ wake: @escaping @Sendable () -> Void) {
    events = FolderEvents(ofDeckAt: store.path)
    guard let events else { return }
    let seen = try? store.foreignWrites()
    let thread = Thread { Self.watch(store, events, seen: seen ?? 0, wake) }
    thread.name = "offerdeck.changes"
    thread.stackSize = 512 * 1_024
    thread.start()
  }

  deinit { events?.end() }

  /// Whether others' changes can be seen at all: not where the system has no watches left.
  package var isActive: Bool { events != nil }

  /// Milliseconds for which everything that happens counts as one event, so that a large import
  /// by another program does not keep this one busy.
  private static let pause: Int32 = 20
  /// Milliseconds after which one looks once more. The first look can come before a commit is
  /// visible: SQLite writes the log first, and then what tells readers how far it goes.
  private static let secondLook: Int32 = 200

  private static func watch(
    _ store: Store, _ events: FolderEvents, seen: Int64, _ wake: () -> Void
  ) {
    var seen = seen
    var isUnsure = false
    while true {
      switch events.wait(milliseconds: isUnsure ? secondLook : nil) {
      case .ended:
        return
      case .happened:
        if events.pause(milliseconds: pause) { return }
        isUnsure = true
      case .elapsed:
        isUnsure = false
      }
      guard let now = try? store.foreignWrites(), now != seen else { continue }
      seen = now
      wake()
    }
  }
}

extension Store {
  /// Calls a closure, on a thread of its own, after each commit of another program or another
  /// store; several in a short time are one call. Own commits do not call it.
  ///
  /// - Returns: what watches. It stops when it goes.
  package func changes(_ wake: @escaping @Sendable () -> Void) -> ChangeWatch {
    ChangeWatch(self, wake)
  }
}
