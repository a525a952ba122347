// Another moment than the present: the deck as it was, from its history, or as it would be if nothing
// were done until then.

import Foundation
import Lifecycle

/// Another moment that the deck is shown at.
package struct Scrubber: Hashable, Sendable {
  /// The present when it was left: the moment stands still from then on.
  let base: Date
  /// How many days the moment is after it, or before.
  var days: Int

  /// The moment: so many days of the calendar away, at the same time of day.
  func moment(in zone: TimeZone) -> Date {
    (Day(of: base, in: zone) + days).moment(at: Day.time(of: base, in: zone), in: zone)
  }
}

extension Model {
  /// The furthest that one goes, in days: no programme is older or longer.
  private static let reach = 3_653

  /// Goes so many days further, or back.
  mutating func scrub(by days: Int) -> [Effect] {
    var next = scrubber ?? Scrubber(base: now, days: 0)
    let shown = Day(of: next.moment(in: zone), in: zone)
    next.days = max(-Self.reach, min(Self.reach, next.days + days))
    // Where a zone has crossed the date line, a day is missing, and its moments are on the next one:
    // the key goes on to a day that there is.
    while days != 0, abs(next.days) < Self.reach,
      Day(of: next.moment(in: zone), in: zone) == shown
    {
      next.days += days.signum()
    }
    scrubber = next.days == 0 ? nil : next
    if focus == .banner { focus = .offers }
    return travel() + lookAgain()
  }

  /// Goes back to the present.
  mutating func returnToNow() -> [Effect] {
    guard scrubber != nil else {
      say("Already showing today.")
      return []
    }
    scrubber = nil
    return travel() + lookAgain()
  }

  /// The deck is read as it was at another moment from now on. Where one has gone on meanwhile, it
  /// is left at once: there is never more than one copy being made.
  mutating func arrive(at moment: Date?) -> [Effect] {
    visited = moment
    // What was counted was counted in another deck.
    counts = Counts()
    isTravelling = false
    let further = travel()
    return further.isEmpty ? [.count] + reload() + readCourse() : further
  }

  /// Where it is the past that is shown, and another one than is read from, asks for it.
  private mutating func travel() -> [Effect] {
    let wanted = scrubber.flatMap { $0.days < 0 || hasLater ? $0.moment(in: zone) : nil }
    guard !isTravelling, wanted != visited else { return [] }
    isTravelling = true
    return [.travel(wanted)]
  }

  /// What follows from the moment alone: the columns of what is lost, the slack of offers.
  private mutating func lookAgain() -> [Effect] {
    dueOffers = nil
    return fillLanes() + lookAtDeadline() + askCounts()
  }

  // MARK: - Changing nothing there

  /// The moment that is shown was there: it is not one that is only thought of.
  var isPast: Bool {
    guard let scrubber else { return hasLater }
    return scrubber.days < 0 || (hasLater && isVisitedPast)
  }

  /// Why nothing can be changed at the moment that is shown; nil where it can.
  var unchangeable: String? {
    guard scrubber != nil || hasLater else { return nil }
    let back = scrubber == nil ? "" : " \(keyName(.present)) returns to today."
    return "Read-only: this is the deck \(isPast ? "as it was" : "as it would be") on "
      + "\(today.weekdayTitle) \(today.title()).\(back)"
  }

  /// Takes out of what is asked of the world all that would change the deck at another moment.
  mutating func kept(_ effects: [Effect]) -> [Effect] {
    guard let unchangeable, effects.contains(where: \.changesDeck) else { return effects }
    complain(unchangeable)
    isWriting = false
    return effects.filter { !$0.changesDeck }
  }
}

extension Effect {
  /// Something in the deck would be another thing afterwards.
  var changesDeck: Bool {
    switch self {
    case .perform, .undo, .redo, .importFile, .addPublisher: true
    case .account(let effect): effect.changesDeck
    default: false
    }
  }
}

extension AccountEffect {
  fileprivate var changesDeck: Bool {
    switch self {
    case .profile, .users, .stopAsking, .recallDrafts, .keep, .entities: false
    default: true
    }
  }
}

extension Command {
  /// It begins a change of the deck.
  var changesDeck: Bool {
    switch self {
    case .undo, .redo, .untick, .events, .edit, .migrate, .importFile, .addPublisher: true
    default: false
    }
  }
}
