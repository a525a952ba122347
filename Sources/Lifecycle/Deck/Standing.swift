// How offers stand with the deadlines of a playbook, as something to select them by: who has not met
// a date, who keeps what a date would take.

/// A selection of offers by the deadlines that concern them, as their digests have them.
package struct Standing: Hashable, Sendable {
  /// The playbook whose deadlines the masks are about: bit n stands for its nth.
  package var playbook: String
  /// At least one of these concerns the offer and is not met; nil where that is not asked.
  package var unmet: UInt64?
  /// None of these concerns the offer without being met.
  package var clear: UInt64
  /// At least one of these concerns the offer; nil where that is not asked.
  package var concerned: UInt64?
  /// At least one of these concerns the offer, is not met and is not on hold; nil where that is not
  /// asked.
  package var threatened: UInt64?
  /// None of these concerns the offer without being met or on hold.
  package var unthreatened: UInt64
  /// At least one of these is on hold for the offer; nil where that is not asked.
  package var held: UInt64?
  /// What else holds for the offer, or may hold since a fact is not known: it is in no digest, so that
  /// it has to be looked for.
  package var condition: Condition
  /// The condition holds by facts that are known; else it may also hold since one is not.
  package var isCertain: Bool

  /// Offers of a playbook that stand so with its deadlines.
  package init(
    playbook: String, unmet: UInt64? = nil, clear: UInt64 = 0, concerned: UInt64? = nil,
    threatened: UInt64? = nil, unthreatened: UInt64 = 0, held: UInt64? = nil,
    condition: Condition = .always, isCertain: Bool = false
  ) {
    self.playbook = playbook
    self.unmet = unmet
    self.clear = clear
    self.concerned = concerned
    self.threatened = threatened
    self.unthreatened = unthreatened
    self.held = held
    self.condition = condition
    self.isCertain = isCertain
  }

  /// Whether a digest with these masks stands so, as far as masks tell.
  package func holds(concerned mask: UInt64, met: UInt64, held onHold: UInt64) -> Bool {
    let open = mask & ~met
    let pressing = open & ~onHold
    return (unmet.map { open & $0 != 0 } ?? true) && open & clear == 0
      && (concerned.map { mask & $0 != 0 } ?? true)
      && (threatened.map { pressing & $0 != 0 } ?? true) && pressing & unthreatened == 0
      && (held.map { open & onHold & $0 != 0 } ?? true)
  }

  /// Whether it also holds of the facts of an offer in a group, so that counts by group tell all.
  package var isCounted: Bool { condition == .always }
}

extension Query {
  /// Only offers that this deadline concerns and that have not met it; nil where other things, or
  /// none, are asked of deadlines.
  package var unmet: DeadlineKey? {
    get {
      guard let standing, let mask = standing.unmet, mask.nonzeroBitCount == 1,
        standing == Standing(playbook: standing.playbook, unmet: mask)
      else { return nil }
      return DeadlineKey(playbook: standing.playbook, index: mask.trailingZeroBitCount)
    }
    set {
      standing = newValue.map {
        Standing(
          playbook: $0.playbook,
          unmet: (0..<Rules.deadlineLimit).contains($0.index) ? 1 << UInt64($0.index) : 0)
      }
    }
  }
}
