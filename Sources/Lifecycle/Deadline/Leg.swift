// The parts of an offer's way whose durations are learned: what lies between two of its stages.

/// A part of the way to live.
package enum Leg: String, CaseIterable, Codable, Sendable {
  /// From the first thing that was done for it to its submission.
  case preparation
  /// From its submission to Microsoft's answer that it passed.
  case certification
  /// From there to live.
  case release
  /// From the first thing that was done for it to the goal, however many stages lie between.
  case wholeTrack = "whole_track"

  /// What people call it.
  package var title: String {
    switch self {
    case .preparation: "begun to submitted"
    case .certification: "submitted to certified"
    case .release: "certified to live"
    case .wholeTrack: "begun to done"
    }
  }

  /// The leg that ends when an offer enters a stage; nil where none does.
  package static func ending(at stage: Stage) -> Leg? {
    switch stage {
    case .submitted: .preparation
    case .certified: .certification
    case .live: .release
    case .draft, .retired, .unrecognized: nil
    }
  }

  /// The legs to a stage, in order.
  static func legs(to stage: Stage) -> [Leg] {
    switch stage {
    case .submitted: [.preparation]
    case .certified: [.preparation, .certification]
    case .live: [.preparation, .certification, .release]
    case .draft, .retired, .unrecognized: []
    }
  }
}

extension Track {
  /// The stage in which a goal on this track is met; nil where no stage tells that.
  package func stage(of goal: Goal) -> Stage? {
    switch goal {
    case .complete:
      // What a track asks for after its last gate is little beside the way there.
      for (event, stage) in [
        (StageEvent.goLive, Stage.live), (.certificationPassed, .certified), (.submit, .submitted),
      ] where steps.contains(where: { $0.kind.event == event }) {
        return stage
      }
      return nil
    case .step(let id):
      switch step(id)?.kind.event {
      case .submit: return .submitted
      case .certificationPassed: return .certified
      case .goLive: return .live
      default: return nil
      }
    }
  }
}

extension Playbook {
  /// The parts of the way to a deadline's goal, in order. The end of a track without stages is
  /// reached in one part; of any other goal that no stage tells, nothing is learned.
  package func legs(to deadline: Deadline) -> [Leg] {
    guard let track = deadline.tracks.first.flatMap(track) else { return [] }
    if let stage = track.stage(of: deadline.goal) { return Leg.legs(to: stage) }
    let isEnd =
      switch deadline.goal {
      case .complete: true
      case .step(let id): id == track.steps.last?.id
      }
    return isEnd && !track.steps.contains { $0.isGate } ? [.wholeTrack] : []
  }
}
