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

  /// What became of something that can be lost.
  enum Fate: CaseIterable {
    case lost, threatened, onHold, kept

    /// The fate in a word or two, beside a count.
    var word: String {
      switch self {
      case .lost: "lost"
      case .threatened: "at risk"
      case .onHold: Level.onHold.title
      case .kept: "safe"
      }
    }

    /// How its column looks.
    var role: Role {
      switch self {
      case .lost: Role(.missed)
      case .threatened: Role(.startNow)
      case .onHold: Role(.onHold)
      case .kept: Role(.met)
      }
    }
  }

  /// Everything that these deadlines can take, in the order of what hurts.
  static func all(of dates: [DueDate]) -> [Loss] {
    var losses: [Loss] = []
    for date in dates {
      for consequence in date.deadline.consequences {
        let loss = Loss(playbook: date.key.playbook, consequence: consequence)
        if !losses.contains(loss) { losses.append(loss) }
      }
    }
    return losses
  }

  /// What it is; nil if its playbook is not here.
  func consequence(in deck: DeckSummary) -> Consequence? {
    deck.playbook(playbook)?.consequence(consequence)
  }

  /// What can become of it: on hold only if a deadline that takes it can be.
  func fates(in deck: DeckSummary) -> [Fate] {
    let deadlines = deck.playbook(playbook)?.deadlines ?? []
    let hasHold = deadlines.contains {
      $0.consequences.contains(consequence) && $0.hold != nil
    }
    return Fate.allCases.filter { hasHold || $0 != .onHold }
  }

  /// The deadlines that take it, as masks: those that are over and those that are to come.
  private func masks(in environment: Environment) -> (over: UInt64, coming: UInt64) {
    var masks: (over: UInt64, coming: UInt64) = (0, 0)
    guard let playbook = environment.deck.playbook(playbook) else { return masks }
    for (index, deadline) in playbook.deadlines.enumerated()
    where deadline.consequences.contains(consequence) {
      if environment.moment >= deadline.day.end(in: environment.zone(of: playbook)) {
        masks.over |= 1 << UInt64(index)
      } else {
        masks.coming |= 1 << UInt64(index)
      }
    }
    return masks
  }

  /// What selects the offers with a fate.
  func standing(_ fate: Fate, in environment: Environment) -> Standing {
    let (over, coming) = masks(in: environment)
    let condition = consequence(in: environment.deck)?.when ?? .always
    return switch fate {
    case .lost: Standing(playbook: playbook, threatened: over, condition: condition)
    case .threatened:
      Standing(playbook: playbook, threatened: coming, unthreatened: over, condition: condition)
    case .onHold:
      Standing(
        playbook: playbook, unthreatened: over | coming, held: over | coming,
        condition: condition)
    case .kept:
      Standing(
        playbook: playbook, clear: over | coming, concerned: over | coming,
        condition: condition)
    }
  }

  /// What finds the offers with a fate, of the publisher that is listed.
  func query(_ fate: Fate, in environment: Environment) -> Query {
    var query = Query(publisher: environment.overview.publisher)
    query.standing = standing(fate, in: environment)
    return query
  }

  /// What a column of a fate is called, with the day.
  func title(of fate: Fate, in environment: Environment) -> String {
    if fate == .onHold { return Level.onHold.title }
    guard fate != .kept, let playbook = environment.deck.playbook(playbook) else { return "safe" }
    let (over, coming) = masks(in: environment)
    let mask = fate == .lost ? over : coming
    let days = playbook.deadlines.indices.filter { mask & 1 << UInt64($0) != 0 }
      .map { playbook.deadlines[$0].day }
    guard let first = days.min() else { return fate == .lost ? "lost" : "at risk" }
    return fate == .lost
      ? "lost since \((first + 1).title(on: environment.today))"
      : "lost after \(first.title(on: environment.today))"
  }

  /// How many have lost it, are about to, have it on hold, and keep it, in a few words.
  func summary(_ counts: Counts, in environment: Environment) -> String {
    let fates = fates(in: environment.deck)
    let told = fates.compactMap { fate in
      (environment.deck.count(
        standing(fate, in: environment), publisher: environment.overview.publisher)
        ?? counts.known[query(fate, in: environment)])
        .map { "\($0.grouped) \(fate.word)" }
    }
    guard told.count == fates.count else { return "counting\(environment.signs[.ellipsis])" }
    return told.joined(separator: " \(environment.signs[.dot]) ")
  }

  // MARK: - An offer

  /// The deadline by which an offer's fate is told: the first that it has not met of those that take
  /// it, what is on hold last, or the last that it has met.
  func deciding(_ offer: Offer, in environment: Environment) -> OfferDeadline? {
    let rules = environment.deck.rules(of: offer)
    let obligations = rules.obligations(of: offer, environment.deck.publisher(of: offer))
      .filter { $0.deadline.consequences.contains(consequence) }
    let unmet = obligations.filter { !$0.isMet }.min {
      ($0.isOnHold ? 1 : 0, $0.deadline.day) < ($1.isOnHold ? 1 : 0, $1.deadline.day)
    }
    let obligation = unmet ?? obligations.max { $0.deadline.day < $1.deadline.day }
    return obligation.map { environment.deadline($0, rules) }
  }

  /// Whether an open loss concerns an offer only if a fact turns out so that is not known.
  func mayOnlyApply(to offer: Offer, in environment: Environment) -> Bool {
    guard let deciding = deciding(offer, in: environment), deciding.level != .met else {
      return false
    }
    return environment.deck.rules(of: offer).losses(of: offer, by: deciding.deadline)
      .contains { $0.id == consequence && $0.isUncertain }
  }
}

