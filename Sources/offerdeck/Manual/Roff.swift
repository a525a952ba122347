// Text in the language of manual pages (man(7)): the few macros that the manual needs.

import Terminal

/// A manual page that is being written.
struct Roff {
  private(set) var text = ""

  /// A page of a name, in a section.
  init(_ name: String, section: Int, date: String, source: String, volume: String) {
    request(
      ".TH", [name.uppercased(), "\(section)", date, source, volume].map { "\"\($0)\"" })
  }

  private mutating func request(_ macro: String, _ arguments: [String]) {
    text += ([macro] + arguments).joined(separator: " ") + "\n"
  }

  /// The next words begin a line of their own.
  mutating func lineBreak() { text += ".br\n" }

  /// A section.
  mutating func section(_ title: String) { request(".SH", [Self.quoted(title)]) }

  /// A part of a section.
  mutating func part(_ title: String) { request(".SS", [Self.quoted(title)]) }

  /// A paragraph.
  mutating func paragraph(_ words: String) {
    text += ".PP\n" + Self.wrapped(words)
  }

  /// Text that goes on with what stands before it.
  mutating func line(_ words: String) { text += Self.wrapped(words) }

  /// Something with what it means. Both may have parts in bold, between `*`, and underlined ones,
  /// between `_`; a backslash takes the meaning of either.
  mutating func item(_ head: String, _ words: String) {
    text += ".TP\n" + Self.lines(head) + Self.wrapped(words.isEmpty ? "\u{A0}" : words)
  }

  /// Lines as they are typed.
  mutating func example(_ lines: [String]) {
    text += ".PP\n.RS 4\n.nf\n"
    for line in lines { text += Self.lines(line.literal) }
    text += ".fi\n.RE\n"
  }

  private static func quoted(_ text: String) -> String {
    "\"\(escaped(text.uppercased() == text ? text : text.literal))\""
  }

  /// A text as lines that are not longer than a page's source should have.
  private static func wrapped(_ words: String) -> String {
    var result = ""
    var length = 0
    for word in lines(words).split(separator: " ", omittingEmptySubsequences: false) {
      // A blank that is escaped belongs to its word.
      let isJoined = result.hasSuffix("\\")
      if !isJoined && length + word.utf8.count >= 78 && length > 0 {
        result += "\n" + (word.first.map { ".'".contains($0) } == true ? "\\&" : "") + word
        length = word.utf8.count
      } else {
        result += (result.isEmpty ? "" : " ") + word
        length += word.utf8.count + 1
      }
    }
    return result
  }

  /// A text as lines of the page: no line begins with what would be a request.
  private static func lines(_ words: String) -> String {
    words.split(separator: "\n").map { line in
      let line = escaped(String(line))
      return (line.first.map { ".'".contains($0) } == true ? "\\&" : "") + line + "\n"
    }.joined()
  }

  /// Backslashes, quotes and dashes as the language wants them, and the marks of bold and underlined
  /// parts as changes of the font.
  private static func escaped(_ text: String) -> String {
    var result = ""
    var font: Character?
    var isLiteral = false
    for character in Legible.legible(text) {
      if isLiteral {
        // What is typed keeps the straight quote that it is typed with.
        let forms: [Character: String] = ["\\": "\\e", "-": "\\-", "'": "\\(aq"]
        result += forms[character] ?? String(character)
        isLiteral = false
        continue
      }
      switch character {
      case "\\": isLiteral = true
      case "*", "_":
        result += font == character ? "\\fR" : character == "*" ? "\\fB" : "\\fI"
        font = font == character ? nil : character
      case "-": result += "\\-"
      case "\"": result += "\\(dq"
      case "“": result += "\\(lq"
      case "”": result += "\\(rq"
      case "’", "'": result += "\\(cq"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case "`": result += "\\(ga"
      case "…": result += "\\[u2026]"
      case "·": result += "\\(bu"
      case "\u{A0}": result += "\\ "
      default: result.append(character)
      }
    }
    return result
  }
}

extension String {
  /// The text without any meaning for the manual: what a person could type stays as it is.
  var literal: String {
    reduce(into: "") { text, character in
      if "\\*_'".contains(character) { text.append("\\") }
      text.append(character)
    }
  }
}
