// The one path by which an account changes: the rule runs in the write transaction, on the row as it
// is then, and the row and its history are written together.

package import Foundation
package import Lifecycle

/// The accounts of the publishers of a deck.
package struct AccountRepository {
  let deck: Store

  /// Lets something happen to the account of a publisher.
  ///
  /// - Parameter expected: the account as it was when the person decided; where it is another one
  ///   by now, nothing is done. Nil where that does not matter.
  /// - Returns: the publisher afterward.
  /// - Throws: an `AccountRefusal` where the rules say no, a `StoreFailure` where the deck does.
  @discardableResult
  package func apply(
    _ event: AccountEvent, to id: String, expecting expected: Account? = nil,
    at moment: Date, by actor: String
  ) throws -> Publisher {
    let after = try deck.writingThrough { writing in
      let owner = try writing.publisher(id)
      if let expected, expected != owner.publisher.account {
        throw AccountRefusal.changedMeanwhile
      }
      let after = try owner.publisher.applying(event, at: moment.atDeckResolution)
      guard after != owner.publisher else { return after }
      try writing.update(
        PublisherRecord(number: owner.number, publisher: after), from: owner.publisher)
      try writing.record(
        HistoryEntry(
          at: moment, by: actor, publisher: id, kind: event.name, detail: event.detail),
        after.changes(from: owner.publisher), .account, publisher: owner.number)
      return after
    }
    deck.typed.dropDrafts(after: event, of: id)
    return after
  }

  /// Corrects fields of a publisher's profile, on the row as it is then, all of them or none.
  ///
  /// - Returns: the publisher afterward.
  /// - Throws: `AccountRefusals` with all that does not fit, a `StoreFailure` where the deck can't
  ///   be written.
  @discardableResult
  package func set(
    _ changes: [(field: ProfileField, text: String)], of id: String, at moment: Date,
    by actor: String
  ) throws -> Publisher {
    try deck.writingThrough { writing in
      let owner = try writing.publisher(id)
      let after = try owner.publisher.setting(changes)
      guard after != owner.publisher else { return after }
      try writing.update(
        PublisherRecord(number: owner.number, publisher: after), from: owner.publisher)
      let values = changes.map { ($0.field.title, $0.text.trimmingWhitespace()) }
      try writing.record(
        HistoryEntry(
          at: moment, by: actor, publisher: id, kind: "edited",
          subject: values.count == 1 ? values[0].0 : nil,
          detail: values.count == 1
            ? values[0].1 : values.map { "\($0.0): \($0.1)" }.joined(separator: "; ")),
        after.changes(from: owner.publisher), .account, publisher: owner.number)
      return after
    }
  }

  /// Ticks an account-wide step of a publisher, or takes its tick back, without an offer.
  ///
  /// - Returns: the publisher afterward.
  @discardableResult
  package func set(
    _ step: String, isDone: Bool, of id: String, at moment: Date, by actor: String
  ) throws(StoreFailure) -> Publisher {
    try deck.writing { writing in
      let owner = try writing.publisher(id)
      guard (owner.publisher.ticks[step] != nil) != isDone else { return owner.publisher }
      var after = owner.publisher
      after.ticks[step] = isDone ? Tick(at: moment.atDeckResolution, by: actor) : nil
      try writing.update(
        PublisherRecord(number: owner.number, publisher: after), from: owner.publisher)
      try writing.record(
        HistoryEntry(
          at: moment, by: actor, publisher: id, kind: isDone ? "tick" : "untick", subject: step),
        after.changes(from: owner.publisher), .account, publisher: owner.number)
      return after
    }
  }
}
