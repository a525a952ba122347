// `offerdeck account directory`: whose tenant a domain is, and what an MPN ID is.

import ArgumentParser
import Formats
import Foundation
import Lifecycle
import Persistence

/// Everything about the directory that is part of the deck.
struct DirectoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "directory",
    abstract: "Keep what is known of tenants, their domains and MPN IDs.",
    subcommands: [List.self, Import.self, Add.self], defaultSubcommand: List.self)

  /// Lists the directory.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List what the directory holds.")

    @OptionGroup var common: CommonOptions

    @Flag(name: .long, help: "As JSON.")
    var json = false

    func run() throws {
      let deck = try Deck(common, isReadOnly: true)
      let entries = try Failure.wrapping { try deck.store.directoryEntries() }
      if json { return try Output.json(entries.map(Record.init)) }
      var table = Table(["WHAT", "IS", "TENANT", "KNOWN"])
      for record in entries.map(Record.init) {
        table.add([
          record.domain ?? record.mpnId ?? "", record.state, record.tenant ?? "", record.assurance,
        ])
      }
      table.finish()
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
      commandName: "import",
      abstract: "Import tenants, domains and MPN IDs from JSON or CSV, whole or not at all.")

    @OptionGroup var common: CommonOptions

    @Argument(help: "The file.", completion: .file())
    var file: String

    @Flag(name: .long, help: "Say what would happen, and change nothing.")
    var dryRun = false

    func run() throws {
      let entries = try Failure.wrapping { try DirectoryFile.read(path: file) }
      let deck = try Deck.begun(common, isTrial: dryRun)
      let report = try Failure.wrapping {
        try deck.store.learn(
          entries, .verified, named: file, isDryRun: dryRun, at: deck.clock.now, by: common.actor)
      }
      Output.line(report.sentence(of: file) + (dryRun ? " (nothing was written)" : ""))
    }
  }

  /// Adds to the directory by hand.
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: "Say by hand what no directory knows; it is marked as unverified.")

    @OptionGroup var common: CommonOptions

    @Option(name: .long, help: "A domain of the tenant.")
    var domain: String?

    @Option(name: .long, help: "An MPN ID that is registered to the tenant.")
    var mpn: String?

    @Option(name: .long, help: "valid, unconfirmed (from Partner Membership Center) or invalid.")
    var state = MembershipState.valid

    @Option(name: .long, help: "The tenant's name.")
    var tenant: String

    @Option(name: .long, help: "The tenant's ID; that of a tenant of this name, or the name.")
    var tenantID: String?

    func validate() throws {
      if domain == nil && mpn == nil { throw ValidationError("Give --domain, --mpn, or both.") }
      do throws(Misfit) { _ = try Publisher.name(tenant) } catch {
        throw ValidationError("--tenant: \(error.reason).")
      }
    }

    func run() throws {
      let deck = try Deck.begun(common)
      let name = tenant.trimmingWhitespace()
      let known = try Failure.wrapping { try deck.store.tenant(named: name) }
      let tenant = Tenant(id: tenantID ?? known.id, name: name)
      let entries = try entries(of: tenant)
      let report = try Failure.wrapping {
        try deck.store.learn(entries, .byHand, at: deck.clock.now, by: common.actor)
      }
      Output.line("\(report.added) added, \(report.changed) changed, \(report.same) same")
    }

    private func entries(of tenant: Tenant) throws(Failure) -> [DirectoryEntry] {
      var entries: [DirectoryEntry] = []
      if let domain {
        do throws(Misfit) {
          entries.append(.domain(try DomainName(domain), tenant))
        } catch { throw Failure(.usage, "--domain: \(error.reason).") }
      }
      if let mpn {
        do throws(Misfit) {
          entries.append(.membership(try MPNID(mpn), state, tenant))
        } catch { throw Failure(.usage, "--mpn: \(error.reason).") }
      }
      return entries
    }
  }
}

extension MembershipState: ExpressibleByArgument {}
