// What an offer faces, as a row of a list or of a report needs it.

import Foundation
import Lifecycle

/// What is next for an offer, what blocks it, and what it has to meet first.
struct OfferOutlook {
  /// The next step; nil where none is left.
  let next: Step?
  /// All that keeps the next step from being done.
  let blockers: [Requirement]
  /// The first deadline that is not met, and how pressing it is; nil where nothing is due.
  let due: (obligation: Obligation, level: Level)?

  /// What an offer faces at a moment.
  init(_ offer: Offer, _ publisher: Publisher, _ rules: Rules, at moment: Date, zone: TimeZone) {
    let progress = rules.progress(of: offer, publisher)
    next = progress.next?.step
    blockers = progress.blockers
    let zone = rules.playbook.zone ?? zone
    due = rules.firstUnmet(of: offer, publisher).map {
      ($0, $0.level(at: moment, in: zone))
    }
  }
}

extension Obligation {
  /// How pressing it is, in words: on hold since a day, or a level, and whether it only may apply.
  func title(_ level: Level, zone: TimeZone) -> String {
    if isOnHold { return holdTitles(in: zone) { $0.title() }[0] }
    return level.title + (isUncertain ? " (may apply)" : "")
  }
}
