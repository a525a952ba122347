// The shipped playbooks walked with the real rules, step by step, to their ends: that no step
// waits for one that can't be done.

import Formats
import Foundation
import Lifecycle
import Testing

@Suite struct PlaybookWalkTests {
  private let moment = Date(timeIntervalSince1970: 1_568_988_120)

  /// Does the next step again and again, with these answers, and gives what was done.
  private func walk(
    _ playbook: Playbook, _ track: String, _ type: OfferType, _ answers: [Fact: String] = [:]
  ) throws -> (steps: [String], end: Rules.Subject) {
    let rules = Rules(playbook)
    let offer = Offer(
      key: OfferKey(publisher: "contoso", offer: "a"), name: "A", type: type,
      playbook: playbook.id, track: track, changedAt: moment)
    var subject = Rules.Subject(offer, Publisher(id: "contoso", name: "Contoso"))
    var done: [String] = []
    while let next = rules.progress(of: subject.offer, subject.publisher).next {
      try #require(done.count < 100, "the walk has no end: \(done)")
      var answer = "passed"
      if case .question(let question) = next.step.kind {
        answer = answers[question.fact] ?? Self.usual[question.fact] ?? "yes"
      } else if case .pages = next.step.kind {
        answer = "complete"
      }
      let actions = try rules.actions(
        answering: next.step, of: subject.offer, with: answer, report: nil)
      for action in actions {
        subject = try rules.applying(action, to: subject, at: moment, by: "a@contoso.com")
      }
      done.append(next.step.id)
    }
    return (done, subject)
  }

  private static let usual: [Fact: String] = [
    .tier: "standard", .listingURL: "https://appsource.microsoft.com/product/dynamics-365/a.b",
  ]

  @Test func `each track of each playbook can be walked to its end`() throws {
    for playbook in Playbooks.shipped {
      let type = playbook.types.first ?? .other("web-app")
      for track in playbook.tracks {
        for inAppSource in ["yes", "no"] {
          for separate in ["yes", "no"] {
            let answers: [Fact: String] = [.inAppSource: inAppSource, .separateEntity: separate]
            let (steps, end) = try walk(playbook, track.id, type, answers)
            #expect(Set(steps).count == steps.count)
            let obligations = Rules(playbook).obligations(of: end.offer, end.publisher)
            let unmet = obligations.filter { !$0.isMet }.map(\.deadline.id)
            #expect(unmet == [], "\(playbook.id) \(track.id)")
          }
        }
      }
    }
  }

  @Test func `a published offer ends live by this program, with its address entered`() throws {
    let playbook = try #require(Playbooks.shipped.first)
    let (steps, end) = try walk(playbook, "published", .operations, [.inAppSource: "no"])
    #expect(end.offer.publication.isRecertified)
    #expect(steps.contains("create-offer"))
    #expect(steps.last == "gtm-url")
  }

  @Test func `a duplicate ends retired`() throws {
    let playbook = try #require(Playbooks.shipped.first)
    let answers: [Fact: String] = [.inAppSource: "yes", .separateEntity: "no"]
    let (steps, end) = try walk(playbook, "draft", .customerEngagement, answers)
    #expect(end.offer.publication.stage == .retired)
    #expect(!steps.contains("submit"))
  }

  @Test func `the address of a listing has to be in AppSource`() throws {
    let playbook = try #require(Playbooks.shipped.first)
    let step = try #require(playbook.track("published")?.step("gtm-url"))
    guard case .question(let question) = step.kind else {
      Issue.record("the step asks nothing")
      return
    }
    #expect(question.fact == .listingURL)
    #expect(question.hosts == ["appsource.microsoft.com"])
  }
}
