// What Microsoft Graph says of an offer's stage: the submission for the preview or for customers
// that was created last. The draft is always there, and says nothing.

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
    var isLive: Bool
    let status: String
    let result: String
    let isDeprecated: Bool
    let word: String

    /// Customers can get it.
    var isPublished: Bool { isLive && status == "completed" && result == "succeeded" }
  }

  /// Reads the submissions of an offer; nil where none were asked for.
  init?(_ offer: PortalOffer) {
    guard offer.isAnswered else { return nil }
    let all = offer.answers.compactMap(Self.submission)
    // Where preview and live have the same ID, that submission is live.
    let liveIDs = Set(all.filter(\.isLive).map(\.id))
    let submissions = all.filter { $0.isLive || !liveIDs.contains($0.id) }.sorted {
      ($0.created, $0.number) < ($1.created, $1.number)
    }
    guard let newest = submissions.last else {
      observation = Observation(stage: .draft, word: "draft", source: .graph)
      return
    }
    let published = submissions.last(where: \.isPublished)
    if published?.isDeprecated ?? newest.isDeprecated {
      observation = Observation(stage: .retired, word: "deprecated", source: .graph)
      return
    }
    var seen = Observation(
      stage: nil, word: newest.word, market: published == nil ? .none : .earlier, source: .graph)
    switch (newest.status, newest.result) {
    case ("completed", "failed"):
      seen.stage = .draft
      seen.failure = SubmissionFailure(.certification, "")
    case ("completed", "succeeded"):
      seen.stage = newest.isLive ? .live : .certified
      if newest.isLive { seen.market = .none }
    case ("notstarted", _), ("running", _):
      seen.stage = newest.isLive ? .certified : .submitted
      seen.isGoingLive = newest.isLive
    default: break
    }
    observation = seen
  }

  /// What a record says; nil for the draft.
  private static func submission(_ record: PortalRecord) -> Submission? {
    let id = record.text("id") ?? ""
    let target = record.text("target", "targetType")?.lowercased() ?? ""
    let number = id.split(separator: "/").last.flatMap { Int($0) } ?? 0
    if target == "draft" || id.hasSuffix("/0") { return nil }
    let status = record.text("status") ?? ""
    let result = record.text("result") ?? ""
    let created = record.text("created").flatMap { Moment($0)?.date }
    return Submission(
      id: id, number: number, created: created ?? .distantPast, isLive: target == "live",
      status: status.lowercased(), result: result.lowercased(),
      isDeprecated: record.text("lifecycleState")?.lowercased() == "deprecated",
      word: [target, status, result].filter { !$0.isEmpty }.joined(separator: " "))
  }
}
