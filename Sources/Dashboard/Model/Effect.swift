// What the model asks of the world. The program's performer does it and answers by messages.

package import Foundation
package import Lifecycle
package import Terminal

/// Something asked of the world.
package enum Effect: Hashable, Sendable {
  /// Read a part of the list: answered by `loaded`.
  case load(LoadRequest)
  /// Count what a filtered query finds, without keeping anybody waiting: answered by `found`.
  case find(Query)
  /// Look for an offer in the list of a query, without keeping anybody waiting: answered by
  /// `located`, unless something else is looked for meanwhile.
  case locate(Sought, Query)
  /// Read publishers and counts: answered by `counted`.
  case count
  /// Read what the history teaches about lead times and the pace so far, however long that takes:
  /// answered by `learned` if that is new.
  case learn
  /// Reckon the way to a deadline, however long that takes: answered by `foreseen`.
  case foresee(OutlookRequest)
  /// Read the deck as it was at a moment from now on, or as it is: answered by `arrived`.
  case travel(Date?)
  /// Do this to these offers, each as far as the rules let it, as one action: answered by
  /// `performed`.
  case perform([OfferKey], [Action], title: String)
  /// Undo the last action of the deck: answered by `undone`, or by `askedToUndo` if it is not of this
  /// session and its first entry, by its ID, was not confirmed.
  case undo(confirmed: Int64?)
  /// Redo what was undone last: answered by `redone`.
  case redo
  /// Find all offers of a query, up to so many: answered by `matched`.
  case match(Query, limit: Int)
  /// Read these offers: answered by `surveyed`.
  case survey([OfferKey])
  /// Read the history of an offer: answered by `remembered`.
  case remember(OfferKey)
  /// Import a file, however long that takes: answered by `imported`.
  case importFile(String, publisher: String?)
  /// Add a publisher by its ID: answered by `added`.
  case addPublisher(String)
  /// Read what was typed into a field before: answered by `recalled`.
  case recallTyped(TypedField)
  /// Keep what was typed into a field for another day.
  case keepTyped(String, TypedField)
  /// Something about an account.
  case account(AccountEffect)
  /// Show a page in the browser.
  case open(Link)
  /// Put a text on the clipboard.
  case copy(String)
  /// Show another theme: answered by `themeChanged`.
  case theme(String)
  /// Read the theme that is shown again, since its file may be another: answered by `themeChanged`.
  case reloadTheme(String)
  /// Keep for the next time which theme was chosen; nil where the terminal decides.
  case keepTheme(String?)
  /// Keep for the next time whether the terminal is dark or light.
  case keep(Scheme)
  /// Take the mouse, or leave it to the terminal.
  case mouse(Bool)
  /// Ring, and tell the terminal what has happened, unless its window is looked at.
  case alert(String, isSeen: Bool)
  /// Draw everything again.
  case redraw
  /// Stop until the shell continues the program.
  case suspend
  /// End.
  case quit
}

/// A part of the list that is wanted.
package struct LoadRequest: Hashable, Sendable {
  /// The query.
  package var query: Query
  /// The place of the first offer that is wanted, from 0.
  package var from: Int
  /// How many are wanted.
  package var count: Int
  /// The offer that is to stay selected, wherever it is now; `from` is taken to be so many rows
  /// before it.
  package var keeping: OfferKey?
  /// The place at which that offer was.
  package var selection: Int
  /// Who reads it.
  package var pane: Pane
  /// What is looked for can be rare in a large deck: nobody waits for it.
  package var isPatient = false
  /// The state of the deck for which it is asked; the answer names it.
  package var generation = 0
}
