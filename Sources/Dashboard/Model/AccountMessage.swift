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
  /// Read what is typed in the wizard and was not taken yet: answered by `recalled`.
  case recallDrafts(String)
  /// Keep what is typed in the wizard: answered by `kept`.
  case keep(draft: String, ProfileField, of: String)
  /// Keep what a person says of the directory for an account; the tenant is known by its name.
  case learn(DirectoryEntry, of: String)
  /// Read what the profile shows beside the publisher: answered by `profiled`.
  case profile(String)
  /// Correct a field of the profile: answered by `changed` or `refused`.
  case set(ProfileField, String, of: String)
  /// Tick an account-wide step, or take its tick back: answered by `changed`.
  case setStep(String, isDone: Bool, of: String)
  /// Read the legal entities to choose one for an offer: answered by `entities`.
  case entities(for: OfferKey)
  /// Change the legal entities: answered by `changed` or `refused`.
  case changeEntity(EntityChange, of: String)
  /// Undo the last change of the account: answered by `undone`.
  case undo(String)
  /// Read the people: answered by `users`.
  case users(String)
  /// Change the people in Partner Center: answered by `users` or `refusedUser`.
  case change(UserChange, of: String, isConfirmed: Bool)
  /// Import the list of a portal from a file: answered by `imported` or `mistakes`.
  case importUsers(String, UserPortal, of: String)
}

/// What the world answers about accounts.
package enum AccountMessage: Sendable {
  /// The account went on, or did not, and why; the number of the question, where there was one.
  case answered(AccountAnswer, number: Int?)
  /// What is typed was kept.
  case kept
  /// What was typed in the wizard of an account and not taken, and the addresses that can work, the
  /// best first.
  case recalled(String, [ProfileField: String], addresses: [String]? = nil)
  /// The directory knows what a person said.
  case learned
  /// What the profile shows beside the publisher.
  case profiled(String, ProfileFindings)
  /// A field, a step or a legal entity was changed.
  case changed(Publisher)
  /// What was to be changed can't be so, in a sentence.
  case refused(String)
  /// The legal entities that an offer can name.
  case entities([LegalEntity], for: OfferKey)
  /// The last change was undone; nil where there was none.
  case undone(String, HistoryEntry?)
  /// The people, as they are now.
  case users(String, AccountUsers)
  /// A change of the people was refused.
  case refusedUser(UserChange, of: String, UserRefusal)
  /// The people after a list was imported, and what that did, in a sentence, with what to look at.
  case imported(String, AccountUsers, String, warnings: [String])
  /// A file has mistakes, each in a line of its own.
  case mistakes(title: String, [String])
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
