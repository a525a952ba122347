// What every part of the dashboard goes by.

import Foundation
import Lifecycle
import Terminal

/// What every part of the dashboard goes by: what the deck says, which moment is displayed, and how
/// things look.
package struct Environment: Sendable {
  /// What the deck says as a whole.
  package internal(set) var deck: DeckSummary
  /// The moment that is displayed.
  package internal(set) var asOf: AsOf
  /// How things look.
  package internal(set) var look: Look

  var zone: TimeZone { asOf.zone }
  var moment: Date { asOf.moment }
  var today: Day { asOf.today }
  var theme: Theme { look.theme }
  var signs: Signs { look.theme.signs }
  var keys: KeyMap { look.preferences.keys }

  /// The zone in which the days of a playbook end.
  func zone(of playbook: Playbook) -> TimeZone { playbook.zone ?? asOf.zone }

  /// The name of a command's key, for sentences; if they are read out, the word to say, and if it has
  /// no key, what it is called.
  func keyName(_ command: Command) -> String {
    let word = "“\(command.rawValue)”"
    return signs == .words ? word : keys.key(for: command)?.name ?? word
  }

  /// Why nothing can be changed at the displayed moment; nil if it can.
  var unchangeable: String? {
    guard asOf.isReadOnly else { return nil }
    let back = asOf.offset == nil ? "" : " \(keyName(.present)) returns to today."
    return "Read-only: this is the deck \(asOf.isPast ? "as it was" : "as it would be") on "
      + "\(today.weekdayTitle) \(today.title()).\(back)"
  }
}
