// `offerdeck account directory`: whose tenant a domain is, and what an MPN ID is.

import ArgumentParser
import Formats
import Foundation
import Lifecycle
import Persistence

/// Everything about the directory that is part of the deck.
struct DirectoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "account directory", takes: "[<command>] [options]",
    "Keep tenants, their domains and MPN IDs.", "Without a command, it lists them.",
    examples: ["account directory list", "account directory import directory.csv"],
    subcommands: [List.self, Import.self, Add.self], default: List.self)

  /// Lists the directory.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      "account directory list", "List domains and MPN IDs with their tenants.",
      examples: ["account directory list", "account directory list --json"])

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    @OptionGroup var common: CommonOptions

    func run() throws {
      let deck = try Deck(common, isReadOnly: true)
      let entries = try Failure.wrapping { try deck.store.directory.entries() }
      if json { return try Output.json(entries.map(Record.init)) }
      var table = common.table([
        "ENTRY", .init("STATE", rank: 2), .init("TENANT", rank: 1, least: 10),
        .init("VERIFIED", rank: 3),
      ])
      for record in entries.map(Record.init) {
        table.add([
          record.domain ?? record.mpnId ?? "", record.state, record.tenant ?? "", record.assurance,
        ])
      }
      common.finish(&table, empty: "The directory is empty.")
    }

    /// An entry as programs read it.
    private struct Record: Encodable {
      let domain: String?
      let mpnId: String?
      let state: String
      let tenant: String?
      let tenantId: String?
      let assurance: String

      init(_ known: KnownEntry) {
        switch known.entry {
        case .domain(let name, let tenant):
          domain = name.unicode
          mpnId = nil
          state = tenant == nil ? "personal" : "domain"
        case .membership(let id, let membership, _):
          domain = nil
          mpnId = id.text
          state = membership.rawValue
        }
        tenant = known.entry.tenant?.name
        tenantId = known.entry.tenant?.id
        assurance = known.assurance.rawValue
      }
    }
  }

  /// Imports a directory.
  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      "account directory import", takes: "<file> [options]",
      "Import tenants, domains and MPN IDs from CSV or JSON.",
      "If any row is invalid, nothing is imported.",
      examples: ["account directory import directory.csv --dry-run"])

    @Argument(help: "The file.", completion: .file())
    var file: String

    @OptionGroup var change: ChangeOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      let entries = try Failure.wrapping { try DirectoryFile.read(path: file) }
      let deck = try Deck.begun(common, isTrial: change.dryRun)
      let report = try Failure.wrapping {
        try deck.store.directory.learn(
          entries, .verified, named: file, at: deck.clock.now, by: common.actor)
      }
      try ListImportRecord(report, of: file, dryRun: change.dryRun).write(json: change.json)
    }
  }

  /// Adds to the directory by hand.
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      "account directory add", takes: "--tenant <tenant> [options]",
      "Add a domain or an MPN ID by hand; it is marked as unverified.",
      examples: ["account directory add --tenant Contoso --domain contoso.com"])

    @Option(name: .long, help: "A domain of the tenant, such as contoso.com.")
    var domain: String?

    @Option(name: .long, help: "An MPN ID that is registered to the tenant.")
    var mpn: String?

    @Option(name: .long, help: "valid, unconfirmed (from Partner Membership Center) or invalid.")
    var state = MembershipState.valid

    @Option(name: .long, help: "The tenant's name.")
    var tenant: String

    @Option(name: .long, help: "The tenant's ID; by default its name.")
    var tenantID: String?

    @OptionGroup var change: ChangeOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
      if domain == nil && mpn == nil { throw ValidationError("pass --domain, --mpn, or both") }
      do throws(Misfit) { _ = try Publisher.name(tenant) } catch {
        throw ValidationError("invalid --tenant \(tenant.inQuotes): \(error.reason)")
      }
    }

    func run() throws {
      let deck = try Deck.begun(common, isTrial: change.dryRun)
      let name = tenant.trimmingWhitespace()
      let tenant = Tenant(id: tenantID ?? name, name: name)
      let entries = try entries(of: tenant)
      let report = try Failure.wrapping {
        try deck.store.directory.learn(entries, .byHand, at: deck.clock.now, by: common.actor)
      }
      try change.print(
        ChangeRecord("\(report.added) added, \(report.changed) changed, \(report.same) same"))
    }

    private func entries(of tenant: Tenant) throws(Failure) -> [DirectoryEntry] {
      var entries: [DirectoryEntry] = []
      if let domain {
        do throws(Misfit) {
          entries.append(.domain(try DomainName(domain), tenant))
        } catch {
          throw Failure(.usage, "invalid --domain \(domain.inQuotes): \(error.reason)")
        }
      }
      if let mpn {
        do throws(Misfit) {
          entries.append(.membership(try MPNID(mpn), state, tenant))
        } catch { throw Failure(.usage, "invalid --mpn \(mpn.inQuotes): \(error.reason)") }
      }
      return entries
    }
  }
}

extension MembershipState: ExpressibleByArgument {}
