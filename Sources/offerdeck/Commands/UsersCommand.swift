// `offerdeck users`: the people of an account, as both portals have them.

import ArgumentParser
import Formats
import Foundation
import Lifecycle
import Persistence

/// Everything about users.
struct UsersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "users",
    abstract: "List, compare and change the users of an account in both portals.",
    subcommands: [List.self, Compare.self, Import.self, Add.self, Remove.self, Role.self],
    defaultSubcommand: List.self)

  /// Lists the users.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the users of both portals.")

    @OptionGroup var account: AccountOptions

    @Flag(name: .long, help: "As JSON.")
    var json = false

    func run() throws {
      let (users, isSynced) = try account.users()
      try UserRecord.write(users, isSynced: isSynced, json: json, zone: account.common.zone)
    }
  }

  /// Compares both lists.
  struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "compare",
      abstract: "List the users on whom the portals differ; exits with 1 where they do.")

    @OptionGroup var account: AccountOptions

    @Flag(name: .long, help: "As JSON.")
    var json = false

    func run() throws {
      let (users, isSynced) = try account.users()
      let differing = users.filter { $0.standing(isSynced: isSynced).isDifference }
      if json || !differing.isEmpty {
        try UserRecord.write(
          differing, isSynced: isSynced, json: json, zone: account.common.zone)
      }
      if !differing.isEmpty { throw Failure(.no, "") }
      account.common.say(
        isSynced ? "Both portals agree." : "Users sync once the account has migrated.")
    }
  }

  /// Imports the list of a portal.
  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Import the whole list of a portal from CSV (address, name, role, since) or JSON.")

    @OptionGroup var account: AccountOptions

    @Option(name: .long, help: "cpp or partner-center.")
    var portal: UserPortal

    @Argument(help: "The file.", completion: .file())
    var file: String

    @Flag(name: .long, help: "Say what would happen, and change nothing.")
    var dryRun = false

    func run() throws {
      let list = try Failure.wrapping { try UserFile.read(path: file, of: portal) }
      for warning in list.warnings { account.common.say("warning: \(warning.description)") }
      let (deck, publisher) = try account.open()
      let report = try Failure.wrapping {
        try deck.store.see(
          list.users, in: portal, ofAccount: publisher.id, named: file, isDryRun: dryRun,
          at: deck.clock.now, by: account.common.actor
        ).report
      }
      if let warning = portal.warning(for: publisher.account) {
        account.common.say("warning: \(warning)")
      }
      Output.line(report.sentence(of: file) + (dryRun ? " (nothing was written)" : ""))
    }
  }

  /// Adds a user in Partner Center.
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Add a user in Partner Center.")

    @OptionGroup var account: AccountOptions
    @Argument(help: "The address.") var address: String
    @Option(name: .long, help: "The name.") var name = ""
    @Option(name: .long, help: "\(CenterRole.allCases.map(\.rawValue).joined(separator: ", ")).")
    var role = CenterRole.developer

    func run() throws {
      let address = try UsersCommand.address(address)
      try UsersCommand.perform(
        .add(address, name: name.trimmingWhitespace(), role), account, isConfirmed: true)
    }
  }

  /// Removes a user in Partner Center.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove", abstract: "Remove a user in Partner Center.")

    @OptionGroup var account: AccountOptions
    @Argument(help: "The address.") var address: String
    @Flag(name: .long, help: "Even where it is your own access.") var yes = false

    func run() throws {
      let address = try UsersCommand.address(address)
      try UsersCommand.perform(.remove(address), account, isConfirmed: yes)
    }
  }

  /// Changes the role of a user in Partner Center.
  struct Role: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "role", abstract: "Give a user another role in Partner Center.")

    @OptionGroup var account: AccountOptions
    @Argument(help: "The address.") var address: String
    @Argument(help: "\(CenterRole.allCases.map(\.rawValue).joined(separator: ", ")).")
    var role: CenterRole
    @Flag(name: .long, help: "Even where it is your own access.") var yes = false

    func run() throws {
      let address = try UsersCommand.address(address)
      try UsersCommand.perform(.setRole(address, role), account, isConfirmed: yes)
    }
  }

  private static func address(_ text: String) throws(Failure) -> EmailAddress {
    do throws(Misfit) {
      return try EmailAddress(text)
    } catch { throw Failure(.usage, "The address can't be taken: \(error.reason).") }
  }

  private static func perform(
    _ change: UserChange, _ account: AccountOptions, isConfirmed: Bool
  ) throws {
    let (deck, publisher) = try account.open()
    let common = account.common
    let users = try Failure.wrapping {
      try deck.store.apply(
        change, toUsersOf: publisher.id, isConfirmed: isConfirmed, at: deck.clock.now,
        by: common.actor)
    }
    if let warning = change.address.warning { common.say("warning: \(warning)") }
    let standing = users.people[change.address.key]?.standing(isSynced: true)
    Output.line(
      "\(change.address.text): \(standing?.title(zone: common.zone) ?? "removed from both portals")."
    )
  }
}

extension AccountOptions {
  /// The users by name, and whether the account has migrated, so that the portals sync.
  fileprivate func users() throws(Failure) -> (users: [AccountUser], isSynced: Bool) {
    let (deck, publisher) = try open(isReadOnly: true)
    let users = try Failure.wrapping { try deck.store.users(of: publisher.id).sorted }
    return (users, publisher.account.isMigrated)
  }
}

extension UserPortal: ExpressibleByArgument {}
extension CenterRole: ExpressibleByArgument {}
