// What is left of an offer's way to a deadline. Offers that are alike in it are forecast together, so
// that a forecast costs the same for ten offers and for a million.

/// What is left of the way to a deadline.
package struct Remainder: Hashable, Sendable {
  /// Where the offer stands.
  package let stage: Stage
  /// Its own steps that are still to be done before it can be handed in, or before the goal where no
  /// stage tells that.
  package let stepsLeft: Int
  /// How many such steps there are.
  package let steps: Int

  /// What is left.
  package init(stage: Stage, stepsLeft: Int, steps: Int) {
    self.stage = stage
    self.stepsLeft = stepsLeft
    self.steps = steps
  }

  /// The part of the first leg that is left, from 0 to 1. The step that ends it is part of it, so that
  /// with everything ticked a little is left all the same.
  var share: Double { Double(stepsLeft + 1) / Double(steps + 1) }

  /// Whether a leg is still ahead, wholly or in part.
  func isAhead(_ leg: Leg) -> Bool {
    switch leg {
    case .preparation, .wholeTrack: stage != .submitted && stage != .certified
    case .certification: stage != .certified
    case .release: true
    }
  }
}

extension Remainder: Comparable {
  /// Orders from what is nearest to the goal.
  package static func < (one: Remainder, other: Remainder) -> Bool { one.order < other.order }

  private var order: (Int, Double, Int) {
    let distance =
      switch stage {
      case .certified: 0
      case .submitted: 1
      case .draft, .live, .retired, .unrecognized: 2
      }
    return (distance, share, steps)
  }
}

/// What is left to all offers that have not met a deadline.
package struct Outstanding: Hashable, Sendable {
  /// How many offers have how much left. Where there are very many, a part of them was looked at,
  /// and stands for all.
  package var groups: [Remainder: Double] = [:]

  /// Nothing is left.
  package init() {}

  /// All offers together.
  package var count: Double { groups.values.reduce(0, +) }

  /// The same shares of so many offers.
  package func scaled(to count: Double) -> Outstanding {
    let own = self.count
    guard own > 0, own != count else { return self }
    var scaled = self
    scaled.groups = groups.mapValues { $0 * count / own }
    return scaled
  }
}

extension Rules {
  /// What is left to an offer until it meets a deadline; nil where it has met it, or is not concerned.
  package func remainder(
    of offer: Offer, _ publisher: Publisher, to index: Int
  ) -> Remainder? {
    guard playbook.deadlines.indices.contains(index), let track = playbook.track(offer.track),
      meetings(of: offer, publisher).contains(where: { $0.deadline == index && !$0.isMet })
    else { return nil }
    let deadline = playbook.deadlines[index]
    let end: (Step) -> Bool =
      if track.stage(of: deadline.goal) != nil {
        { $0.isGate }
      } else if case .step(let id) = deadline.goal {
        { $0.id == id }
      } else {
        { _ in false }
      }
    var steps = 0
    var left = 0
    for (step, passing) in zip(track.steps, passings(of: offer, publisher)) {
      guard let passing else { continue }
      // What retires an offer is no step on its way.
      if step.kind.event == .retire { continue }
      if end(step) { break }
      steps += 1
      if passing == .open { left += 1 }
    }
    return Remainder(stage: offer.publication.stage, stepsLeft: left, steps: steps)
  }
}
