// Which deck the dashboard reads from: the deck as it is, or as it was at a past moment.

import Dashboard
import Foundation
import Persistence
import Synchronization

/// The way through the moments of a deck.
final class SnapshotSwitcher: Sendable {
  /// The deck that the dashboard was opened on, which can be a past one itself.
  private let home: Store
  private let visited = Mutex<Store?>(nil)

  /// Begins at the deck that the dashboard was opened on.
  init(_ home: Store) { self.home = home }

  /// The deck that is read from.
  var store: Store { visited.withLock { $0 } ?? home }

  /// Goes to a moment, or home; in a large deck this takes seconds. Where that fails, one is home.
  func go(to moment: Date?) -> Message {
    let present = home.present ?? home
    do {
      // A copy that was taken further back is not what it was: home is made anew then.
      let found = try (moment ?? home.moment).flatMap { try present.past(at: $0) }
      visited.withLock { $0 = found ?? (moment == nil ? nil : present) }
      return .arrived(moment, isPast: found != nil)
    } catch {
      visited.withLock { $0 = nil }
      return .stranded(Failure(error).text)
    }
  }
}
