// What happened: everything that the model learns comes as one of these, in one direction.

package import Foundation
package import Lifecycle
package import Terminal

/// Something that happened.
package enum Message: Sendable {
  /// A key, the mouse, pasted text or a new size, and when it came by a steady clock, in seconds; nil
  /// for a key that is known to be pressed on its own.
  case input(Input, at: TimeInterval? = nil)
  /// Time has come this far, in the deck's time.
  case time(Date)
  /// The publishers and the counts, as they are now.
  case counted([Publisher], Tally)
  /// How quickly things went so far.
  case learned(Pace)
  /// A part of the list was read.
  case loaded(OfferWindow)
  /// The offers that a filtered query finds were counted.
  case found(Query, Int)
  /// The way to a deadline so far, and how it may go on.
  case foreseen(OutlookRequest, Outlook)
  /// What was looked for in the list of a query, and where it is.
  case located(Sought, Query, Place)
  /// The deck is read as of this moment; nil for the one on which the dashboard was opened.
  /// `isPast` says that something has happened since.
  case arrived(Date?, isPast: Bool)
  /// Another moment could not be read, in a sentence: the deck is read as it was opened.
  case stranded(String)
  /// What was asked of these offers was done, as far as the rules let it.
  case performed(Outcome)
  /// The last action was undone; the entries that say so, empty if there was none.
  case undone([HistoryEntry])
  /// The last action was done before this session, or by somebody else, and is undone only after a
  /// yes: its entries.
  case askedToUndo([HistoryEntry])
  /// What was undone last was redone; the entries that say so, empty if there was nothing.
  case redone([HistoryEntry])
  /// The offers that a query finds; nil if they are more than can be selected at once.
  case matched(Query, [OfferKey]?)
  /// These offers, as they are now, to see what their next steps are.
  case surveyed([Rules.Subject])
  /// The newest part of the history of an offer.
  case remembered(OfferKey, [HistoryEntry])
  /// A file was imported.
  case imported(String, ImportReport)
  /// A publisher was added.
  case added(publisher: String)
  /// What was typed into a field before, the latest last.
  case recalled(TypedField, [String])
  /// Something about an account.
  case account(AccountMessage)
  /// Somebody else changed the deck.
  case deckChanged
  /// Something could not be done, in a sentence.
  case failed(String)
  /// What was to be written could not be, in a sentence: the answer to `perform` and `undo` where
  /// the deck itself fails.
  case unwritten(String)
  /// Something was done that is worth a notice.
  case noted(String)
  /// Another theme is shown from now on.
  case themeChanged(Theme)
  /// A theme can't be shown, in one sentence.
  case themeFailed(String)
  /// Something happened to the user's own themes; these are the names of all.
  case themeFilesChanged([String])
}

/// What became of something that was asked of one or several offers.
package struct Outcome: Sendable {
  /// What was asked for, in a few words.
  package let title: String
  /// The offers to which it was done, as they are now.
  package let done: [Rules.Subject]
  /// The offers to which it was not done, and why.
  package let refused: [(key: OfferKey, refusal: Refusal)]

  /// What became of a wish.
  package init(
    title: String, done: [Rules.Subject], refused: [(key: OfferKey, refusal: Refusal)]
  ) {
    self.title = title
    self.done = done
    self.refused = refused
  }
}

/// A part of the list: the rows around what is visible, never all of them.
package struct OfferWindow: Hashable, Sendable {
  /// The query that it answers.
  package var query: Query
  /// The place of its first offer in the whole list, from 0.
  package var start: Int
  /// Its offers.
  package var offers: [Offer]
  /// How many the whole list has; nil where that is not known yet.
  package var count: Int?
  /// Where the offer is now that was to stay selected; nil where it was none, or is not listed.
  package var selection: Int?
  /// Who reads it.
  package var pane: Pane
  /// The state of the deck for which it was asked.
  package var generation: Int

  /// A part of the list.
  package init(
    query: Query, start: Int, offers: [Offer], count: Int?, selection: Int? = nil,
    pane: Pane = .list, generation: Int = 0
  ) {
    self.pane = pane
    self.generation = generation
    self.query = query
    self.start = start
    self.offers = offers
    self.count = count
    self.selection = selection
  }

  /// The offer at a place of the whole list, if this part has it.
  package subscript(index: Int) -> Offer? {
    offers.indices.contains(index - start) ? offers[index - start] : nil
  }
}
