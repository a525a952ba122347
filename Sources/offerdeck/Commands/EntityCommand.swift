// `offerdeck publisher entity`: the legal entities that a publisher sells through.

import ArgumentParser
import Lifecycle
import Persistence

/// Everything about legal entities.
struct EntityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "publisher entity", takes: "[<command>] [options]",
    "List, add, rename and remove a publisher's legal entities.",
    "Without a command, it lists them.",
    examples: ["publisher entity list", "publisher entity add 'Contoso AG'"],
    subcommands: [List.self, Add.self, Rename.self, Remove.self], default: List.self)

  /// Lists the legal entities.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      "publisher entity list", "List legal entities and how many offers use each.",
      examples: ["publisher entity list", "publisher entity list -p contoso --json"])

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    @OptionGroup var account: AccountOptions

    func run() throws {
      let (deck, publisher) = try account.open(isReadOnly: true)
      let entities = try Failure.wrapping {
        try deck.store.publishers.legalEntities(of: publisher.id)
      }
      if json { return try Output.json(entities.map(EntityRecord.init)) }
      var table = account.common.table([
        .init("NAME", least: 12), "OFFERS", .init("LISTED IN", rank: 1),
      ])
      for entity in entities {
        table.add([
          entity.name, String(entity.offers), entity.isListed ? "profile" : "offers only",
        ])
      }
      account.common.finish(&table, empty: "No legal entities.")
    }
  }

  /// Adds a legal entity.
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      "publisher entity add", takes: "<name> [options]", "Add a legal entity.",
      examples: ["publisher entity add 'Contoso AG'"])

    @Argument(help: "The name.") var name: String
    @OptionGroup var change: ChangeOptions
    @OptionGroup var account: AccountOptions

    func run() throws { try EntityCommand.perform(.add(name), change, account) }
  }

  /// Renames a legal entity.
  struct Rename: ParsableCommand {
    static let configuration = CommandConfiguration(
      "publisher entity rename", takes: "<name> <new-name> [options]",
      "Rename a legal entity in the profile and in its offers.",
      examples: ["publisher entity rename 'Contoso AG' 'Contoso SE'"])

    @Argument(help: "The name.") var name: String
    @Argument(help: "The new name.") var newName: String
    @OptionGroup var change: ChangeOptions
    @OptionGroup var account: AccountOptions

    func run() throws {
      try EntityCommand.perform(.rename(name, to: newName), change, account)
    }
  }

  /// Removes a legal entity.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      "publisher entity remove", takes: "<name> [options]",
      "Remove a legal entity that no offer uses.",
      examples: ["publisher entity remove 'Contoso AG' --dry-run"])

    @Argument(help: "The name.") var name: String
    @OptionGroup var change: ChangeOptions
    @OptionGroup var account: AccountOptions

    func run() throws { try EntityCommand.perform(.remove(name), change, account) }
  }

  private static func perform(
    _ entityChange: EntityChange, _ change: ChangeOptions, _ account: AccountOptions
  ) throws {
    let (deck, publisher) = try account.open(isTrial: change.dryRun)
    let entities = try Failure.wrapping {
      try deck.store.publishers.apply(
        entityChange, toEntitiesOf: publisher.id, at: deck.clock.now, by: account.common.actor)
    }
    let names = entities.map(\.name).joined(separator: ", ")
    try change.print(
      ChangeRecord(
        "\(publisher.id): \(names.isEmpty ? "no legal entities" : names)",
        legalEntities: entities.map(EntityRecord.init)))
  }
}

/// A legal entity as programs read it.
struct EntityRecord: Encodable {
  let name: String
  let offers: Int
  let isListed: Bool

  init(_ entity: LegalEntity) {
    name = entity.name
    offers = entity.offers
    isListed = entity.isListed
  }
}
