// `offerdeck account`: the account of a publisher and its migration, from a script.

import ArgumentParser
import Foundation
import Lifecycle
import Persistence

/// Everything about an account.
struct AccountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "account",
    abstract: "Show an account, migrate it, and keep the directory that its questions go to.",
    subcommands: [Show.self, Migrate.self, Undo.self, Past.self, Draw.self, DirectoryCommand.self])

  /// Shows an account.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show how far the account is, and what is missing.")

    @OptionGroup var account: AccountOptions

    @Flag(name: .long, help: "As JSON.")
    var json = false

    @Flag(name: .long, help: "Ask whether it has migrated: ends with 1 where it has not.")
    var check = false

    func run() throws {
      let publisher = try account.open(isReadOnly: true).publisher
      try AccountRecord(publisher).write(json: json, zone: account.common.zone)
      if check && !publisher.account.isMigrated { throw Failure(.no, "") }
    }
  }

  /// Migrates an account.
  struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "migrate",
      abstract: "Migrate an account to Partner Center.",
      discussion: "Whatever is accepted is saved: run it again with what was missing.")

    @OptionGroup var account: AccountOptions

    @Option(name: .long, help: "The work email (default: the sign-in address).")
    var email: String?

    @Option(name: .long, help: "The MPN ID (default: that of the profile).")
    var mpn: String?

    @Flag(name: .long, help: "A membership from Partner Membership Center shows in Partner Center.")
    var membershipConfirmed = false

    @Flag(name: .long, help: "It was reviewed: migrate.")
    var yes = false

    @Flag(name: .long, help: "As JSON.")
    var json = false

    func run() throws {
      let (deck, publisher) = try account.open()
      let walk = AccountWalk(
        store: deck.store, directory: deck.store, publisher: publisher.id,
        moment: deck.clock.now, actor: account.common.actor)
      let after = try Failure.wrapping {
        try walk.walk(
          AccountWalk.Answers(
            email: email, mpnID: mpn, isMembershipConfirmed: membershipConfirmed,
            isReviewed: yes))
      }
      try AccountRecord(after).write(json: json, zone: account.common.zone)
      if !after.account.isMigrated {
        throw Failure(.usage, "Ready for review. Pass --yes to migrate.")
      }
    }
  }

  /// Undoes the last change of an account.
  struct Undo: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "undo", abstract: "Undo the last change of the account, its users or its steps.")

    @OptionGroup var account: AccountOptions

    func run() throws {
      let (deck, publisher) = try account.open()
      let entry = try Failure.wrapping {
        try deck.store.undoAccount(
          of: publisher.id, at: deck.clock.now, by: account.common.actor)
      }
      guard let entry else {
        throw Failure(.no, "There is nothing to undo for the account of \(publisher.id).")
      }
      Output.line(entry.sentence(deck.library.playbooks.titles))
    }
  }

  /// Shows the history of an account.
  struct Past: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "history", abstract: "Show what happened to the account, the newest first.")

    @OptionGroup var account: AccountOptions

    @Option(name: .long, help: "The most entries to show.")
    var limit = 100

    @Flag(name: .long, help: "As JSON.")
    var json = false

    func validate() throws {
      if limit < 1 { throw ValidationError("--limit must be at least 1.") }
    }

    func run() throws {
      let (deck, publisher) = try account.open(isReadOnly: true)
      let entries = try Failure.wrapping {
        try deck.store.accountHistory(of: publisher.id, limit: limit)
      }
      try HistoryCommand.write(entries, in: deck, json: json)
    }
  }

  /// Draws the states of an account.
  struct Draw: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diagram",
      abstract: "Draw the states of an account, as found by trying every event on every state.")

    @OptionGroup var common: CommonOptions

    @Option(name: .long, help: "mermaid, or dot for Graphviz.")
    var format = PlaybookCommand.Draw.Form.mermaid

    func run() {
      Output.raw(format == .dot ? Diagram.account.dot : Diagram.account.mermaid)
    }
  }
}
