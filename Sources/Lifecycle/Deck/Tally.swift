// How many offers there are of each kind: enough for every count on the screen, and small however
// many offers there are.

/// Counts of offers, by all that counts are asked for.
package struct Tally: Hashable, Sendable {
  /// Offers that are alike in every count.
  package struct Group: Hashable, Sendable {
    /// The publisher's ID.
    package var publisher: String
    /// The playbook's ID.
    package var playbook: String
    /// The track's ID.
    package var track: String
    /// The stage.
    package var stage: Stage
    /// Whether the next step is blocked.
    package var isBlocked: Bool
    /// The deadlines that concern them, as in `Digest`.
    package var concerned: UInt64
    /// Those of them that are met.
    package var met: UInt64
    /// Those of them that only may concern them, since a fact is not known.
    package var uncertain: UInt64
    /// Those of them that are on hold.
    package var held: UInt64

    /// A group of offers that are alike.
    package init(
      publisher: String, playbook: String, track: String, stage: Stage, isBlocked: Bool,
      concerned: UInt64, met: UInt64, uncertain: UInt64 = 0, held: UInt64 = 0
    ) {
      self.publisher = publisher
      self.playbook = playbook
      self.track = track
      self.stage = stage
      self.isBlocked = isBlocked
      self.concerned = concerned
      self.met = met
      self.uncertain = uncertain
      self.held = held
    }
  }

  /// How many offers are in each group.
  package var groups: [Group: Int]

  /// Counts by group.
  package init(groups: [Group: Int] = [:]) { self.groups = groups }

  /// All offers of a publisher, or of all.
  package func count(publisher: String? = nil) -> Int { sum { isOf($0, publisher) } }

  /// The offers in a stage.
  package func count(_ stage: Stage, publisher: String? = nil) -> Int {
    sum { $0.stage == stage && isOf($0, publisher) }
  }

  /// The offers whose next step is blocked.
  package func blocked(publisher: String? = nil) -> Int {
    sum { $0.isBlocked && isOf($0, publisher) }
  }

  /// How many offers a deadline concerns, and how many of them have met it.
  package func count(
    of deadline: Query.DeadlineKey, publisher: String? = nil
  ) -> (concerned: Int, met: Int) {
    let bit: UInt64 = 1 << UInt64(deadline.index)
    let concerned = sum {
      $0.playbook == deadline.playbook && $0.concerned & bit != 0 && isOf($0, publisher)
    }
    let met = sum { $0.playbook == deadline.playbook && $0.met & bit != 0 && isOf($0, publisher) }
    return (concerned, met)
  }

  /// How many offers have not met a deadline that only may concern them, and how many of those that
  /// have not met it have it on hold.
  package func open(
    of deadline: Query.DeadlineKey, publisher: String? = nil
  ) -> (uncertain: Int, held: Int) {
    let bit: UInt64 = 1 << UInt64(deadline.index)
    let isOpen = { (group: Group) in
      group.playbook == deadline.playbook && group.met & bit == 0 && isOf(group, publisher)
    }
    return (
      sum { $0.uncertain & bit != 0 && isOpen($0) }, sum { $0.held & bit != 0 && isOpen($0) }
    )
  }

  /// The playbooks that offers go by, of a publisher or of all, and that are not among these: by their
  /// IDs, with how many offers go by each. Nothing is known of the dates of those.
  package func missing(
    from playbooks: [Playbook], publisher: String? = nil
  ) -> [(playbook: String, offers: Int)] {
    let known = Set(playbooks.map(\.id))
    let missing = groups.filter {
      $0.value > 0 && !known.contains($0.key.playbook) && isOf($0.key, publisher)
    }
    return Dictionary(missing.map { ($0.key.playbook, $0.value) }, uniquingKeysWith: +)
      .sorted { $0.key < $1.key }.map { (playbook: $0.key, offers: $0.value) }
  }

  private func isOf(_ group: Group, _ publisher: String?) -> Bool {
    publisher == nil || group.publisher == publisher
  }

  private func sum(where counts: (Group) -> Bool) -> Int {
    groups.reduce(0) { counts($1.key) ? $0 + $1.value : $0 }
  }
}
