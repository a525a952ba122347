// What a part of the screen is for. Themes give a style to each role, and drawing asks by role
// alone: no panel knows a color.

package import Lifecycle

/// A part that something on the screen plays.
package enum Role: String, CaseIterable, Sendable {
  /// Ordinary text.
  case text
  /// Text of second rank: dates, IDs, hints.
  case dim
  /// Headings and titles of panels.
  case title
  /// The line at the top of the screen.
  case header
  /// The banner that asks an Owner to migrate the account.
  case banner
  /// The banner of an account that has migrated.
  case bannerDone = "banner.done"
  /// The line that tells which other moment is shown.
  case info
  /// Borders of panels.
  case border
  /// The border of the panel that takes the keys.
  case borderFocused = "border.focused"
  /// The selected row of the panel that takes the keys.
  case selection
  /// The selected row of another panel.
  case selectionResting = "selection.resting"
  /// The mark of an offer that is one of several selected.
  case mark
  /// The line of keys at the bottom.
  case footer
  /// A key, wherever it is named.
  case key
  /// A passing notice.
  case notice
  /// What went wrong.
  case error
  /// A field for text.
  case field
  /// An address.
  case link
  /// Something that can't be done now.
  case disabled
  /// The done part of a bar.
  case barFull = "bar.full"
  /// The rest of a bar.
  case barEmpty = "bar.empty"
  case stageDraft = "stage.draft"
  case stageSubmitted = "stage.submitted"
  case stageCertified = "stage.certified"
  case stageLive = "stage.live"
  case stageRetired = "stage.retired"
  case stageUnrecognized = "stage.unknown"
  case levelMissed = "level.missed"
  case levelStartNow = "level.start_now"
  case levelDueSoon = "level.due_soon"
  case levelComfortable = "level.comfortable"
  case levelMet = "level.met"
  case stepDone = "step.done"
  case stepNext = "step.next"
  case stepBlocked = "step.blocked"
  case stepLater = "step.later"

  /// The role of a stage.
  package init(_ stage: Stage) {
    self =
      switch stage {
      case .draft: .stageDraft
      case .submitted: .stageSubmitted
      case .certified: .stageCertified
      case .live: .stageLive
      case .retired: .stageRetired
      case .unrecognized: .stageUnrecognized
      }
  }

  /// The role of a level.
  package init(_ level: Level) {
    self =
      switch level {
      case .missed: .levelMissed
      case .startNow: .levelStartNow
      case .dueSoon: .levelDueSoon
      case .comfortable: .levelComfortable
      // Something is still to be settled, so that it is not quiet.
      case .onHold: .levelDueSoon
      case .met: .levelMet
      }
  }

  /// The role of a step's state.
  package init(_ state: StepState) {
    self =
      switch state {
      case .done, .passed: .stepDone
      case .next: .stepNext
      case .blocked: .stepBlocked
      case .later, .skipped: .stepLater
      }
  }
}
