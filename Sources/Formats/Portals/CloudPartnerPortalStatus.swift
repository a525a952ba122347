// What Cloud Partner Portal says of an offer's stage: a word in the list, and steps in the status
// answer, which tell what the word leaves open.

import Foundation
import Lifecycle

/// The status of an offer in Cloud Partner Portal.
struct CloudPartnerPortalStatus {
  /// What was seen; nil where the offer has no status.
  let observation: Observation?

  /// A step of an operation: certification, provisioning, sign-off, live and others.
  private struct Step {
    let id: String
    let status: String
    let messages: String
  }

  /// Reads the status of an offer. A status answer is more than the list's word, and comes first.
  init(_ offer: PortalOffer) {
    let answer = offer.answers.last
    guard let word = answer?.text("status") ?? offer.record.text("status") else {
      observation = nil
      return
    }
    let steps = (answer ?? offer.record).value["steps"]?.elements.map { $0.map(Self.step) }
    var seen = Observation(
      stage: nil, word: word, source: .cloudPartnerPortal,
      at: offer.record.text("changedTime").flatMap { Moment($0)?.date })
    Self.read(word.lowercased(), steps ?? [], &seen)
    observation = seen
  }

  private static func read(_ word: String, _ steps: [Step], _ seen: inout Observation) {
    let isPassed = { (id: String) in steps.contains { $0.id == id && $0.status == "complete" } }
    if let refused = steps.first(where: { ["blocked", "rejected"].contains($0.status) }) {
      seen.stage = .draft
      seen.failure = SubmissionFailure(.certification, refused.messages)
      return
    }
    switch word {
    case "neverpublished", "notstarted":
      seen.stage = .draft
    case "running" where isPassed("publisher-signoff"):
      // Signed off and still running: it was asked to go live, and is on its way.
      seen.stage = .certified
      seen.isGoingLive = true
    case "running":
      seen.stage = .submitted
    case "failed", "canceled", "cancelled":
      seen.stage = .draft
      seen.failure = SubmissionFailure(.certification, reasons: steps.map(\.messages))
    case "waitingforpublisherreview":
      seen.stage = .certified
    case "published":
      seen.stage = .live
    case "succeeded" where isPassed("live"):
      seen.stage = .live
    case "succeeded" where !steps.isEmpty:
      // The operation that ended was the preview: sign-off is what comes next.
      seen.stage = .certified
    default:
      // Succeeded ends the preview and the going live alike: without steps it could be both.
      break
    }
  }

  private static func step(_ value: JSONValue) -> Step {
    let messages = value.elements(of: "messages").compactMap { $0["messageHtml"]?.text }
    return Step(
      id: value["id"]?.text?.lowercased() ?? "", status: value["status"]?.text?.lowercased() ?? "",
      messages: messages.joined(separator: "\n"))
  }
}
