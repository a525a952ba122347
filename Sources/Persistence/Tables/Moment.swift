// Dates as the deck keeps them: whole microseconds since 1970, so that what is read equals what
// was written. Everything that comes in is rounded to that resolution first.

import Foundation

extension Date {
  /// Microseconds since 1 January 1970, rounded to the nearest.
  var microseconds: Int64 {
    let exact = (timeIntervalSince1970 * 1_000_000).rounded()
    return Int64(max(-9e18, min(9e18, exact)))
  }

  /// The date so many microseconds after 1 January 1970.
  init(microseconds: Int64) {
    self.init(timeIntervalSince1970: Double(microseconds) / 1_000_000)
  }

  /// The date at the resolution of the deck; reading it back gives an equal one.
  var atDeckResolution: Date { Date(microseconds: microseconds) }
}
