// Says which rows of a deck were damaged and left out. What a command prints is incomplete then, so it
// says so even with --quiet, and ends with a code of its own.

import Foundation
import Persistence
import Synchronization

/// The damaged rows of the decks that a command has read.
enum DamageReport {
  private static let logs = Mutex<[DamageLog]>([])
  /// The most rows that are named.
  private static let named = 20

  /// Reports a deck's damaged rows when the command ends.
  static func watch(_ store: Store) { logs.withLock { $0.append(store.damage) } }

  /// Names the rows on standard error.
  ///
  /// - Returns: whether there were any.
  static func complain() -> Bool {
    let logs = logs.withLock { $0 }
    let count = logs.reduce(0) { $0 + $1.count }
    guard count > 0 else { return false }
    for row in logs.flatMap(\.rows).prefix(named) {
      Output.complain("warning: damaged: \(row.description)")
    }
    if count > named { Output.complain("warning: … and \(count - named) more damaged rows") }
    Output.complain(
      "warning: \(count == 1 ? "1 damaged row was" : "\(count) damaged rows were") left out. "
        + "Run “offerdeck info --check” to see what can be repaired.")
    return true
  }
}
