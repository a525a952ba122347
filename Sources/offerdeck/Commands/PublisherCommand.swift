// `offerdeck publisher`: the accounts of the deck.

import ArgumentParser
import Foundation
import Lifecycle
import Persistence

/// Everything about publishers.
struct PublisherCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "publisher", takes: "[<command>] [options]",
    "List, add, edit and remove publishers and their legal entities.",
    "Without a command, it lists the publishers.",
    examples: ["publisher list", "publisher add contoso --name 'Contoso Ltd'"],
    subcommands: [List.self, Add.self, Edit.self, Remove.self, EntityCommand.self],
    default: List.self)

  /// Lists the publishers.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      "publisher list", "List publishers.",
      examples: ["publisher list", "publisher list --json"])

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    @OptionGroup var common: CommonOptions

    func run() throws {
      let deck = try Deck(common, isReadOnly: true)
      let (publishers, tally) = try Failure.wrapping {
        (try deck.store.publishers.all(), try deck.store.statistics.tally())
      }
      if json {
        return try Output.json(publishers.map { Record($0, offers: tally.count(publisher: $0.id)) })
      }
      var table = common.table([
        "ID", .init("NAME", least: 12), "OFFERS", .init("ROLE", rank: 3), .init("MPN ID", rank: 2),
        .init("MIGRATED", rank: 1),
      ])
      for publisher in publishers {
        table.add([
          publisher.id, publisher.name, String(tally.count(publisher: publisher.id)),
          publisher.role.rawValue, publisher.mpnID ?? "missing",
          publisher.migratedAt.map { Day(of: $0, in: common.zone).description } ?? "no",
        ])
      }
      common.finish(&table, empty: "No publishers.")
    }

    /// A publisher as programs read it.
    private struct Record: Encodable {
      let id: String
      let name: String
      let role: String
      let owners: [String]
      let signIn: String?
      let workEmail: String?
      let mpnId: String?
      let migratedAt: Date?
      let offers: Int

      init(_ publisher: Publisher, offers: Int) {
        id = publisher.id
        name = publisher.name
        role = publisher.role.rawValue
        owners = publisher.owners
        signIn = publisher.signIn
        workEmail = publisher.workEmail
        mpnId = publisher.mpnID
        migratedAt = publisher.migratedAt
        self.offers = offers
      }
    }
  }

  /// Adds a publisher.
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      "publisher add", takes: "<id> [options]", "Add a publisher.",
      examples: ["publisher add contoso --name 'Contoso Ltd' --owner owner@contoso.com"])

    @Argument(help: "The publisher ID shown in the portal.")
    var id: String

    @Option(name: .long, help: "The name; by default the ID.")
    var name: String?

    @Option(
      name: .long, help: "Your role: owner or contributor.",
      completion: .list(["owner", "contributor"]))
    var role = "owner"

    @Option(name: .long, help: "An Owner's address; repeat it for several.")
    var owner: [String] = []

    @Option(name: .long, help: "The address you sign in with.")
    var signIn: String?

    @OptionGroup var change: ChangeOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      guard let role = PortalRole(rawValue: role) else {
        throw Failure(.usage, "unknown --role \(role.inQuotes)", hint: "use owner or contributor")
      }
      let id: String
      do throws(Misfit) { id = try Publisher.id(self.id) } catch {
        throw Failure(.usage, error.reason)
      }
      var publisher = Publisher(id: id, name: id, role: role)
      let given: [(field: ProfileField, text: String?)] = [
        (.name, name), (.owners, owner.isEmpty ? nil : owner.joined(separator: ",")),
        (.signIn, signIn),
      ]
      publisher = try Failure.wrapping {
        try publisher.setting(given.compactMap { field, text in text.map { (field, $0) } })
      }
      let deck = try Deck.begun(common, isTrial: change.dryRun)
      try Failure.wrapping {
        try deck.store.publishers.add(publisher, at: deck.clock.now, by: common.actor)
      }
      try change.print(ChangeRecord("Added \(id).", account: AccountRecord(publisher)))
    }
  }
}
