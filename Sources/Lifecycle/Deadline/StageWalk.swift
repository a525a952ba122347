// The walk of one offer through its stages, as its history tells it: how long each leg took, and when
// it came where it is. What was taken back was never walked.

package import Foundation

/// The walk of an offer through its stages.
package struct StageWalk: Sendable {
  /// A change of the stage, as the history has it.
  package struct Change: Hashable, Sendable {
    /// The number of its entry.
    package let entry: Int64
    /// When.
    package let at: Date
    /// The stage before.
    package let from: Stage
    /// The stage after.
    package let to: Stage
    /// It is no step, but takes back one or leads back to where one was.
    package let isUndo: Bool
    /// The number of the entry that it takes back.
    package let undoes: Int64?

    /// A change of the stage.
    package init(
      entry: Int64, at: Date, from: Stage, to: Stage, isUndo: Bool = false, undoes: Int64? = nil
    ) {
      self.entry = entry
      self.at = at
      self.from = from
      self.to = to
      self.isUndo = isUndo
      self.undoes = undoes
    }
  }

  /// A leg that was walked, and how long it took in seconds; not more than none where clocks went
  /// wrong.
  package struct Walked: Hashable, Sendable {
    /// The leg.
    package let leg: Leg
    /// How long it took.
    package let seconds: TimeInterval
  }

  /// What holds at a point of the walk.
  fileprivate struct Standing {
    var legs: [Walked] = []
    /// When this round of work began, and when the present attempt did.
    var begun: Date?
    var attempt: Date?
    /// When each stage of the way was last entered.
    var entered: [Stage: Date] = [:]
  }

  private var now: Standing
  /// What held before each change, so that taking it back leads there.
  private var earlier: [Int64: Standing] = [:]

  /// A walk that begins.
  ///
  /// - Parameter begun: when the first thing was done for the offer; nil where that is not known.
  package init(begun: Date?) {
    now = Standing(begun: begun, attempt: begun)
  }

  /// The legs that were walked and not taken back.
  package var legs: [Walked] { now.legs }

  /// When a stage of the way was reached, by whatever step; nil where it was not, or one has gone
  /// back from it.
  package func reached(_ stage: Stage) -> Date? {
    guard let rank = stage.rank else { return nil }
    return Stage.onTheWay[rank...].lazy.compactMap { now.entered[$0] }.first
  }

  /// Takes the next change.
  package mutating func take(_ change: Change) {
    if change.isUndo {
      // Without the entry, all that is known is that the offer is where it was.
      now = change.undoes.flatMap { earlier[$0] } ?? now.leaving(change.to)
      return
    }
    earlier[change.entry] = now
    guard let rank = change.to.rank else {
      now.entered = [:]
      return
    }
    switch change.to {
    case .draft:
      // A failed attempt ends, and the next begins; what was live before begins a new round.
      if change.from == .live { now.begun = change.at }
      now.attempt = change.at
    default:
      now.walk(change, since: now.start(of: change))
      if change.to == .live, let begun = now.begun {
        now.legs.append(
          Walked(leg: .wholeTrack, seconds: change.at.timeIntervalSince(begun)))
      }
    }
    for stage in Stage.onTheWay[rank...] { now.entered[stage] = nil }
    if change.to != .draft { now.entered[change.to] = change.at }
  }
}

extension StageWalk.Standing {
  /// When the leg began that a change ends; nil where it ends none, or that is not known.
  fileprivate func start(of change: StageWalk.Change) -> Date? {
    switch (change.from, change.to) {
    case (.draft, .submitted): attempt
    case (.submitted, .certified): entered[.submitted]
    case (.certified, .live): entered[.certified]
    default: nil
    }
  }

  fileprivate mutating func walk(_ change: StageWalk.Change, since start: Date?) {
    guard let start, let leg = Leg.ending(at: change.to) else { return }
    legs.append(StageWalk.Walked(leg: leg, seconds: change.at.timeIntervalSince(start)))
  }

  /// The same where only the stage is known.
  fileprivate func leaving(_ stage: Stage) -> Self {
    var left = self
    left.entered = left.entered.filter { ($0.key.rank ?? 0) < (stage.rank ?? 0) }
    left.attempt = nil
    return left
  }
}
