// `offerdeck publisher`: the accounts of the deck.

import ArgumentParser
import Foundation
import Lifecycle
import Persistence

/// Everything about publishers.
struct PublisherCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publisher",
    abstract: "List the publishers of the deck, add one by hand, correct or remove it.",
    subcommands: [List.self, Add.self, Edit.self, Remove.self, EntityCommand.self])

  /// Lists the publishers.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the publishers of the deck.")

    @OptionGroup var common: CommonOptions

    @Flag(name: .long, help: "As JSON.")
    var json = false

    func run() throws {
      let deck = try Deck(common, isReadOnly: true)
      let (publishers, tally) = try Failure.wrapping {
        (try deck.store.publishers(), try deck.store.tally())
      }
      if json {
        return try Output.json(publishers.map { Record($0, offers: tally.count(publisher: $0.id)) })
      }
      var table = Table(["ID", "NAME", "OFFERS", "ROLE", "MPN ID", "MIGRATED"])
      for publisher in publishers {
        table.add([
          publisher.id, publisher.name, String(tally.count(publisher: publisher.id)),
          publisher.role.rawValue, publisher.mpnID ?? "missing",
          publisher.migratedAt.map { Day(of: $0, in: common.zone).description } ?? "no",
        ])
      }
      table.finish()
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
      commandName: "add", abstract: "Add a publisher by hand.")

    @OptionGroup var common: CommonOptions

    @Argument(help: "The publisher ID, as it stands in the portals.")
    var id: String

    @Option(name: .long, help: "Its name; the ID without one.")
    var name: String?

    @Option(
      name: .long, help: "Your role there: owner or contributor.",
      completion: .list(["owner", "contributor"]))
    var role = "owner"

    @Option(name: .long, help: "An Owner's address; can be given several times.")
    var owner: [String] = []

    @Option(name: .long, help: "The address that you sign in with.")
    var signIn: String?

    func run() throws {
      guard let role = PortalRole(rawValue: role) else {
        throw Failure(.usage, "--role “\(role)” is none of owner, contributor.")
      }
      let id: String
      do throws(Misfit) { id = try Publisher.id(self.id) } catch {
        throw Failure(.usage, error.reason + ".")
      }
      var publisher = Publisher(id: id, name: id, role: role)
      let given: [(field: ProfileField, text: String?)] = [
        (.name, name), (.owners, owner.isEmpty ? nil : owner.joined(separator: ",")),
        (.signIn, signIn),
      ]
      publisher = try Failure.wrapping {
        try publisher.setting(given.compactMap { field, text in text.map { (field, $0) } })
      }
      let deck = try Deck.begun(common)
      try Failure.wrapping {
        try deck.store.add(publisher, at: deck.clock.now, by: common.actor)
      }
      Output.line("Added \(id).")
    }
  }
}
