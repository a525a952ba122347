// `offerdeck publisher edit` and `remove`: correcting a profile, and taking a publisher away that was
// added by mistake.

import ArgumentParser
import Foundation
import Lifecycle
import Persistence

extension PublisherCommand {
  /// Corrects the profile of a publisher.
  struct Edit: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "edit",
      abstract: "Correct what is known of a publisher, all that is given or nothing.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "The publisher ID.", completion: .publishers) var id: String
    @Option(name: .long, help: "Its name.") var name: String?
    @Option(
      name: .long, help: "Your role there: owner or contributor.",
      completion: .list(["owner", "contributor"])) var role: String?
    @Option(name: .long, help: "The Owners' addresses, separated by commas.") var owners: String?
    @Option(name: .long, help: "The address that you sign in with.") var signIn: String?
    @Option(name: .long, help: "You sign in with a Microsoft account: yes or no.")
    var microsoftAccount: String?
    @Option(name: .long, help: "A work email that is known already.") var workEmail: String?
    @Option(name: .long, help: "The MPN ID of the profile in Cloud Partner Portal.")
    var mpn: String?

    private var changes: [(field: ProfileField, text: String)] {
      let all: [(ProfileField, String?)] = [
        (.name, name), (.role, role), (.owners, owners), (.signIn, signIn),
        (.microsoftAccount, microsoftAccount), (.workEmail, workEmail), (.mpnID, mpn),
      ]
      return all.compactMap { field, text in text.map { (field, $0) } }
    }

    func validate() throws {
      if changes.isEmpty { throw ValidationError("Say what to change, as --name or --owners.") }
    }

    func run() throws {
      let deck = try Deck(common)
      let id = try deck.publisher(id).id
      let after = try Failure.wrapping {
        try deck.store.set(changes, ofAccount: id, at: deck.clock.now, by: common.actor)
      }
      try AccountRecord(after).write(json: false, zone: common.zone)
    }
  }

  /// Removes a publisher that has no offers.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove",
      abstract: "Remove a publisher that has no offers, with its history and its users.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "The publisher ID.", completion: .publishers) var id: String
    @Flag(name: .long, help: "Confirm the removal.") var yes = false

    func run() throws {
      let deck = try Deck(common)
      let publisher = try deck.publisher(id)
      guard yes else {
        throw Failure(
          .usage, "Removing \(publisher.id) removes its users too; confirm it with --yes.")
      }
      try Failure.wrapping {
        try deck.store.remove(
          publisher: publisher.id, at: deck.clock.now, by: common.actor)
      }
      Output.line("Removed \(publisher.id).")
    }
  }
}
