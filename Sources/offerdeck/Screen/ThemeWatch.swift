// Tells when something happens to the user's own themes. Nobody is woken while nothing does.

import Foundation
import Persistence

/// Calls a closure after changes in the folder of themes, until it goes.
final class ThemeWatch: Sendable {
  private let events: FolderEvents
  /// Milliseconds for which everything that happens counts as one event: an editor writes, renames
  /// and removes to save one file.
  private static let pause: Int32 = 50

  /// Begins to watch; nil where there is no such folder, or the system has no watches left.
  init?(_ folder: String, _ wake: @escaping @Sendable () -> Void) {
    guard let events = FolderEvents(folder: folder, for: .settled) else { return nil }
    self.events = events
    let thread = Thread {
      while case .happened = events.wait(milliseconds: nil) {
        if events.pause(milliseconds: Self.pause) { return }
        wake()
      }
    }
    thread.name = "offerdeck.themes"
    thread.stackSize = 512 * 1_024
    thread.start()
  }

  deinit { events.end() }
}
