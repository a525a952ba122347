// Takes an account through its migration without asking anybody: what the wizard does page by page,
// from what was given on the command line.

import Foundation
import Lifecycle
import Persistence

/// A way through the migration of an account.
struct AccountWalk {
  let store: Store
  let directory: any Directory
  let publisher: String
  let moment: Date
  let actor: String

  /// What is given along the way.
  struct Answers {
    /// The work email; what is known of it where it is nil.
    var email: String?
    /// The MPN ID; that of the profile where it is nil.
    var mpnID: String?
    /// A membership from Partner Membership Center was seen in Partner Center.
    var isMembershipConfirmed = false
    /// The last look is over.
    var isReviewed = false
  }

  /// Goes on as far as the answers lead; each step that was taken stays taken.
  ///
  /// - Returns: the publisher as it is then: migrated, or at the review.
  /// - Throws: an `AccountRefusal`, a `DirectoryFailure` or a `StoreFailure`.
  func walk(_ answers: Answers) throws -> Publisher {
    var publisher = try apply(.begin)
    publisher = try returning(publisher, to: answers)
    if case .workEmail(let known) = publisher.account {
      let addresses = try Self.addresses(for: publisher, directory)
      guard
        let text = answers.email ?? addresses.first ?? known.workEmail ?? publisher.signIn
      else {
        throw Failure(.usage, "this account needs a work email", hint: "pass it with --email")
      }
      publisher = try apply(Self.workEmail(text, of: publisher, directory))
    }
    if case .membership(_, _, let membership) = publisher.account {
      if let id = answers.mpnID, id.trimmingWhitespace() != membership.id || !membership.isSettled {
        publisher = try apply(Self.membership(id, directory))
      }
      if case .membership(_, _, .unconfirmed) = publisher.account, answers.isMembershipConfirmed {
        publisher = try apply(.confirmMembership)
      }
      publisher = try apply(.acceptMembership)
    }
    return answers.isReviewed ? try apply(.complete) : publisher
  }

  /// Steps back to where another answer than the one that was taken has its place.
  private func returning(_ publisher: Publisher, to answers: Answers) throws -> Publisher {
    var publisher = publisher
    let email = answers.email.flatMap { try? EmailAddress($0).key }
    let taken = publisher.workEmail.flatMap { try? EmailAddress($0).key }
    let wantsOtherEmail = answers.email != nil && email != taken
    let wantsOtherID = answers.mpnID.map { $0.trimmingWhitespace() != publisher.mpnID } ?? false
    if case .review = publisher.account, wantsOtherID || wantsOtherEmail {
      publisher = try apply(.back)
    }
    if case .membership = publisher.account, wantsOtherEmail { publisher = try apply(.back) }
    return publisher
  }

  private func apply(_ event: AccountEvent) throws -> Publisher {
    try store.accounts.apply(event, to: publisher, at: moment, by: actor)
  }

  // MARK: - Questions to the directory

  /// The known addresses that can be the work email of an account, the best first: those that the
  /// directory lets pass, then those that it does not know.
  static func addresses(
    for publisher: Publisher, _ directory: any Directory
  ) throws -> [String] {
    guard let known = publisher.account.registration else { return publisher.knownAddresses }
    var begun = publisher
    begun.account = .workEmail(known)
    var (passing, unknown): ([String], [String]) = ([], [])
    for text in publisher.knownAddresses {
      do throws(AccountRefusal) {
        let event: AccountEvent
        do { event = try workEmail(text, of: begun, directory) } catch { continue }
        _ = try begun.applying(event, at: .distantPast)
        passing.append(text)
      } catch {
        if case .unknownTenant = error { unknown.append(text) }
      }
    }
    return passing + unknown
  }

  /// The event of giving a work email, with what the directory says. A text that is no address is
  /// nobody's: the rules refuse it.
  static func workEmail(
    _ text: String, of publisher: Publisher, _ directory: any Directory,
    isCancelled: @Sendable () -> Bool = { false }
  ) throws -> AccountEvent {
    guard let address = try? EmailAddress(text) else {
      return .workEmail(text, domain: .unknown, registered: nil)
    }
    let domain = try directory.owner(of: address.domain, isCancelled: isCancelled)
    let registered = try publisher.account.registration?.mpnID.map { id throws in
      guard let id = try? MPNID(id) else { return MembershipFinding.invalid }
      return try directory.membership(id, isCancelled: isCancelled)
    }
    return .workEmail(
      text, domain: domain, registered: registered,
      domains: try domains(of: registered?.tenant, directory, isCancelled))
  }

  /// The domains of a tenant, for a refusal that names what to type.
  private static func domains(
    of tenant: Tenant?, _ directory: any Directory, _ isCancelled: @Sendable () -> Bool
  ) throws -> [DomainName] {
    try tenant.map { try directory.domains(of: $0, isCancelled: isCancelled) } ?? []
  }

  /// The event of giving an MPN ID, with what the directory says.
  static func membership(
    _ text: String, _ directory: any Directory, isCancelled: @Sendable () -> Bool = { false }
  ) throws -> AccountEvent {
    guard let id = try? MPNID(text) else { return .membership(text, .unknown) }
    let finding = try directory.membership(id, isCancelled: isCancelled)
    return .membership(
      text, finding, domains: try domains(of: finding.tenant, directory, isCancelled))
  }
}

extension Account.Membership {
  /// A directory has said what it is.
  fileprivate var isSettled: Bool {
    switch self {
    case .valid, .unconfirmed: true
    case .none, .unknown, .invalid: false
    }
  }
}
