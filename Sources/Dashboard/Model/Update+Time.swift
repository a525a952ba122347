// Going to another moment and back.

import Foundation
import Lifecycle

extension Model {
  /// Goes so many days further, or back.
  mutating func moveInTime(by days: Int) -> [Effect] {
    environment.asOf.move(by: days)
    if focus == .banner { focus = .offers }
    return travel() + lookAgain()
  }

  /// Goes back to the present.
  mutating func returnToNow() -> [Effect] {
    guard environment.asOf.offset != nil else {
      say("Already showing today.")
      return []
    }
    environment.asOf.returnToNow()
    return travel() + lookAgain()
  }

  /// The deck is read as it was at another moment from now on. If one has gone on meanwhile, it is
  /// left at once.
  mutating func arrive(at moment: Date?, isPast: Bool) -> [Effect] {
    environment.asOf.arrive(at: moment, isPast: isPast)
    // What was counted was counted in another deck.
    counts = Counts()
    let further = travel()
    return further.isEmpty ? reread() + readCourse() : further
  }

  private mutating func travel() -> [Effect] { environment.asOf.missing().map { [$0] } ?? [] }

  /// What follows from the moment alone: the columns of what is lost, the slack of offers.
  private mutating func lookAgain() -> [Effect] {
    dueOffers = nil
    return fillLanes() + lookAtDeadline() + askCounts()
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
