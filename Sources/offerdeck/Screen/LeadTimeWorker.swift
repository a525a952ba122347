// Reads off the loop how quickly things went so far, as often as the deck changes, and tells it where
// it is new.

import Dashboard
import Foundation
import Lifecycle
import Persistence
import Synchronization

/// Learns from the history of a deck.
final class LeadTimeWorker: Sendable {
  private let snapshots: SnapshotSwitcher
  private let mailbox: Mailbox
  private let zone: TimeZone
  private let worker = SerialWorker()
  private let state: Mutex<State>

  private struct State {
    /// It was asked for and has not begun.
    var isWaiting = false
    /// What is known already.
    var known: Pace
  }

  /// Learns, and tells by the mailbox.
  ///
  /// - Parameters:
  ///   - zone: the zone in which days end where a playbook names none.
  ///   - pace: what is known already.
  init(_ snapshots: SnapshotSwitcher, mailbox: Mailbox, zone: TimeZone, knowing pace: Pace) {
    self.snapshots = snapshots
    self.mailbox = mailbox
    self.zone = zone
    state = Mutex(State(known: pace))
  }

  /// Reads the history soon; asked for several times meanwhile, it is read once.
  func learn() {
    let isFirst = state.withLock { state in
      defer { state.isWaiting = true }
      return !state.isWaiting
    }
    if isFirst { worker.async { self.read() } }
  }

  /// Waits until all is read that was asked for.
  func finish() { worker.finish() }

  private func read() {
    state.withLock { $0.isWaiting = false }
    // A deck that can't be read says so wherever somebody looks at it.
    guard let pace = try? snapshots.store.statistics.pace(zone: zone) else { return }
    let isNew = state.withLock { state in
      defer { state.known = pace }
      return state.known != pace
    }
    if isNew { mailbox.put(.learned(pace)) }
  }
}
