// The state machine of a publisher's account on its way to Partner Center (guide, "Account migration
// process"). Each case carries what is known there and nothing that can't be known yet. What leads
// from one to another is in `Account+Events.swift`.

package import Foundation

/// How far the account has come on its way to Partner Center, for the person of this deck.
package indirect enum Account: Hashable, Codable, Sendable {
  /// The person has no Owner role in Cloud Partner Portal. Only Owners see the banner and can
  /// migrate; what an Owner has done stays inside. Leaves by `gainedOwnership`.
  case notOwner(Account)
  /// Nobody has begun. Leaves by `begun`, or by being seen as migrated.
  case actionRequired(Registration)
  /// Begun, and work email needed. Leaves to `membership`, and back to `actionRequired`.
  case workEmail(Registration)
  /// The work email was taken, and the MPN ID is asked for. Leaves to `review` with a valid one,
  /// and back to `workEmail`.
  case membership(Registration, WorkEmail, Membership)
  /// Both are there and belong to one tenant: a last look. Leaves to `migrated`, and back to
  /// `membership`.
  case review(Registration, WorkEmail, ValidMembership)
  /// Account settings are managed in Partner Center now. Nothing leads out but undo.
  case migrated(Completion)

  /// What the profile in Cloud Partner Portal says, looked at by nobody.
  package struct Registration: Hashable, Codable, Sendable {
    /// A work email that is known already.
    package var workEmail: String?
    /// The MPN ID of the profile.
    package var mpnID: String?

    /// What a profile says.
    package init(workEmail: String? = nil, mpnID: String? = nil) {
      self.workEmail = workEmail
      self.mpnID = mpnID
    }
  }

  /// An address that belongs to a tenant.
  package struct WorkEmail: Hashable, Codable, Sendable {
    /// The address.
    package let address: EmailAddress
    /// The tenant that it belongs to.
    package let tenant: Tenant
    /// How that is known.
    package let assurance: Assurance
  }

  /// What is known of the membership while the MPN ID is asked for.
  package enum Membership: Hashable, Codable, Sendable {
    /// The account has no MPN ID: one signs up for one.
    case none
    /// The profile has this ID, and no directory knows it.
    case unknown(id: String)
    /// The profile has this ID, and it is invalid: one signs up for another.
    case invalid(id: String)
    /// It was created in Partner Membership Center, and must be confirmed as migrated first.
    case unconfirmed(ValidMembership)
    /// It is valid, and kept.
    case valid(ValidMembership)
  }

  /// An MPN ID that is registered to the tenant of the work email.
  package struct ValidMembership: Hashable, Codable, Sendable {
    /// The ID.
    package let id: MPNID
    /// How that is known.
    package let assurance: Assurance
  }

  /// What is known of an account that has moved.
  package struct Completion: Hashable, Codable, Sendable {
    /// The work email; nil where the account was only seen to have moved.
    package var workEmail: String?
    /// The MPN ID; nil where the account was only seen to have moved.
    package var mpnID: String?
    /// When it moved, or was seen to have.
    package var at: Date
    /// Something in it was said by a person and confirmed by no directory.
    package var isUnverified: Bool

    /// What is known of an account that has moved.
    package init(
      workEmail: String? = nil, mpnID: String? = nil, at: Date, isUnverified: Bool = false
    ) {
      self.workEmail = workEmail
      self.mpnID = mpnID
      self.at = at
      self.isUnverified = isUnverified
    }
  }
}

/// Something that the migration of an account needs.
package enum AccountNeed: String, CaseIterable, Sendable {
  case workEmail = "work email"
  case mpnID = "MPN ID"
}

extension Account {
  /// The account as an Owner would have it.
  package var underlying: Account {
    if case .notOwner(let kept) = self { kept } else { self }
  }

  /// The person is an Owner.
  package var isOwners: Bool { self == underlying }

