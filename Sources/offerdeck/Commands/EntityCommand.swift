// `offerdeck publisher entity`: the legal entities that a publisher sells through.

import ArgumentParser
import Lifecycle
import Persistence

/// Everything about legal entities.
struct EntityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entity",
    abstract: "List, add, rename and remove the legal entities of a publisher.",
    subcommands: [List.self, Add.self, Rename.self, Remove.self], defaultSubcommand: List.self)

  /// Lists the legal entities.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the legal entities, and how many offers name each.")

    @OptionGroup var account: AccountOptions

    @Flag(name: .long, help: "As JSON.")
    var json = false

    func run() throws {
      let (deck, publisher) = try account.open(isReadOnly: true)
      let entities = try Failure.wrapping { try deck.store.legalEntities(of: publisher.id) }
      if json { return try Output.json(entities.map(Record.init)) }
      var table = Table(["NAME", "OFFERS", ""])
      for entity in entities {
        table.add([
          entity.name, String(entity.offers), entity.isListed ? "" : "named by offers alone",
        ])
      }
      table.finish()
    }

    /// A legal entity as programs read it.
    private struct Record: Encodable {
      let name: String
      let offers: Int
      let isListed: Bool

      init(_ entity: LegalEntity) {
        name = entity.name
        offers = entity.offers
        isListed = entity.isListed
      }
    }
  }

  /// Adds a legal entity.
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Add a legal entity.")

    @OptionGroup var account: AccountOptions
    @Argument(help: "Its name.") var name: String

    func run() throws { try EntityCommand.perform(.add(name), account) }
  }

  /// Renames a legal entity.
  struct Rename: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rename", abstract: "Rename a legal entity, and with it what offers say of it.")

    @OptionGroup var account: AccountOptions
    @Argument(help: "Its name.") var name: String
    @Argument(help: "The name that it gets.") var newName: String

    func run() throws { try EntityCommand.perform(.rename(name, to: newName), account) }
  }

  /// Removes a legal entity.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove", abstract: "Remove a legal entity that no offer names.")

    @OptionGroup var account: AccountOptions
    @Argument(help: "Its name.") var name: String

    func run() throws { try EntityCommand.perform(.remove(name), account) }
  }

  private static func perform(_ change: EntityChange, _ account: AccountOptions) throws {
    let (deck, publisher) = try account.open()
    let entities = try Failure.wrapping {
      try deck.store.apply(
        change, toEntitiesOf: publisher.id, at: deck.clock.now, by: account.common.actor)
    }
    let names = entities.map(\.name).joined(separator: ", ")
    Output.line("\(publisher.id): \(names.isEmpty ? "no legal entity" : names)")
  }
}
