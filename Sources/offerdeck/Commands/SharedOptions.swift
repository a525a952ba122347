// Options that several commands share, and what they choose: an offer, a publisher, how a change is made.

import ArgumentParser
import Foundation
import Lifecycle
import Persistence

/// The options of commands about an account.
struct AccountOptions: ParsableArguments {
  @OptionGroup var choice: PublisherChoice
  @OptionGroup var common: CommonOptions

  /// Opens the deck, and finds the publisher.
  func open(
    isReadOnly: Bool = false, isTrial: Bool = false
  ) throws(Failure) -> (deck: Deck, publisher: Publisher) {
    let deck = try Deck(common, isReadOnly: isReadOnly, isTrial: isTrial)
    return (deck, try choice.publisher(in: deck))
  }
}

/// Which publisher a command is about.
struct PublisherChoice: ParsableArguments {
  @Option(
    name: .shortAndLong, help: "The publisher; needed if the deck has several.",
    completion: .publishers)
  var publisher: String?

  /// The publisher.
  func publisher(in deck: Deck) throws(Failure) -> Publisher {
    if let publisher { return try deck.store.publisher(publisher) }
    let all = try Failure.wrapping { try deck.store.publishers.all() }
    guard let first = all.first else {
      throw Failure(
        .notFound, "the deck has no publisher", hint: "add one with “offerdeck publisher add”")
    }
    guard all.count == 1 else {
      let ids = all.map(\.id).joined(separator: ", ")
      throw Failure(
        .usage, "the deck has several publishers", hint: "use --publisher with one of \(ids)")
    }
    return first
  }
}

/// Whose offers a command reads.
struct PublisherFilter: ParsableArguments {
  @Option(name: .shortAndLong, help: "Only this publisher's offers.", completion: .publishers)
  var publisher: String?
}

/// Which offer a command is about.
struct OfferChoice: ParsableArguments {
  @Argument(help: "Offer ID, or PUBLISHER/OFFER.", completion: .offers)
  var offer: String

  @Option(name: .shortAndLong, help: "The offer's publisher.", completion: .publishers)
  var publisher: String?

  /// The offer, its publisher and its rules.
  func offer(
    in deck: Deck
  ) throws(Failure) -> (offer: Offer, publisher: Publisher, rules: Rules) {
    try deck.offer(named: offer, of: publisher)
  }
}

/// How a command changes something, and tells what it did.
struct ChangeOptions: ParsableArguments {
  @Flag(name: [.customShort("n"), .long], help: "Show what would change, and change nothing.")
  var dryRun = false

  @Flag(name: .long, help: "Print JSON.")
  var json = false

  /// Prints what was done, or would be.
  func print(_ change: ChangeRecord, _ lines: [String] = []) throws(Failure) {
    if json {
      var change = change
      change.dryRun = dryRun
      return try Output.json(change)
    }
    Output.line((dryRun ? "Would do: " : "") + change.done)
    for line in lines { Output.line(line) }
  }
}

/// What a command changed, as programs read it, with what was changed as it is then.
struct ChangeRecord: Encodable {
  /// What was done, in words.
  let done: String
  /// Nothing was kept of it.
  var dryRun = false
  var offer: OfferRecord?
  var account: AccountRecord?
  var user: UserRecord?
  var legalEntities: [EntityRecord]?

  init(
    _ done: String, offer: OfferRecord? = nil, account: AccountRecord? = nil,
    user: UserRecord? = nil, legalEntities: [EntityRecord]? = nil
  ) {
    self.done = done
    self.offer = offer
    self.account = account
    self.user = user
    self.legalEntities = legalEntities
  }
}

/// What became of an imported list of users or directory, as programs read it.
struct ListImportRecord: Encodable {
  let file: String
  let added: Int
  let changed: Int
  let same: Int
  let dryRun: Bool

  init(_ report: DirectoryReport, of file: String, dryRun: Bool) {
    self.file = file
    added = report.added
    changed = report.changed
    same = report.same
    self.dryRun = dryRun
  }

  /// Prints it.
  func write(json: Bool) throws(Failure) {
    if json { return try Output.json(self) }
    Output.line(
      "\(file): \(added) added, \(changed) changed, \(same) same"
        + (dryRun ? " (nothing was written)" : ""))
  }
}
