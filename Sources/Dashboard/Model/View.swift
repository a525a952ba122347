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

  /// What the page is about that can be lost; nil for all other pages.
  var loss: Loss? { if case .losses(let loss) = self { loss } else { nil } }
}
