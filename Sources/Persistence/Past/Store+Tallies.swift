// The counts at past moments: one copy of the deck, taken back from one to the next.

package import Foundation
import GRDB
package import Lifecycle

extension Store {
  /// The counts as they were at these moments, in the same order. In a large deck this takes seconds.
  ///
  /// - Throws: `CancellationError` where it was canceled meanwhile.
  package func tallies(
    at moments: [Date], unless cancellation: Cancellation? = nil
  ) throws -> [Tally] {
    var tallies = Array(repeating: Tally(), count: moments.count)
    let latest = moments.indices.sorted { moments[$0] > moments[$1] }
    var copy: Rewinder.Copy?
    for place in latest {
      if cancellation?.isCancelled == true { throw CancellationError() }
      let moment = moments[place]
      let isPresent = try copy == nil && !isLater(than: moment)
      if isPresent {
        tallies[place] = try tally()
        continue
      }
      var going = try copy ?? Rewinder.Copy(copied(), generation: 0)
      if going.moment > moment { try unwind(&going, to: moment) }
      tallies[place] = try going.connections.queue(.window).read { db in
        try TallyTable.fetch(db, leavingOut: damage)
      }
      copy = going
    }
    return tallies
  }

  /// The first moment that the history knows of; nil where it is empty.
  package func beginning() throws(StoreFailure) -> Date? {
    try reading { db in
      try Row.fetchOne(db, sql: "SELECT min(at) FROM history").flatMap { Date(stored: $0[0]) }
    }
  }
}
