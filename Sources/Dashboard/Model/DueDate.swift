// The deadlines that the panels point to: the selected one, and that of an offer.

import Foundation
import Lifecycle
import Terminal

extension Model {
  /// The selected deadline; nil where none concerns the offers.
  var selectedDate: DueDate? {
    let dates = dueDates
    return dates.indices.contains(deadlineSelection) ? dates[deadlineSelection] : nil
  }

  /// What is told of an offer on the page that is shown: the deadline by which it keeps or loses
  /// what the page is about; on all others the first that is not met. Of one that is on hold, that
  /// stands in the place of what is lost.
  func pressing(
    _ offer: Offer
  ) -> (deadline: Deadline, level: Level, countdown: Countdown, losses: [String])? {
    if case .losses(let loss) = view {
      return deciding(offer, loss).map {
        let lost = consequence(of: loss).map { [$0.title] } ?? []
        return (
          $0.deadline, $0.level, $0.countdown,
          $0.level == .met
            ? ["kept"] : $0.level == .onHold ? [environment.holdTitle($0.obligation)] : lost
        )
      }
    }
    return environment.nearest(of: offer).map {
      let losses = rules(of: offer).losses(of: offer, by: $0.deadline).map(\.title)
      return (
        $0.deadline, $0.level, $0.countdown,
        $0.level == .onHold ? [environment.holdTitle($0.obligation)] : losses
      )
    }
  }
}

extension Environment {
  /// The first deadline of an offer that is not met, with its level; nil where nothing is due.
  func nearest(
    of offer: Offer
  ) -> (
    deadline: Deadline, level: Level, countdown: Countdown, obligation: Obligation
  )? {
    let rules = deck.rules(of: offer)
    let zone = zone(of: rules.playbook)
    guard let first = rules.firstUnmet(of: offer, deck.publisher(of: offer)) else { return nil }
    return (
      first.deadline, first.level(at: moment, in: zone),
      Countdown(from: moment, to: first.deadline.day.end(in: zone)), first
    )
  }

  /// The words for a deadline that is on hold for an offer, with the day and the ticket as far as
  /// there is room.
  func holdTitle(_ obligation: Obligation, columns: Int = .max) -> String {
    let titles = obligation.holdTitles(in: zone) { $0.title(on: today) }
    return titles.first { Legible.columns(of: $0) <= columns } ?? Level.onHold.title
  }
}
