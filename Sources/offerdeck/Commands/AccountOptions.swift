// The flags of all commands about an account, and what they open: the deck, and whose account it is.

import ArgumentParser
import Foundation
import Lifecycle
import Persistence

/// The flags of commands about an account.
struct AccountOptions: ParsableArguments {
  @OptionGroup var common: CommonOptions
  @OptionGroup var choice: PublisherChoice

  /// Opens the deck, and finds the publisher.
  func open(isReadOnly: Bool = false) throws(Failure) -> (deck: Deck, publisher: Publisher) {
    let deck = try Deck(common, isReadOnly: isReadOnly)
    return (deck, try choice.publisher(in: deck))
  }
}

/// Which publisher a command is about.
struct PublisherChoice: ParsableArguments {
  @Option(
    name: .long, help: "The publisher; can be left out where the deck has one.",
    completion: .publishers)
  var publisher: String?

  /// The publisher.
  func publisher(in deck: Deck) throws(Failure) -> Publisher {
    if let publisher { return try deck.publisher(publisher) }
    let all = try Failure.wrapping { try deck.store.publishers() }
    guard let first = all.first else {
      throw Failure(.no, "The deck has no publisher; add one with `offerdeck publisher add`.")
    }
    guard all.count == 1 else {
      let ids = all.map(\.id).joined(separator: ", ")
      throw Failure(.usage, "Say with --publisher which of \(ids).")
    }
    return first
  }
}

extension Deck {
  /// A publisher that has to be there.
  func publisher(_ id: String) throws(Failure) -> Publisher {
    let all = try Failure.wrapping { try store.publishers() }
    guard let found = all.first(where: { $0.id == id }) else {
      throw Failure(
        .no,
        "The deck has no publisher “\(id)”; `offerdeck publisher list` shows those that there are."
      )
    }
    return found
  }
}
