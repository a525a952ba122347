// `offerdeck undo` and `offerdeck redo`.

import ArgumentParser
import Lifecycle
import Persistence

/// Undoes the last change of the deck, or of an offer.
struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "undo", takes: "[<offer>] [options]", "Undo the last change to the deck, or to an offer.",
    """
    Without an offer, the last change is undone, however many offers it changed: an import, for \
    example. Run it again to undo the change before.
    """,
    examples: ["undo", "undo contoso-fleet", "undo contoso/contoso-fleet --dry-run"])

  @Argument(
    help: "Offer ID, or PUBLISHER/OFFER; without it, the whole deck.", completion: .offers)
  var offer: String?

  @Option(name: .shortAndLong, help: "The offer's publisher.", completion: .publishers)
  var publisher: String?

  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if publisher != nil && offer == nil { throw ValidationError("--publisher needs an offer") }
  }

  func run() throws {
    let deck = try Deck(common, isTrial: change.dryRun)
    guard let offer else {
      let entries = try Failure.wrapping {
        try deck.store.history.undo(at: deck.clock.now, by: common.actor)
      }
      return try change.print(entries, of: deck, unless: "nothing to undo")
    }
    let key = try deck.offer(named: offer, of: publisher).offer.key
    let entries = try Failure.wrapping {
      try deck.store.history.undo(key, at: deck.clock.now, by: common.actor)
    }
    try change.print(entries, of: deck, unless: "nothing to undo for \(key.offer.inQuotes)")
  }
}

/// Does again what was undone last.
struct RedoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "redo", "Redo what was undone last.",
    "It can be redone until something else is changed.",
    examples: ["redo", "redo --dry-run"])

  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let deck = try Deck(common, isTrial: change.dryRun)
    let entries = try Failure.wrapping {
      try deck.store.history.redo(at: deck.clock.now, by: common.actor)
    }
    try change.print(entries, of: deck, unless: "nothing to redo")
  }
}

extension ChangeOptions {
  /// Prints what was undone or redone: each change, up to ten.
  fileprivate func print(
    _ entries: [HistoryEntry], of deck: Deck, unless none: String
  ) throws(Failure) {
    guard !entries.isEmpty else { throw Failure(.notFound, none) }
    let titles = deck.library.playbooks.titles
    var lines = entries.prefix(10).map { entry in
      let name =
        entry.offer.map { "\($0): " } ?? (entry.publisher.isEmpty ? "" : "\(entry.publisher): ")
      return (entries.count > 1 ? name : "") + entry.sentence(titles)
    }
    if entries.count > 10 { lines.append("… and \(entries.count - 10) more") }
    let key = entries.count == 1 ? entries[0].offerKey : nil
    try print(
      ChangeRecord(
        json ? lines.joined(separator: "; ") : lines[0],
        offer: try key.flatMap { key throws(Failure) in try deck.record(of: key) }),
      Array(lines.dropFirst()))
  }
}
