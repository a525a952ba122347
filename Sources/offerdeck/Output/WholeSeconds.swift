// Dates in JSON. Foundation's own ISO 8601 goes by the Julian calendar before 1582, so that year 1
// began two days later than in an export.

import Formats
import Foundation

extension JSONEncoder.DateEncodingStrategy {
  /// As in `2019-09-20T14:02:00Z`: whole seconds in UTC, in the Gregorian calendar for all years.
  static let wholeSeconds = custom { date, encoder in
    var container = encoder.singleValueContainer()
    let second = Date(timeIntervalSince1970: date.timeIntervalSince1970.rounded(.down))
    try container.encode(Moment(second).text)
  }
}
