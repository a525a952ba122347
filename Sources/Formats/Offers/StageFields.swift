// The columns that say more of a stage than its word: the portal's own word for one that is not known,
// and why the last submission failed.

import Foundation
import Lifecycle

/// What the fields of a row say of an offer's stage, beside its word.
struct StageFields {
  /// What a table writes for a stage that is not known.
  static let unknown = "unknown"

  /// The stage is said to be unknown.
  var isUnknown = false
  /// The portal's own word.
  var portalStatus: String?
  /// What refused the last submission.
  var failureKind: SubmissionFailure.Kind?
  /// Why it was refused.
  var report: String?

  /// Why the last submission failed; nil if it did not. A report alone is one of certification.
  var failure: SubmissionFailure? {
    guard failureKind != nil || report != nil else { return nil }
    return SubmissionFailure(failureKind ?? .certification, report ?? "")
  }

  /// What was seen of a stage that is unknown; nil if it was said to be known.
  func unknownStage(at moment: Date?) -> Observation? {
    guard isUnknown || portalStatus != nil else { return nil }
    return Observation(stage: nil, word: portalStatus ?? "", source: .csv, at: moment)
  }

  /// What refused a submission, by the word of a field; nil for any other.
  static func kind(_ raw: String) -> SubmissionFailure.Kind? {
    SubmissionFailure.Kind(rawValue: raw.trimmed.lowercased())
  }

  /// The words for what can refuse a submission.
  static let kinds = SubmissionFailure.Kind.allCases.map(\.rawValue).joined(separator: ", ")
}
