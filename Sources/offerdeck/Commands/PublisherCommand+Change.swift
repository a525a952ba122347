// `offerdeck publisher edit` and `remove`: correcting a profile, and taking a publisher away that was
// added by mistake.

import ArgumentParser
import Foundation
import Lifecycle
import Persistence

extension PublisherCommand {
  /// Edits the profile of a publisher.
  struct Edit: ParsableCommand {
    static let configuration = CommandConfiguration(
      "publisher edit", takes: "<id> [options]", "Edit a publisher's profile.",
      "If any value is invalid, nothing is changed.",
      examples: ["publisher edit contoso --name 'Contoso Ltd' --mpn 1234567"])

    @Argument(help: "The publisher ID.", completion: .publishers) var id: String
    @Option(name: .long, help: "The name.") var name: String?
    @Option(
      name: .long, help: "Your role: owner or contributor.",
      completion: .list(["owner", "contributor"])) var role: String?
    @Option(name: .long, help: "The Owners' addresses, separated by commas.") var owners: String?
    @Option(name: .long, help: "The address you sign in with.") var signIn: String?
    @Option(name: .long, help: "Whether you sign in with a Microsoft account: yes or no.")
    var microsoftAccount: String?
    @Option(name: .long, help: "The work email.") var workEmail: String?
    @Option(name: .long, help: "The MPN ID shown in Cloud Partner Portal.")
    var mpn: String?
    @OptionGroup var change: ChangeOptions
    @OptionGroup var common: CommonOptions

    private var changes: [(field: ProfileField, text: String)] {
      let all: [(ProfileField, String?)] = [
        (.name, name), (.role, role), (.owners, owners), (.signIn, signIn),
        (.microsoftAccount, microsoftAccount), (.workEmail, workEmail), (.mpnID, mpn),
      ]
      return all.compactMap { field, text in text.map { (field, $0) } }
    }

    func validate() throws {
      if changes.isEmpty {
        throw ValidationError("nothing to change; pass --name, --owners or another option")
      }
    }

    func run() throws {
      let deck = try Deck(common, isTrial: change.dryRun)
      let id = try deck.store.publisher(id).id
      let after = try Failure.wrapping {
        try deck.store.accounts.set(changes, of: id, at: deck.clock.now, by: common.actor)
      }
      let record = AccountRecord(after)
      if change.json {
        return try change.print(ChangeRecord("Changed \(id).", account: record))
      }
      try record.write(json: false, zone: common.zone)
    }
  }

  /// Removes a publisher that has no offers.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      "publisher remove", takes: "<id> [options]",
      "Remove a publisher that has no offers, with its users.",
      examples: ["publisher remove contoso --dry-run", "publisher remove contoso --yes"])

    @Argument(help: "The publisher ID.", completion: .publishers) var id: String
    @Flag(name: .shortAndLong, help: "Confirm the removal.") var yes = false
    @OptionGroup var change: ChangeOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      let deck = try Deck(common, isTrial: change.dryRun)
      let publisher = try deck.store.publisher(id)
      guard yes || change.dryRun else {
        throw Failure(
          .usage, "removing \(publisher.id.inQuotes) removes its users too",
          hint: "pass --yes to confirm")
      }
      try Failure.wrapping {
        try deck.store.publishers.remove(publisher.id, at: deck.clock.now, by: common.actor)
      }
      try change.print(ChangeRecord("Removed \(publisher.id)."))
    }
  }
}
