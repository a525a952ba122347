// A refusal names everything that is missing, and nothing else: doing all of it is enough, and
// leaving any one of it out is not.

import Formats
import Foundation
import Lifecycle
import Testing

@Suite struct `A refusal` {
  private let moment = Date(timeIntervalSince1970: 0)
  private let rules: Rules

  init() throws {
    rules = Rules(try #require(Playbooks.shipped.first))
  }

  private func subject(track: String, facts: [Fact: String] = [:]) -> Rules.Subject {
    Rules.Subject(
      Offer(
        key: OfferKey(publisher: "contoso", offer: "fleet"), name: "Contoso Fleet",
        type: .operations, playbook: rules.playbook.id, track: track, facts: facts,
        changedAt: moment), Publisher(id: "contoso", name: "Contoso"))
  }

  /// What has to be done about a requirement.
  private func cure(_ requirement: Requirement, _ subject: Rules.Subject) throws -> Action {
    switch requirement {
    case .page(let id, _, _): return .page(id: id, state: .complete)
    case .settlement(let id, _, _, _): return .answer(step: id, value: "yes")
    case .step(let id, _):
      let step = try #require(rules.applicableSteps(of: subject.offer).first { $0.id == id })
      guard case .question(let question) = step.kind else { return .tick(step: id) }
      let values: [Fact: String] = [
        .typeRight: "yes", .inAppSource: "no", .separateEntity: "yes", .tier: "premium",
        .certifiedBefore: "yes", .cosellPrioritized: "no", .cloudEmbed: "no",
      ]
      return .answer(step: id, value: try #require(values[question.fact]))
    default: throw requirement.unexpected
    }
  }

  private func applying(
    _ actions: [Action], to subject: Rules.Subject
  ) throws(Refusal) -> Rules.Subject {
    var subject = subject
    for action in actions {
      subject = try rules.applying(action, to: subject, at: moment, by: "anyone")
    }
    return subject
  }

  private func refusal(of event: StageEvent, _ subject: Rules.Subject) -> [Requirement] {
    rules.requirements(of: event, subject.offer, subject.publisher)
  }

  @Test(arguments: ["published", "draft", "new"]) func `lists all that submission needs`(
    track: String
  ) throws {
    let start = subject(track: track, facts: track == "published" ? [:] : [.typeRight: "no"])
    let requirements = refusal(of: .submit, start)
    #expect(requirements.count >= 6)
    let cures = try requirements.map { try cure($0, start) }
    let cured = try applying(cures, to: start)
    // An answer can bring a step of its own into the track: that it is not in AppSource does.
    let rest = refusal(of: .submit, cured)
    let finished = try applying(try rest.map { try cure($0, cured) }, to: cured)
    #expect(refusal(of: .submit, finished).isEmpty)
    #expect(try applying([.event(.submit)], to: finished).offer.publication.stage == .submitted)
    for left in cures.indices {
      var fewer = cures
      fewer.remove(at: left)
      let nearly = try applying(fewer, to: start)
      #expect(refusal(of: .submit, nearly).contains(requirements[left]))
    }
  }

  @Test func `names every comparison that a duplicate still needs`() throws {
    let duplicate = subject(
      track: "draft", facts: [.typeRight: "yes", .inAppSource: "yes", .separateEntity: "no"])
    let steps = refusal(of: .retire, duplicate).compactMap(\.step)
    #expect(steps == ["compare-collateral", "compare-contact", "compare-markets"])
    let compared = try applying(steps.map { .tick(step: $0) }, to: duplicate)
    let retired = try applying([.event(.retire)], to: compared)
    #expect(retired.offer.publication == Publication(stage: .retired))
  }

  @Test func `lets both offers stay where they belong to different legal entities`() throws {
    let other = subject(
      track: "draft", facts: [.typeRight: "yes", .inAppSource: "yes", .separateEntity: "yes"])
    let steps = rules.applicableSteps(of: other.offer).map(\.id)
    #expect(steps.contains("pages") && steps.contains("submit"))
    #expect(!steps.contains("compare-markets") && !steps.contains("retire"))
  }

  @Test func `a type in dispute blocks the offer while there are other steps to do`() {
    let disputed = subject(track: "draft", facts: [.typeRight: "no"])
    let progress = rules.progress(of: disputed.offer, disputed.publisher)
    #expect(progress.next?.step.id == "manager-signed-in")
    #expect(!progress.blockers.isEmpty)
    #expect(rules.digest(of: disputed.offer, disputed.publisher).isBlocked)
    // Being in dispute is also what keeps the draft from being removed: the date is on hold.
    let obligations = rules.obligations(of: disputed.offer, disputed.publisher)
    #expect(obligations.map(\.isOnHold) == [true] && obligations.map(\.isMet) == [false])
  }

  @Test func `account-wide steps count for every offer of the publisher`() throws {
    let first = subject(track: "draft")
    let after = try applying([.tick(step: "addendum")], to: first)
    #expect(after.offer == first.offer)
    let second = Rules.Subject(subject(track: "published").offer, after.publisher)
    #expect(!refusal(of: .submit, second).compactMap(\.step).contains("addendum"))
  }
}

extension Requirement {
  fileprivate struct Unexpected: Error { let requirement: Requirement }
  fileprivate var unexpected: Unexpected { Unexpected(requirement: self) }
}
