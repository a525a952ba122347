// The deck's time: the present, or another moment from which it runs on as it does for everybody.

import Foundation
import Lifecycle

/// What time it is for the deck.
struct Clock: Sendable {
  /// How far the deck's time is ahead of the present, in seconds.
  let ahead: TimeInterval
  /// The moment from which it runs; nil for the present.
  let asOf: Date?
  /// It does not run.
  private var stands = false
  /// Whether it is another moment than the present.
  var isAsOf: Bool { asOf != nil }

  /// The present.
  init() {
    ahead = 0
    asOf = nil
  }

  /// A deck's time that is this moment now.
  init(asOf moment: Date) {
    ahead = moment.timeIntervalSinceNow
    asOf = moment
  }

  /// The moment.
  var now: Date { stands ? asOf ?? Date() : Date() + ahead }

  /// The clock of what is written: as of a moment it stands at that moment, so that who comes again as
  /// of the same one finds all that was done.
  var standing: Clock {
    var clock = self
    clock.stands = true
    return clock
  }

  /// The present moment at which the deck's time is this.
  func present(of moment: Date) -> Date { moment - ahead }

  /// Reads `2019-09-20` (noon) or `2019-09-20T14:02`, in a zone.
  init?(_ text: String, in zone: TimeZone) {
    let parts = text.split(separator: "T", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let day = Day(parts[0]) else { return nil }
    var seconds = 12 * 3_600
    if parts.count == 2 {
      let clock = parts[1].split(separator: ":", omittingEmptySubsequences: false)
      guard clock.count == 2, let hour = Int(digits: clock[0]),
        let minute = Int(digits: clock[1]), (0..<24).contains(hour), (0..<60).contains(minute)
      else { return nil }
      seconds = hour * 3_600 + minute * 60
    }
    self.init(asOf: day.moment(at: TimeInterval(seconds), in: zone))
  }
}
