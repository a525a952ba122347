// The moment that is displayed: the present, a past one from the history, or a coming one as it would
// be if nothing were done until then.

package import Foundation
import Lifecycle

/// The moment that is displayed.
package struct AsOf: Hashable, Sendable {
  /// A distance from the present.
  package struct Offset: Hashable, Sendable {
    /// The present when it was left: the moment stands still from then on.
    let base: Date
    /// How many days the moment is after it, or before.
    var days: Int

    /// The moment: so many days of the calendar away, at the same time of day.
    func moment(in zone: TimeZone) -> Date {
      (Day(of: base, in: zone) + days).moment(at: Day.time(of: base, in: zone), in: zone)
    }
  }

  /// The present, in the deck's time.
  package internal(set) var now: Date
  /// The zone in which days end, unless a playbook names one.
  let zone: TimeZone
  /// The dashboard was opened with a time of its own.
  let isFixed: Bool
  /// Something happened after the moment at which the dashboard was opened: it is a past one itself,
  /// and nothing can be changed.
  let hasLater: Bool
  /// How far the moment is from the present; nil for the present.
  package private(set) var offset: Offset?
  /// The past moment whose deck is read from; nil for the deck as it is.
  private(set) var source: Date?
  /// Something has happened since that moment.
  private var isSourcePast = false
  /// The deck of another moment is being read.
  private(set) var isReading = false

  /// The furthest that one goes, in days: no program is older or longer.
  private static let reach = 3_653

  /// The present.
  init(now: Date, zone: TimeZone, isFixed: Bool, hasLater: Bool) {
    self.now = now
    self.zone = zone
    self.isFixed = isFixed
    self.hasLater = hasLater
  }

  /// The moment.
  var moment: Date { offset?.moment(in: zone) ?? now }
  /// The day that it is then.
  var today: Day { Day(of: moment, in: zone) }

  /// Goes so many days further, or back.
  mutating func move(by days: Int) {
    var next = offset ?? Offset(base: now, days: 0)
    let shown = Day(of: next.moment(in: zone), in: zone)
    next.days = max(-Self.reach, min(Self.reach, next.days + days))
    // Where a zone has crossed the date line, a day is missing, and its moments are on the next one:
    // the key goes on to a day that there is.
    while days != 0, abs(next.days) < Self.reach,
      Day(of: next.moment(in: zone), in: zone) == shown
    {
      next.days += days.signum()
    }
    offset = next.days == 0 ? nil : next
  }

  /// Goes back to the present.
  mutating func returnToNow() { offset = nil }

  // MARK: - Which deck is read

  /// What has to be read, if the deck of another moment is displayed than is read from. There is never
  /// more than one copy being made.
  mutating func missing() -> Effect? {
    let wanted = offset.flatMap { $0.days < 0 || hasLater ? $0.moment(in: zone) : nil }
    guard !isReading, wanted != source else { return nil }
    isReading = true
    return .travel(wanted)
  }

  /// The deck is read as of another moment from now on.
  mutating func arrive(at moment: Date?, isPast: Bool) {
    source = moment
    isSourcePast = isPast
    isReading = false
  }

  // MARK: - Changing nothing there

  /// The moment was there: it is not one that is only thought of.
  var isPast: Bool {
    guard let offset else { return hasLater }
    return offset.days < 0 || (hasLater && isSourcePast)
  }

  /// Nothing can be changed at this moment.
  var isReadOnly: Bool { offset != nil || hasLater }
}
