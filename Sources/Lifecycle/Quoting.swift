// Values of files in messages: a name can be long, and can hold what would move a cursor or break a
// message into lines.

extension StringProtocol {
  /// The text in quotes, cut if it is too long for a message.
  package var inQuotes: String { "“\(excerpt)”" }

  /// The text, cut if it is too long to stand in a sentence, with a visible sign for each control
  /// character.
  package var excerpt: String {
    // The first characters tell whether there are more, however many there are.
    let start = prefix(61)
    let cut = start.count > 60 ? String(start.prefix(57)) + "…" : String(start)
    guard cut.unicodeScalars.contains(where: \.isControl) else { return cut }
    var shown = String.UnicodeScalarView()
    for scalar in cut.unicodeScalars { shown.append(scalar.isControl ? scalar.picture : scalar) }
    return String(shown)
  }
}

extension Unicode.Scalar {
  /// It moves a cursor, breaks a line or turns the direction of what is written.
  fileprivate var isControl: Bool {
    switch value {
    case 0...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// A sign in its place: Unicode has pictures of the control characters of ASCII.
  fileprivate var picture: Unicode.Scalar {
    switch value {
    case 0...0x1F: Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    default: "\u{FFFD}"
    }
  }
}
