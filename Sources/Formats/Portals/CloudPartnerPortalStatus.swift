// What Cloud Partner Portal says of an offer's stage: a word in the list, and steps in the status
// answer, which tell what the word leaves open.

import Foundation
import Lifecycle

/// The status of an offer in Cloud Partner Portal.
struct CloudPartnerPortalStatus {
  /// What was seen; nil if the offer has no status.
  let observation: Observation?

  /// A step of an operation: certification, provisioning, sign-off, live and others.
  private struct Step {
    let id: String
    let status: String
    /// What it says is wrong, or if it says nothing of that, all that it says.
    let messages: [String]

    /// It was stopped, and the operation with it.
    var isRefused: Bool { ["blocked", "rejected"].contains(status) }
  }

  /// Reads the status of an offer. A status answer is more than the list's word, and comes first.
  init(_ offer: PortalOffer) {
    let answer = offer.answers.last
    guard let word = answer?.text("status") ?? offer.record.text("status") else {
      observation = nil
      return
    }
    let value = (answer ?? offer.record).value
    let steps = value.elements(of: "steps").map(Self.step)
    var seen = Observation(
      stage: nil, word: word, source: .cloudPartnerPortal,
      at: offer.record.moment("changedTime"))
    Self.read(word.lowercased(), steps, Self.messages(value), &seen)
    // An offer with live links has a version that customers can get, whatever its update does.
    if !value.elements(of: "liveLinks").isEmpty {
      if seen.stage == .draft && seen.failure != nil {
        seen.stage = .live
        if seen.failure?.kind == .canceled { seen.failure = nil }
      } else if seen.stage == .submitted || seen.stage == .certified {
        seen.market = .earlier
      }
    }
    observation = seen
  }

  private static func read(
    _ word: String, _ steps: [Step], _ messages: [String], _ seen: inout Observation
  ) {
    let isPassed = { (id: String) in steps.contains { $0.id == id && $0.status == "complete" } }
    let refused = steps.filter(\.isRefused)
    if !refused.isEmpty {
      seen.stage = .draft
      seen.failure = failure(refused, refused.flatMap(\.messages) + messages)
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
    case "canceled", "cancelled":
      seen.stage = .draft
      seen.failure = SubmissionFailure(.canceled, reasons: messages)
    case "failed":
      seen.stage = .draft
      seen.failure = failure(
        steps.filter { $0.status == "failed" }, steps.flatMap(\.messages) + messages)
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

  /// A failure in some steps: of certification if one of them certifies.
  private static func failure(_ steps: [Step], _ reasons: [String]) -> SubmissionFailure {
    let isCertification = steps.contains { $0.id.contains("certif") }
    let isValidation = steps.contains { $0.id.contains("validat") }
    return SubmissionFailure(
      isCertification ? .certification : isValidation ? .validation : .publishing,
      reasons: reasons)
  }

  private static func step(_ value: JSONValue) -> Step {
    Step(
      id: value["id"]?.text?.lowercased() ?? "", status: value["status"]?.text?.lowercased() ?? "",
      messages: messages(value))
  }

  /// The messages of an answer or of a step, as text: those that say what is wrong, or else all.
  private static func messages(_ value: JSONValue) -> [String] {
    let all = value.elements(of: "messages").map { message in
      (
        level: message["level"]?.text?.lowercased(),
        text: PortalText.plain(html: (message["messageHtml"] ?? message["message"])?.text ?? "")
      )
    }
    let wrong = all.filter { $0.level == "error" || $0.level == "warning" }
    return (wrong.isEmpty ? all : wrong).map(\.text)
  }
}
