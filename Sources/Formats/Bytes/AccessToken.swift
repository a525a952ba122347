// Access tokens that were saved in the place of a list. They are named and never shown: whoever has
// one can sign in with it.

/// Tells the answer of a sign-in service that has a token.
enum AccessToken {
  /// What to do with a token in a file.
  static let advice = "download the list with it, and delete this file"

  private static let keys = ["access_token", "id_token", "refresh_token", "accessToken"]

  /// What an answer is that has a token; nil if it has none.
  static func sentence(_ answer: JSONValue) -> String? {
    guard keys.contains(where: { answer[$0]?.text != nil }) else { return nil }
    return "this is an access token; \(advice)"
  }
}
