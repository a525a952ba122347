// What is lost: something that the deadlines of a playbook can take from an offer, with the offers
// that keep it, those that are about to lose it, those that have lost it, and those for which it is
// on hold.

import Foundation
import Lifecycle
import Terminal

/// Something that can be lost, by its names.
package struct Loss: Hashable, Sendable {
  /// The playbook.
  package let playbook: String
  /// The consequence in it.
  package let consequence: String
}

/// What became of something that can be lost.
private enum Fate: CaseIterable {
  case lost, threatened, onHold, kept
}

extension Model {
  /// Everything that a deadline which concerns the offers can take, in the order of what hurts.
  var losses: [Loss] {
    var losses: [Loss] = []
    for date in dueDates {
      for consequence in date.deadline.consequences {
        let loss = Loss(playbook: date.key.playbook, consequence: consequence)
        if !losses.contains(loss) { losses.append(loss) }
      }
    }
    return losses
  }

  func consequence(of loss: Loss) -> Consequence? {
    environment.deck.playbook(loss.playbook)?.consequence(loss.consequence)
  }

  /// The deadlines that take it, as masks: those that are over and those that are to come.
  private func masks(of loss: Loss) -> (over: UInt64, coming: UInt64) {
    var masks: (over: UInt64, coming: UInt64) = (0, 0)
    guard let playbook = environment.deck.playbook(loss.playbook) else { return masks }
    for (index, deadline) in playbook.deadlines.enumerated()
    where deadline.consequences.contains(loss.consequence) {
      if moment >= deadline.day.end(in: environment.zone(of: playbook)) {
        masks.over |= 1 << UInt64(index)
      } else {
        masks.coming |= 1 << UInt64(index)
      }
    }
    return masks
  }

  private func standing(_ fate: Fate, _ loss: Loss) -> Standing {
    let (over, coming) = masks(of: loss)
    let condition = consequence(of: loss)?.when ?? .always
    return switch fate {
    case .lost: Standing(playbook: loss.playbook, threatened: over, condition: condition)
    case .threatened:
      Standing(
        playbook: loss.playbook, threatened: coming, unthreatened: over, condition: condition)
    case .onHold:
      Standing(
        playbook: loss.playbook, unthreatened: over | coming, held: over | coming,
        condition: condition)
    case .kept:
      Standing(
        playbook: loss.playbook, clear: over | coming, concerned: over | coming,
        condition: condition)
    }
  }

  /// What finds the offers with a fate.
  private func query(_ fate: Fate, _ loss: Loss) -> Query {
    var query = Query(publisher: query.publisher)
    query.standing = standing(fate, loss)
    return query
  }

  /// What has to be asked of the deck to know the fates of all that can be lost.
  var queriesOfLosses: [Query] {
    losses.filter { consequence(of: $0)?.when != .always }.flatMap { loss in
      fates(of: loss).map { query($0, loss) }
    }
  }

  /// What can become of it: on hold only if a deadline that takes it can be.
  private func fates(of loss: Loss) -> [Fate] {
    let deadlines = environment.deck.playbook(loss.playbook)?.deadlines ?? []
    let hasHold = deadlines.contains {
      $0.consequences.contains(loss.consequence) && $0.hold != nil
    }
    return Fate.allCases.filter { hasHold || $0 != .onHold }
  }

  /// How many offers stand so by the counts; nil where only looking at each of them tells.
  private func count(_ standing: Standing) -> Int? {
    guard standing.isCounted else { return nil }
    return tally.groups.reduce(0) { sum, entry in
      let group = entry.key
      let isMeant =
        group.playbook == standing.playbook
        && (query.publisher == nil || query.publisher == group.publisher)
        && standing.holds(concerned: group.concerned, met: group.met, held: group.held)
      return isMeant ? sum + entry.value : sum
    }
  }

  /// The columns of a loss: who has lost it, who is about to, for whom it is on hold, and who keeps
  /// it.
  func lossLanes(of loss: Loss) -> [Lane] {
    var others = query
    others.standing = nil
    return fates(of: loss).enumerated().map { place, fate in
      var query = others
      let standing = standing(fate, loss)
      query.standing = standing
      query.isDescending = false
      // Who has the longest way to go comes first.
      query.sort = fate == .kept ? .name : .stage
      var listing = Listing(query, pane: .lane(place))
      listing.isPatient = isLarge
      return Lane(
        title: title(of: fate, loss), role: fate.role, listing: listing,
        tallied: others.isFiltered ? nil : count(standing))
    }
  }

