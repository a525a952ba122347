// The table of stages: every pair of stage and event.

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
    #expect(after?.report == (event == .certificationFailed && after != nil ? "No contact." : nil))
  }

  @Test func `an offer that was published is never retired as a draft`() {
    #expect(Publication(stage: .draft, market: .earlier).after(.retire) == nil)
  }

  @Test func `a revision leaves the earlier version live`() {
    #expect(
      Publication(stage: .live, market: .current).after(.revise)
        == Publication(stage: .draft, market: .earlier))
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
