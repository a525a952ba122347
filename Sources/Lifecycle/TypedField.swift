// The fields that remember what was typed into them, so that it can be called back another day.
// Reports are not among them: they are long, and nobody else's business.

/// A field that remembers what was typed into it.
package enum TypedField: Hashable, Sendable {
  /// The filter of the list.
  case filter
  /// The path of a file with offers.
  case offerFile
  /// The path of a file with users.
  case userFile
  /// Somebody to add to an account.
  case user
  /// The name of a tenant.
  case tenant
  /// The name of a legal entity.
  case legalEntity
  /// A field of a publisher's profile, which the migration asks for too.
  case profile(ProfileField)
  /// A field of an offer.
  case offer(OfferField)

  /// The most texts that are kept of each.
  package static let limit = 50
  /// The most bytes that a text may have to be kept.
  package static let longest = 1_000

  /// The word by which it is kept.
  package var name: String {
    switch self {
    case .filter: "filter"
    case .offerFile: "offer_file"
    case .userFile: "user_file"
    case .user: "user"
    case .tenant: "tenant"
    case .legalEntity: "legal_entity"
    case .profile(let field): "profile.\(field.rawValue)"
    case .offer(let field): "offer.\(field.name)"
    }
  }
}