extension DeckSummary {
  /// How many offers stand so by the counts; nil if only looking at each of them tells.
  func count(_ standing: Standing, publisher: String?) -> Int? {
    guard standing.isCounted else { return nil }
    return tally.groups.reduce(0) { sum, entry in
      let group = entry.key
      let isMeant =
        group.playbook == standing.playbook
        && (publisher == nil || publisher == group.publisher)
        && standing.holds(concerned: group.concerned, met: group.met, held: group.held)
      return isMeant ? sum + entry.value : sum
    }
  }
}

/// The list of everything that can be lost, with how many have lost it.
struct LossMenu: Dialog {
  private var menu: Menu
  private let losses: [Loss]

  /// A list of losses, of which one is shown already.
  init(_ losses: [Loss], current: Loss?, _ counts: Counts, in environment: Environment) {
    self.losses = losses
    menu = Menu(
      title: "Losses", text: "What offers lose if they miss a deadline.",
      items: losses.map { loss in
        Menu.Item(
          loss.consequence(in: environment.deck)?.title ?? loss.consequence,
          detail: loss.summary(counts, in: environment), .losses(loss), isCurrent: loss == current)
      })
  }

  /// Tells what was counted meanwhile.
  mutating func refresh(_ counts: Counts, in environment: Environment) {
    for (place, loss) in losses.enumerated() {
      menu.items[place].detail = loss.summary(counts, in: environment)
    }
  }

  /// What has to be counted to tell the fates of all of them.
  func queries(in environment: Environment) -> [Query] {
    losses.filter { $0.consequence(in: environment.deck)?.when != .always }.flatMap { loss in
      loss.fates(in: environment.deck).map { loss.query($0, in: environment) }
    }
  }

  var question: [String] { menu.question }
  var wheelLines: Int { menu.wheelLines }
  var spoken: [String] { menu.spoken }
  var spokenPrompt: String { menu.spokenPrompt }

  mutating func handle(_ input: DialogInput, in environment: Environment) -> [DialogAction] {
    menu.handle(input, in: environment)
  }

  func draw(
    on canvas: inout Canvas, in page: Rectangle, _ environment: Environment
  ) -> [Target] {
    menu.draw(on: &canvas, in: page, environment)
  }

  mutating func hear(_ words: String, in environment: Environment) -> [DialogAction] {
    menu.hear(words, in: environment)
  }
}
