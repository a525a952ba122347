// The lines that a calendar file is made of (RFC 5545, section 3.1): a name, and a value in the form
// that the name asks for; folded, so that no line is longer than 75 octets.

import Foundation
import Lifecycle

/// A line of a calendar file, before it is folded.
struct CalendarLine {
  private let text: String

  /// A line whose value is made of characters that mean nothing else, as an address is.
  init(_ name: String, plain value: String) { text = "\(name):\(value)" }

  /// A line whose value is text.
  init(_ name: String, _ value: String) { self.init(name, plain: Self.escaped(value)) }

  /// A line whose value is a day.
  init(_ name: String, _ day: Day) {
    self.init("\(name);VALUE=DATE", plain: day.description.replacing("-", with: ""))
  }

  /// A line whose value is a moment, in UTC and to the second.
  init(_ name: String, _ moment: Date) {
    let whole = Date(timeIntervalSince1970: moment.timeIntervalSince1970.rounded(.down))
    self.init(name, plain: Moment(whole).text.filter { $0 != "-" && $0 != ":" })
  }

  /// Text as a value (section 3.3.11): what separates values is escaped, a line break is written as
  /// `\n`, and what can't stand in a file becomes U+FFFD. NEL and the separators of lines and
  /// paragraphs are among that: some readers take them for the end of a line.
  private static func escaped(_ text: String) -> String {
    var value = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": value.append(contentsOf: ["\\", scalar])
      // CR LF is one break.
      case "\n" where previous == "\r": break
      case "\n", "\r": value.append(contentsOf: ["\\", "n"])
      case "\t": value.append(scalar)
      case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}": value.append("\u{FFFD}")
      default: value.append(scalar)
      }
      previous = scalar
    }
    return String(value)
  }

  /// The most octets of a line, without its break.
  static let limit = 75

  /// The line as it stands in a file, with its break: where it is too long, it goes on in the next
  /// one after a space. No character is cut in two, which RFC 5545 allows and many readers do not.
  var folded: String {
    var lines = String.UnicodeScalarView()
    var room = Self.limit
    for scalar in text.unicodeScalars {
      let octets = UTF8.width(scalar)
      if octets > room {
        lines.append(contentsOf: ["\r", "\n", " "])
        room = Self.limit - 1
      }
      room -= octets
      lines.append(scalar)
    }
    return String(lines) + "\r\n"
  }
}
