// A calendar file as libical reads it.

import CIcal
import Testing

/// A calendar that an independent reader took.
final class ReadCalendar {
  private let calendar: OpaquePointer

  /// Reads a file.
  init(_ text: String) throws { calendar = try #require(cical_read(text)) }

  deinit { cical_free(calendar) }

  /// What the reader finds wrong.
  var errors: Int { Int(cical_errors(calendar)) }
  /// How many events there are.
  var events: Int { Int(cical_events(calendar)) }

  /// A value of the calendar itself.
  func value(_ name: String) -> String? { text(-1, -1, name, 0) }

  /// A value of an event.
  func value(_ name: String, of event: Int) -> String? { text(event, -1, name, 0) }

  /// All values of an event by one name.
  func values(_ name: String, of event: Int) -> [String] {
    var values: [String] = []
    while let value = text(event, -1, name, values.count) { values.append(value) }
    return values
  }

  /// A value of each alarm of an event.
  func alarms(_ name: String, of event: Int) -> [String] {
    (0..<Int(cical_alarms(calendar, Int32(event)))).compactMap { text(event, $0, name, 0) }
  }

  private func text(_ event: Int, _ alarm: Int, _ name: String, _ place: Int) -> String? {
    cical_value(calendar, Int32(event), Int32(alarm), name, Int32(place)).map {
      String(cString: $0)
    }
  }
}
