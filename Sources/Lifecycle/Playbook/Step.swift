// One step of a track: what it is called, who has to do it, and by what it counts as done.

/// A step as the playbook describes it.
package struct Step: Hashable, Sendable {
  /// Its short name; one name is one step wherever it stands, so account-wide steps are shared.
  package var id: String
  /// What to do, in a few words.
  package var title: String
  /// What a person has to know to do it, in sentences.
  package var help: String
  /// The page where it is done.
  package var link: Link?
  /// Further pages that help with it.
  package var furtherLinks: [NamedLink]
  /// Pages for certain offer types, instead of `link`.
  package var typeLinks: [OfferType: Link]
  /// Who has to do it.
  package var actor: Actor
  /// By what it counts as done.
  package var kind: StepKind
  /// It belongs to the track of an offer only where this holds.
  package var when: Condition
  /// What also counts as doing it; nil if only a person does.
  package var impliedBy: Milestone?

  /// A step with all that is known of it.
  package init(
    id: String, title: String, help: String = "", link: Link? = nil,
    furtherLinks: [NamedLink] = [], typeLinks: [OfferType: Link] = [:], actor: Actor = .publisher,
    kind: StepKind, when: Condition = .always, impliedBy: Milestone? = nil
  ) {
    self.id = id
    self.title = title
    self.help = help
    self.link = link
    self.furtherLinks = furtherLinks
    self.typeLinks = typeLinks
    self.actor = actor
    self.kind = kind
    self.when = when
    self.impliedBy = impliedBy
  }

  /// The page where an offer of this type does it.
  package func link(for type: OfferType) -> Link? { typeLinks[type] ?? link }
}

/// Something an account reaches by which account-wide steps are done too.
package enum Milestone: String, CaseIterable, Sendable {
  /// The account's MPN membership is confirmed in Partner Center, or the account has migrated, which
  /// takes a confirmed membership (guide, note to "Move published offers").
  case membership

  /// Whether an account has reached it.
  package func isReached(by account: Account) -> Bool {
    switch account.underlying {
    case .membership(_, _, .valid), .review, .migrated: true
    case .membership, .actionRequired, .workEmail, .notOwner: false
    }
  }
}

/// Who has to do a step.
package enum Actor: String, CaseIterable, Codable, Sendable {
  /// Anyone who works for the publisher.
  case publisher
  /// Somebody with the Owner or Manager role.
  case owner
  /// Microsoft: the publisher waits.
  case microsoft
}

/// By what a step counts as done.
package enum StepKind: Hashable, Sendable {
  /// It is ticked, for this offer.
  case check
  /// It is ticked once, for all offers of the publisher.
  case account
  /// A fact becomes known.
  case question(Question)
  /// All information pages are complete.
  case pages
  /// A stage event happens. `needs` names the steps that it waits for; nil stands for all that
  /// come before it.
  case event(StageEvent, needs: [String]?)
}

/// What a step asks.
package struct Question: Hashable, Sendable {
  /// The fact that the answer sets.
  package var fact: Fact
  /// The only answer with which one can go on; nil where every answer will do.
  package var required: String?
  /// What any other answer means: the offer is blocked, by this.
  package var blocker: String
  /// Hosts that an address may have; empty for any.
  package var hosts: [String]

  /// A question about a fact.
  package init(fact: Fact, required: String? = nil, blocker: String = "", hosts: [String] = []) {
    self.fact = fact
    self.required = required
    self.blocker = blocker
    self.hosts = hosts
  }
}

extension Question {
  /// The answer as it is kept.
  ///
  /// - Throws: why it does not fit the fact, or lies at another host than the question allows.
  package func value(_ raw: String) throws(Misfit) -> String {
    let value = try fact.value(raw)
    if let host = Link(value)?.host, !hosts.isEmpty, !hosts.contains(host) {
      throw Misfit(
        reason: "the address must be at \(hosts.joined(separator: " or ")), not \(host)")
    }
    return value
  }
}
