// How quickly things went so far, from the history: how long each leg took, and when offers met their
// deadlines. It stands beside the tally, and is read as it is: as one value.

/// How quickly things went so far.
package struct Pace: Hashable, Sendable {
  /// A track of a playbook.
  package struct Way: Hashable, Sendable {
    /// The playbook's ID.
    package let playbook: String
    /// The track's ID.
    package let track: String

    /// A track of a playbook.
    package init(playbook: String, track: String) {
      self.playbook = playbook
      self.track = track
    }
  }

  /// Offers of a publisher that met a deadline.
  package struct Arrivals: Hashable, Sendable {
    /// The publisher's ID.
    package let publisher: String
    /// The deadline.
    package let deadline: Query.DeadlineKey

    /// Offers of a publisher that met a deadline.
    package init(publisher: String, deadline: Query.DeadlineKey) {
      self.publisher = publisher
      self.deadline = deadline
    }
  }

  /// How long the legs took, by track.
  package var durations: [Way: [Leg: Durations]] = [:]
  /// On which days offers met their deadlines, and how many, as far as the history tells. Days are
  /// those of the playbook's zone.
  package var arrivals: [Arrivals: [Day: Int]] = [:]
  /// The first day on which the history knows of work; nil where it knows of none.
  package var begun: Day?

  /// Nothing seen.
  package init() {}

  /// Adds a duration of a leg.
  package mutating func add(_ seconds: Double, of leg: Leg, on way: Way) {
    durations[way, default: [:]][leg, default: Durations()].add(seconds)
  }

  /// What was seen of a leg on any of these tracks of a playbook.
  package func durations(of leg: Leg, in playbook: String, tracks: [String]) -> Durations {
    var sum = Durations()
    for track in tracks {
      if let seen = durations[Way(playbook: playbook, track: track)]?[leg] { sum.add(seen) }
    }
    return sum
  }

  /// How many offers of a publisher, or of all, met a deadline within some days, or ever.
  package func arrivals(
    at deadline: Query.DeadlineKey, publisher: String? = nil, in days: ClosedRange<Day>? = nil
  ) -> Int {
    arrivals.reduce(0) { sum, entry in
      guard entry.key.deadline == deadline,
        publisher == nil || entry.key.publisher == publisher
      else { return sum }
      return sum + entry.value.reduce(0) { days?.contains($1.key) != false ? $0 + $1.value : $0 }
    }
  }
}

extension Playbook {
  /// The playbook with the lead times of its deadlines moved by what was seen.
  package func learning(from pace: Pace) -> Playbook {
    var learned = self
    for (index, deadline) in deadlines.enumerated() {
      let seen = legs(to: deadline).map {
        pace.durations(of: $0, in: id, tracks: deadline.tracks)
      }
      learned.deadlines[index].lead = LeadTime(prior: deadline.lead.prior, seen: seen)
    }
    return learned
  }
}
