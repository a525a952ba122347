// What lies over the panels and takes all keys: one of a few forms, each a value that says what
// is wanted when it is answered.

package import Lifecycle
import Terminal

/// Something that lies over the panels.
package enum Dialog: Hashable, Sendable {
  case menu(Menu)
  case confirmation(Confirmation)
  case entry(TextEntry)
  case pages(PagesForm)
  case reader(Reader)
  case wizard(MigrationWizard)
  case profile(ProfilePage)
  case users(UserList)
}

/// What is wanted when a dialog is answered.
package indirect enum Wish: Hashable, Sendable {
  /// What a command does.
  case command(Command)
  /// Do this to these offers.
  case perform([OfferKey], [Action], title: String)
  /// Undo the last action, if its first entry has this ID.
  case undo(Int64)
  /// Begin a step of these offers: it may ask in turn, and shows its instruction first unless that
  /// is on the screen.
  case begin(Step, [OfferKey])
  /// Begin a step whose instruction was read.
  case proceed(Step, [OfferKey])
  /// Begin an event of these offers.
  case event(StageEvent, [OfferKey])
  /// Ask for the text of a report first.
  case report(StageEvent, [OfferKey])
  /// Ask for the support ticket of an answer that disputes the type of these offers first.
  case ticket(Step, Action, [OfferKey])
  /// Ask for the value of a field of an offer.
  case edit(OfferField, OfferKey)
  /// Ask for a value of a field that is not among those to choose from.
  case type(OfferField, OfferKey, known: String)
  /// List the offers of a publisher, or of all.
  case show(publisher: String?)
  /// Show who loses this, and who keeps it.
  case losses(Loss)
  /// List in this order.
  case sort(Query.Sort)
  /// Show another theme.
  case theme(String)
  /// Show another theme, and the next time too.
  case keepTheme(String)
  /// Open a page.
  case open(Link)
  /// Import a file.
  case importFile(String)
  /// Add a publisher.
  case addPublisher(String)
  /// Something about an account.
  case account(AccountWish)
  /// Nothing more.
  case nothing
}

/// What is wanted of an account when a dialog is answered.
package enum AccountWish: Hashable, Sendable {
  /// Let this happen to an account; the migration itself is confirmed first.
  case apply(AccountEvent, of: Publisher)
  /// Give a work email, once the directory has answered.
  case askWorkEmail(String, of: Publisher)
  /// Give an MPN ID, once the directory has answered.
  case askMembership(String, of: Publisher)
  /// Ask whether the account is to be migrated now.
  case askCompletion(of: Publisher)
  /// Leave the wizard as it is.
  case leave(MigrationWizard)
  /// Ask a person what no directory knows.
  case sayByHand(AccountRefusal)
  /// Ask whom an MPN ID is registered to.
  case askTenant(of: MPNID)
  /// Keep what a person says of the directory.
  case learn(DirectoryEntry)
  /// Ask for another value of a field of the profile.
  case editProfile(ProfileField, Publisher)
  /// Correct a field of the profile.
  case setProfile(ProfileField, String, of: String)
  /// Tick an account-wide step, or take its tick back.
  case setStep(Step, isDone: Bool, of: String)
  /// Undo the last change of an account.
  case undo(String)
  /// Read all that happened to an account.
  case showHistory(ProfilePage)
  /// Ask for a legal entity to add.
  case askEntity(of: String)
  /// Ask for another name of a legal entity.
  case askEntityName(String, of: String)
  /// Ask whether a legal entity is to be removed.
  case askEntityRemoval(LegalEntity, of: String)
  /// Change the legal entities.
  case changeEntity(EntityChange, of: String)
  /// Ask who is to be added.
  case askUser(String)
  /// Ask which role somebody gets.
  case askRole(EmailAddress, name: String, of: String)
  /// Ask whether somebody is to be removed.
  case askRemoval(AccountUser, of: String)
  /// Change the people in Partner Center.
  case changeUser(UserChange, of: String, isConfirmed: Bool)
  /// Ask whose list of users is to be imported.
  case askUserPortal(of: String)
  /// Ask for the file with the users of a portal.
  case askUserFile(UserPortal, of: String)
  /// Import a list of users.
  case importUsers(String, UserPortal, of: String)
}

/// What a dialog makes of a key.
enum Answer {
  /// It stays, changed or not.
  case open
  /// It closes, and nothing follows.
  case closed
  /// It closes, and this is wanted.
  case wanted(Wish)
  /// It stays, and this is wanted meanwhile: a preview, a link.
  case meanwhile(Wish)

  /// Something follows from it that changes the deck. To move, to type, or to list something else does
  /// not.
  var confirms: Bool {
    switch self {
    case .open, .closed: false
    case .wanted(let wish), .meanwhile(let wish): wish.changesDeck
    }
  }
}

extension Wish {
  /// It changes the deck, or begins to.
  fileprivate var changesDeck: Bool {
    switch self {
    case .show, .losses, .sort, .theme, .keepTheme, .edit, .type, .nothing: false
    case .command(let command): command.changesDeck || command == .advance
    case .perform, .undo, .begin, .proceed, .event, .report, .ticket, .open, .importFile,
      .addPublisher,
      .account:
      true
    }
  }
}