  private func title(of fate: Fate, _ loss: Loss) -> String {
    if fate == .onHold { return Level.onHold.title }
    guard fate != .kept, let playbook = environment.deck.playbook(loss.playbook) else {
      return "safe"
    }
    let (over, coming) = masks(of: loss)
    let mask = fate == .lost ? over : coming
    let days = playbook.deadlines.indices.filter { mask & 1 << UInt64($0) != 0 }
      .map { playbook.deadlines[$0].day }
    guard let first = days.min() else { return fate == .lost ? "lost" : "at risk" }
    return fate == .lost
      ? "lost since \((first + 1).title(on: today))"
      : "lost after \(first.title(on: today))"
  }

  /// The deadline by which an offer's fate is told on the page of a loss: the first that it has not
  /// met of those that take it, what is on hold last, or the last that it has met.
  func deciding(
    _ offer: Offer, _ loss: Loss
  ) -> (deadline: Deadline, level: Level, countdown: Countdown, obligation: Obligation)? {
    let rules = rules(of: offer)
    let zone = environment.zone(of: rules.playbook)
    let obligations = rules.obligations(of: offer, publisher(of: offer))
      .filter { $0.deadline.consequences.contains(loss.consequence) }
    let unmet = obligations.filter { !$0.isMet }.min {
      ($0.isOnHold ? 1 : 0, $0.deadline.day) < ($1.isOnHold ? 1 : 0, $1.deadline.day)
    }
    guard let obligation = unmet ?? obligations.max(by: { $0.deadline.day < $1.deadline.day })
    else { return nil }
    let deadline = obligation.deadline
    return (
      deadline, obligation.level(at: overview.moment, in: zone),
      Countdown(from: overview.moment, to: deadline.day.end(in: zone)), obligation
    )
  }

  /// Whether an open loss concerns an offer only if a fact turns out so that is not known.
  func mayOnlyApply(_ loss: Loss, to offer: Offer) -> Bool {
    guard let deciding = deciding(offer, loss), deciding.level != .met else { return false }
    return rules(of: offer).losses(of: offer, by: deciding.deadline)
      .contains { $0.id == loss.consequence && $0.isUncertain }
  }

  // MARK: - Choosing one

  /// Lists everything that can be lost, with how many have lost it; in the panel of the deadlines,
  /// what the selected one takes.
  mutating func showLosses() -> [Effect] {
    var losses = losses
    if focus == .deadlines, let date = selectedDate {
      losses = losses.filter {
        $0.playbook == date.key.playbook && date.deadline.consequences.contains($0.consequence)
      }
      if let only = losses.first, losses.count == 1 { return turn(to: .losses(only)) }
    }
    guard !losses.isEmpty else {
      say("These offers have nothing to lose.")
      return []
    }
    let items = losses.map { loss in
      Menu.Item(
        consequence(of: loss)?.title ?? loss.consequence, detail: summary(of: loss),
        .losses(loss), isCurrent: view == .losses(loss))
    }
    dialogs.push(
      Menu(title: "Losses", text: "What offers lose if they miss a deadline.", items: items))
    return askCounts()
  }

  /// The list of what can be lost is on top.
  var showsLossMenu: Bool { (dialogs.last as? Menu)?.items.first?.loss != nil }

  /// Tells in the list of what can be lost what was counted meanwhile.
  mutating func refreshLosses() {
    guard showsLossMenu else { return }
    let details = losses.map { ($0, summary(of: $0)) }
    dialogs.change(Menu.self) { menu in
      for place in menu.items.indices {
        let loss = menu.items[place].loss
        menu.items[place].detail =
          details.first { $0.0 == loss }?.1 ?? menu.items[place].detail
      }
    }
  }

  /// How many have lost it, are about to, have it on hold, and keep it, in a few words.
  private func summary(of loss: Loss) -> String {
    let fates = fates(of: loss)
    let told = fates.compactMap { fate in
      (count(standing(fate, loss)) ?? counts.known[query(fate, loss)])
        .map { "\($0.grouped) \(fate.word)" }
    }
    guard told.count == fates.count else { return "counting\(theme.signs.ellipsis)" }
    return told.joined(separator: " \(theme.signs.dot) ")
  }
}

extension Menu.Item {
  /// The loss that it leads to; nil if it leads to none.
  fileprivate var loss: Loss? {
    if case .losses(let loss)? = actions.first { loss } else { nil }
  }
}

extension Fate {
  fileprivate var word: String {
    switch self {
    case .lost: "lost"
    case .threatened: "at risk"
    case .onHold: Level.onHold.title
    case .kept: "safe"
    }
  }

  fileprivate var role: Role {
    switch self {
    case .lost: Role(.missed)
    case .threatened: Role(.startNow)
    case .onHold: Role(.onHold)
    case .kept: Role(.met)
    }
  }
}
