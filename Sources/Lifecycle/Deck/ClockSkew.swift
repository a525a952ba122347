// Dates of a history that can't be right: an entry that is dated before what it follows, or in the
// future. Clocks go wrong, so such a history is taken as it is, and somebody is told.

package import Foundation

/// Finds entries whose dates can't be right, in the order in which they were entered.
package struct ClockSkew {
  /// What is wrong with the date of an entry.
  package enum Fault: Hashable, Sendable {
    /// It is before that of an earlier entry of the same offer, which has this one.
    case beforeItsCause(Date)
    /// It is yet to come.
    case inFuture
  }

  private let now: Date
  /// The latest date of each offer so far, by the hash of its key: a million offers take some dozen
  /// megabytes, and that two of them are taken for one is less likely than one in ten million.
  private var latest: [Int: Date] = [:]

  /// Nothing seen yet.
  ///
  /// - Parameter now: what is later than this is yet to come.
  package init(now: Date) { self.now = now }

  /// Takes the date of the next entry of an offer; gives what is wrong with it, or nil.
  package mutating func take(_ offer: OfferKey, at date: Date) -> Fault? {
    // What follows a date in the future is not held against it.
    guard date <= now else { return .inFuture }
    let key = offer.hashValue
    let before = latest[key] ?? date
    latest[key] = max(before, date)
    return date < before ? .beforeItsCause(before) : nil
  }
}
