// `offerdeck undo` and `offerdeck redo`.

import ArgumentParser
import Lifecycle
import Persistence

/// Undoes the last change of the deck, or of an offer.
struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Undo the last change; again for the one before.",
    discussion: """
      Without an offer, the last thing that was done is undone, whatever it was and however many \
      offers it changed: an import, for example. With one, the last change of that offer.
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: "The offer's ID, or PUBLISHER/OFFER.", completion: .offers)
  var offer: String?

  func run() throws {
    let deck = try Deck(common)
    guard let offer else {
      let entries = try Failure.wrapping {
        try deck.store.undo(at: deck.clock.now, by: common.actor)
      }
      return try deck.tell(entries, unless: "There is nothing to undo.")
    }
    let key = try deck.offer(named: offer).offer.key
    let entry = try Failure.wrapping {
      try deck.store.undo(key, at: deck.clock.now, by: common.actor)
    }
    try deck.tell([entry].compactMap { $0 }, unless: "There is nothing to undo for \(key.offer).")
  }
}

/// Does again what was undone last.
struct RedoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redo",
    abstract: "Redo what was undone last, unless something else was done since.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    let deck = try Deck(common)
    let entries = try Failure.wrapping {
      try deck.store.redo(at: deck.clock.now, by: common.actor)
    }
    try deck.tell(entries, unless: "There is nothing to redo.")
  }
}

extension Deck {
  /// Says what was undone or redone: each change, up to ten.
  fileprivate func tell(_ entries: [HistoryEntry], unless none: String) throws(Failure) {
    guard !entries.isEmpty else { throw Failure(.no, none) }
    for entry in entries.prefix(10) {
      let name =
        entry.offer.map { "\($0): " } ?? (entry.publisher.isEmpty ? "" : "\(entry.publisher): ")
      Output.line((entries.count > 1 ? name : "") + entry.sentence(library.playbooks.titles))
    }
    if entries.count > 10 { Output.line("… and \(entries.count - 10) more") }
  }
}
