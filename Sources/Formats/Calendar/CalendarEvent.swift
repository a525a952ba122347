// A day of a calendar with what is to be known of it (RFC 5545, section 3.6.1).

package import Foundation
package import Lifecycle

/// An event that takes a whole day.
///
/// Its day is written as a date and not as a moment: a date has no zone, so that 15 October stands
/// at 15 October in every calendar that it is opened in. A moment in the zone of the deadline would
/// stand at the 14th or the 16th for readers far enough east or west of it.
package struct CalendarEvent: Hashable, Sendable {
  /// Names the event for ever: a later file with the same name replaces it.
  package var uid: String
  /// The day.
  package var day: Day
  /// What stands in the calendar.
  package var summary: String
  /// What stands in the event, line by line.
  package var description: String
  /// By what a reader can gather events.
  package var categories: [String]
  /// The page to open.
  package var link: Link?
  /// Hours from the beginning of the day at which to remind of it; negative before it. They are
  /// counted in the reader's own zone, so that 9 is nine in the morning and not in the night.
  package var alarms: [Int]

  /// An event with all that is known of it.
  package init(
    uid: String, day: Day, summary: String, description: String, categories: [String],
    link: Link?, alarms: [Int]
  ) {
    self.uid = uid
    self.day = day
    self.summary = summary
    self.description = description
    self.categories = categories
    self.link = link
    self.alarms = alarms
  }

  /// From when on revisions are counted, in seconds since 1970: 1 January 2019.
  private static let firstRevision = 1_546_300_800.0

  /// The number of the revision that is written at a moment.
  ///
  /// RFC 5545 (section 3.8.7.4) wants a higher one whenever an event goes to another day, so that
  /// calendars replace it. A day moves with a playbook's file or with the lead time that is learned,
  /// and what was written before is kept nowhere: so each file is a revision of its own, and its
  /// number the seconds that have passed. A number of 31 bits, as readers keep it, lasts until 2087.
  private static func revision(at moment: Date) -> Int {
    let seconds = moment.timeIntervalSince1970 - firstRevision
    return Int(min(max(0, seconds.rounded(.down)), Double(Int32.max)))
  }

  /// The lines of the event. Its day ends with it, so that no end is written.
  func lines(stamp: Date) -> [CalendarLine] {
    var lines = [
      CalendarLine("BEGIN", plain: "VEVENT"), CalendarLine("UID", uid),
      CalendarLine("DTSTAMP", stamp), CalendarLine("DTSTART", day),
      CalendarLine("SEQUENCE", plain: String(Self.revision(at: stamp))),
      CalendarLine("LAST-MODIFIED", stamp), CalendarLine("SUMMARY", summary),
      CalendarLine("DESCRIPTION", description),
    ]
    // A line for each: in a list, some readers take the comma after a backslash for part of a name.
    lines += categories.filter { !$0.isEmpty }.map { CalendarLine("CATEGORIES", $0) }
    if let link { lines.append(CalendarLine("URL", plain: link.text)) }
    // A date to remember does not make anybody busy.
    lines.append(CalendarLine("TRANSP", plain: "TRANSPARENT"))
    for hours in alarms {
      let trigger = "\(hours < 0 ? "-" : "")PT\(abs(hours))H"
      lines += [
        CalendarLine("BEGIN", plain: "VALARM"), CalendarLine("ACTION", plain: "DISPLAY"),
        CalendarLine("TRIGGER", plain: trigger), CalendarLine("DESCRIPTION", summary),
        CalendarLine("END", plain: "VALARM"),
      ]
    }
    return lines + [CalendarLine("END", plain: "VEVENT")]
  }
}

/// Writes a calendar file.
package enum CalendarFile {
  /// The file with these events.
  ///
  /// - Parameters:
  ///   - title: what readers call the calendar.
  ///   - version: the version of the program that writes it.
  ///   - stamp: when it is written, whatever moment it shows the deck at: of two files, calendars
  ///     keep what the later one says.
  package static func text(
    _ events: [CalendarEvent], title: String, version: String, stamp: Date
  ) -> String {
    let head = [
      CalendarLine("BEGIN", plain: "VCALENDAR"), CalendarLine("VERSION", plain: "2.0"),
      CalendarLine("PRODID", "-//offerdeck//offerdeck \(version)//EN"),
      CalendarLine("CALSCALE", plain: "GREGORIAN"), CalendarLine("NAME", title),
      // What readers knew before NAME (RFC 7986).
      CalendarLine("X-WR-CALNAME", title),
    ]
    let lines = head + events.flatMap { $0.lines(stamp: stamp) }
    return (lines + [CalendarLine("END", plain: "VCALENDAR")]).map(\.folded).joined()
  }
}
