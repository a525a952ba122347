// All states that an account can reach, found by trying every event on every state: the tests and
// the diagram both come from here.

package import Foundation

/// The reachable states of an account and what leads from one to another.
package struct AccountExploration: Sendable {
  /// Something that was tried in a state, and did something.
  package struct Edge: Hashable, Sendable {
    /// The state that it began in.
    package let from: Publisher
    /// What happened.
    package let event: AccountEvent
    /// What that means in this exploration.
    package let label: String
    /// The state that it led to.
    package let to: Publisher
  }

  /// The states, in the order in which they were found.
  package private(set) var states: [Publisher]
  /// What leads from one to another.
  package private(set) var edges: [Edge] = []
  /// What was refused, in which state and why.
  package private(set) var refusals: [(state: Publisher, event: AccountEvent, AccountRefusal)] = []

  /// Explores from these states by every event.
  package init(from starts: [Publisher]) {
    states = starts
    var seen = Set(starts)
    var current = 0
    while current < states.count {
      let state = states[current]
      for (label, event) in Self.events {
        do throws(AccountRefusal) {
          let after = try state.applying(event, at: Self.moment)
          guard after != state else { continue }
          edges.append(Edge(from: state, event: event, label: label, to: after))
          if seen.insert(after).inserted { states.append(after) }
        } catch {
          refusals.append((state, event, error))
        }
      }
      current += 1
    }
  }

  /// The moment at which everything happens.
  package static let moment = Date(timeIntervalSince1970: 0)
  /// The tenant that the MPN ID is registered to.
  package static let tenant = Tenant(id: "contoso.com", name: "Contoso")
  /// Another one.
  package static let other = Tenant(id: "fabrikam.com", name: "Fabrikam")
  /// The MPN ID.
  package static let mpnID = "1234567"
  /// The address of a personal account.
  package static let personal = "owner@outlook.com"

  /// An account without an MPN ID and one that has it, each of an Owner.
  package static let starts: [Publisher] = [nil, mpnID].map {
    var publisher = Publisher(
      id: "contoso", name: "Contoso", owners: ["owner@contoso.com"], signIn: personal, mpnID: $0)
    publisher.hasMicrosoftAccount = true
    return publisher
  }

  /// What a directory can say of a membership, each with its words.
  private static let findings: [(String, MembershipFinding)] = [
    ("valid", .valid(tenant, .verified)), ("valid, by hand", .valid(tenant, .byHand)),
    ("of another tenant", .valid(other, .verified)),
    ("from Partner Membership Center", .unconfirmed(tenant, .verified)),
    ("of another tenant, from Partner Membership Center", .unconfirmed(other, .verified)),
    ("invalid", .invalid), ("unknown", .unknown),
  ]

  /// Every event with every answer of a directory.
  package static let events: [(label: String, event: AccountEvent)] = {
    let address = "owner@contoso.com"
    let domains: [(String, String, DomainFinding)] = [
      ("work email", address, .tenant(tenant, .verified)),
      ("work email, by hand", address, .tenant(tenant, .byHand)),
      ("work email of another tenant", "owner@fabrikam.com", .tenant(other, .verified)),
      ("personal address", "owner@contoso.net", .personal),
      ("Microsoft account", personal, .tenant(tenant, .verified)),
      ("unknown address", address, .unknown), ("no address", "owner", .unknown),
    ]
    let emails = domains.flatMap { label, text, domain in
      [("\(label), no MPN ID", AccountEvent.workEmail(text, domain: domain, registered: nil))]
        + findings.map {
          ("\(label), MPN ID \($0.0)", .workEmail(text, domain: domain, registered: $0.1))
        }
    }
    let memberships =
      findings.map { ("MPN ID \($0.0)", AccountEvent.membership(mpnID, $0.1)) }
      + [("no MPN ID", .membership("A1", .unknown))]
    let rest: [AccountEvent] = [
      .begin, .confirmMembership, .acceptMembership, .back, .complete,
      .observeMigrated, .gainOwnership, .loseOwnership,
    ]
    return emails + memberships + rest.map { ($0.title, $0) }
  }()
}

extension Diagram {
  /// The states of an account, found by trying every event on every state. Answers that lead to
  /// the same state from the same one share an arrow.
  package static let account: Diagram = {
    let exploration = AccountExploration(from: AccountExploration.starts)
    var nodes: [(name: String, title: String)] = []
    for state in exploration.states where !nodes.contains(where: { $0.name == state.account.name })
    {
      let isHidden = if case .notOwner = state.account { true } else { false }
      nodes.append((state.account.name, isHidden ? "not an Owner" : state.account.title))
    }
    var arrows: [Arrow] = []
    for edge in exploration.edges {
      let arrow = Arrow(
        from: edge.from.account.name, to: edge.to.account.name, label: edge.event.title)
      if arrow.from != arrow.to, !arrows.contains(arrow) { arrows.append(arrow) }
    }
    return Diagram(title: "account", nodes: nodes, arrows: arrows)
  }()
}
