// What Microsoft Graph says of an offer's stage. The draft is always there, and says nothing; a preview
// and a live submission of one ID are the same version.

import Foundation
import Lifecycle

/// The submissions of a product in Microsoft Graph.
struct GraphSubmissions {
  /// What was seen.
  let observation: Observation

  /// What one submission says.
  private struct Submission {
    let id: String
    let number: Int
    let created: Date
    let isLive: Bool
    let status: String
    let result: String
    let isDeprecated: Bool
    let word: String
    let record: PortalRecord

    /// Customers can get it.
    var isPublished: Bool { isLive && status == "completed" && result == "succeeded" }
  }

  /// Reads the submissions of an offer; nil if none were asked for.
  init?(_ offer: PortalOffer) {
    guard offer.isAnswered else { return nil }
    let all = offer.answers.filter { $0.kind == .graphSubmission }.compactMap(Self.submission)
    let liveIDs = Set(all.filter(\.isLive).map(\.id))
    let submissions = all.filter { $0.isLive || !liveIDs.contains($0.id) }.sorted {
      ($0.created, $0.number) < ($1.created, $1.number)
    }
    let published = submissions.last(where: \.isPublished)
    guard let newest = submissions.last else {
      observation = Observation(stage: .draft, word: "draft", source: .graph)
      return
    }
    if published?.isDeprecated ?? (newest.isLive && newest.isDeprecated) {
      observation = Observation(stage: .retired, word: "deprecated", source: .graph)
      return
    }
    let isUpdate = published != nil && published?.id != newest.id
    var seen = Observation(
      stage: nil, word: newest.word, market: isUpdate ? .earlier : .none, source: .graph)
    switch (newest.status, newest.result) {
    case ("completed", "succeeded"):
      seen.stage = newest.isLive ? .live : .certified
    case ("completed", "failed"):
      seen.stage = .draft
      seen.failure = Self.failure(offer)
    case ("completed", "cancelled"), ("completed", "canceled"):
      seen.stage = .draft
      seen.failure = SubmissionFailure(.canceled, "")
    case ("notstarted", _), ("running", _):
      seen.stage = newest.isLive ? .certified : .submitted
      seen.isGoingLive = newest.isLive
    default: break
    }
    // What has failed, was canceled or can't be understood leaves the version that is live alone.
    if isUpdate, seen.stage == .draft || seen.stage == nil {
      if seen.stage == nil { newest.record.warn(ofUpdate: newest.word) }
      seen.stage = .live
      seen.market = .none
      if seen.failure?.kind == .canceled { seen.failure = nil }
    }
    observation = seen
  }

  // MARK: - Failures

  /// Why the last job for an offer failed: every reason in the tree of its errors.
  private static func failure(_ offer: PortalOffer) -> SubmissionFailure {
    let jobs = offer.answers.filter { $0.kind == .graphJob && $0.fails }
    let answers = jobs.isEmpty ? offer.answers.filter { $0.kind == .graphSubmission } : jobs
    var errors = Errors()
    for answer in answers {
      for key in ["errors", "error", "validations"] where answer.value[key] != nil {
        if let value = answer.value[key] { errors.take(value, depth: 0) }
      }
    }
    return SubmissionFailure(errors.kind, reasons: errors.reasons)
  }

  /// The errors of a job: each can have more of them inside, as a list or as an object.
  private struct Errors {
    private(set) var reasons: [String] = []
    private(set) var kind = SubmissionFailure.Kind.publishing

    mutating func take(_ value: JSONValue, depth: Int) {
      guard depth < 20, reasons.count < 100 else { return }
      if let elements = value.elements {
        for element in elements { take(element, depth: depth + 1) }
        return
      }
      let level = value["level"]?.text?.lowercased()
      guard value.pairs != nil, level != "informational" else { return }
      let code = value["code"]?.scalar ?? ""
      let message = PortalText.plain(html: value["message"]?.text ?? "").trimmed
      note(code, message)
      let count = reasons.count
      for key in ["details", "errors", "innererror"] {
        if let inner = value[key] { take(inner, depth: depth + 1) }
      }
      // An error that has others inside only says where they were found.
      guard reasons.count == count else { return }
      let isMeaningless = ["internalservererror", "invalidstate"].contains(code.lowercased())
      let parts = [isMeaningless && !message.isEmpty ? "" : code, message].filter { !$0.isEmpty }
      if !parts.isEmpty { reasons.append(parts.joined(separator: ": ")) }
    }

    /// Anything that speaks of certification means that certification refused the version.
    private mutating func note(_ code: String, _ message: String) {
      if message.lowercased().contains("certification") {
        kind = .certification
      } else if kind != .certification, code.lowercased().contains("validation") {
        kind = .validation
      }
    }
  }

  /// What a record says; nil for the draft.
  private static func submission(_ record: PortalRecord) -> Submission? {
    let id = record.text("id") ?? ""
    let target = record.text("target", "targetType")?.lowercased() ?? ""
    let number = id.split(separator: "/").last.flatMap { Int($0) } ?? 0
    if target == "draft" || id.hasSuffix("/0") { return nil }
    let status = record.text("status") ?? ""
    let result = record.text("result") ?? ""
    return Submission(
      id: id, number: number, created: record.moment("created") ?? .distantPast,
      isLive: target == "live", status: status.lowercased(), result: result.lowercased(),
      isDeprecated: record.text("lifecycleState")?.lowercased() == "deprecated",
      word: [target, status, result].filter { !$0.isEmpty }.joined(separator: " "), record: record)
  }
}

extension PortalRecord {
  /// The job that it is has failed.
  fileprivate var fails: Bool { value["jobResult"]?.text?.lowercased() == "failed" }
}
