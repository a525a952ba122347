// What is asked of the world about accounts, and what it answers.

package import Lifecycle

/// Something asked of the world about an account.
package enum AccountEffect: Hashable, Sendable {
  /// Let this happen to the account, if it still is as it was: answered by `answered`.
  case apply(AccountEvent, of: Publisher)
  /// Ask the directory about a work email and give it: answered by `answered` with the number.
  case askWorkEmail(String, of: Publisher, number: Int)
  /// Ask the directory about an MPN ID and give it: answered by `answered` with the number.
  case askMembership(String, of: Publisher, number: Int)
  /// Nobody waits for the directory any more.
  case stopAsking
  /// Keep what a person says of the directory; the tenant is known by its name.
  case learn(DirectoryEntry)
  /// Read what the profile shows beside the publisher: answered by `profiled`.
  case profile(String)
  /// Correct a field of the profile: answered by `changed`.
  case set(ProfileField, String, of: String)
  /// Tick an account-wide step, or take its tick back: answered by `changed`.
  case setStep(String, isDone: Bool, of: String)
  /// Undo the last change of the account: answered by `undone`.
  case undo(String)
  /// Read the people: answered by `users`.
  case users(String)
  /// Change the people in Partner Center: answered by `users`.
  case change(UserChange, of: String, isConfirmed: Bool)
}

/// What the world answers about accounts.
package enum AccountMessage: Sendable {
  /// The account went on, or did not, and why; the number of the question, where there was one.
  case answered(AccountAnswer, number: Int?)
  /// The directory knows what a person said.
  case learned
  /// What the profile shows beside the publisher.
  case profiled(String, ProfileFindings)
  /// A field or a step was changed, or could not be, and why.
  case changed(Publisher)
  /// A field can't have that value.
  case misfit(AccountRefusal)
  /// The last change was undone; nil where there was none.
  case undone(String, HistoryEntry?)
  /// The people, as they are now.
  case users(String, AccountUsers)
  /// A change of the people was refused.
  case refused(UserChange, of: String, UserRefusal)
}

/// What became of something that was asked of an account.
package enum AccountAnswer: Sendable {
  /// It went on.
  case changed(Publisher)
  /// The rules said no.
  case refused(AccountRefusal)
  /// No answer could be had: a sentence that says why.
  case failed(String)
}
