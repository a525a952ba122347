// The table of stages: every pair of stage and event.

import Foundation
import Lifecycle
import Testing

@Suite struct `The table of stages` {
  /// What the table allows, and where it leads.
  private static let table: [Stage: [StageEvent: Stage]] = [
    .draft: [.submit: .submitted, .retire: .retired],
    .submitted: [
      .certificationPassed: .certified, .certificationFailed: .draft, .withdraw: .draft,
    ],
    .certified: [.goLive: .live, .revise: .draft],
    .live: [.revise: .draft, .stopDistribution: .retired],
  ]

  @Test(arguments: Stage.allCases, StageEvent.allCases)
  func `leads where it says, and nowhere else`(stage: Stage, event: StageEvent) {
    let after = Publication(stage: stage).after(event, report: "No contact.")
    #expect(after?.stage == Self.table[stage]?[event])
    #expect(
      after?.failure?.report
        == (event == .certificationFailed && after != nil ? "No contact." : nil))
  }

  @Test func `an offer that was published is never retired as a draft`() {
    #expect(Publication(stage: .draft, market: .earlier).after(.retire) == nil)
  }

  @Test func `a revision leaves the earlier version live`() {
    #expect(
      Publication(stage: .live, market: .current).after(.revise)
        == Publication(stage: .draft, market: .earlier, evidence: .live))
  }

  @Test func `a failure, a withdrawal, a revision and a stop keep how far the offer came`() {
    let submitted = Publication(stage: .submitted)
    #expect(submitted.after(.certificationFailed)?.evidence == .submitted)
    #expect(submitted.after(.withdraw)?.evidence == .submitted)
    #expect(Publication(stage: .certified).after(.revise)?.evidence == .certified)
    #expect(Publication(stage: .live, market: .current).after(.stopDistribution)?.proof == .live)
    #expect(Publication(stage: .live, market: .earlier).after(.revise)?.evidence == Evidence.none)
  }

  @Test func `a live offer whose update failed stays live, with every reason`() {
    let reasons = ["The icon is missing.", "", " No support contact. ", "The icon is missing."]
    let failure = SubmissionFailure(.validation, reasons: reasons)
    let seen = Publication(stage: .live, market: .current).seen(
      Observation(stage: .live, word: "Published", failure: failure, source: .ingestion))
    #expect(seen.stage == .live && seen.needsAttention && seen.isRecertified)
    #expect(seen.failure?.reasons == ["The icon is missing.", "No support contact."])
    #expect(seen.title == "live (not valid)")
    #expect(seen.after(.revise)?.failure == failure)
  }

  @Test func `a failed validation proves no submission, and a failed certification does`() {
    for (kind, evidence) in [
      (SubmissionFailure.Kind.validation, Evidence.none), (.certification, .submitted),
    ] {
      let seen = Publication().seen(
        Observation(
          stage: .draft, word: "Failed", failure: SubmissionFailure(kind, "No icon."),
          source: .ingestion))
      #expect(seen.evidence == evidence && seen.failure?.summary == "\(kind.title): No icon.")
    }
  }

  @Test func `a publication that an earlier version wrote is read with its report`() throws {
    let old = #"{"stage":"draft","market":"none","report":"No icon.","isGoingLive":false}"#
    let read = try JSONDecoder().decode(Publication.self, from: Data(old.utf8))
    #expect(read == Publication(failure: SubmissionFailure(.certification, "No icon.")))
    let whole = Publication(
      stage: .live, market: .earlier, failure: SubmissionFailure(.validation, "One\nTwo"),
      evidence: .submitted)
    let again = try JSONDecoder().decode(Publication.self, from: JSONEncoder().encode(whole))
    #expect(again == whole)
  }

  @Test func `a word that is not known changes no stage`() {
    let known = Publication(stage: .submitted)
    let seen = known.seen(Observation(stage: nil, word: "Frozen", source: .ingestion))
    #expect(seen.stage == .submitted && seen.word == "Frozen")
  }

  @Test func `the diagrams hold every arrow of the table`() {
    let arrows = Diagram.stages.arrows
    #expect(arrows.count == 9)
    #expect(Diagram.stages.mermaid.contains("certified --> live : Go live"))
    #expect(Diagram.stages.dot.contains("\"live\" -> \"retired\" [label=\"Stop distribution\"];"))
  }
}
