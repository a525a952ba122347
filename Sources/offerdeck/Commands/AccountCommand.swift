// `offerdeck account`: the account of a publisher and its migration, from a script.

import ArgumentParser
import Foundation
import Lifecycle
import Persistence

/// Everything about an account.
struct AccountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "account", takes: "[<command>] [options]",
    "Show and migrate a publisher's account; keep its directory.",
    "Without a command, it shows the account.",
    examples: ["account show", "account migrate --email me@contoso.com --mpn 1234567"],
    subcommands: [
      Show.self, Check.self, Migrate.self, Undo.self, Past.self, Draw.self, DirectoryCommand.self,
    ], default: Show.self)

  /// Shows an account.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      "account show", "Show an account: its migration, and what is missing.",
      examples: ["account show", "account show -p contoso --json"])

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    @Flag(
      name: .long,
      help: ArgumentHelp("As “account check”.", visibility: .hidden))
    var check = false

    @OptionGroup var account: AccountOptions

    func run() throws {
      let publisher = try account.open(isReadOnly: true).publisher
      try AccountRecord(publisher).write(json: json, zone: account.common.zone)
      if check && !publisher.account.isMigrated { throw Failure(.no, "") }
    }
  }

  /// Checks whether an account has migrated.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      "account check", "Show an account; exit with 1 if it has not migrated.",
      examples: ["account check", "account check -p contoso --quiet"])

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    @OptionGroup var account: AccountOptions

    func run() throws {
      let publisher = try account.open(isReadOnly: true).publisher
      try AccountRecord(publisher).write(json: json, zone: account.common.zone)
      if !publisher.account.isMigrated { throw Failure(.no, "") }
    }
  }

  /// Migrates an account.
  struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(
      "account migrate", "Migrate an account to Partner Center.",
      "Answers are saved: if something is missing, run it again with what was missing.",
      examples: [
        "account migrate --email me@contoso.com --mpn 1234567", "account migrate --yes",
      ])

    @Option(name: .long, help: "The work email; by default the sign-in address.")
    var email: String?

    @Option(name: .long, help: "The MPN ID; by default the one in the profile.")
    var mpn: String?

    @Flag(
      name: .long, help: "Confirm that the Partner Membership Center membership has migrated.")
    var membershipConfirmed = false

    @Flag(name: .shortAndLong, help: "Confirm the migration.")
    var yes = false

    @Flag(name: [.customShort("n"), .long], help: "Show what would change, and change nothing.")
    var dryRun = false

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    @OptionGroup var account: AccountOptions

    func run() throws {
      let (deck, publisher) = try account.open(isTrial: dryRun)
      let walk = AccountWalk(
        store: deck.store, directory: deck.store.directory, publisher: publisher.id,
        moment: deck.clock.now, actor: account.common.actor)
      let after = try Failure.wrapping {
        try walk.walk(
          AccountWalk.Answers(
            email: email, mpnID: mpn, isMembershipConfirmed: membershipConfirmed,
            isReviewed: yes))
      }
      try AccountRecord(after).write(json: json, zone: account.common.zone)
      if !after.account.isMigrated && !dryRun {
        throw Failure(.usage, "ready for review", hint: "pass --yes to migrate")
      }
    }
  }

  /// Undoes the last change of an account.
  struct Undo: ParsableCommand {
    static let configuration = CommandConfiguration(
      "account undo", "Undo the last change to an account, its users or its steps.",
      examples: ["account undo", "account undo --dry-run"])

    @OptionGroup var change: ChangeOptions
    @OptionGroup var account: AccountOptions

    func run() throws {
      let (deck, publisher) = try account.open(isTrial: change.dryRun)
      let entries = try Failure.wrapping {
        try deck.store.history.undo(
          accountOf: publisher.id, at: deck.clock.now, by: account.common.actor)
      }
      guard let entry = entries.first else {
        throw Failure(.notFound, "nothing to undo for the account of \(publisher.id.inQuotes)")
      }
      let after = try deck.store.publisher(publisher.id)
      try change.print(
        ChangeRecord(
          entry.sentence(deck.library.playbooks.titles), account: AccountRecord(after)))
    }
  }

  /// Shows the history of an account.
  struct Past: ParsableCommand {
    static let configuration = CommandConfiguration(
      "account history", "Show the history of an account, newest first.",
      examples: ["account history", "account history --limit 10 --json"])

    @Option(name: .long, help: "Maximum number of entries.")
    var limit = 100

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    @OptionGroup var account: AccountOptions

    func validate() throws {
      if limit < 1 { throw ValidationError("--limit must be at least 1") }
    }

    func run() throws {
      let (deck, publisher) = try account.open(isReadOnly: true)
      let entries = try Failure.wrapping {
        try deck.store.history.entries(ofAccount: publisher.id, limit: limit)
      }
      try HistoryCommand.write(entries, in: deck, json: json)
    }
  }

  /// Draws the states of an account.
  struct Draw: ParsableCommand {
    static let configuration = CommandConfiguration(
      "account diagram", "Draw the states of an account migration.",
      examples: ["account diagram", "account diagram --format dot"])

    @Option(name: .long, help: "mermaid, or dot for Graphviz.")
    var format = PlaybookCommand.Draw.Form.mermaid

    @OptionGroup var plain: PlainOptions

    func run() {
      Output.raw(format == .dot ? Diagram.account.dot : Diagram.account.mermaid)
    }
  }
}
