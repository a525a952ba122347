// Reckons off the loop how a deadline came to stand where it stands, and how that may go on.

import Dashboard
import Foundation
import Lifecycle
import Synchronization

/// Reckons the way to the deadline that is looked at.
final class ForecastWorker: Sendable {
  private let snapshots: SnapshotSwitcher
  private let mailbox: Mailbox
  private let clock: Clock
  private let worker = SerialWorker()
  /// What was asked last, and has not begun: what was asked before it is not wanted any more.
  private let wanted = Mutex<OutlookRequest?>(nil)

  /// Reckons with the deck of the moment that is shown, and tells by the mailbox.
  init(_ snapshots: SnapshotSwitcher, mailbox: Mailbox, clock: Clock) {
    self.snapshots = snapshots
    self.mailbox = mailbox
    self.clock = clock
  }

  /// Answers a question by `foreseen`, however long that takes.
  func foresee(_ request: OutlookRequest) {
    wanted.withLock { $0 = request }
    worker.async { self.answer() }
  }

  /// Waits until what was asked is answered.
  func finish() { worker.finish() }

  private func answer() {
    let request = wanted.withLock { wanted in
      defer { wanted = nil }
      return wanted
    }
    guard let request else { return }
    do {
      if let outlook = try outlook(request) { mailbox.put(.foreseen(request, outlook)) }
    } catch {
      mailbox.put(.failed(Failure(error).text))
    }
  }

  private func outlook(_ request: OutlookRequest) throws -> Outlook? {
    // Today is not over yet, unless it is another day that is shown.
    let isNow = request.today == Day(of: clock.now, in: request.zone)
    let forecasting = Forecasting(
      store: snapshots.store, playbooks: [request.playbook], pace: request.pace,
      publisher: request.publisher,
      now: isNow ? clock.now : request.today.end(in: request.zone) - 0.001, zone: request.zone)
    let concerned = request.tally.count(of: request.key, publisher: request.publisher).concerned
    let forecast = try forecasting.forecast(request.key, concerned: concerned)
    return try forecast.map {
      Outlook(burndown: try forecasting.burndown(request.key), forecast: $0)
    }
  }
}
