// What takes the middle of the screen: the panels, or a page of its own.

import Lifecycle
import Terminal

/// What takes the middle of the screen.
package enum View: Hashable, Sendable {
  /// The list, the steps and the deadlines.
  case panels
  /// A column for each stage on the way.
  case board
  /// Who keeps something that the deadlines of a playbook can take, who is about to lose it, and
  /// who has lost it.
  case losses(Loss)
  /// The way to a deadline as a chart, and the coming weeks.
  case timeline

  /// It shows offers in columns.
  var hasLanes: Bool {
    switch self {
    case .board, .losses: true
    case .panels, .timeline: false
    }
  }
}

extension Model {
  /// Shows another view; the one that is shown already is left for the panels.
  mutating func turn(to next: View) -> [Effect] {
    view = view == next ? .panels : next
    focus = view == .timeline ? .deadlines : .offers
    stepSelection = nil
    lanes = Lanes()
    return fillLanes() + (view == .panels ? reload() : []) + lookAtDeadline()
      + askCounts()
  }

  /// Goes from one column, or panel, to the next.
  mutating func turnFocus(by places: Int) -> [Effect] {
    switch view {
    case .board, .losses:
      lanes.focused = max(0, min(lanes.all.count - 1, lanes.focused + places))
      stepSelection = nil
      return []
    case .timeline:
      return moveInDeadlines(places > 0 ? .down : .up)
    case .panels:
      // The banner takes the keys where it asks for something.
      let panels = Panel.allCases.filter {
        $0 != .banner || (bannerCommand == .migrate && environment.asOf.offset == nil)
      }
      let place = panels.firstIndex(of: focus) ?? 0
      focus = panels[(place + places + panels.count) % panels.count]
      return scroll() + lookAtDeadline() + askCounts()
    }
  }

  /// Moves among the deadlines; what is shown of the selected one follows.
  mutating func moveInDeadlines(_ command: Command) -> [Effect] {
    let dates = dueDates.count
    return select(
      deadline: command.place(
        from: deadlineSelection, last: dates - 1, page: dates, count: pendingCount))
  }

  /// Selects the deadline at a place, or the nearest that there is.
  mutating func select(deadline place: Int) -> [Effect] {
    deadlineSelection = max(0, min(place, dueDates.count - 1))
    return lookAtDeadline() + askCounts()
  }
}
