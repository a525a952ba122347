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
}

/// What is wanted when a dialog is answered.
package indirect enum Wish: Hashable, Sendable {
  /// What a command does.
  case command(Command)
  /// Do this to these offers.
  case perform([OfferKey], [Action], title: String)
  /// Begin a step of these offers: it may ask in turn.
  case begin(Step, [OfferKey])
  /// Begin an event of these offers.
  case event(StageEvent, [OfferKey])
  /// Ask for the text of a report first.
  case report(StageEvent, [OfferKey])
  /// Ask for the value of a field of an offer.
  case edit(OfferField, OfferKey)
  /// List the offers of a publisher, or of all.
  case show(publisher: String?)
  /// List in this order.
  case sort(Query.Sort)
  /// Show another theme.
  case theme(String)
  /// Open a page.
  case open(Link)
  /// Import a file.
  case importFile(String)
  /// Add a publisher.
  case addPublisher(String)
  /// Nothing more.
  case nothing
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
}
