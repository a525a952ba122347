// Tells when something happens to the user's own themes, in a folder that may be made, taken away and
// made again meanwhile. Nobody is woken while nothing does.

import Foundation
import Persistence
import Synchronization

/// Calls a closure after changes in the folder of themes, until it goes.
final class ThemeWatch: Sendable {
  private let place: WatchedPlace
  /// Milliseconds for which everything that happens counts as one event: an editor writes, renames
  /// and removes to save one file.
  private static let pause: Int32 = 50

  /// Begins to watch; never calls where the system has no watches left.
  init(_ folder: String, _ wake: @escaping @Sendable () -> Void) {
    let place = WatchedPlace(folder)
    self.place = place
    let thread = Thread {
      while let events = place.events {
        guard case .happened = events.wait(milliseconds: nil) else { return }
        if events.pause(milliseconds: Self.pause) { return }
        // Whatever was put into it before it was watched has happened too.
        if place.follow() { wake() }
      }
    }
    thread.name = "offerdeck.themes"
    thread.stackSize = 512 * 1_024
    thread.start()
  }

  deinit { place.end() }
}

/// A folder that is watched, or while it is not there the nearest one above it, in which it is made.
private final class WatchedPlace: Sendable {
  private struct State {
    var path = ""
    var events: FolderEvents?
    var isEnded = false
  }

  private let folder: String
  private let state = Mutex(State())

  init(_ folder: String) {
    self.folder = folder
    follow()
  }

  /// What happens there; nil where nothing is watched any more.
  var events: FolderEvents? { state.withLock { $0.events } }

  /// Watches what is there now, which can be another folder of the same name.
  ///
  /// - Returns: something can have happened to what is in the folder.
  @discardableResult func follow() -> Bool {
    state.withLock { state in
      let wasThere = state.path == folder
      repeat {
        state.path = nearest
        state.events = FolderEvents(
          folder: state.path, for: state.path == folder ? .settled : .made)
      } while !state.isEnded && state.path != nearest
      if state.isEnded { state.events?.end() }
      return wasThere || state.path == folder
    }
  }

  /// Ends every wait, now and later.
  func end() {
    state.withLock { state in
      state.isEnded = true
      state.events?.end()
    }
  }

  private var nearest: String {
    var path = folder
    var isFolder: ObjCBool = false
    while path.count > 1,
      !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) || !isFolder.boolValue
    {
      path = OutputPath.parent(of: path)
    }
    return path
  }
}
