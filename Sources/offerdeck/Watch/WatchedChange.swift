// A change that `offerdeck watch` reports: a deadline that came to another level, or an offer that came
// to another stage.

import Foundation
import Lifecycle

/// A change of a level or a stage.
struct WatchedChange: Hashable, Sendable {
  /// What changed.
  enum Subject: Hashable, Sendable {
    case deadline(Query.DeadlineKey)
    case offer(OfferKey)
  }

  /// What changed.
  let subject: Subject
  /// When: for a level, when that was seen.
  var at: Date
  /// The level or the stage before, as programs read it.
  var from: String
  /// The level or the stage after.
  var to: String
  /// The deadline as it is now; nil for an offer.
  var date: DueDate?
  /// Who changed the stage, and in words how; nil for a deadline.
  var actor: String?
  /// The offer's name; nil for a deadline.
  var name: String?

  /// The change in words, without its time.
  func sentence(on today: Day) -> String {
    func words(_ word: String) -> String { word.replacing("_", with: " ") }
    switch subject {
    case .deadline:
      guard let date else { return "\(words(to)) (was \(words(from)))" }
      let day = "\(date.deadline.day.weekdayTitle) \(date.deadline.day.title(on: today))"
      let open = date.threatened > 0 ? ", \(date.threatened.counted("offer")) to do" : ""
      return "\(date.deadline.title), \(day): \(words(to)) (was \(words(from)))\(open)"
    case .offer(let key):
      let author = actor.map { ", by \($0)" } ?? ""
      return "\(key.publisher)/\(key.offer): \(words(to)) (was \(words(from)))\(author)"
    }
  }

  /// Changes that happened one after the other, with one for each subject: from what it was at first
  /// to what it is in the end. Who is back where they were is left out.
  static func merged(_ changes: [WatchedChange]) -> [WatchedChange] {
    var merged: [WatchedChange] = []
    for change in changes {
      if let place = merged.firstIndex(where: { $0.subject == change.subject }) {
        let from = merged[place].from
        merged[place] = change
        merged[place].from = from
      } else {
        merged.append(change)
      }
    }
    return merged.filter { $0.from != $0.to }
  }
}

/// A change as programs read it. Fields are only ever added.
struct WatchedChangeRecord: Encodable {
  let kind: String
  let at: Date
  let from: String
  let to: String
  let sentence: String
  var publisher: String?
  var offerId: String?
  var name: String?
  var by: String?
  var deadline: DeadlinesCommand.Record?

  init(_ change: WatchedChange, on today: Day, at now: Date) {
    switch change.subject {
    case .deadline: kind = "level"
    case .offer(let key):
      kind = "stage"
      publisher = key.publisher
      offerId = key.offer
    }
    at = change.at
    from = change.from
    to = change.to
    sentence = change.sentence(on: today)
    name = change.name
    by = change.actor
    deadline = change.date.map { DeadlinesCommand.Record($0, now) }
  }
}
