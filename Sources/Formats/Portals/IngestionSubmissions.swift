// What Partner Center's ingestion interface says of an offer's stage. Submissions are listed oldest
// first: the newest one in the store says that the offer is live, the last one how its update does.

import Foundation
import Lifecycle

/// The submissions of a product in the ingestion interface.
struct IngestionSubmissions {
  /// What was seen.
  let observation: Observation

  /// What one submission says.
  fileprivate struct Submission {
    /// The substate as the portal writes it; with the state, if it is not known what they mean.
    var word: String
    var stage: Stage?
    var failure: SubmissionFailure?
    var isGoingLive = false
    var published: Date?
  }

  /// Reads the submissions of an offer; nil if none were asked for.
  init?(_ offer: PortalOffer) {
    guard offer.isAnswered else { return nil }
    let reasons = offer.answers.filter { $0.kind == .ingestionValidation }
      .compactMap { Self.reason($0.value) }
    let records = offer.answers.filter { $0.kind == .ingestionSubmission }
    let submissions = records.map { Self.submission($0, reasons) }
    guard let last = submissions.last, let record = records.last else {
      observation = Observation(stage: .draft, word: "none", source: .ingestion)
      return
    }
    let live = submissions.last { $0.stage == .live }
    if let live, last.stage == .draft || last.stage == .live || last.stage == nil {
      if last.stage == nil { record.warn(ofUpdate: last.word) }
      // A draft, a failed or a canceled update takes nothing away from the version that is live.
      let failure = last.failure?.kind == .canceled ? nil : last.failure
      observation = Observation(
        stage: .live, word: live.word, failure: failure, source: .ingestion, at: live.published)
      return
    }
    observation = Observation(
      stage: last.stage, word: last.word, failure: last.failure, isGoingLive: last.isGoingLive,
      market: live == nil ? .none : .earlier, source: .ingestion)
  }

  private static func submission(_ record: PortalRecord, _ reasons: [String]) -> Submission {
    var submission = read(record, reasons)
    if submission.stage != nil, let substate = record.text("substate") {
      submission.word = substate
    }
    return submission
  }

  /// Reads a submission in the order of what says most: the pending update, the substate, the state.
  private static func read(_ record: PortalRecord, _ reasons: [String]) -> Submission {
    let state = record.text("state") ?? ""
    let substate = record.text("substate") ?? ""
    var submission = Submission(
      word: [state, substate].filter { !$0.isEmpty }.joined(separator: "/"),
      published: record.moment("publishedTimeInUtc"))
    let pending = record.value["pendingUpdateInfo"]
    let status = pending?["status"]?.text ?? ""
    let own = [pending?["failureReason"]?.scalar ?? ""].map(PortalText.plain)
    let isCertification = substate.lowercased() == "failedincertification"
    switch status.lowercased() {
    case "failed":
      submission.stage = .draft
      submission.failure = SubmissionFailure(
        isCertification ? .certification : .validation, reasons: own + reasons)
      return submission
    case "running":
      // Asked to go live, it is certified and on its way; anything else is on its way to that.
      let isPromoted =
        pending?["updateType"]?.text?.lowercased() == "promote"
        || substate.lowercased() == "publishing"
      submission.stage = isPromoted ? .certified : .submitted
      submission.isGoingLive = isPromoted
      return submission
    case "pendingconfirmation" where substate.lowercased() != "readytopublish":
      // It waits for the publisher; for what, the answer does not say.
      return Submission(word: status)
    default: break
    }
    if !["", "completed", "cancelled", "canceled", "pendingconfirmation"].contains(
      status.lowercased())
    {
      record.warn(ofUpdate: status)
    }
    let isPublished = ["published", ""].contains(state.lowercased())
    switch substate.lowercased() {
    case "indraft" where state.lowercased() != "published": submission.stage = .draft
    case "submitted" where state.lowercased() != "published": submission.stage = .submitted
    case "failed", "failedincertification":
      submission.stage = .draft
      submission.failure = SubmissionFailure(
        isCertification ? .certification : .publishing, reasons: own + reasons)
    case "readytopublish": submission.stage = .certified
    case "publishing":
      submission.stage = .certified
      submission.isGoingLive = true
    case "instore" where isPublished: submission.stage = .live
    case "cancelled", "canceled": submission.cancel()
    case _ where ["cancelled", "canceled"].contains(state.lowercased()): submission.cancel()
    case _ where ["cancelled", "canceled"].contains(status.lowercased()): submission.cancel()
    // Published alone can mean the preview: the stage is not known.
    default: break
    }
    return submission
  }

  /// What a validation says is wrong; nil for one that only informs.
  private static func reason(_ value: JSONValue) -> String? {
    let severity = value["severity"]?.text?.lowercased() ?? "error"
    guard severity != "informational" && severity != "information" else { return nil }
    let text = PortalText.plain(html: value["message"]?.text ?? "").trimmed
    let parts = [value["errorCode"]?.scalar, text.isEmpty ? nil : text].compactMap(\.self)
    let resource = value["resource"]?.text.map { " (\($0))" } ?? ""
    return parts.isEmpty ? nil : parts.joined(separator: ": ") + resource
  }
}

extension IngestionSubmissions.Submission {
  fileprivate mutating func cancel() {
    stage = .draft
    failure = SubmissionFailure(.canceled, "")
  }
}