  /// The account has moved.
  package var isMigrated: Bool {
    if case .migrated = underlying { true } else { false }
  }

  /// The migration was begun and is not at its end.
  package var isUnderWay: Bool {
    switch underlying {
    case .workEmail, .membership, .review: true
    case .actionRequired, .migrated, .notOwner: false
    }
  }

  /// What is missing; empty where only a review is left, and where nothing is to be done.
  package var missing: [AccountNeed] {
    switch underlying {
    case .actionRequired(let known), .workEmail(let known):
      (known.workEmail == nil ? [.workEmail] : []) + (known.mpnID == nil ? [.mpnID] : [])
    case .membership(_, _, .valid), .review, .migrated, .notOwner: []
    case .membership: [.mpnID]
    }
  }

  /// The short name of the state, for output to programs and for diagrams.
  package var name: String {
    switch self {
    case .notOwner: "not_owner"
    case .actionRequired: "action_required"
    case .workEmail: "work_email"
    case .membership(_, _, let membership): membership.name
    case .review: "review"
    case .migrated: "migrated"
    }
  }

  /// The state in a few words.
  package var title: String {
    switch self {
    case .notOwner(let kept):
      kept.isMigrated ? "migrated (you are not an Owner)" : "only an Owner can migrate it"
    case .actionRequired: "action required"
    case .workEmail: "work email needed"
    case .membership(_, _, let membership): membership.title
    case .review: "ready for review"
    case .migrated: "migrated"
    }
  }

  /// The work email, taken or only known.
  package var workEmail: String? {
    switch underlying {
    case .actionRequired(let known), .workEmail(let known): known.workEmail
    case .membership(_, let email, _), .review(_, let email, _): email.address.text
    case .migrated(let completion): completion.workEmail
    case .notOwner: nil
    }
  }

  /// The MPN ID, taken or only known.
  package var mpnID: String? {
    switch underlying {
    case .actionRequired(let known), .workEmail(let known): known.mpnID
    case .membership(_, _, let membership): membership.id
    case .review(_, _, let membership): membership.id.text
    case .migrated(let completion): completion.mpnID
    case .notOwner: nil
    }
  }

  /// The work email with its tenant; nil until it was taken, and after the account has moved.
  package var email: WorkEmail? {
    switch underlying {
    case .membership(_, let email, _), .review(_, let email, _): email
    case .actionRequired, .workEmail, .migrated, .notOwner: nil
    }
  }

  /// Something of it was said by a person and confirmed by no directory.
  package var isUnverified: Bool {
    switch underlying {
    case .membership(_, let email, .valid(let membership)),
      .membership(_, let email, .unconfirmed(let membership)),
      .review(_, let email, let membership):
      email.assurance == .byHand || membership.assurance == .byHand
    case .membership(_, let email, _): email.assurance == .byHand
    case .migrated(let completion): completion.isUnverified
    case .actionRequired, .workEmail, .notOwner: false
    }
  }

  /// When the account moved; nil where it did not.
  package var migratedAt: Date? {
    if case .migrated(let completion) = underlying { completion.at } else { nil }
  }
}

extension Account.Membership {
  /// The ID; nil where there is none.
  package var id: String? {
    switch self {
    case .none: nil
    case .unknown(let id), .invalid(let id): id
    case .unconfirmed(let membership), .valid(let membership): membership.id.text
    }
  }

  fileprivate var name: String {
    switch self {
    case .none: "mpn_none"
    case .unknown: "mpn_unknown"
    case .invalid: "mpn_invalid"
    case .unconfirmed: "mpn_unconfirmed"
    case .valid: "mpn_valid"
    }
  }

  fileprivate var title: String {
    switch self {
    case .none: "MPN ID needed"
    case .unknown: "MPN ID not in the directory"
    case .invalid: "MPN ID invalid"
    case .unconfirmed: "MPN ID to be confirmed in Partner Center"
    case .valid: "MPN ID valid"
    }
  }
}
