// Work in Partner Center before the account has migrated. The guide puts the account first, so such
// work can only be recorded here manually, with a warning. One rule for the screen, the command line
// and the history.

package import Foundation

/// A warning that something is only recorded here, since the account has not migrated.
package struct ManualRecord: Hashable, Sendable {
  /// The name of the publisher whose account has not migrated.
  package let publisher: String

  /// A warning for a publisher of this name.
  package init(publisher: String) { self.publisher = publisher }

  /// The words beside a step or an entry of the history.
  package static let mark = "recorded manually"

  /// The warning, in two sentences.
  package var sentence: String {
    "The account of \(publisher) has not migrated to Partner Center. This is \(Self.mark)."
  }
}

extension Rules {
  /// The warning that comes with an action; nil if the account has migrated, or if the action is not
  /// about work in Partner Center.
  package func manualRecord(
    of action: Action, on offer: Offer, _ publisher: Publisher
  ) -> ManualRecord? {
    let isWork =
      switch action {
      case .tick(let id):
        playbook.track(offer.track)?.step(id)?.isWorkInPartnerCenter ?? false
      case .page, .event: true
      case .untick, .answer, .edit, .observe: false
      }
    return isWork && !publisher.account.isMigrated ? ManualRecord(publisher: publisher.name) : nil
  }
}

extension Step {
  /// It is done in Partner Center, and takes an account there.
  package var isWorkInPartnerCenter: Bool {
    switch kind {
    case .event, .pages: true
    case .question: false
    // A step that the account itself implies is done on the way to the migration.
    case .account, .check: impliedBy == nil && link?.host == "partner.microsoft.com"
    }
  }
}

extension Publisher {
  /// Whether something done in Partner Center at a moment could only be recorded manually: the account
  /// had not migrated by then.
  package func recordsManually(at moment: Date) -> Bool { migratedAt.map { moment < $0 } ?? true }

  /// Whether a step was done in Partner Center before the account had migrated.
  ///
  /// - Parameter tick: when the step was done; nil if that is not known.
  package func recordsManually(_ step: Step, _ tick: Tick?) -> Bool {
    step.isWorkInPartnerCenter && tick.map { recordsManually(at: $0.at) } ?? false
  }
}

extension HistoryEntry {
  /// Whether it tells of work in Partner Center before the publisher's account had migrated.
  ///
  /// - Parameter playbooks: where its steps are looked up.
  package func isRecordedManually(by publisher: Publisher, _ playbooks: [Playbook]) -> Bool {
    guard source == .hand, publisher.recordsManually(at: at) else { return false }
    if kind == "page" || StageEvent(rawValue: kind) != nil { return true }
    guard kind == "tick" else { return false }
    return playbooks.lazy.flatMap(\.tracks).flatMap(\.steps)
      .contains { $0.id == subject && $0.isWorkInPartnerCenter }
  }
}
