// What Partner Center's ingestion interface says of an offer's stage: the newest submission, held
// against one that is published.

import Foundation
import Lifecycle

/// The submissions of a product in the ingestion interface.
struct IngestionSubmissions {
  /// What was seen.
  let observation: Observation

  /// What one submission says.
  private struct Submission {
    let release: Int
    let number: Int
    let word: String
    var stage: Stage?
    var failure: SubmissionFailure?
    var isGoingLive = false
    var published: Date?
  }

  /// Reads the submissions of an offer; nil where none were asked for.
  init?(_ offer: PortalOffer) {
    guard offer.isAnswered else { return nil }
    let submissions = offer.answers.map(Self.submission).enumerated().sorted { one, other in
      (one.element.release, one.element.number, one.offset)
        < (other.element.release, other.element.number, other.offset)
    }.map(\.element)
    let live = submissions.last { $0.stage == .live }
    guard let newest = submissions.last else {
      observation = Observation(stage: .draft, word: "none", source: .ingestion)
      return
    }
    // A draft of the next version takes nothing away from the version that is published.
    let isDraftOnly = newest.stage == .draft && newest.failure == nil
    let shown = isDraftOnly ? live ?? newest : newest
    observation = Observation(
      stage: shown.stage, word: shown.word, failure: shown.failure,
      isGoingLive: shown.isGoingLive,
      market: live == nil || shown.stage == .live ? .none : .earlier, source: .ingestion,
      at: shown.stage == .live ? shown.published : nil)
  }

  private static func submission(_ record: PortalRecord) -> Submission {
    let word = record.text("substate") ?? record.text("state") ?? ""
    var submission = Submission(
      release: record.value["releaseNumber"]?.scalar.flatMap { Int($0) } ?? 0,
      number: record.text("id").flatMap { Int($0) } ?? 0, word: word,
      published: record.text("publishedTimeInUtc").flatMap { Moment($0)?.date })
    let pending = record.value["pendingUpdateInfo"]
    let reason = pending?["failureReason"]?.scalar ?? ""
    // An update that runs or has failed says more than the substate, which lags behind it.
    switch pending?["status"]?.text?.lowercased() {
    case "failed":
      submission.stage = .draft
      submission.failure = SubmissionFailure(.certification, reason)
      return submission
    case "running":
      submission.stage = .submitted
      return submission
    default: break
    }
    switch word.lowercased() {
    case "indraft": submission.stage = .draft
    case "submitted": submission.stage = .submitted
    case "failed", "failedincertification", "cancelled", "canceled":
      submission.stage = .draft
      submission.failure = SubmissionFailure(.certification, reason)
    case "readytopublish": submission.stage = .certified
    case "publishing":
      submission.stage = .certified
      submission.isGoingLive = true
    case "published", "instore": submission.stage = .live
    default: break
    }
    return submission
  }
}
