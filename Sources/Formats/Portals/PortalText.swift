// Text that comes from a portal, as it can be shown: without markup, and without control characters.

import Lifecycle

/// Text of a portal.
enum PortalText {
  /// The most characters of a portal's text that a message shows.
  private static let limit = 400

  /// Text on one line, without control characters, cut after some hundred characters.
  static func line(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    var isBlank = true
    for scalar in text.unicodeScalars {
      if line.count == limit { return String(line) + "…" }
      let isSpace = scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
      if isSpace && isBlank { continue }
      isBlank = isSpace
      line.append(isSpace ? " " : scalar)
    }
    return String(line).trimmed
  }

  /// The text of HTML: paragraphs, items and rows on lines of their own, no tags, no entities.
  static func plain(html: String) -> String {
    guard html.utf8.contains(where: { $0 == 0x3C || $0 == 0x26 }) else { return html }
    var text = ""
    var rest = html[...]
    while let place = rest.firstIndex(where: { $0 == "<" || $0 == "&" }) {
      text += rest[..<place]
      rest = rest[place...]
      if rest.first == "<", let tag = Tag(rest) {
        text += tag.replacement
        rest = tag.isHidden ? rest[tag.end...].dropHidden(tag.name) : rest[tag.end...]
      } else if rest.first == "&", let (character, end) = entity(rest) {
        text += character
        rest = rest[end...]
      } else {
        text.append(rest.removeFirst())
      }
    }
    text += rest
    let lines = text.split(whereSeparator: \.isNewline).map { line in
      line.split { $0.isWhitespace }.joined(separator: " ")
    }
    return lines.filter { !$0.isEmpty && $0 != "-" }.joined(separator: "\n")
  }

  /// A tag at the start of a text.
  private struct Tag {
    let name: String
    let end: Substring.Index
    private let isEnd: Bool

    init?(_ text: Substring) {
      let inner = text.dropFirst()
      if inner.hasPrefix("!--") {
        guard let close = inner.firstRange(of: "-->") else { return nil }
        (name, end, isEnd) = ("!--", close.upperBound, false)
        return
      }
      isEnd = inner.first == "/"
      let word = inner.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber || $0 == "!" }
      // A “<” before a blank or a digit is one that somebody wrote: “< 15 min”.
      guard word.first.map({ $0.isLetter || $0 == "!" }) ?? false,
        let close = inner.firstIndex(of: ">")
      else { return nil }
      name = word.lowercased()
      end = inner.index(after: close)
    }

    /// What it becomes: a line break, or nothing.
    var replacement: String {
      switch name {
      case "br", "p", "div", "tr", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6": "\n"
      case "li": isEnd ? "\n" : "\n- "
      case "td", "th": isEnd ? " " : ""
      default: ""
      }
    }

    /// What follows up to the closing tag is no text.
    var isHidden: Bool { !isEnd && (name == "script" || name == "style") }
  }

  private static func entity(_ text: Substring) -> (String, Substring.Index)? {
    let name = text.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "#" }
    guard name.count < 10, name.endIndex < text.endIndex, text[name.endIndex] == ";" else {
      return nil
    }
    let end = text.index(after: name.endIndex)
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      let isHex = digits.first == "x" || digits.first == "X"
      let code = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      let scalar = code.flatMap { Unicode.Scalar($0) } ?? "\u{FFFD}"
      return (scalar.properties.generalCategory == .control ? " " : String(scalar), end)
    }
    return entities[String(name)].map { ($0, end) }
  }

  /// The entities that portals write; others stay as they are.
  private static let entities = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "times": "×",
    "copy": "©", "reg": "®", "trade": "™", "hellip": "…", "ndash": "–", "mdash": "—",
    "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "laquo": "«", "raquo": "»",
    "bull": "•", "middot": "·", "euro": "€", "deg": "°", "rarr": "→", "larr": "←",
  ]
}

extension Substring {
  /// What follows the closing tag of an element; nothing if it is never closed.
  fileprivate func dropHidden(_ name: String) -> Substring {
    firstRange(of: "</\(name)").map { self[$0.lowerBound...] } ?? self[endIndex...]
  }
}
