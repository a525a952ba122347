// The proof of the account's state machine: every state that it can reach, with what must hold in
// each, and every reason that it gives.

import Foundation
import Lifecycle
import Testing

@Suite struct `Every state of an account` {
  private static let exploration = AccountExploration(from: AccountExploration.starts)

  private var states: [Publisher] { Self.exploration.states }

  @Test func `has what is known there and nothing else`() {
    #expect(states.count > 30)
    for state in states {
      if case .notOwner(.notOwner) = state.account { Issue.record("two roles at once") }
      #expect(state.workEmail != AccountExploration.personal, "a Microsoft account was taken")
    }
  }

  @Test func `takes an MPN ID only for the tenant of the work email`() {
    for edge in Self.exploration.edges {
      guard case .membership(_, let email, let membership) = edge.to.account else { continue }
      switch membership {
      case .none, .unknown, .invalid: continue
      case .valid, .unconfirmed: break
      }
      switch edge.event {
      case .workEmail(_, _, .valid(let tenant, _)?, _),
        .workEmail(_, _, .unconfirmed(let tenant, _)?, _),
        .membership(_, .valid(let tenant, _), _), .membership(_, .unconfirmed(let tenant, _), _):
        #expect(tenant == email.tenant, "\(edge.label)")
      default:
        // Nothing but an answer of the directory brings in a membership.
        #expect([.confirmMembership, .back, .gainOwnership].contains(edge.event), "\(edge.label)")
      }
    }
  }

  @Test func `moves only from the last look, or by being seen so`() {
    for edge in Self.exploration.edges where !edge.from.account.isMigrated {
      guard edge.to.account.isMigrated else { continue }
      #expect(edge.event == .observeMigrated || edge.from.account.name == "review")
    }
  }

  @Test func `is left by nothing but the role once it has moved`() {
    for edge in Self.exploration.edges where edge.from.account.isMigrated {
      #expect(edge.event == .gainOwnership || edge.event == .loseOwnership)
      #expect(edge.to.account.isMigrated)
    }
  }

  @Test func `can be led to the end by an Owner`() {
    var reaching = Set(states.filter(\.account.isMigrated))
    var isGrowing = true
    while isGrowing {
      let more = Self.exploration.edges.filter {
        $0.event != .observeMigrated && reaching.contains($0.to) && !reaching.contains($0.from)
      }
      isGrowing = !more.isEmpty
      reaching.formUnion(more.map(\.from))
    }
    let stuck = states.filter { !reaching.contains($0) }
    #expect(stuck.isEmpty, "\(stuck.map(\.account.name)) lead nowhere")
  }

  @Test func `keeps an Owner's work from whoever is none, and gives it back`() {
    for state in states where !state.account.isOwners {
      for (_, event) in AccountExploration.events {
        guard ![.observeMigrated, .gainOwnership, .loseOwnership].contains(event) else { continue }
        #expect(throws: AccountRefusal.notOwner(owners: state.owners)) {
          try state.applying(event, at: AccountExploration.moment)
        }
      }
    }
    for edge in Self.exploration.edges where edge.event == .loseOwnership {
      #expect(edge.to.account.gainedOwnership() == edge.from.account)
    }
  }

  @Test func `steps back one by one to where nothing was begun`() throws {
    for state in states where state.account.isUnderWay && state.account.isOwners {
      var current = state
      var steps = 0
      while current.account.isUnderWay {
        current = try current.applying(.back, at: AccountExploration.moment)
        steps += 1
      }
      #expect(steps <= 3)
      #expect(current.account.name == "action_required")
    }
  }

  @Test func `every reason is given somewhere, with a sentence that ends`() {
    let names = Set(Self.exploration.refusals.map(\.2.name))
    let all: Set = [
      "not_owner", "migrated_already", "not_begun", "out_of_turn", "malformed_address",
      "microsoft_account", "unknown_tenant", "tenant_mismatch", "malformed_mpn_id",
      "missing_mpn_id", "unknown_mpn_id", "invalid_mpn_id", "mpn_id_of_other_tenant",
      "unconfirmed_mpn_id",
    ]
    #expect(names == all)
    for (_, _, refusal) in Self.exploration.refusals {
      #expect(refusal.sentence.hasSuffix("."))
      #expect(!refusal.sentence.contains(".."))
    }
  }

  @Test func `a mismatch names the tenant that is wanted and the one that was found`() throws {
    let refusals = Self.exploration.refusals.map(\.2).filter { $0.name == "tenant_mismatch" }
    #expect(!refusals.isEmpty)
    for refusal in refusals {
      guard case .tenantMismatch(_, let found, let wanted, _) = refusal else { continue }
      #expect(
        refusal.sentence.contains(wanted.tenant.name) && refusal.sentence.contains(found.name))
      #expect(refusal.link != nil)
    }
  }

  @Test func `what a person said by hand is still marked at the end`() throws {
    for edge in Self.exploration.edges where edge.event == .complete {
      guard case .review(_, let email, let membership) = edge.from.account,
        case .migrated(let completion) = edge.to.account
      else { continue }
      let isByHand = email.assurance == .byHand || membership.assurance == .byHand
      #expect(completion.isUnverified == isByHand)
    }
  }

  @Test func `counts what is missing`() {
    let counts = Dictionary(grouping: states, by: \.account.name)
      .mapValues { Set($0.map(\.account.missing)) }
    #expect(counts["review"] == [[]])
    #expect(counts["mpn_valid"] == [[]])
    #expect(counts["mpn_none"] == [[.mpnID]])
    #expect(counts["mpn_unconfirmed"] == [[.mpnID]])
    #expect(counts["action_required"]?.contains([.workEmail, .mpnID]) == true)
  }

  @Test func `the diagram has every state and is drawn from the rules`() {
    let diagram = Diagram.account
    #expect(Set(diagram.nodes.map(\.name)) == Set(states.map(\.account.name)))
    #expect(diagram.mermaid.hasPrefix("stateDiagram-v2\n"))
    #expect(diagram.mermaid.contains("  review --> migrated : Migrate\n"))
    #expect(diagram.mermaid.contains("  work_email --> mpn_none : Enter a work email\n"))
    #expect(diagram.dot.contains("\"mpn_unconfirmed\" -> \"mpn_valid\""))
  }
}
