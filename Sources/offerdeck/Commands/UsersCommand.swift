// `offerdeck users`: the people of an account, as both portals have them.

import ArgumentParser
import Formats
import Foundation
import Lifecycle
import Persistence

/// Everything about users.
struct UsersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "users", takes: "[<command>] [options]",
    "List, compare and change the users of an account in both portals.",
    "Without a command, it lists them.",
    examples: ["users list", "users compare", "users import cpp.csv --portal cpp"],
    subcommands: [List.self, Compare.self, Import.self, Add.self, Remove.self, Role.self],
    default: List.self)

  /// The roles as they are typed.
  private static let roles = CenterRole.allCases.map(\.rawValue).joined(separator: ", ")

  /// Lists the users.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      "users list", "List the users of both portals.",
      examples: ["users list", "users list -p contoso --json"])

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    @OptionGroup var account: AccountOptions

    func run() throws {
      let (users, isSynced) = try account.users()
      try UserRecord.write(
        users, isSynced: isSynced, json: json, account.common, empty: "No users.")
    }
  }

  /// Compares both lists.
  struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
      "users compare", "List the users that differ between the portals; exit with 1 if any do.",
      examples: ["users compare", "users compare --json"])

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    @OptionGroup var account: AccountOptions

    func run() throws {
      let (users, isSynced) = try account.users()
      let differing = users.filter { $0.standing(isSynced: isSynced).isDifference }
      try UserRecord.write(
        differing, isSynced: isSynced, json: json, account.common,
        empty: isSynced
          ? "Both portals have the same users." : "Users sync once the account has migrated.")
      if !differing.isEmpty { throw Failure(.no, "") }
    }
  }

  /// Imports the list of a portal.
  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      "users import", takes: "<file> --portal <portal> [options]",
      "Import a portal's user list from CSV or JSON.",
      """
      The file replaces that portal's whole list. CSV columns: address, name, role, since. If any row \
      is invalid, nothing is imported.
      """,
      examples: ["users import cpp.csv --portal cpp --dry-run"])

    @Argument(help: "The file.", completion: .file())
    var file: String

    @Option(name: .long, help: "cpp or partner-center.")
    var portal: UserPortal

    @OptionGroup var change: ChangeOptions
    @OptionGroup var account: AccountOptions

    func run() throws {
      let list = try Failure.wrapping { try UserFile.read(path: file, of: portal) }
      for warning in list.warnings { account.common.warn(warning.description) }
      let (deck, publisher) = try account.open(isTrial: change.dryRun)
      let report = try Failure.wrapping {
        try deck.store.publishers.see(
          list.users, in: portal, of: publisher.id, named: file, at: deck.clock.now,
          by: account.common.actor
        ).report
      }
      if let warning = portal.warning(for: publisher.account) { account.common.warn(warning) }
      try ListImportRecord(report, of: file, dryRun: change.dryRun).write(json: change.json)
    }
  }

  /// Adds a user in Partner Center.
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      "users add", takes: "<address> [options]", "Add a user in Partner Center.",
      examples: ["users add dev@contoso.com --name 'A Developer' --role developer"])

    @Argument(help: "The address.") var address: String
    @Option(name: .long, help: "The name.") var name = ""
    @Option(name: .long, help: "One of \(roles).")
    var role = CenterRole.developer
    @OptionGroup var change: ChangeOptions
    @OptionGroup var account: AccountOptions

    func run() throws {
      let address = try UsersCommand.address(address)
      try UsersCommand.perform(
        .add(address, name: name.trimmingWhitespace(), role), change, account, isConfirmed: true)
    }
  }

  /// Removes a user in Partner Center.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      "users remove", takes: "<address> [options]", "Remove a user in Partner Center.",
      examples: ["users remove dev@contoso.com"])

    @Argument(help: "The address.") var address: String
    @Flag(name: .shortAndLong, help: "Confirm that you remove your own access.") var yes = false
    @OptionGroup var change: ChangeOptions
    @OptionGroup var account: AccountOptions

    func run() throws {
      let address = try UsersCommand.address(address)
      try UsersCommand.perform(.remove(address), change, account, isConfirmed: yes)
    }
  }

  /// Changes the role of a user in Partner Center.
  struct Role: ParsableCommand {
    static let configuration = CommandConfiguration(
      "users role", takes: "<address> <role> [options]",
      "Change a user's role in Partner Center.",
      examples: ["users role dev@contoso.com manager"])

    @Argument(help: "The address.") var address: String
    @Argument(help: "One of \(roles).")
    var role: CenterRole
    @Flag(name: .shortAndLong, help: "Confirm that you change your own access.") var yes = false
    @OptionGroup var change: ChangeOptions
    @OptionGroup var account: AccountOptions

    func run() throws {
      let address = try UsersCommand.address(address)
      try UsersCommand.perform(.setRole(address, role), change, account, isConfirmed: yes)
    }
  }

  private static func address(_ text: String) throws(Failure) -> EmailAddress {
    do throws(Misfit) {
      return try EmailAddress(text)
    } catch { throw Failure(.usage, "invalid address \(text.inQuotes): \(error.reason)") }
  }

  private static func perform(
    _ userChange: UserChange, _ change: ChangeOptions, _ account: AccountOptions,
    isConfirmed: Bool
  ) throws {
    let (deck, publisher) = try account.open(isTrial: change.dryRun)
    let common = account.common
    let users = try Failure.wrapping {
      try deck.store.publishers.apply(
        userChange, toUsersOf: publisher.id, isConfirmed: isConfirmed, at: deck.clock.now,
        by: common.actor)
    }
    if let warning = userChange.address.warning { common.warn(warning) }
    let user = users.people[userChange.address.key]
    let standing = user?.standing(isSynced: true).title(zone: common.zone)
    try change.print(
      ChangeRecord(
        "\(userChange.address.text): \(standing ?? "removed from both portals").",
        user: user.map { UserRecord($0, isSynced: true) }))
  }
}

extension AccountOptions {
  /// The users by name, and whether the account has migrated, so that the portals sync.
  fileprivate func users() throws(Failure) -> (users: [AccountUser], isSynced: Bool) {
    let (deck, publisher) = try open(isReadOnly: true)
    let users = try Failure.wrapping { try deck.store.publishers.users(of: publisher.id).sorted }
    return (users, publisher.account.isMigrated)
  }
}

extension UserPortal: ExpressibleByArgument {}
extension CenterRole: ExpressibleByArgument {}
