// What is said after a change, an undo or a redo, and what is asked before an undo.

import Foundation
import Lifecycle
import Terminal

/// Says what became of a change.
struct ChangeReport {
  let dialogs: StepDialogs
  /// What is added if the change only records work in Partner Center.
  let note: String

  private var environment: Environment { dialogs.environment }

  /// What is said of something that was asked of one or several offers.
  func actions(for outcome: Outcome) -> [DialogAction] {
    switch (outcome.done.count, outcome.refused.count) {
    case (1, 0):
      let scope = outcome.scope(in: environment.deck)
      let key = environment.keyName(.undo)
      return [.say("\(outcome.title): done\(scope). \(key) undo\(note)")]
    case (0, 1):
      return outcome.refused.map { .open(dialogs.blockers($0.refusal, of: $0.key)) }
    case (_, 0):
      let names = dialogs.names(of: outcome.done.map(\.offer.key), limit: 3)
      return [.say("\(outcome.title): done for \(names).\(note)")]
    default: return [.open(TextDialog.outcome(outcome, in: environment.zone))]
    }
  }

  /// Asks before something is undone that was done before this session or by somebody else; nil if
  /// there is nothing.
  func question(about entries: [HistoryEntry]) -> Confirmation? {
    guard let first = entries.first else { return nil }
    let keys = entries.offers
    let whom = keys.isEmpty ? "" : " for \(dialogs.names(of: keys))"
    let day = Day(of: first.at, in: environment.zone)
    return Confirmation(
      "Undo “\(first.sentence(environment.deck.titles).withoutStop)”?",
      "Done by \(first.by) on \(day.title())\(whom).",
      .write(.undo(confirmed: entries.last?.id ?? first.id)))
  }

  /// What is said of an undo, or of a redo; nil if nothing was undone. `inverse` does the opposite.
  func action(for entries: [HistoryEntry], _ inverse: Command) -> DialogAction? {
    guard let first = entries.first else { return nil }
    let (deck, keys) = (environment.deck, entries.offers)
    let isForAll = entries.count == 1 && deck.isAccountStep(first.subject)
    let notice =
      isForAll || keys.isEmpty
      ? deck.undoNotice(first).withoutStop
      : "\(first.sentence(deck.titles).withoutStop) for \(dialogs.names(of: keys, limit: 3))"
    return .say("\(notice). \(environment.keyName(inverse)) \(inverse.label)")
  }
}

extension Panels {
  /// Something was done to offers: what was selected for it is not any more, and the keys go with one
  /// to its column.
  mutating func follow(_ outcome: Outcome) {
    if let subject = outcome.done.first, outcome.done.count == 1, outcome.refused.isEmpty {
      steps.selection = nil
      if view == .board { board.follow(subject.offer.key, to: subject.offer.publication.stage) }
    } else if outcome.done.count + outcome.refused.count > 1 {
      offers.marks.subtract(outcome.done.map(\.offer.key))
    }
  }

  /// Something was undone, or redone: the keys go with the offer to its column.
  mutating func follow(_ entries: [HistoryEntry]) {
    let keys = entries.offers
    if view == .board, keys.count == 1, let key = keys.first, let stage = entries.first?.to {
      board.follow(key, to: stage)
    }
  }
}

extension [HistoryEntry] {
  /// The offers that they are about, each once.
  fileprivate var offers: [OfferKey] {
    var keys: [OfferKey] = []
    for key in compactMap(\.offerKey) where !keys.contains(key) { keys.append(key) }
    return keys
  }
}

extension Outcome {
  /// For whom a step was done, if that is more than the one offer.
  fileprivate func scope(in deck: DeckSummary) -> String {
    guard let subject = done.first,
      let step = deck.rules(of: subject.offer).applicableSteps(of: subject.offer).first(where: {
        $0.title == title && $0.kind == .account
      })
    else { return "" }
    return deck.scope(of: step, subject.publisher).map {
      " " + String($0.dropFirst("Done once ".count)).withoutStop
    } ?? ""
  }
}
